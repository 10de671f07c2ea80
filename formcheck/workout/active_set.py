"""One set under way: its session, the side that is asked for, and the pauses in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import isnan, nan

from formcheck.counting.advice import Advice
from formcheck.counting.results import NO_COUNTS, Reason, Rep, Verdict
from formcheck.counting.review import review
from formcheck.counting.snapshot import Phase, SetProgress, Snapshot, State, View
from formcheck.counting.summary import EndedSet, Review, SetSummary
from formcheck.counting.tally import settled, totals
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.by_hand import ByHand
from formcheck.workout.guide import Guide, posture_of
from formcheck.workout.plan import PlannedSet
from formcheck.workout.set_session import open_session

PAUSE_S = 2.0
"""Out of position for longer, the set pauses."""

_LEG = {Side.LEFT: Advice.LEFT_LEG, Side.RIGHT: Advice.RIGHT_LEG}
_SHOW = {Side.LEFT: Advice.SHOW_LEFT, Side.RIGHT: Advice.SHOW_RIGHT}


class ActiveSet:
    """A set under way: its session, and what of it counts.

    Parameters
    ----------
    planned
        What was planned.
    side
        The side that is asked for, if it is known already.
    begin_s
        When it may begin.

    Attributes
    ----------
    side
        The side that is asked for; None where there is none, or it shows only when the person is in position.
    present_s
        When the person was in position last; `begin_s` before that.
    """

    def __init__(self, planned: PlannedSet, side: Side | None, begin_s: float) -> None:
        self.planned = planned
        self.side = side
        self.session = open_session(planned)
        self._guide = Guide(planned)
        self.start_s = nan
        self.present_s = begin_s
        self._by_hand = ByHand(planned.exercise)
        self._near = Side.LEFT
        self._final: Sequence[Rep] | None = None
        self._sorted: tuple[int, int, Side | None] = 0, 0, side
        self._movements: tuple[Rep, ...] = ()
        self._done = Counter[Side]()
        self._counts = NO_COUNTS

    @property
    def begun(self) -> bool:
        """Whether the person has been in position since it began."""
        return not isnan(self.start_s)

    @property
    def movements(self) -> Sequence[Rep]:
        """Repetitions and attempts so far, of the leg that is asked for or marked as of the other."""
        self._look()
        return self._movements

    @property
    def done(self) -> int:
        """Repetitions that count towards it."""
        self._look()
        return self._done.total()

    def of_asked_leg(self, movements: Iterable[Rep]) -> Iterator[Rep]:
        """Movements in order, those of another leg than was asked for marked as such: they count for nothing."""
        done = Counter[Side]()
        for rep in movements:
            if self._asks_for(rep.side, done):
                done[rep.side] += rep.verdict is Verdict.REP
                yield rep
            else:
                yield replace(rep, verdict=Verdict.ATTEMPT, reason=Reason.OTHER_LEG, faults=())

    def take_back(self) -> Rep | None:
        """Take the last count back; None where there is none, or a timer counts."""
        return None if self.planned.exercise.timer is not None else self._by_hand.take_back(self.movements)

    def add(self, time_s: float) -> Rep | None:
        """Count one that was missed; None where a timer counts."""
        if self.planned.exercise.timer is not None:
            return None
        return self._by_hand.add(time_s, self._next_side(), self.session.movements)

    def _next_side(self) -> Side:
        """With which side one that was missed was done: as is asked, or as it went on."""
        if not self.planned.exercise.one_sided:
            return Side.BOTH
        done = [rep.side for rep in self.movements if rep.verdict is Verdict.REP]
        if self.planned.side is AskedSide.ALTERNATE:
            return done[-1].other if done else self._near
        return self.side or (done[-1] if done else self._near)

    def close(self) -> list[Rep]:
        """What it has come to, with what is corrected by hand; also once more, where that has come afterwards."""
        if self._final is None:
            self._final = self.session.finish().reps
        return list(self.of_asked_leg(self._by_hand.applied(self._final, in_time=True)))

    def _look(self) -> None:
        """Sort the movements anew where there is another: they are asked for all the time."""
        told, now = self.session.movements, (len(self.session.movements), self._by_hand.made, self.side)
        if self._sorted != now:
            self._sorted, self._movements = now, tuple(self.of_asked_leg(self._by_hand.applied(told)))
            self._done = Counter(rep.side for rep in self._movements if rep.verdict is Verdict.REP)
            self._counts = totals(settled(self._movements))

    def _asks_for(self, side: Side, done: Counter[Side]) -> bool:
        """Whether a movement of this side is wanted, where so much is done on each."""
        if side is Side.BOTH:
            return True
        if self.planned.side is AskedSide.ALTERNATE and self.planned.reps:
            return done[side] < self.planned.reps
        return self.side in (None, side)

    @property
    def complete(self) -> bool:
        """Whether as much is done as was planned."""
        return 0 < self.planned.target <= self.done

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None) -> Snapshot:
        """Let the session see a moment."""
        snapshot = self._of_asked(self.session.update(time_s, pose, picture))
        self._near = snapshot.view.near or self._near
        gone = picture is not None and bool(picture.lost or picture.black)
        ready = snapshot.state in (State.READY, State.EXERCISING)
        if gone or ready:
            self.present_s = time_s  # without a picture the person has not left
        if ready and not self.begun:
            self.start_s = time_s
            self.side = self._asked(snapshot.view)
        snapshot = self._guide.update(snapshot, pose, self.side)
        if ready and not gone:
            return replace(snapshot, view=self._view(snapshot.view))
        if snapshot.state is State.POSITIONING and self.begun and time_s - self.present_s > PAUSE_S:
            return replace(snapshot, state=State.RESTING)
        return snapshot

    def _of_asked(self, snapshot: Snapshot) -> Snapshot:
        """The moment as far as the leg that is asked for has to do with it: no hold is counted for another one."""
        self._look()
        snapshot = replace(snapshot, counts=self._counts)
        if snapshot.finished is not None:
            snapshot = replace(snapshot, finished=self._movements[-1])
        if self._movements and self._movements[-1].other_leg:
            snapshot = replace(snapshot, cue=None, followed=False)  # it is about a leg that is not asked for
        if snapshot.phase is Phase.REST or snapshot.side is None or self._asks_for(snapshot.side, self._done):
            return snapshot
        return replace(snapshot, other_leg=True, hold_s=0.0, hold_target_s=0.0, cue=None)

    def ended(self, movements: Sequence[Rep]) -> EndedSet:
        """What came of it: these repetitions and attempts, and what to make of them."""
        end_s = movements[-1].end_s if movements else nan
        exercise = self.planned.exercise
        summary = SetSummary(
            exercise.id, self.side, self.start_s, end_s, self.planned.target, totals(movements),
            "measured" if exercise.timer is None else "timer", hold_target_s=exercise.hold_s,
            stepped=self.planned.stepped,
        )  # fmt: skip
        looked_back = (
            review([rep for rep in movements if not rep.other_leg], exercise) if exercise.timer is None else Review()
        )
        return EndedSet(summary, tuple(movements), looked_back)

    def progress(self) -> SetProgress:
        """How far it has come."""
        planned, exercise = self.planned, self.planned.exercise
        return SetProgress(
            exercise.name, exercise.plural, exercise.camera, planned.number, planned.total, self.side, self.done,
            planned.target, left_s=planned.left_s(self.done), routine=planned.routine,
            ways=tuple(text for text in (exercise.transition, planned.say_first, planned.say_newcomer) if text),
            alternates=planned.side is AskedSide.ALTERNATE, which_leg=exercise.which_leg or "",
            side_adds=exercise.side_adds or "", silhouette=posture_of(exercise), timer=exercise.timer,
            today=planned.today,
        )  # fmt: skip

    def _asked(self, view: View) -> Side | None:
        """The side that is asked for, now that it can be seen which one faces the camera."""
        unknown = self.planned.side is AskedSide.OTHER and self.side is None  # the set before was left out
        return view.near if unknown or self.planned.side is AskedSide.NEAR else self.side

    def _view(self, view: View) -> View:
        """The view, with advice about the side that is asked for."""
        if self.planned.exercise.timer is not None or view.advice is Advice.TURN:
            return view
        if self.planned.side is AskedSide.ALTERNATE and view.advice is Advice.FAR_LEG:
            return replace(view, advice=None)  # one of them is far all the time
        if self.side is None:
            return view
        if self.movements and self.movements[-1].other_leg:
            return replace(view, advice=_LEG[self.side])
        if view.shows_form and view.near is not self.side:
            return replace(view, advice=_SHOW[self.side])
        return view
