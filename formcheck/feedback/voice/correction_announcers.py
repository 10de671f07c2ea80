"""What is said about how to move: one correction at a time, and what to make of a set."""

from collections.abc import Iterator

from formcheck.counting.coaching import DIPS, LONG_S
from formcheck.counting.results import Verdict
from formcheck.counting.snapshot import Cue, Phase, SetProgress, Snapshot, State
from formcheck.counting.summary import Review
from formcheck.exercises.severity import Severity
from formcheck.feedback.voice.phrases import Phrase as Said
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.pose.landmarks import Side
from formcheck.system.language import Words

STALE_S = 4.0
"""A correction that could not be said for so long is dropped: it is about the movement before the last."""

AFTER_COUNT_S = 0.2
"""So long a correction leaves to the count of the same movement, which would break it off."""
_LEG = {Side.LEFT: Said.LEFT_LEG, Side.RIGHT: Said.RIGHT_LEG}


class CorrectionAnnouncer:
    """Says the one correction that is due, between repetitions unless it is for safety."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._now: Cue | None = None
        self._waiting: tuple[float, Cue] | None = None
        self._attempt = ""

    def update(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """The correction that is to be heard now, if any."""
        cue, time_s = snapshot.cue, snapshot.time_s
        said = self._said_already(snapshot)
        if cue is not None and cue != self._now:
            if cue.severity is Severity.STOP:
                yield Utterance(time_s, self._words(cue.say), Urgency.SAFETY, 5.0)
            elif cue.id == DIPS or snapshot.hold_target_s >= LONG_S:  # no end comes soon at which it could be said
                yield Utterance(time_s, self._words(cue.say), Urgency.CORRECTION, 2.5)
            elif cue.id != said:
                self._waiting = time_s, cue
        self._now = cue
        if self._waiting is None:
            return
        since_s, due = self._waiting
        if time_s - since_s > STALE_S or snapshot.state not in (State.READY, State.EXERCISING):
            self._waiting = None
        elif snapshot.phase is Phase.REST and time_s - since_s >= AFTER_COUNT_S:
            self._waiting = None
            yield Utterance(time_s, self._in_full(due, snapshot.sets or SetProgress()), Urgency.CORRECTION, 2.5)

    def _in_full(self, cue: Cue, sets: SetProgress) -> str:
        """With the leg where either may be meant, and by how much."""
        leg = _LEG.get(cue.side) if cue.side is not None and sets.side is None else None
        parts = [self._words(text) for text in (leg, cue.say) if text]
        if cue.extent is not None:
            parts.append(self._words(cue.extent, seconds=cue.seconds))
        return " ".join(parts)

    def _said_already(self, snapshot: Snapshot) -> str:
        """The reason of an attempt that has been said in five words: only the second time the whole advice follows."""
        rep = snapshot.finished
        if rep is None:
            return ""
        reason = rep.reason if rep.verdict is Verdict.ATTEMPT else ""
        before, self._attempt = self._attempt, reason
        return reason if reason != before else ""


class ReviewAnnouncer:
    """Says after a set one thing to keep, and one to change."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def update(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What is to be heard of the set that has just ended, if one has."""
        text = reviewed(self._words, snapshot.ended.review) if snapshot.ended is not None else ""
        if text:
            yield Utterance(snapshot.time_s, text, Urgency.ADVICE, 3.0)


def reviewed(words: Words, review: Review) -> str:
    """What to make of a set, in words; empty where there is nothing to say."""
    keep = "" if review.keep is None else words(review.keep, say=words(review.mended))
    change = words(Said.NEXT_TIME, say=words(review.change)) if review.change else ""
    return f"{keep} {change}".strip()
