"""Counts that the person takes back, or adds: laid over what a session has counted, which knows nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from math import isnan, nan

from formcheck.counting.results import Judged, NotJudged, Reason, Rep, Verdict
from formcheck.exercises.timed import AnyExercise
from formcheck.pose.landmarks import Side


@dataclass(frozen=True, slots=True)
class _TakenBack:
    rep: Rep


@dataclass(frozen=True, slots=True)
class _Added:
    rep: Rep
    after: int
    """How many movements had been told before it."""


class ByHand:
    """The corrections of one set, in their order: the last one can be undone by its opposite.

    Parameters
    ----------
    exercise
        Of the set.
    """

    def __init__(self, exercise: AnyExercise) -> None:
        self._exercise = exercise
        self._made: list[_TakenBack | _Added] = []

    @property
    def made(self) -> int:
        """How many there are."""
        return len(self._made)

    def take_back(self, movements: Sequence[Rep]) -> Rep | None:
        """Take the last count of these movements back; what it was, None where there is none.

        Parameters
        ----------
        movements
            With all corrections so far.
        """
        last = next((rep for rep in reversed(movements) if rep.verdict is Verdict.REP), None)
        if last is None:
            return None
        if last.by_hand:
            self._made = [one for one in self._made if not (isinstance(one, _Added) and _same(one.rep, last))]
        else:
            self._made.append(_TakenBack(last))
        return last

    def add(self, time_s: float, side: Side, told: Sequence[Rep]) -> Rep:
        """Count one more; where the last thing was that one was taken back, it is that one again."""
        if self._made and isinstance(self._made[-1], _TakenBack):
            last = self._made.pop()
            return last.rep
        rep = Rep(
            len(told) + 1, side, Verdict.REP, Reason.GOOD, time_s, time_s, time_s, nan, nan, nan, nan,
            exercise=self._exercise.id, told_s=time_s, by_hand=True, judged=Judged(reason=NotJudged.BY_HAND),
            direction=self._exercise.direction,
        )  # fmt: skip
        self._made.append(_Added(rep, len(told)))
        return rep

    def applied(self, told: Sequence[Rep], *, in_time: bool = False) -> list[Rep]:
        """These movements with all corrections, numbered anew.

        Parameters
        ----------
        told
            In the order in which a session has told them, or in time, as it sums them up.
        """
        if not self._made:
            return list(told)
        taken = [one.rep for one in self._made if isinstance(one, _TakenBack)]
        found = [_taken_back(rep) if any(_same(rep, one) for one in taken) else rep for rep in told]
        for added in [one for one in self._made if isinstance(one, _Added)][::-1]:
            earlier = takewhile(lambda rep, at_s=added.rep.top_s: not rep.top_s > at_s, told)  # type: ignore[misc]
            found.insert(len(list(earlier)) if in_time else added.after, added.rep)
        return [replace(rep, number=number) for number, rep in enumerate(found, 1)]


def _taken_back(rep: Rep) -> Rep:
    return replace(rep, verdict=Verdict.ATTEMPT, reason=Reason.TAKEN_BACK, faults=(), by_hand=True)


def _same(one: Rep, other: Rep) -> bool:
    """Whether it is the same movement: its number may be another by the end."""
    return one.side is other.side and one.by_hand is other.by_hand and _close(one.top_s, other.top_s)


def _close(one: float, other: float) -> bool:
    return one == other or (isnan(one) and isnan(other))
