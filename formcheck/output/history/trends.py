"""How an exercise has changed from some sessions to the next, and what is too small to be called a change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isnan, sqrt
from typing import NamedTuple

from formcheck.output.averages import mean_known
from formcheck.output.history.exercise_session import ExerciseSession, Performance, performance_of
from formcheck.output.sides import SMALLEST_DEG, SMALLEST_HOLD_S, SURE, Sides, compare
from formcheck.pose.landmarks import Side

WINDOW = 3
"""So many sessions are compared with as many before them."""
SMALLEST_REPS = 1.0
"""No count is off by more (docs/accuracy.md)."""


class Change(StrEnum):
    """What has become of a number, in words."""

    MORE = "more"
    LESS = "less"
    SAME = "no change that can be measured"
    EARLY = "too early to say"
    UNKNOWN = "not judged"


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
    """

    first: float
    now: float
    change: Change
    late: Change


@dataclass(frozen=True, slots=True)
class Trends:
    """How one exercise has changed.

    Attributes
    ----------
    exercise_sessions
        All of it, the oldest first.
    reps
        Repetitions in a session.
    good, range_deg, hold_s
        As `Performance` has them; the good share is that of all repetitions together.
    """

    exercise_sessions: tuple[ExerciseSession, ...]
    reps: Trend
    good: Trend
    range_deg: Trend
    hold_s: Trend


def trends(exercise_sessions: Sequence[ExerciseSession]) -> Trends:
    """How an exercise has changed: its last sessions, three at most, against as many first ones, and those before."""
    times = _Times.of(exercise_sessions)
    return Trends(
        tuple(exercise_sessions),
        _trend(times, lambda one: one.reps, SMALLEST_REPS),
        _shares(times),
        _trend(times, lambda one: one.performance().range_deg, SMALLEST_DEG),
        _trend(times, lambda one: one.performance().hold_s, SMALLEST_HOLD_S),
    )


class _Times(NamedTuple):
    """The first sessions, those before the last, and the last."""

    first: Sequence[ExerciseSession]
    before: Sequence[ExerciseSession]
    now: Sequence[ExerciseSession]

    @classmethod
    def of(cls, exercise_sessions: Sequence[ExerciseSession]) -> "_Times":
        window = min(WINDOW, len(exercise_sessions) // 2)
        if not window:
            return cls((), (), exercise_sessions)
        return cls(exercise_sessions[:window], exercise_sessions[-2 * window : -window], exercise_sessions[-window:])


def changed(before: float, now: float, smallest: float) -> Change:
    """What may be said of two numbers of which each has an error; up to the smallest difference they are the same."""
    if isnan(now):
        return Change.UNKNOWN
    if isnan(before):
        return Change.EARLY
    if abs(now - before) <= smallest:
        return Change.SAME
    return Change.MORE if now > before else Change.LESS


def shares_changed(before: Performance, now: Performance) -> Change:
    """What may be said of two good shares: the two-proportion z test at 95 %."""
    if not now.tried:
        return Change.UNKNOWN
    if not before.tried:
        return Change.EARLY
    together = (before.good + now.good) / (before.tried + now.tried)
    error = sqrt(together * (1 - together) * (1 / before.tried + 1 / now.tried))
    return changed(before.good_share, now.good_share, SURE * error)


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


def _trend(times: _Times, number: Callable[[ExerciseSession], float], smallest: float) -> Trend:
    first, before, now = (mean_known(map(number, some)) for some in times)
    return Trend(first, now, changed(first, now, smallest), changed(before, now, smallest))


def _shares(times: _Times) -> Trend:
    first, before, now = map(performance_of, times)
    return Trend(first.good_share, now.good_share, shares_changed(first, now), shares_changed(before, now))
