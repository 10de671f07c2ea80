"""What the last sessions suggest for today, laid over a plan: a step on or back, or the weaker side first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from formcheck.counting.today import Changed, Today
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.exercise_session import Dose, ExerciseSession, exercise_sessions
from formcheck.output.history.overview import known
from formcheck.output.history.progress import FRESH_DAYS, suggestions
from formcheck.output.history.suggestion import Ask, Step
from formcheck.pose.landmarks import Side
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet


@dataclass(frozen=True, slots=True)
class Free:
    """Which parts of a dose may be changed: what is typed stays as it is typed."""

    hold: bool = True
    reps: bool = True
    sets: bool = True
    sides: bool = True


@dataclass(frozen=True, slots=True)
class _Last:
    """What the last session of an exercise asked for, whether that was a step already, and what is to be asked now."""

    dose: Dose
    stepped: bool
    ask: Ask
    hurt: bool


class Steps:
    """What the history suggests for today.

    Parameters
    ----------
    entries
        All sessions, the oldest first.
    today
        What is long past suggests nothing.
    routine
        Title of the routine; the steps of each routine, and of single exercises, are their own. Empty for none.
    first
        The side to begin with by the last check-up, by the ids of exercises; sessions that say another go before.
    """

    def __init__(
        self, entries: Sequence[Entry], today: date, routine: str = "", first: Mapping[str, Side] | None = None
    ) -> None:
        self._first = first or {}
        own = [e for e in entries if e.kind is not Kind.ANALYSIS and (e.document.routine or "") == routine]
        self._last = {
            exercise: _last(sessions, today)
            for exercise, sessions in exercise_sessions(own).items()
            if (today - sessions[-1].started_at.date()).days <= FRESH_DAYS
        }

    def taken(self, plan: Sequence[PlannedSet], free: Free | None = None) -> tuple[PlannedSet, ...]:
        """The plan with every step taken; of each exercise the first set knows what to say of it."""
        free = free or Free()
        blocks = groupby(plan, key=lambda planned: planned.exercise.id)
        return tuple(one for name, sets in blocks for one in self._of(tuple(sets), self._last.get(name), free))

    def _of(self, sets: tuple[PlannedSet, ...], last: _Last | None, free: Free) -> tuple[PlannedSet, ...]:
        first = self._first.get(sets[0].exercise.id)
        found = _side(sets[0], first, free) if last is None else _changes(sets[0], last, free, first)
        changes = tuple(found)
        for change in changes:
            sets = _APPLIED[change.what](sets, change)
        said = tuple(change for change in changes if change.old != change.new or change.what not in _NUMBERS)
        if not changes:
            return sets
        stepped = any(change.what in _NUMBERS for change in changes)
        sets = tuple(replace(planned, stepped=stepped) for planned in sets)
        return (replace(sets[0], today=said), *sets[1:])


def _last(sessions: Sequence[ExerciseSession], today: date) -> _Last:
    last, ask = sessions[-1], Ask()
    for one in suggestions(sessions, known, today):
        if one.step is not Step.LEAVE:
            new = one.ask
            ask = Ask(
                ask.hold_s if new.hold_s is None else new.hold_s, new.reps or ask.reps, new.sets or ask.sets,
                first=new.first or ask.first,
            )  # fmt: skip
    return _Last(last.dose, all(kept.summary.stepped for kept in last.sets), ask, last.hurt)


def _changes(planned: PlannedSet, last: _Last, free: Free, first: Side | None) -> Iterator[Changed]:
    """What is changed; from a number to the same one where a step of before is kept."""
    if last.hurt:
        yield Changed(Today.HURT)
        return
    dose, ask = last.dose, last.ask
    numbers = (
        (Today.HOLD, free.hold, planned.exercise.hold_s, dose.hold_s, ask.hold_s),
        (Today.REPS, free.reps, float(planned.target), float(dose.reps), ask.reps),
        (Today.SETS, free.sets and not planned.routine, float(planned.total), float(dose.sets), ask.sets),
    )
    for what, may, own, before, new in numbers:
        # Somebody who has changed the dose since has taken a step of their own.
        if may and own and (last.stepped or before == own) and (new is not None or before != own):
            yield Changed(what, before if new is None else float(new), before)
    yield from _side(planned, ask.first or first, free)


def _side(planned: PlannedSet, first: Side | None, free: Free) -> Iterator[Changed]:
    if free.sides and first is not None and planned.side in _EITHER:
        yield Changed(Today.LEFT_FIRST if first is Side.LEFT else Today.RIGHT_FIRST)


_NUMBERS = (Today.HOLD, Today.REPS, Today.SETS)
_EITHER = (AskedSide.NEAR, AskedSide.LEFT, AskedSide.RIGHT)


def _held(sets: tuple[PlannedSet, ...], change: Changed) -> tuple[PlannedSet, ...]:
    return tuple(replace(planned, exercise=planned.exercise.held_for(change.new)) for planned in sets)


def _repeated(sets: tuple[PlannedSet, ...], change: Changed) -> tuple[PlannedSet, ...]:
    share = {planned.side: planned.target / planned.reps for planned in sets if planned.reps}
    return tuple(replace(planned, reps=max(round(change.new / share[planned.side]), 1)) for planned in sets)


def _more(sets: tuple[PlannedSet, ...], change: Changed) -> tuple[PlannedSet, ...]:
    """Each further set is as the first one."""
    total, one = round(change.new), [planned for planned in sets if planned.number == 1]
    numbered = [replace(planned, number=number) for number in range(1, total + 1) for planned in one]
    return tuple(
        replace(planned, total=total, part=planned.number, parts=total, place=place)
        for place, planned in enumerate(numbered, 1)
    )


def _first(side: AskedSide, sets: tuple[PlannedSet, ...]) -> tuple[PlannedSet, ...]:
    """That side, and then the other; a set that is of one side only stays so."""
    if len({planned.side for planned in sets}) < 2:
        return sets
    turns = (side, AskedSide.OTHER)
    return tuple(replace(planned, side=turns[at % 2]) for at, planned in enumerate(sets))


_APPLIED: Mapping[Today, Callable[[tuple[PlannedSet, ...], Changed], tuple[PlannedSet, ...]]] = {
    Today.HOLD: _held,
    Today.REPS: _repeated,
    Today.SETS: _more,
    Today.LEFT_FIRST: lambda sets, change: _first(AskedSide.LEFT, sets),
    Today.RIGHT_FIRST: lambda sets, change: _first(AskedSide.RIGHT, sets),
    Today.HURT: lambda sets, change: sets,
}
