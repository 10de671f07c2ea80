"""What is to be done: sets, one after another, each of one exercise and mostly of one side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import nan

from formcheck.counting.today import Changed
from formcheck.exercises.timed import AnyExercise
from formcheck.system.language import tr
from formcheck.workout.asked_side import AskedSide

BEGIN_S = 6.0
"""From the end of a rest to the first repetition: into position, still for a second, and told what is to come."""
ASK_S = 10.0
"""After an exercise it is asked for so long whether anything hurt: three seconds to say so, four to sit back for the
answer, one to hold it, and two to think."""


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One set.

    Attributes
    ----------
    exercise, side
        What is done, and on which side: any but EACH.
    reps
        Repetitions that are wanted, of each side where they take turns; 0 for as many as it becomes.
    rest_s
        Rest after it, seconds.
    number, total
        Which set it is of how many; the sides of one set share its number.
    routine
        Title of the routine it is part of; empty where it stands alone.
    say_first, say_newcomer
        What the routine says before it, besides what the exercise says itself: to everybody, and to somebody in their
        first week.
    spared
        Repetitions at its beginning that are not corrected.
    part, parts
        Which exercise of the routine it belongs to of how many; where it stands alone, as `number` and `total`.
    place
        Which set it is in the whole plan, from 1.
    today, stepped
        What is asked otherwise than the exercise asks by itself, to be said before it; whether its dose is.
    """

    exercise: AnyExercise
    side: AskedSide
    reps: int
    rest_s: float
    number: int = 1
    total: int = 1
    routine: str = ""
    say_first: str = ""
    say_newcomer: str = ""
    spared: int = 0
    part: int = 1
    parts: int = 1
    place: int = 1
    today: tuple[Changed, ...] = ()
    stepped: bool = False

    @property
    def target(self) -> int:
        """All repetitions that are wanted."""
        return 2 * self.reps if self.side is AskedSide.ALTERNATE else self.reps

    def left_s(self, done: int) -> float:
        """About how long what is left of it lasts, seconds; NaN where it has no end."""
        begin_s = 0.0 if done else BEGIN_S
        return begin_s + (self.target - done) * self.exercise.rep_s if self.reps else nan


def lasting_s(plan: Sequence[PlannedSet]) -> float:
    """About how long a plan lasts, seconds; NaN without an end.

    All repetitions, what comes before the first of each set, the rests between the sets, and the question after each
    exercise, which is part of the rest.
    """
    rests_s = sum(between_s(one, other) for one, other in pairwise(plan))
    return sum(one.left_s(0) for one in plan) + rests_s + ASK_S


def between_s(one: PlannedSet, other: PlannedSet) -> float:
    """How long it is from the end of a set to the begin of the next, seconds."""
    return one.rest_s if one.exercise.id == other.exercise.id else max(one.rest_s, ASK_S)


_EACH_SEEN = (AskedSide.NEAR, AskedSide.OTHER)
_EACH_TIMED = (AskedSide.LEFT, AskedSide.RIGHT)
"""Of what a camera need not see, no side is the near one."""


def plan_sets(
    exercise: AnyExercise,
    *,
    sets: int | None = None,
    reps: int | None = None,
    rest_s: float | None = None,
    sides: AskedSide | None = None,
) -> tuple[PlannedSet, ...]:
    """Sets of one exercise; what is not given is the exercise's own dose.

    Parameters
    ----------
    exercise
        What is done.
    sets, reps, rest_s
        How many sets of how many repetitions, and the rest between them. No repetitions (0) is one set without end.
    sides
        Which sides; where one works at a time, each in turn, and taking turns in a timed exercise and where the
        exercise's own file says so. An exercise in which both work together has none.

    Raises
    ------
    ValueError
        A side is asked for where both work together.
    """
    dose, timed = exercise.dose, exercise.timer is not None
    sets, reps = dose.sets if sets is None else sets, dose.reps if reps is None else reps
    rest_s = dose.rest_s if rest_s is None else rest_s
    if not exercise.one_sided:
        if sides not in (None, AskedSide.ANY):
            raise ValueError(
                tr("both sides work together in {id}: there is no {side} side", id=exercise.id, side=tr(sides.value))
            )
        sides = AskedSide.ANY
    sides = sides or (AskedSide.ALTERNATE if timed or exercise.alternates else AskedSide.EACH)
    if reps == 0:
        sets, sides = 1, AskedSide.ANY if sides is AskedSide.EACH else sides
    turns = (sides,) if sides is not AskedSide.EACH else _EACH_TIMED if timed else _EACH_SEEN
    # Between the sides of one set there is no rest: turning round takes its time.
    rests_s = [0.0] * (len(turns) - 1) + [rest_s]
    plan = [
        PlannedSet(exercise, turn, reps, pause_s, number, sets, part=number, parts=sets)
        for number in range(1, sets + 1)
        for turn, pause_s in zip(turns, rests_s, strict=True)
    ]
    return tuple(replace(planned, place=place) for place, planned in enumerate(plan, 1))
