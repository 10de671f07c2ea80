"""Puts words and tones together, one phrase at a time; an output pulls from it."""

import threading
from collections.abc import Callable
from functools import partial

import numpy as np

from formcheck.feedback.voice.sound import Samples, Sound

RATE_HZ = 48_000  # what loudspeakers of computers run at

_FADE_S = 0.01

OnFirst = Callable[[], object]
OnEnd = Callable[[bool], object]


class _PlayingSound:
    """A sound under way."""

    def __init__(self, samples: Samples, on_first: OnFirst | None = None, on_end: OnEnd | None = None) -> None:
        self._samples = samples
        self._on_first = on_first
        self._on_end = on_end
        self._at = 0
        self._fades = False

    @property
    def over(self) -> bool:
        return self._at >= len(self._samples)

    def add_to(self, block: Samples) -> list[Callable[[], object]]:
        """Add the next samples; return which listeners to call."""
        listeners: list[Callable[[], object]] = []
        if self._on_first is not None:
            listeners.append(self._on_first)
            self._on_first = None
        piece = self._samples[self._at : self._at + len(block)]
        block[: len(piece)] += piece
        self._at += len(piece)
        if self.over:
            listeners.append(partial(self.call_end, heard=True))
        return listeners

    def call_end(self, *, heard: bool) -> None:
        on_end, self._on_end = self._on_end, None
        if on_end is not None:
            on_end(heard)

    def fading(self, count: int) -> "_PlayingSound":
        """What is left of it when it is cut: so many samples at most; of one not begun, nothing."""
        if self._fades:
            return self
        rest = self._samples[self._at : self._at + count] if self._at else self._samples[:0]
        faded = _PlayingSound(rest * np.linspace(1, 0, len(rest), dtype=np.float32))
        faded._fades = True
        return faded


class Mixer:
    """Words and tones as one stream of samples, without any device. Every method may be called from any thread.

    ``on_first`` and ``on_end`` are called from the thread that pulls or cuts, and without any lock; that thread may be
    the one that feeds the loudspeaker, so they have to be short.

    Parameters
    ----------
    rate_hz
        Samples a second.
    volume
        0 (nothing) to 1 (as it came).
    """

    def __init__(self, rate_hz: int = RATE_HZ, *, volume: float = 1.0) -> None:
        self.rate_hz = rate_hz
        self.volume = volume
        self._speech: _PlayingSound | None = None
        self._others: list[_PlayingSound] = []
        self._quiet = threading.Condition()

    @property
    def volume(self) -> float:
        """0 (nothing) to 1 (as it came)."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        if not 0 <= volume <= 1:
            raise ValueError(f"volume: expected 0 to 1, found {volume:g}")
        self._volume = volume

    @property
    def speaking(self) -> bool:
        """Whether a phrase is under way."""
        return self._speech is not None

    def say(self, sound: Sound, on_first: OnFirst | None = None, on_end: OnEnd | None = None) -> None:
        """Start a phrase; one that is under way is cut.

        Parameters
        ----------
        sound
            The words, at any rate.
        on_first, on_end
            Called when its first sample is pulled; once with True when its last one was, with False when it was cut.
        """
        part = _PlayingSound(sound.at(self.rate_hz).samples, on_first, on_end)
        with self._quiet:
            cut, self._speech = self._speech, part
            if cut is not None:
                self._others.append(cut.fading(self._fade))
        if cut is not None:
            cut.call_end(heard=False)

    def play(self, sound: Sound, on_first: OnFirst | None = None, on_end: OnEnd | None = None) -> None:
        """Start a tone, over whatever is under way; the parameters are those of `say`."""
        part = _PlayingSound(sound.at(self.rate_hz).samples, on_first, on_end)
        with self._quiet:
            self._others.append(part)

    def hush(self) -> None:
        """Cut everything that is under way."""
        with self._quiet:
            cut = self._others if self._speech is None else [self._speech, *self._others]
            self._speech = None
            self._others = [part.fading(self._fade) for part in cut]
        for part in cut:
            part.call_end(heard=False)

    def mix(self, frames: int) -> Samples:
        """The next samples, -1 to 1, as a float32 array of shape (frames,); silence where nothing is under way."""
        block = np.zeros(frames, np.float32)
        listeners: list[Callable[[], object]] = []
        with self._quiet:
            if self._speech is not None:
                listeners += self._speech.add_to(block)
                if self._speech.over:
                    self._speech = None
            for part in self._others:
                listeners += part.add_to(block)
            self._others = [part for part in self._others if not part.over]
            if self._idle():
                self._quiet.notify_all()
        for listener in listeners:
            listener()
        block *= self._volume
        return np.clip(block, -1, 1, out=block)

    def wait(self, timeout_s: float) -> bool:
        """Wait until nothing is under way, `timeout_s` seconds at most; False if the time was up before."""
        with self._quiet:
            return self._quiet.wait_for(self._idle, timeout_s)

    @property
    def _fade(self) -> int:
        return round(_FADE_S * self.rate_hz)

    def _idle(self) -> bool:
        return self._speech is None and not self._others
