"""From the snapshot of each moment to what is heard of it."""

from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.voice.correction_announcers import CorrectionAnnouncer, ReviewAnnouncer
from formcheck.feedback.voice.movement_announcers import HoldAnnouncer, LegAnnouncer, RepAnnouncer
from formcheck.feedback.voice.said_announcer import SaidAnnouncer
from formcheck.feedback.voice.set_announcer import SetAnnouncer
from formcheck.feedback.voice.utterance import Utterance
from formcheck.system.language import Words


class Commentary:
    """Decides what is to be heard; in which order it is heard, and what of it, is decided by `speech_queue`.

    Parameters
    ----------
    words
        The language.
    """

    def __init__(self, words: Words) -> None:
        announcers = (
            SetAnnouncer, LegAnnouncer, RepAnnouncer, HoldAnnouncer, CorrectionAnnouncer, ReviewAnnouncer,
        )  # fmt: skip
        self._announcers = [announcer(words) for announcer in announcers]

    def update(self, snapshot: Snapshot) -> list[Utterance]:
        """What becomes due with this moment."""
        return [utterance for announcer in self._announcers for utterance in announcer.update(snapshot)]


class Led:
    """The same of a session that says itself what is to be heard.

    Parameters
    ----------
    words
        The language.
    """

    def __init__(self, words: Words) -> None:
        self._announcer = SaidAnnouncer(words)

    def update(self, snapshot: Snapshot) -> list[Utterance]:
        """What becomes due with this moment."""
        return list(self._announcer.update(snapshot))
