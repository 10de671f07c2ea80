"""How plausible one excursion is as an exercise: its class of posture, and the bounds of its file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.counting.evidence import Evidence
from formcheck.exercises.count import Bound
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.posture import Posture, plausible


@dataclass(frozen=True, slots=True)
class Fit:
    """How plausible an excursion is as one exercise, and the reason word of its least plausible bound."""

    plausible: float
    reason: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What one exercise is. Neighbours of one `kind` share a class of posture."""

    exercise: str
    kind: str
    rest: tuple[Posture, ...]
    bounds: tuple[Bound, ...]

    @classmethod
    def of(cls, exercise: Exercise) -> "Signature":
        """What the exercise's file says of it."""
        count = exercise.count
        return cls(exercise.id, count.kind, tuple(Posture(name) for name in count.postures), count.bounds)

    def in_class(self, evidence: Evidence) -> float:
        """How plausible the posture at rest is, 0 to 1."""
        likely = plausible(evidence.rest)
        return max(likely[posture] for posture in self.rest)

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
    return 1.0 if np.isnan(margin) else float(1 / (1 + np.exp(-np.clip(2 * margin / bound.give, -50, 50))))
