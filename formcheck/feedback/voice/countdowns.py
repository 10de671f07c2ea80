"""What is said while a rest, or the time until the end, runs out."""

from collections.abc import Iterator, Mapping
from math import ceil
from types import MappingProxyType

from formcheck.counting.advice import GOING_ON, SOONER, Advice, among
from formcheck.counting.snapshot import SetProgress
from formcheck.feedback.voice.phrases import Phrase
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from formcheck.system.language import Words

TIMELY_S = 20.0
"""In longer rests the last ten seconds are announced."""
STOP_AGAIN_S = 20
"""So long before the end what to do is said once more."""
_BACK: Mapping[str, Phrase] = MappingProxyType({
    Advice.GO_ON_SITTING: Phrase.BACK_SITTING, Advice.GO_ON_FOOT: Phrase.BACK_FOOT,
    Advice.BEGIN: Phrase.BEGIN_TO_GO_ON, Advice.ONE_MORE: Phrase.BEGIN_TO_GO_ON,
})  # fmt: skip
"""How to go on who is out of position, by the sign that they can give; or else by what stands in the way."""


class EndCountdown:
    """The end counted down, and how not to come to it: who hears it may be in the next room, or face down."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._left = 0

    def update(self, time_s: float, sets: SetProgress, reason: str, *, begins: bool) -> Iterator[Utterance]:
        """What is to be heard of it."""
        words, left = self._words, ceil(sets.ends_in_s)
        paused = among(reason, GOING_ON)
        if begins:
            self._left = left
            how = sets.sign or reason if paused else _BACK.get(sets.sign or reason, Phrase.BACK_HAND)
            text = f"{words(Phrase.STOPPING, seconds=left)} {words(how)}"
            yield Utterance(time_s, text, Urgency.STEP, 4.0, Tone.LOST)
        elif left < self._left:
            self._left = left
            if left == STOP_AGAIN_S and sets.sign is not None and not paused:
                yield Utterance(time_s, words(reason), Urgency.STEP, 4.0)
            elif left == 10:
                yield Utterance(time_s, words(Phrase.SECONDS, seconds=left), Urgency.STEP, 2.0)
            elif 1 <= left <= 5:
                yield Utterance(time_s, f"{left}.", Urgency.NOW, 0.6)


class RestCountdown:
    """A rest counted down; a short one before another exercise is the time to get there, and not announced."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._left = 0
        self._timely = self._offered = False

    def update(
        self, time_s: float, sets: SetProgress, sooner: str, *, begins: bool, quiet: bool
    ) -> Iterator[Utterance]:
        """What is to be heard of it."""
        words, left = self._words, ceil(sets.rest_left_s)
        if begins:
            if left >= TIMELY_S or not quiet:
                yield Utterance(time_s, words(Phrase.REST, seconds=left), Urgency.STEP, 8.0)
            self._left, self._timely = left, left >= TIMELY_S
            if self._timely and not self._offered and among(sooner, SOONER):
                self._offered = True
                yield Utterance(time_s, words(sooner), Urgency.ADVICE, 8.0)
        elif left < self._left:
            self._left = left
            if left == 10 and self._timely:
                yield Utterance(time_s, words(Phrase.SECONDS, seconds=left), Urgency.STEP, 2.0)
            elif 1 <= left <= 3:
                yield Utterance(time_s, f"{left}.", Urgency.NOW, 0.6)
