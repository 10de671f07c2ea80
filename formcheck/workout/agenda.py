"""Which set of a plan is on, which comes next, and what is left out."""

from collections.abc import Iterable, Sequence

from formcheck.pose.landmarks import Side
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import ASK_S, PlannedSet, between_s


class Agenda:
    """Goes through the sets of a plan.

    Parameters
    ----------
    plan
        The sets, at least one; the first one is on.
    """

    def __init__(self, plan: Sequence[PlannedSet]) -> None:
        self._plan = tuple(plan)
        self._at = 0
        self._left_out: set[str] = set()
        self._worked: dict[int, Side | None] = {}

    @property
    def current(self) -> PlannedSet:
        """The set that is on."""
        return self._plan[self._at]

    @property
    def side(self) -> Side | None:
        """The side that it asks for; None where it asks for none, or that shows only when the person is in position."""
        before, named = self._worked.get(self._at - 1), self.current.side.named
        if before and self.current.side is AskedSide.OTHER:
            return before.other
        return named[0] if len(named) == 1 else None

    @property
    def following(self) -> PlannedSet | None:
        """The set that comes next; None where there is none."""
        at = self._next()
        return None if at is None else self._plan[at]

    @property
    def ends_exercise(self) -> bool:
        """Whether no set, or one of another exercise, comes next."""
        following = self.following
        return following is None or following.exercise.id != self.current.exercise.id

    @property
    def remaining_s(self) -> float:
        """About how long all that comes after the set lasts, with the rests before it, seconds; NaN without an end."""
        left_s, before = ASK_S, self.current
        for planned in self._plan[self._at + 1 :]:
            if planned.exercise.id not in self._left_out:
                left_s += between_s(before, planned) + planned.left_s(0)
                before = planned
        return left_s

    def advance(self) -> bool:
        """Go on to the next set whose exercise is not left out; false where there is none."""
        at = self._next()
        self._at = self._at if at is None else at
        return at is not None

    def go_on_from(self, place: int, left_out: Iterable[str] = ()) -> None:
        """Go to the set in this place of the whole plan, or the first after it that is not left out."""
        self._left_out.update(left_out)
        ahead = [at for at, planned in enumerate(self._plan) if planned.place >= place]
        wanted = (at for at in ahead if self._plan[at].exercise.id not in self._left_out)
        self._at = next(wanted, self._at)

    def skip(self) -> bool:
        """Go on past the set that was not begun, the other side of it too; false where nothing comes then."""
        skipped = self.current
        while self.advance():
            if (self.current.exercise.id, self.current.number) != (skipped.exercise.id, skipped.number):
                return True
        return False

    def step_back(self) -> None:
        """Go back to the set before, if there is one."""
        self._at = max(self._at - 1, 0)

    def leave_out(self) -> None:
        """Leave out what is left of this exercise."""
        self._left_out.add(self.current.exercise.id)

    def note_worked(self, side: Side | None) -> None:
        """Keep which side has worked in this set."""
        self._worked[self._at] = side

    def _next(self) -> int | None:
        rest = range(self._at + 1, len(self._plan))
        return next((at for at in rest if self._plan[at].exercise.id not in self._left_out), None)
