"""Finds the voice and the loudspeaker of this computer; without them a session goes on in silence."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from formcheck.errors import DeviceError
from formcheck.feedback.captions import Captions
from formcheck.feedback.voice.loudspeaker import DeviceOutput
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.synthesis import Synthesizer, find_voice
from formcheck.feedback.voice.utterance import Utterance
from formcheck.system.language import ENGLISH, tr


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How the user wants to hear.

    Attributes
    ----------
    words, tones
        Whether words are spoken, and whether sounds stand for counts, holds and attempts.
    volume
        0 to 1.
    rate_wpm
        Speed of the voice, words a minute.
    language
        A code of `formcheck.system.language.languages`.
    """

    words: bool = True
    tones: bool = False
    volume: float = 1.0
    rate_wpm: int = 170
    language: str = ENGLISH


@contextmanager
def open_speaker(voice: VoiceSettings, report: Callable[[str], object], captions: Captions) -> Iterator[Speaker | None]:
    """A speaker as far as this computer has one; None where nothing can or shall be heard.

    Parameters
    ----------
    voice
        What is wanted.
    report
        Takes a sentence about what is missing, and what to do; it may be called from another thread later.
    captions
        Told what is heard, as it begins and ends.
    """
    with ExitStack() as stack:
        yield _open(voice, report, captions, stack)


def _open(
    voice: VoiceSettings, report: Callable[[str], object], captions: Captions, stack: ExitStack
) -> Speaker | None:
    if not (voice.words or voice.tones):
        return None
    mixer = Mixer(volume=voice.volume)
    try:
        stack.enter_context(DeviceOutput(mixer, on_trouble=report))
    except DeviceError as error:
        report(tr("No sound: {why}", why=error))
        return None
    synthesizer = _voice(voice, report)
    return stack.enter_context(
        Speaker(
            synthesizer, mixer, on_start=lambda said, _: captions.begin(said), on_end=captions.end, on_trouble=report
        )
    )


def sayer(speaker: Speaker | None, captions: Captions) -> Callable[[Utterance], None]:
    """Takes what is to be said: it is spoken where there is a voice, and shown in its turn where there is none."""

    def say(utterance: Utterance) -> None:
        if speaker is not None:
            speaker.say(utterance)
        if speaker is None or not speaker.has_voice:
            captions.read(utterance)

    return say


def _voice(voice: VoiceSettings, report: Callable[[str], object]) -> Synthesizer | None:
    if not voice.words:
        return None
    try:
        return find_voice(voice.language, voice.rate_wpm)
    except DeviceError as error:
        report(tr("No voice, tones instead: {why}", why=error))
        return None
