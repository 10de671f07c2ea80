"""From what the session tells of each moment to what is heard of it."""

from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.language import Words
from formcheck.feedback.voice.feedback import Correcting, Counting, HoldCounting
from formcheck.feedback.voice.guide import Guide
from formcheck.feedback.voice.utterance import Utterance


class Commentary:
    """Decides what is to be heard; in which order it is heard, and what of it, is decided by `turns`.

    Parameters
    ----------
    words
        The language.
    """

    def __init__(self, words: Words) -> None:
        self._parts = (Guide(words), Counting(words), HoldCounting(words), Correcting(words))

    def update(self, snapshot: Snapshot) -> list[Utterance]:
        """What becomes due with this moment."""
        return [utterance for part in self._parts for utterance in part.update(snapshot)]
