"""Who speaks next: the most important, then the newest, but steps in their order; and never more than one."""

from collections.abc import Callable
from math import inf

from formcheck.feedback.voice.utterance import Urgency, Utterance

HOLD_BACK_S = 1.0  # so long a phrase that is not ready keeps those waiting that matter less
TOLD_S = 9.0
"""So soon after its beginning what tells the way into position is not begun again, having waited for another phrase."""

_CUT_BY = {
    Urgency.SAFETY: {*Urgency} - {Urgency.SAFETY},
    Urgency.NOW: {Urgency.NOW, Urgency.CORRECTION, Urgency.ADVICE, Urgency.COURTESY},
    Urgency.STEP: {Urgency.ADVICE, Urgency.COURTESY},
    Urgency.CORRECTION: {Urgency.COURTESY},
    Urgency.ADVICE: {Urgency.COURTESY},
}


def cuts(utterance: Utterance, running: Utterance) -> bool:
    """Whether a phrase may break off the one that is running.

    Safety breaks off everything but safety. A count breaks off an older count and what can be said again another
    time, but not what happens next; that breaks off what it makes pointless, and the way into position only where the
    person has arrived.

    Parameters
    ----------
    utterance
        The newcomer.
    running
        What is being heard.
    """
    if running.guides and utterance.urgency not in (Urgency.SAFETY, Urgency.NOW):
        return utterance.arrived
    return running.urgency in _CUT_BY.get(utterance.urgency, ())


class SpeechQueue:
    """Phrases that wait to be heard. It knows no clock: times are any seconds that only increase."""

    def __init__(self) -> None:
        self._pending: list[tuple[Utterance, float]] = []
        self._guided, self._guided_s = "", -inf

    def offer(self, utterance: Utterance, now_s: float) -> None:
        """Let a phrase wait, its patience from now on. It replaces the same words, and a count every other count."""
        self._pending = [waiting for waiting in self._pending if not _outdates(utterance, waiting[0])]
        self._pending.append((utterance, now_s))

    def drop(self, text: str | None = None) -> None:
        """Forget the phrase of these words; without words, everything."""
        self._pending = [waiting for waiting in self._pending if text is not None and waiting[0].text != text]

    def waiting(self, now_s: float) -> list[Utterance]:
        """Everything that waits, in the order of its turns; what is stale is dropped."""
        return [utterance for utterance, _ in self._ordered(now_s)]

    def next(
        self,
        now_s: float,
        running: Utterance | None = None,
        ready: Callable[[Utterance], bool] = lambda utterance: True,
    ) -> Utterance | None:
        """The phrase to be heard from now on, which waits no longer; None to leave things as they are.

        Parameters
        ----------
        now_s, running
            The time; what is being heard: only a phrase that `cuts` it comes next.
        ready
            Whether a phrase can be heard at once. One that cannot keeps back those that matter less, but not for long.
        """
        for utterance, offered_s in self._ordered(now_s):
            if utterance.guides and utterance.text == self._guided and now_s - self._guided_s < TOLD_S:
                continue
            if running is not None and not cuts(utterance, running):
                return None
            if ready(utterance):
                self._pending.remove((utterance, offered_s))
                if utterance.guides:
                    self._guided, self._guided_s = utterance.text, now_s
                return utterance
            if now_s - offered_s < HOLD_BACK_S:
                return None
        return None

    def _ordered(self, now_s: float) -> list[tuple[Utterance, float]]:
        self._pending = [waiting for waiting in self._pending if now_s - waiting[1] <= waiting[0].patience_s]
        newest_first = sorted(reversed(self._pending), key=lambda waiting: (waiting[0].urgency, -waiting[1]))
        steps = [waiting for waiting in self._pending if waiting[0].urgency is Urgency.STEP]
        return [steps.pop(0) if waiting[0].urgency is Urgency.STEP else waiting for waiting in newest_first]


def _outdates(newer: Utterance, older: Utterance) -> bool:
    if (older.guides and (newer.guides or newer.arrived)) or (older.begins and newer.stops):
        return True
    return newer.text == older.text or (newer.urgency is Urgency.NOW and older.urgency is Urgency.NOW)
