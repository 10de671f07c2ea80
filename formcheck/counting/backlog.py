"""The heights of the last while, and the excursions from rest in them."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from formcheck.counting.movements import Excursion
from formcheck.pose.landmarks import FloatArray, Side

# A leg that rises at least so much of the other one's way works as well.
BOTH_LEGS = 0.6
LEAST_ROOM = 512


@dataclass(frozen=True, slots=True)
class Rise(Excursion):
    """An excursion with the height at its top, pixels."""

    peak: float


class Backlog:
    """Times and heights of the last `memory_s` seconds at least.

    Parameters
    ----------
    legs
        Values of the height: 1, or 2 for one of each leg.
    memory_s
        How long a height is kept.
    """

    def __init__(self, legs: int, memory_s: float) -> None:
        self._memory_s = memory_s
        self._rows = np.empty((LEAST_ROOM, 2 + legs))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def times(self) -> FloatArray:
        """(N,) seconds."""
        return self._rows[: self._count, 0]

    @property
    def values(self) -> FloatArray:
        """(N,) heights."""
        return self._rows[: self._count, 1]

    @property
    def legs(self) -> FloatArray:
        """(N, legs) the heights of each leg."""
        return self._rows[: self._count, 2:]

    def append(self, time_s: float, value: float, legs: tuple[float, ...]) -> bool:
        """Take one height in; whether what was too old had to go to make room."""
        forgot = False
        if self._count == len(self._rows):
            kept = self._rows[np.searchsorted(self.times, time_s - self._memory_s) :]
            forgot = len(kept) < self._count
            self._rows, self._count = np.empty((max(LEAST_ROOM, 2 * len(kept)), kept.shape[1])), len(kept)
            self._rows[: self._count] = kept
        self._rows[self._count] = (time_s, value, *legs)
        self._count += 1
        return forgot

    def scale(self, factor: float, before_s: float) -> None:
        """All heights before a time, that many times as large."""
        self._rows[: np.searchsorted(self.times, before_s), 1:] *= factor

    def excursions(
        self, low: float, begun_below: float, stays_s: tuple[float, float], closed: bool = False
    ) -> tuple[list[Rise], float | None]:
        """Every stretch above `low` between two stays below it, and when the present one began.

        Parameters
        ----------
        low
            Height of the lower gate.
        begun_below
            A first height lower than this counts as a stay.
        stays_s
            The shortest first stay and the shortest of the others.
        closed
            Whether nothing comes after: then the last stay may be shorter.

        Returns
        -------
        excursions, since_s
            In time; and the start of the excursion that has not come back yet, None at rest or before any rest.
        """
        times, values = self.times, self.values
        below = np.concatenate([[False], values < low, [False]])
        edges = np.flatnonzero(below[1:] != below[:-1])
        stays: list[tuple[int, int, float, float]] = []
        if low <= values[0] < begun_below:
            stays.append((0, 1, float(times[0]), float(times[0])))
        for first, after in edges.reshape(-1, 2).tolist():
            begun, ended = self._crossing(first, low), self._crossing(after, low)
            last = after == len(times)
            if ended - begun >= stays_s[bool(stays)] - 1e-9 or (stays and closed and last):
                stays.append((first, after, begun, ended))
        found = []
        for (_, first, _, start_s), (after, _, end_s, _) in pairwise(stays):
            if after <= first:
                continue  # a first height just above the gate and below it at once was no excursion
            top = first + int(np.argmax(values[first:after]))
            found.append(Rise(start_s, float(times[top]), end_s, float(values[top])))
        return found, stays[-1][3] if stays and stays[-1][1] < len(times) else None

    def first_rise(self, low: float) -> float:
        """How much farther than where it began the height went before it was below `low` for the first time."""
        values = self.values
        below = np.flatnonzero(values < low)
        first = values[: below[0]] if len(below) else values
        return float(first.max() - values[0]) if len(first) else 0.0

    def under_way(self, since_s: float) -> Rise:
        """What has not come back yet, from when it left until now."""
        first = int(np.searchsorted(self.times, since_s))
        top = first + int(np.argmax(self.values[first:]))
        return Rise(since_s, float(self.times[top]), float(self.times[-1]), float(self.values[top]))

    def side(self, over: Excursion) -> Side:
        """The leg that was up for most of the upper half of an excursion; BOTH where not told apart."""
        first, last = np.searchsorted(self.times, [over.start_s, over.end_s])
        values, legs = self.values[first : last + 1], self.legs[first : last + 1]
        if legs.shape[1] == 1 or not len(values):
            return Side.BOTH
        up = values >= (values.min() + values.max()) / 2
        left, right = legs[up].mean(axis=0) - legs.min(axis=0)
        if min(left, right) >= BOTH_LEGS * max(left, right):
            return Side.BOTH
        return Side.LEFT if left > right else Side.RIGHT

    def _crossing(self, i: int, low: float) -> float:
        """When the height crossed `low` between the poses before `i` and at `i`."""
        times, values = self.times, self.values
        if i in (0, len(times)):
            return float(times[min(i, len(times) - 1)])
        share = (low - values[i - 1]) / (values[i] - values[i - 1])
        return float(times[i - 1] + share * (times[i] - times[i - 1]))
