"""What is to be done: sets, one after another, each of one exercise and mostly of one side."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from formcheck.exercise import Exercise


class Working(StrEnum):
    """Which side a set asks for.

    EITHER asks for none. NEAR is the one that faces the camera when the set begins, so that nobody has to turn for
    it; OTHER is the one that did not work in the set before.
    """

    EITHER = "either"
    LEFT = "left"
    RIGHT = "right"
    NEAR = "near"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One set.

    Attributes
    ----------
    exercise, working
        What is done, and on which side.
    reps
        Repetitions that are wanted; 0 for as many as it becomes.
    rest_s
        Rest after it, seconds.
    number, total
        Which set it is of how many; the sides of one set share its number.
    """

    exercise: Exercise
    working: Working
    reps: int
    rest_s: float
    number: int = 1
    total: int = 1


class Sides(StrEnum):
    """Which sides all sets together ask for: one, each in turn, or any."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    ANY = "any"


def plan_sets(
    exercise: Exercise,
    *,
    sets: int | None = None,
    reps: int | None = None,
    rest_s: float | None = None,
    sides: Sides | None = None,
) -> tuple[PlannedSet, ...]:
    """Sets of one exercise; what is not given is the exercise's own dose.

    Parameters
    ----------
    exercise
        What is done.
    sets, reps, rest_s
        How many sets of how many repetitions, and the rest between them. No repetitions (0) is one set without end.
    sides
        Which sides; each in turn where one works at a time. An exercise in which both work together has none.

    Raises
    ------
    ValueError
        A side is asked for where both work together.
    """
    dose = exercise.dose
    sets, reps = dose.sets if sets is None else sets, dose.reps if reps is None else reps
    rest_s = dose.rest_s if rest_s is None else rest_s
    if exercise.sides == "together":
        if sides not in (None, Sides.ANY):
            raise ValueError(f"both sides work together in {exercise.id}: there is no {sides.value} side")
        sides = Sides.ANY
    if reps == 0:
        sets, sides = 1, sides if sides not in (None, Sides.EACH) else Sides.ANY
    turns = _TURNS[sides or Sides.EACH]
    # Between the sides of one set nobody rests: turning round takes its time.
    rests_s = [0.0] * (len(turns) - 1) + [rest_s]
    return tuple(
        PlannedSet(exercise, turn, reps, pause_s, number, sets)
        for number in range(1, sets + 1)
        for turn, pause_s in zip(turns, rests_s, strict=True)
    )


_TURNS: dict[Sides, Sequence[Working]] = {
    Sides.LEFT: [Working.LEFT],
    Sides.RIGHT: [Working.RIGHT],
    Sides.EACH: [Working.NEAR, Working.OTHER],
    Sides.ANY: [Working.EITHER],
}
