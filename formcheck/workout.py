"""A session of several sets: begins, pauses, rests, changes sides and ends by what the person does."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from formcheck.advice import Advice
from formcheck.bout import Bout
from formcheck.frame import Picture
from formcheck.gesture import RaisedHand
from formcheck.landmarks import Pose, Side
from formcheck.plan import PlannedSet, Working
from formcheck.record import Record, totals
from formcheck.snapshot import Rep, SetSummary, Snapshot, State, Summary

AWAY_S = 60.0
"""Out of position for longer, the session is over: the door has been answered and the water drunk by then."""
PAUSED_S = 600.0
"""Nobody who raised a hand to pause is waited for longer."""
LINGER_S = 6.0
"""The end is shown and said for this long."""


class _Mode(Enum):
    WORKING = 1
    RESTING = 2
    PAUSED = 3
    OVER = 4


class Workout:
    """Drives one session after another through a plan.

    A set begins when somebody is in position and still, pauses while they are not, and goes on when they are again.
    A raised hand pauses too; while pausing or resting it means to go on. Who is away for a minute has ended it.

    Parameters
    ----------
    plan
        The sets, at least one.
    """

    def __init__(self, plan: Sequence[PlannedSet]) -> None:
        self._plan = tuple(plan)
        self._number = 0
        self._set: Bout | None = None
        self._kept: Bout | None = None
        self._mode = _Mode.WORKING
        self._since_s = 0.0
        self._hand = RaisedHand()
        self._reps: list[Rep] = []
        self._sets: list[SetSummary] = []
        self._record = Record()

    @property
    def over(self) -> bool:
        """Whether the session has ended, and has been seen to end."""
        return self._mode is _Mode.OVER and self._record.last_s - self._since_s >= LINGER_S

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment; as `Session.update`."""
        running = self._set or self._next(time_s)
        if self._hand.update(time_s, pose):
            self._obey(time_s, running)
        if self._mode is _Mode.RESTING and time_s - self._since_s >= self._rest_s:
            self._mode = _Mode.WORKING
            running.present_s = time_s
        if self._mode is _Mode.WORKING:
            snapshot = self._work(time_s, running, pose, picture)
        else:
            snapshot = self._wait(time_s, running, picture)
        self._record.add(snapshot, seen=pose is not None)
        return snapshot

    def finish(self) -> Summary:
        """End the session: what was under way is judged, and everything is summed up."""
        if self._set is not None:
            self._close(self._set)
        return self._record.summary(self._plan[0].exercise.id, self._reps, self._sets)

    @property
    def _rest_s(self) -> float:
        """Rest before the set that comes."""
        return self._plan[self._number - 2].rest_s if self._number > 1 else 0.0

    def _next(self, time_s: float) -> Bout:
        """Begin the next set of the plan, with a rest before it."""
        before = self._sets[-1].side if self._sets else None
        planned = self._plan[self._number]
        sides = {Working.LEFT: Side.LEFT, Working.RIGHT: Side.RIGHT, Working.OTHER: before and before.other}
        self._number += 1
        self._set = Bout(planned, sides.get(planned.working), time_s)
        self._mode, self._since_s = _Mode.RESTING if self._rest_s > 0 else _Mode.WORKING, time_s
        return self._set

    def _obey(self, time_s: float, running: Bout) -> None:
        """A raised hand: pause, or go on."""
        if self._mode is _Mode.WORKING and running.begun:
            running.session.break_off()
            self._mode, self._since_s = _Mode.PAUSED, time_s
        elif self._mode in (_Mode.RESTING, _Mode.PAUSED):
            self._mode = _Mode.WORKING
            running.present_s = time_s

    def _work(self, time_s: float, running: Bout, pose: Pose | None, picture: Picture | None) -> Snapshot:
        snapshot = running.update(time_s, pose, picture)
        snapshot = replace(snapshot, sets=running.progress())
        if snapshot.finished is not None:
            snapshot = replace(snapshot, finished=self._numbered(snapshot.finished))
        if running.complete:
            self._close(running)
            if self._number == len(self._plan):
                self._end(time_s)
            else:
                self._next(time_s)
        elif self._left(time_s, running):
            self._close(running)
            self._end(time_s)
        return snapshot

    def _left(self, time_s: float, running: Bout) -> bool:
        return bool(self._reps or running.session.movements) and time_s - running.present_s > AWAY_S

    def _wait(self, time_s: float, running: Bout, picture: Picture | None) -> Snapshot:
        """A moment of rest, of a pause or after the end: nothing that is done now is a repetition."""
        if self._mode is _Mode.PAUSED:
            running.session.update(time_s, None)
            if time_s - self._since_s > PAUSED_S:
                self._close(running)
                self._end(time_s)
        progress = running.progress()
        if self._mode is _Mode.OVER:
            return Snapshot(time_s, State.DONE, counts=totals(self._reps), sets=progress)
        reason = picture.lost if picture is not None else ""
        if self._mode is _Mode.RESTING:
            progress = replace(progress, rest_left_s=self._since_s + self._rest_s - time_s)
        return Snapshot(
            time_s,
            State.RESTING,
            reason or (Advice.GO_ON if self._mode is _Mode.PAUSED else ""),
            counts=totals(running.session.movements),
            sets=progress,
        )

    def _end(self, time_s: float) -> None:
        self._mode, self._since_s = _Mode.OVER, time_s

    def _close(self, running: Bout) -> None:
        """Keep what a set has come to, once."""
        if running is self._kept:
            return
        self._kept = running
        ended = [self._numbered(rep) for rep in running.session.finish().reps]
        if running.begun:
            self._sets.append(running.summary(ended))
        self._reps += ended

    def _numbered(self, rep: Rep) -> Rep:
        """Repetitions are numbered over all sets."""
        return replace(rep, number=len(self._reps) + rep.number)
