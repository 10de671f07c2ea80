"""How plausible one excursion is as an exercise: its class of posture, and the bounds of its file."""

from collections.abc import Mapping, Sequence
from math import isnan

import numpy as np

from formcheck.counting.evidence import Evidence
from formcheck.exercises import catalogue
from formcheck.exercises.count import Bound, Count
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.figure import COLUMN
from formcheck.kinematics.posture import logistic, plausible

# Within 40 degrees of the front or the back what lies behind another is depth: a stride of 1.2 thighs read 0.01 to 0.33
# from behind, a straight knee 74 degrees from the head end.
FRONT_ON = 0.75


def fit(count: Count, evidence: Evidence, *, strict: bool = True) -> float:
    """The least plausible of postures, at rest and at the top, and bounds.

    With a name, where it need not be strict, one of the two postures is enough: it is the pose model that turns a body
    over at the top, and whoever does so is not back at rest after it.
    """
    rest, top = plausible(evidence.rest), plausible(evidence.top)
    at_rest, at_top = max(rest[p] for p in count.postures), max(top[p] for p in (*count.postures, *count.passes))
    in_class = (min if strict else max)(at_rest, at_top)
    guessed = evidence.top[COLUMN["front_on"]] > FRONT_ON
    asked = (bound for bound in count.bounds if strict or not (bound.strict or (bound.depth and guessed)))
    return min([in_class, *(plausibility(bound, evidence.value) for bound in asked)])


def possible(count: Count, evidence: Evidence) -> float:
    """How plausible it is that an excursion is of this exercise or of a neighbour: the bounds asked always."""
    return min((plausibility(bound, evidence.value) for bound in count.bounds if bound.always), default=1.0)


def plausibility(bound: Bound, value: Mapping[str, float], recent: Sequence[Mapping[str, float]] = ()) -> float:
    """0.5 on a limit, towards 1 inside and 0 outside; 1 where the number is missing.

    Of a `recent` bound it is the highest of this excursion and of the `recent` ones before.
    """
    found = value[bound.of]
    if bound.recent:
        found = float(np.fmax.reduce([v[bound.of] for v in (value, *recent)]))
    margin = min(found - bound.above, bound.below - found)
    return 1.0 if isnan(margin) else logistic(2 * margin / bound.give)


def neighbours_of(exercise: Exercise) -> tuple[Count, ...]:
    """What the exercises are that come with the program and that a view may not tell from this one."""
    known = (catalogue.load(name) for name in catalogue.names())
    return tuple(each.count for each in known if is_near(exercise, each))


def is_near(exercise: Exercise, other: Exercise) -> bool:
    """Whether it is another exercise of the same class of posture."""
    return other.count.kind == exercise.count.kind and other.id != exercise.id
