"""Six tones that a person who lies on the floor and looks at the ceiling can tell apart."""

from functools import cache
from typing import NamedTuple

import numpy as np

from formcheck.feedback.voice.sound import Samples, Sound
from formcheck.feedback.voice.utterance import Tone

_LOUDNESS = 0.4  # leaves room for words at the same time
_RISE_S, _FALL_S = 0.006, 0.03  # anything steeper is heard as a click
_OVERTONE = 0.2  # a little of the octave: small loudspeakers swallow the lower one


class _Note(NamedTuple):
    start_s: float
    duration_s: float
    begin_hz: float
    end_hz: float


def _note(start_s: float, duration_s: float, begin_hz: float, end_hz: float | None = None) -> _Note:
    return _Note(start_s, duration_s, begin_hz, begin_hz if end_hz is None else end_hz)


# What is good news is high or rises, what is not is low or falls. Nothing is below 300 Hz, where a laptop is mute.
_NOTES = {
    Tone.REP: [_note(0.0, 0.12, 1320)],
    Tone.ATTEMPT: [_note(0.0, 0.13, 330), _note(0.19, 0.13, 330)],
    Tone.TICK: [_note(0.0, 0.06, 988)],
    Tone.HELD: [_note(0.0, 0.14, 1175), _note(0.14, 0.31, 1760)],
    Tone.SET: [_note(0.0, 0.15, 523), _note(0.17, 0.15, 659), _note(0.34, 0.4, 784)],
    Tone.LOST: [_note(0.0, 0.5, 880, 392)],
}


@cache
def tone_sound(tone: Tone, rate_hz: int) -> Sound:
    """A tone as sound, none longer than 0.8 s.

    Parameters
    ----------
    tone
        Which.
    rate_hz
        Samples a second.
    """
    notes = _NOTES[tone]
    duration_s = max(note.start_s + note.duration_s for note in notes)
    samples = np.zeros(round(duration_s * rate_hz), np.float32)
    for note in notes:
        played = _played(note, rate_hz)
        begin = round(note.start_s * rate_hz)
        samples[begin : begin + len(played)] += played[: len(samples) - begin]
    samples.flags.writeable = False  # it is shared
    return Sound(samples, rate_hz)


def _played(note: _Note, rate_hz: int) -> Samples:
    count = round(note.duration_s * rate_hz)
    time_s = np.arange(count) / rate_hz
    frequency_hz = np.linspace(note.begin_hz, note.end_hz, count)
    phase = 2 * np.pi * np.cumsum(frequency_hz) / rate_hz
    wave = (np.sin(phase) + _OVERTONE * np.sin(2 * phase)) / (1 + _OVERTONE)
    swell = np.clip(np.minimum(time_s / _RISE_S, time_s[::-1] / _FALL_S), 0.0, 1.0)
    ringing = np.exp(-1.5 * time_s / note.duration_s)
    played: Samples = (_LOUDNESS * wave * ringing * np.sin(np.pi / 2 * swell) ** 2).astype(np.float32)
    return played
