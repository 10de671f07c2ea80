"""What is said about the movement: counts, holds counted along, and praise."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, inf

from formcheck.counting.advice import Advice
from formcheck.counting.results import NotJudged, Reason, Rep, Verdict
from formcheck.counting.snapshot import Correction, Phase, SetProgress, Snapshot, State
from formcheck.feedback.voice.arrival_announcer import ON_THE_WAY, PRESENT
from formcheck.feedback.voice.phrases import RELEASE, Phrase, missed
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from formcheck.pose.landmarks import Side
from formcheck.system.language import Words

PRAISE_EVERY = 5
"""Good repetitions in a row are praised at the third, and after so many more again: constant praise is noise."""
FRESH_HOLD_S = 0.3
"""A hold that is credited with less has just begun."""
ANEW_S = 2.5
"""One that trembles about its gate begins again and again: so long that is not said anew."""

_SIDE = {Side.LEFT: Phrase.LEFT, Side.RIGHT: Phrase.RIGHT}


STAYS_S = 1.0
"""Somebody who has left the position is known to have after half a second."""
ARRIVES_S = 3.0
"""What was begun so soon after somebody was in position may still be the way there."""
LATE_S = 1.0
"""A repetition that ended longer ago is made up: others may follow in the next moments, and the last count is said."""


class RepAnnouncer:
    """Counts repetitions aloud, praises where it is earned, and says why one does not count, or is not judged."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._late: Utterance | None = None
        self._exercise: str | None = None
        self._good_in_a_row = 0
        self._followed = False
        self._side: Side | None = None
        self._doubted: Utterance | None = None
        self._present_s = -inf

    def update(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What is to be heard of the movement that has just ended, if one has."""
        rep, sets = snapshot.finished, snapshot.sets or SetProgress(done=snapshot.counts.reps)
        self._followed = self._followed or snapshot.followed
        if (made := snapshot.correction) is not None:
            yield self._corrected(snapshot.time_s, made)
        late, self._late = self._late, None
        yield from self._stays(snapshot)
        if rep is None:
            if late is not None:
                yield replace(late, time_s=snapshot.time_s)
            return
        self._doubted = None  # what has ended since is news
        if rep.other_leg:
            self._late = late
            return
        praise = self._praise(rep, followed=self._followed)
        self._followed = False
        if rep.verdict is Verdict.ATTEMPT:
            self._late = late
            text = missed(self._words, rep.reason, rep.direction)
            missing = Utterance(snapshot.time_s, text, Urgency.CORRECTION, 2.5, Tone.ATTEMPT)
            if rep.reason in ON_THE_WAY:
                self._doubted = missing if rep.start_s - self._present_s > ARRIVES_S else None
            else:
                yield missing
        else:
            twice = sets.alternates and rep.side is self._side
            count = self._count(snapshot.time_s, sets, Phrase.SAME_SIDE if twice else praise)
            if snapshot.time_s - rep.end_s > LATE_S and count.urgency is Urgency.NOW:
                self._late = count
            else:
                yield count
            yield from self._unjudged(snapshot, rep, sets)
        self._side = rep.side if rep.verdict is Verdict.REP and 0 < sets.done < sets.target else None

    def _stays(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What was out of sight is told to somebody who is still there: who was on the way has done nothing."""
        if snapshot.state not in PRESENT:
            self._present_s, self._doubted = snapshot.time_s, None
        elif self._doubted is not None and snapshot.time_s - self._doubted.time_s >= STAYS_S:
            doubted, self._doubted = self._doubted, None
            yield replace(doubted, time_s=snapshot.time_s)

    def _corrected(self, time_s: float, made: Correction) -> Utterance:
        """The count as it is now, at once: who has pressed a key waits for the answer."""
        words = self._words
        if made.taken_back:
            return Utterance(time_s, words(Phrase.TAKEN_BACK, done=made.done), Urgency.STEP, 3.0)
        last = f" {words(Phrase.SET_DONE)}" if made.done == made.target else ""
        return Utterance(time_s, f"{made.done}.{last}", Urgency.STEP, 3.0, Tone.SET if last else Tone.REP)

    def _unjudged(self, snapshot: Snapshot, rep: Rep, sets: SetProgress) -> Iterator[Utterance]:
        """Once an exercise, that the view shows no form, or what the side would add."""
        if rep.judged.reason == NotJudged.VIEW and self._exercise != sets.name:
            self._exercise = sets.name
            text = self._words(sets.side_adds or Advice.FORM_FROM_THE_SIDE)
            yield Utterance(snapshot.time_s, text, Urgency.ADVICE, 8.0)

    def _count(self, time_s: float, sets: SetProgress, praise: Phrase | None) -> Utterance:
        count = f"{self._words(sets.timer.release)} {sets.done}." if sets.timer else f"{sets.done}."
        if sets.done == sets.target:
            text = f"{count} {self._words(Phrase.SET_DONE)}"
            if sets.timer and sets.target == 1:
                text = self._words(sets.timer.release)  # a single one is not counted
            return Utterance(time_s, text, Urgency.STEP, 4.0, Tone.SET)
        more = Phrase.LAST_ONE if sets.done == sets.target - 1 else praise
        text = f"{count} {self._words(more)}" if more else count
        return Utterance(time_s, text, Urgency.NOW, 1.0, Tone.REP)

    def _praise(self, rep: Rep, *, followed: bool) -> Phrase | None:
        """Praise for what was followed, and for going on well; none for what was not seen."""
        if rep.reason == Reason.TIMER or (rep.verdict is Verdict.REP and not (rep.judged.whole or rep.reason)):
            return None
        self._good_in_a_row = self._good_in_a_row + 1 if rep.good else 0
        if followed:
            return Phrase.BETTER
        return Phrase.GOOD if self._good_in_a_row % PRAISE_EVERY == 3 else None


class LegAnnouncer:
    """Says that it is the wrong leg: as soon as it is up, or else at the end of its movement."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._moves = self._said = False

    def update(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What is to be heard about the leg."""
        if snapshot.other_leg and not self._moves:
            self._said = False
        self._moves = snapshot.other_leg
        ended = snapshot.finished is not None and snapshot.finished.other_leg
        if (ended or (self._moves and snapshot.phase is Phase.HOLD)) and not self._said:
            self._said = True
            yield Utterance(snapshot.time_s, self._words(Phrase.OTHER_LEG), Urgency.CORRECTION, 2.5)


class HoldAnnouncer:
    """Counts a hold down by the time that is credited, so that the count waits for the person."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._left: int | None = None
        self._begun_s = -inf

    def update(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What is to be heard of the hold."""
        time_s, target_s, held_s = snapshot.time_s, snapshot.hold_target_s, snapshot.hold_s
        if snapshot.phase is not Phase.HOLD or target_s < 1 or snapshot.state is not State.EXERCISING:
            self._left = None
            return
        before, self._left = self._left, max(ceil(target_s - held_s - 1e-9), 0)
        if before is None:
            if held_s < FRESH_HOLD_S and time_s - self._begun_s >= ANEW_S:
                self._begun_s = time_s
                # What begins a timed exercise tells what to do, and is said in words all the same.
                tone = None if snapshot.sets and snapshot.sets.timer else Tone.TICK
                yield Utterance(time_s, self._begins(snapshot), Urgency.NOW, 0.6, tone)
        elif self._left < before:
            if self._left == 0:
                yield Utterance(time_s, self._words(RELEASE[snapshot.direction]), Urgency.NOW, 0.8, Tone.HELD)
            elif self._left <= 5 or self._left % 10 == 0:
                yield Utterance(time_s, f"{self._left}.", Urgency.NOW, 0.6, Tone.TICK)

    def _begins(self, snapshot: Snapshot) -> str:
        """What is said when a hold begins, or the work of a timed exercise."""
        timer = snapshot.sets and snapshot.sets.timer
        if not timer:
            return self._words(Phrase.HOLD, seconds=ceil(snapshot.hold_target_s))
        side = None if snapshot.side is None else _SIDE.get(snapshot.side)
        return " ".join(self._words(text) for text in (side, timer.say) if text)
