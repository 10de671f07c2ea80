"""A timed set under way: it goes by the clock of the data, as long as the posture holds."""

from collections.abc import Sequence
from math import isnan, nan

from formcheck.counting.results import FaultSpan, Reason, Rep, Verdict
from formcheck.counting.snapshot import Cue, Phase, Snapshot, State, View
from formcheck.counting.summary import Summary
from formcheck.counting.tally import Tally, totals
from formcheck.exercises.severity import Severity
from formcheck.exercises.timed import TimedExercise
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.video.trouble import Trouble
from formcheck.workout.plan import BEGIN_S
from formcheck.workout.stance import GONE_S, Anywhere, Stance, StanceWatch

AGAIN_S = 3.0
"""The same after an interruption."""
MEND_S = 3.0
"""So long is the pause in which something has to be mended, so that it can be said and done."""
MEND_EVERY_S = 20.0
"""The same is not said more often: it is said once, and then left to the person for a while."""


class Pacing:
    """Paces one exercise; the counterpart of a session that measures.

    Parameters
    ----------
    exercise
        What is being done.
    sides
        The sides of the repetitions in turn, over and over.
    """

    def __init__(self, exercise: TimedExercise, sides: Sequence[Side] = (Side.BOTH,)) -> None:
        self.exercise = exercise
        self._sides = tuple(sides)
        self._watch = Anywhere() if exercise.posture is None else StanceWatch(exercise)
        self._reps: list[Rep] = []
        self._begin_s = self._last_s = nan
        self._under_way = False
        self._moved_s = self._mended_s = nan
        self._cue: Cue | None = None
        self._faults: tuple[FaultSpan, ...] = ()
        self._tally = Tally()

    @property
    def movements(self) -> Sequence[Rep]:
        """Repetitions so far."""
        return tuple(self._reps)

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment; as `Session.update`."""
        stance = self._watch.update(time_s, pose)
        unwatched_s, self._last_s = time_s - self._last_s, time_s
        if stance.state is not State.READY or (self.exercise.posture is not None and unwatched_s > GONE_S):
            self.break_off()
        finished = self._tick(time_s, stance) if stance.state is State.READY else None
        snapshot = self._snapshot(time_s, stance, picture, finished)
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def break_off(self) -> None:
        """Forget the repetition under way; the next one begins anew."""
        self._begin_s, self._under_way, self._cue, self._faults = nan, False, None, ()

    def finish(self) -> Summary:
        """End the set: a repetition under way is none."""
        return self._tally.summary(self.exercise.id, self._reps)

    @property
    def _side(self) -> Side:
        """Of the repetition under way, or of the next."""
        return self._sides[len(self._reps) % len(self._sides)]

    def _tick(self, time_s: float, stance: Stance) -> Rep | None:
        """Let the time go on; the repetition that has ended with it, if one has."""
        timer = self.exercise.timer
        if isnan(self._begin_s):
            self._begin_s = time_s + (AGAIN_S if self._reps else BEGIN_S)
        if time_s < self._begin_s:
            return None
        self._under_way = True
        if self._mended_s < self._begin_s:
            self._cue = None
        if stance.moved is not None:
            self._note(time_s, stance)
        end_s = self._begin_s + timer.work_s
        if time_s < end_s - 1e-9:
            return None
        number = len(self._reps) + 1
        begin_s, held_s = self._begin_s, timer.work_s
        rep = Rep(
            number, self._side, Verdict.REP, Reason.TIMER, begin_s, begin_s, end_s, held_s, nan, nan, nan, self._faults
        )
        self._reps.append(rep)
        self._begin_s = end_s + (timer.pause_s if self._cue is None else max(timer.pause_s, MEND_S))
        self._faults = ()
        return rep

    def _note(self, time_s: float, stance: Stance) -> None:
        """Keep that something has moved, and say it unless that was just done."""
        still = stance.moved
        if still is None:
            return
        if not self._faults:
            self._moved_s = time_s - still.for_s
        self._faults = (FaultSpan(still.id, Severity.TIP, still.say, self._moved_s, time_s),)
        if self._cue is None and not time_s - self._mended_s < MEND_EVERY_S:
            self._cue, self._mended_s = Cue(still.id, still.say, Severity.TIP), time_s

    def _snapshot(self, time_s: float, stance: Stance, picture: Picture | None, finished: Rep | None) -> Snapshot:
        timer = self.exercise.timer
        held_s = max(time_s - self._begin_s, 0.0)
        works = self._under_way and time_s >= self._begin_s
        return Snapshot(
            time_s,
            State.EXERCISING if self._under_way else stance.state,
            self._trouble(stance, picture) or stance.reason,
            phase=Phase.HOLD if works else Phase.REST,
            progress=held_s / timer.work_s if self._under_way else nan,
            side=self._side,
            counts=totals(self._reps),
            finished=finished,
            hold_s=held_s if works else 0.0,
            hold_target_s=timer.work_s,
            cue=self._cue,
            view=View(near=stance.near, trusted=stance.near is not None),
        )

    def _trouble(self, stance: Stance, picture: Picture | None) -> str:
        """What is the matter with the picture, where one is needed."""
        if picture is None or self.exercise.posture is None:
            return ""
        return picture.lost or (Trouble.DARK if picture.dim and stance.state is State.NOBODY else "")
