"""What one excursion of a height was: the figure at rest, at the top, and what moved in between.

An excursion says only that a height left its rest and came back. Which limbs made it, and from which posture, is read
from the medians of the figures around it, so that one lying frame decides nothing.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from formcheck.counting.movements import Excursion
from formcheck.kinematics.excursion import numbers
from formcheck.pose.landmarks import FloatArray

BEFORE_S = 0.5  # of rest before the height leaves it, and of what follows its return
AROUND_TOP_S = 0.2
JUMP_S = 0.8  # a jump of 0.3 m is off the floor for half a second
REMEMBERED_S = 120.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures at rest and at the top of one excursion, and the named numbers made of them.

    Attributes
    ----------
    before, after
        The figures just before the excursion and just after it; empty where nothing was seen there.
    rest, top
        Medians at rest, before and after together, and at the top; one number a name of `figure.NAMES`.
    value
        Every number that a gate or the classifier may ask for, by name: `kinematics.excursion.numbers`.
    """

    before: list[FloatArray]
    after: list[FloatArray]
    rest: FloatArray
    top: FloatArray
    value: dict[str, float]


def _middle(figures: list[FloatArray]) -> FloatArray:
    return np.asarray(np.median(np.array(figures), axis=0), dtype=np.float64)


class History:
    """The figures of the last two minutes."""

    def __init__(self) -> None:
        self._times_s: list[float] = []
        self._figures: list[FloatArray] = []

    def push(self, time_s: float, figure: FloatArray) -> None:
        """Remember one more figure; a moment without one leaves a gap."""
        self._times_s.append(time_s)
        self._figures.append(figure)
        if time_s - self._times_s[0] > 1.5 * REMEMBERED_S:
            first = bisect_left(self._times_s, time_s - REMEMBERED_S)
            del self._times_s[:first], self._figures[:first]

    def between(self, first_s: float, last_s: float) -> list[FloatArray]:
        """The figures of these seconds."""
        return self._figures[bisect_left(self._times_s, first_s) : bisect_left(self._times_s, last_s)]

    def evidence(self, of: Excursion) -> Evidence | None:
        """What that excursion was; None where too little of it is remembered.

        Rest is what lies around the excursion, before and after: where a clip begins in the middle there may be only
        one of the two.
        """
        begun_before = bool(self._times_s) and of.start_s <= self._times_s[0]
        before = [] if begun_before else self.between(of.start_s - BEFORE_S, of.start_s + 1e-6)
        after = self.between(of.end_s, of.end_s + BEFORE_S)
        half = min(AROUND_TOP_S, (of.end_s - of.start_s) / 4)
        top = self.between(of.top_s - half, of.top_s + half + 1e-6)
        if not (before or after) or not top:
            return None
        at_rest, at_top = _middle(before + after), _middle(top)
        whole = np.array(self.between(of.start_s - JUMP_S, of.end_s + JUMP_S))
        return Evidence(before, after, at_rest, at_top, numbers(at_rest, at_top, whole))
