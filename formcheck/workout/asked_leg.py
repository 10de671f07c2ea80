"""What of a set counts: the movements of the leg that is asked for, with what is corrected by hand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from formcheck.counting.advice import Advice
from formcheck.counting.results import NO_COUNTS, Reason, Rep, Verdict
from formcheck.counting.snapshot import Phase, Snapshot, View
from formcheck.counting.tally import settled, totals
from formcheck.pose.landmarks import Side
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.by_hand import ByHand
from formcheck.workout.plan import PlannedSet

_LEG = {Side.LEFT: Advice.LEFT_LEG, Side.RIGHT: Advice.RIGHT_LEG}
_SHOW = {Side.LEFT: Advice.SHOW_LEFT, Side.RIGHT: Advice.SHOW_RIGHT}


class AskedLeg:
    """The leg of one set, and what of it was done with that.

    Parameters
    ----------
    planned
        The set.
    side
        The side that is asked for, if it is known already.

    Attributes
    ----------
    side
        The same; None where there is none, or it shows only when the person is in position.
    movements
        Repetitions and attempts as far as they were looked at, of this leg or marked as of the other.
    """

    def __init__(self, planned: PlannedSet, side: Side | None) -> None:
        self.side = side
        self.movements: tuple[Rep, ...] = ()
        self._planned, self._by_hand, self._near = planned, ByHand(planned.exercise), Side.LEFT
        self._sorted: tuple[int, int, Side | None] = 0, 0, side
        self._done, self._counts = Counter[Side](), NO_COUNTS

    @property
    def done(self) -> int:
        """Repetitions that count towards the set, as far as they were looked at."""
        return self._done.total()

    def look(self, told: Sequence[Rep]) -> None:
        """Sort the movements anew where there is another: they are asked for all the time."""
        now = len(told), self._by_hand.made, self.side
        if self._sorted != now:
            self._sorted, self.movements = now, self.corrected(told)
            self._done = Counter(rep.side for rep in self.movements if rep.verdict is Verdict.REP)
            self._counts = totals(settled(self.movements))

    def corrected(self, told: Sequence[Rep], *, in_time: bool = False) -> tuple[Rep, ...]:
        """Movements as they count; see `ByHand.applied`."""
        return tuple(self._of_asked(self._by_hand.applied(told, in_time=in_time)))

    def take_back(self) -> Rep | None:
        """Take the last count back; None where there is none."""
        return self._by_hand.take_back(self.movements)

    def add(self, time_s: float, told: Sequence[Rep]) -> Rep:
        """Count one that was missed."""
        return self._by_hand.add(time_s, self._next(), told)

    def face(self, view: View) -> None:
        """The person is in position: which side is asked for shows only now where it is the near one."""
        unknown = self._planned.side is AskedSide.OTHER and self.side is None  # the set before was left out
        if unknown or self._planned.side is AskedSide.NEAR:
            self.side = view.near

    def of_asked(self, snapshot: Snapshot) -> Snapshot:
        """The moment as far as this leg has to do with it: no hold is counted for another one."""
        self._near = snapshot.view.near or self._near
        snapshot = replace(snapshot, counts=self._counts)
        if snapshot.finished is not None:
            snapshot = replace(snapshot, finished=self.movements[-1])
        if self._other_was_last:
            snapshot = replace(snapshot, cue=None, followed=False)  # it is about a leg that is not asked for
        if snapshot.phase is Phase.REST or snapshot.side is None or self._asks_for(snapshot.side, self._done):
            return snapshot
        return replace(snapshot, other_leg=True, hold_s=0.0, hold_target_s=0.0, cue=None)

    def advised(self, view: View) -> View:
        """The view, with advice about the side that is asked for."""
        if self._planned.exercise.timer is not None or view.advice is Advice.TURN:
            return view
        if self._planned.side is AskedSide.ALTERNATE and view.advice is Advice.FAR_LEG:
            return replace(view, advice=None)  # one of them is far all the time
        if self.side is None:
            return view
        if self._other_was_last:
            return replace(view, advice=_LEG[self.side])
        if view.shows_form and view.near is not self.side:
            return replace(view, advice=_SHOW[self.side])
        return view

    @property
    def _other_was_last(self) -> bool:
        return bool(self.movements) and self.movements[-1].other_leg

    def _of_asked(self, movements: Iterable[Rep]) -> Iterator[Rep]:
        """Movements in order, those of another leg than was asked for marked as such: they count for nothing."""
        done = Counter[Side]()
        for rep in movements:
            if self._asks_for(rep.side, done):
                done[rep.side] += rep.verdict is Verdict.REP
                yield rep
            else:
                yield replace(rep, verdict=Verdict.ATTEMPT, reason=Reason.OTHER_LEG, faults=())

    def _asks_for(self, side: Side, done: Counter[Side]) -> bool:
        """Whether a movement of this side is wanted, where so much is done on each."""
        if side is Side.BOTH:
            return True
        if self._planned.side is AskedSide.ALTERNATE and self._planned.reps:
            return done[side] < self._planned.reps
        return self.side in (None, side)

    def _next(self) -> Side:
        """With which side one that was missed was done: as is asked, or as it went on."""
        if not self._planned.exercise.one_sided:
            return Side.BOTH
        done = [rep.side for rep in self.movements if rep.verdict is Verdict.REP]
        if self._planned.side is AskedSide.ALTERNATE:
            return done[-1].other if done else self._near
        return self.side or (done[-1] if done else self._near)
