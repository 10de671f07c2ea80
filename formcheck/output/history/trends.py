"""How an exercise has changed from its first sessions to its last, and what is too small to be called a change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan, sqrt
from typing import NamedTuple

from formcheck.output.averages import mean_known
from formcheck.output.history.exercise_session import ExerciseSession, performance_of
from formcheck.output.history.scatter import Change, changed
from formcheck.output.sides import ENOUGH, SMALLEST_DEG, SMALLEST_HOLD_S, SURE, Sides, compare
from formcheck.pose.landmarks import Side

WINDOW = 3
"""So many sessions are compared with as many before them."""
SMALLEST_REPS = 1.0
"""No count is off by more (docs/accuracy.md)."""

Number = Callable[[ExerciseSession], float]
"""What one session has of something; NaN where that is unknown."""


class Best(NamedTuple):
    """The largest number of any session so far, and the day; NaN where none is known."""

    value: float
    day: date | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A number of the last sessions, that of the first, and what may be said of the two.

    Attributes
    ----------
    first, now
        Means; NaN where nothing is known.
    change
        What may be said of them.
    late
        What may be said of the last sessions and those just before them.
    best
        The best session so far.
    """

    first: float
    now: float
    change: Change
    late: Change
    best: Best


@dataclass(frozen=True, slots=True)
class Trends:
    """How one exercise has changed.

    Attributes
    ----------
    exercise_sessions
        All of it, the oldest first.
    alike
        Those of them whose form was judged from the same view as that of the last one judged: what is judged is
        compared among them alone.
    reps
        Repetitions in a session; these are counted from any view.
    good, range_deg, hold_s
        As `Performance` has them.
    """

    exercise_sessions: tuple[ExerciseSession, ...]
    alike: tuple[ExerciseSession, ...]
    reps: Trend
    good: Trend
    range_deg: Trend
    hold_s: Trend

    @property
    def view(self) -> str:
        """The word for the view of those alike; empty where there are none, or it is unknown."""
        return self.alike[-1].view if self.alike else ""


def trends(exercise_sessions: Sequence[ExerciseSession]) -> Trends:
    """How an exercise has changed: its last sessions, three at most, against as many first ones, and those before."""
    judged = [one for one in exercise_sessions if one.performance().judged]
    alike = tuple(one for one in judged if one.view == judged[-1].view)
    return Trends(
        tuple(exercise_sessions),
        alike,
        _trend(exercise_sessions, lambda one: one.reps, lambda *_: SMALLEST_REPS),
        _trend(alike, lambda one: one.performance().good_share, _chance),
        _trend(alike, lambda one: one.performance().range_deg, lambda *_: SMALLEST_DEG),
        _trend(alike, lambda one: one.performance().hold_s, lambda *_: SMALLEST_HOLD_S),
    )


def compare_sides(exercise_sessions: Sequence[ExerciseSession]) -> Sides | None:
    """Left against right of the last three sessions in which as much was asked of both; None where there are none."""
    both = [one for one in exercise_sessions if one.measured and _fair(one)][-WINDOW:]
    sets = [kept for one in both for kept in one.sets]
    found = compare(
        (rep for kept in sets for rep in kept.reps),
        in_degrees=all(kept.measure.endswith("_deg") for kept in sets),
        held=all(kept.summary.hold_target_s > 0 for kept in sets),
    )
    return None if isinstance(found, str) else found


def _fair(session: ExerciseSession) -> bool:
    """Whether both sides worked, in as many sets where the sets have sides."""
    left, right = (sum(kept.summary.side is side for kept in session.sets) for side in (Side.LEFT, Side.RIGHT))
    worked = {rep.side for rep in session.movements if not rep.other_leg}
    return left == right and {Side.LEFT, Side.RIGHT} <= worked


Smallest = Callable[[Sequence[ExerciseSession], Sequence[ExerciseSession]], float]
"""What the numbers of some sessions and others may differ by for no other reason than the measurement, or chance."""


def _trend(exercise_sessions: Sequence[ExerciseSession], number: Number, smallest: Smallest) -> Trend:
    known = [one for one in exercise_sessions if not isnan(number(one))]
    window = min(WINDOW, len(known) // 2)
    if not window:
        now = mean_known(map(number, known))
        early = Change.EARLY if known else Change.UNKNOWN
        return Trend(nan, now, early, early, _best(known, number))
    first, before, last = known[:window], known[-2 * window : -window], known[-window:]

    def against(earlier: Sequence[ExerciseSession]) -> Change:
        old, new, every = (list(map(number, some)) for some in (earlier, last, known))
        return changed(old, new, every, smallest(earlier, last))

    old, new = (mean_known(map(number, some)) for some in (first, last))
    return Trend(old, new, against(first), against(before), _best(known, number))


def _best(known: Sequence[ExerciseSession], number: Number) -> Best:
    """The latest of the best, since to have done as well again is news; of sessions with more than a few, if any."""
    enough = [one for one in known if one.performance().tried >= ENOUGH] or known
    best = max(reversed(enough), key=number, default=None)
    return Best(nan, None) if best is None else Best(number(best), best.started_at.date())


def _chance(before: Sequence[ExerciseSession], now: Sequence[ExerciseSession]) -> float:
    """Good shares differ by so much by chance alone: the two-proportion z test at 95 %."""
    old, new = performance_of(before), performance_of(now)
    together = (old.good + new.good) / (old.tried + new.tried)
    return SURE * sqrt(together * (1 - together) * (1 / old.tried + 1 / new.tried))
