"""The sink that makes a session heard."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.voice.commentary import Commentary, Led
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.system.language import Words


class Voice:
    """Sink of one session that lets what is due be heard; it never waits for it.

    Parameters
    ----------
    words
        The language.
    say
        Takes an utterance and returns at once, as `Speaker.say`.
    tones
        Whether sounds stand for counts, holds and attempts; what happens next is said in words all the same.
    led
        Whether the session says itself what is to be heard.
    """

    def __init__(
        self, words: Words, say: Callable[[Utterance], object], *, tones: bool = False, led: bool = False
    ) -> None:
        self._commentary = Led(words) if led else Commentary(words)
        self._say = say
        self._tones = tones

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Let be heard what this moment brings."""
        for utterance in self._commentary.update(snapshot):
            for part in self._parts(utterance):
                self._say(part)

    def _parts(self, utterance: Utterance) -> Iterator[Utterance]:
        if not self._tones or utterance.tone is None:
            yield utterance
            return
        yield replace(utterance, text="")
        if utterance.urgency is Urgency.STEP:
            yield replace(utterance, tone=None)
