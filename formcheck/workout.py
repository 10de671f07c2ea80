"""A session of several sets: begins, pauses, rests, changes sides and ends by what the person does."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from math import isnan, nan

from formcheck.advice import Advice
from formcheck.frame import Picture
from formcheck.gesture import RaisedHand
from formcheck.landmarks import Pose, Side
from formcheck.plan import PlannedSet, Working
from formcheck.record import Record, totals
from formcheck.session import Session
from formcheck.snapshot import Rep, SetProgress, SetSummary, Snapshot, State, Summary, Verdict, View

PAUSE_S = 2.0
"""Out of position for longer, the set pauses."""
AWAY_S = 60.0
"""Out of position for longer, the session is over: the door has been answered and the water drunk by then."""
PAUSED_S = 600.0
"""Nobody who raised a hand to pause is waited for longer."""
LINGER_S = 6.0
"""The end is shown and said for this long."""

_LEG = {Side.LEFT: Advice.LEFT_LEG, Side.RIGHT: Advice.RIGHT_LEG}
_SHOW = {Side.LEFT: Advice.SHOW_LEFT, Side.RIGHT: Advice.SHOW_RIGHT}


class _Mode(Enum):
    WORKING = 1
    RESTING = 2
    PAUSED = 3
    OVER = 4


class _Set:
    """A set under way: its session, and what of it counts."""

    def __init__(self, planned: PlannedSet, side: Side | None, begin_s: float) -> None:
        self.planned = planned
        self.side = side
        self.session = Session(planned.exercise)
        self.start_s = nan
        self.present_s = begin_s
        self.closed = False

    @property
    def begun(self) -> bool:
        """Whether somebody has been in position since it began."""
        return not isnan(self.start_s)

    @property
    def done(self) -> int:
        """Repetitions that count towards it."""
        reps = [rep for rep in self.session.movements if rep.verdict is Verdict.REP]
        return sum(self.side is None or rep.side in (self.side, Side.BOTH) for rep in reps)

    @property
    def complete(self) -> bool:
        """Whether as much is done as was wanted."""
        return 0 < self.planned.reps <= self.done

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None) -> Snapshot:
        """Let the session see a moment."""
        snapshot = self.session.update(time_s, pose, picture)
        if picture is not None and picture.lost:
            self.present_s = time_s  # nobody left: it is the camera that is gone
        elif snapshot.state in (State.READY, State.EXERCISING):
            self.present_s = time_s
            if not self.begun:
                self.start_s = time_s
                self.side = snapshot.view.near if self.planned.working is Working.NEAR else self.side
            return replace(snapshot, view=self._view(snapshot.view))
        if snapshot.state is State.POSITIONING and self.begun and time_s - self.present_s > PAUSE_S:
            return replace(snapshot, state=State.RESTING)
        return snapshot

    def summary(self, counts_of: Sequence[Rep]) -> SetSummary:
        """What came of it."""
        end_s = counts_of[-1].end_s if counts_of else nan
        planned = self.planned
        return SetSummary(planned.exercise.id, self.side, self.start_s, end_s, planned.reps, totals(counts_of))

    def _view(self, view: View) -> View:
        """The view, with advice about the side that is asked for."""
        if self.side is None or view.advice == Advice.TURN:
            return view
        last = self.session.movements[-1].side if self.session.movements else self.side
        if last is not self.side:
            return replace(view, advice=_LEG[self.side])
        if view.near is not self.side:
            return replace(view, advice=_SHOW[self.side])
        return view


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
        self._set: _Set | None = None
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

    def _next(self, time_s: float) -> _Set:
        """Begin the next set of the plan, with a rest before it."""
        before = self._sets[-1].side if self._sets else None
        planned = self._plan[self._number]
        sides = {Working.LEFT: Side.LEFT, Working.RIGHT: Side.RIGHT, Working.OTHER: before and before.other}
        self._number += 1
        self._set = _Set(planned, sides.get(planned.working), time_s)
        self._mode, self._since_s = _Mode.RESTING if self._rest_s > 0 else _Mode.WORKING, time_s
        return self._set

    def _obey(self, time_s: float, running: _Set) -> None:
        """A raised hand: pause, or go on."""
        if self._mode is _Mode.WORKING and running.begun:
            running.session.break_off()
            self._mode, self._since_s = _Mode.PAUSED, time_s
        elif self._mode in (_Mode.RESTING, _Mode.PAUSED):
            self._mode = _Mode.WORKING
            running.present_s = time_s

    def _work(self, time_s: float, running: _Set, pose: Pose | None, picture: Picture | None) -> Snapshot:
        snapshot = running.update(time_s, pose, picture)
        snapshot = replace(snapshot, sets=self._progress(running))
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

    def _left(self, time_s: float, running: _Set) -> bool:
        return bool(self._reps or running.session.movements) and time_s - running.present_s > AWAY_S

    def _wait(self, time_s: float, running: _Set, picture: Picture | None) -> Snapshot:
        """A moment of rest, of a pause or after the end: nothing that is done now is a repetition."""
        if self._mode is _Mode.PAUSED:
            running.session.update(time_s, None)
            if time_s - self._since_s > PAUSED_S:
                self._close(running)
                self._end(time_s)
        progress = self._progress(running)
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

    def _close(self, running: _Set) -> None:
        """Keep what a set has come to, once."""
        if running.closed:
            return
        running.closed = True
        ended = [self._numbered(rep) for rep in running.session.finish().reps]
        if running.begun:
            self._sets.append(running.summary(ended))
        self._reps += ended

    def _numbered(self, rep: Rep) -> Rep:
        """Repetitions are numbered over all sets."""
        return replace(rep, number=len(self._reps) + rep.number)

    def _progress(self, running: _Set) -> SetProgress:
        planned = running.planned
        exercise = planned.exercise
        return SetProgress(
            exercise.name,
            exercise.plural,
            exercise.camera,
            planned.number,
            planned.total,
            running.side,
            running.done,
            planned.reps,
        )
