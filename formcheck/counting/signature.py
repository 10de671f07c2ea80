"""How plausible one excursion is as an exercise: its class of posture, and the bounds of its file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from formcheck.counting.evidence import Evidence
from formcheck.exercises import catalogue
from formcheck.exercises.count import Bound
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.posture import Posture, logistic, plausible


@dataclass(frozen=True, slots=True)
class Fit:
    """How plausible an excursion is as one exercise, and the reason word of its least plausible bound."""

    plausible: float
    reason: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What one exercise is. Neighbours of one `kind` share a class of posture; `passes` are more at the top."""

    exercise: str
    kind: str
    rest: tuple[Posture, ...]
    bounds: tuple[Bound, ...]
    passes: tuple[Posture, ...] = ()

    @classmethod
    def of(cls, exercise: Exercise) -> "Signature":
        """What the exercise's file says of it."""
        count = exercise.count
        rest, passes = (tuple(map(Posture, names)) for names in (count.postures, count.passes))
        return cls(exercise.id, count.kind, rest, count.bounds, passes)

    def in_class(self, evidence: Evidence) -> float:
        """How plausible the postures at rest and at the top are, 0 to 1."""
        rest, top = plausible(evidence.rest), plausible(evidence.top)
        return min(max(rest[p] for p in self.rest), max(top[p] for p in (*self.rest, *self.passes)))

    def fit(self, evidence: Evidence, *, strict: bool = True, recent: Sequence[Evidence] = ()) -> Fit:
        """The least plausible of posture and bounds; `recent` is the evidence of the last excursions before."""
        worst = Fit(self.in_class(evidence), "wrong_posture")
        for bound in self.bounds:
            if bound.strict and not strict:
                continue
            now = plausibility(bound, evidence.value, [e.value for e in recent])
            if now < worst.plausible:
                worst = Fit(now, bound.reason)
        return worst


def plausibility(bound: Bound, value: Mapping[str, float], recent: Sequence[Mapping[str, float]] = ()) -> float:
    """0.5 on a limit, towards 1 inside and 0 outside; 1 where the number is missing."""
    found = value[bound.of]
    if bound.recent:
        found = float(np.fmax.reduce([v[bound.of] for v in (value, *recent)]))
    margin = min(found - bound.above, bound.below - found)
    return 1.0 if isnan(margin) else logistic(2 * margin / bound.give)


def neighbours_of(exercise: Exercise) -> tuple[Signature, ...]:
    """The exercises that come with the program and that a view may not tell from this one."""
    known = (catalogue.load(name) for name in catalogue.names())
    return tuple(
        Signature.of(each) for each in known if each.count.kind == exercise.count.kind and each.id != exercise.id
    )
