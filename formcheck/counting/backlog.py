"""The heights of the last while, and the excursions from rest in them."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from formcheck.pose.landmarks import FloatArray, Side

# A leg that rises at least so much of the other one's way works as well.
BOTH_LEGS = 0.6


@dataclass(frozen=True, slots=True)
class Excursion:
    """From rest and back.

    Attributes
    ----------
    start_s, end_s
        When the height left and came back below the lower gate, interpolated between poses.
    top_s, peak
        When it was highest, and the height there.
    """

    start_s: float
    top_s: float
    end_s: float
    peak: float


class Backlog:
    """Times and heights of the last `memory_s` seconds.

    Parameters
    ----------
    legs
        Values of the height: 1, or 2 for one of each leg.
    memory_s
        How long a height is kept at least.
    """

    def __init__(self, legs: int, memory_s: float) -> None:
        self._memory_s = memory_s
        self._times = np.empty(512)
        self._values = np.empty(512)
        self._legs = np.empty((512, legs))
        self._count = 0
        self._dropped = False

    def __len__(self) -> int:
        return self._count

    @property
    def times(self) -> FloatArray:
        """(N,) seconds."""
        return self._times[: self._count]

    @property
    def values(self) -> FloatArray:
        """(N,) heights."""
        return self._values[: self._count]

    @property
    def legs(self) -> FloatArray:
        """(N, legs) the heights of each leg."""
        return self._legs[: self._count]

    def append(self, time_s: float, value: float, legs: tuple[float, ...]) -> bool:
        """Take one height in; whether what was too old had to go to make room."""
        full = self._count == len(self._times)
        if full:
            self._make_room(time_s)
        i = self._count
        self._times[i], self._values[i], self._legs[i] = time_s, value, legs
        self._count += 1
        return full and self._dropped

    def _make_room(self, time_s: float) -> None:
        first = int(np.searchsorted(self.times, time_s - self._memory_s))
        kept = self._count - first
        self._dropped = first > 0
        size = max(512, 2 * kept)
        for name in ("_times", "_values", "_legs"):
            old = getattr(self, name)
            new = np.empty((size, *old.shape[1:]))
            new[:kept] = old[first : self._count]
            setattr(self, name, new)
        self._count = kept

    def excursions(
        self, low: float, begun_below: float, stays_s: tuple[float, float], closed: bool = False
    ) -> tuple[list[Excursion], float | None]:
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
            found.append(Excursion(start_s, float(times[top]), end_s, float(values[top])))
        open_since = stays[-1][3] if stays and stays[-1][1] < len(times) else None
        return found, open_since

    def highest_since(self, time_s: float) -> float:
        """The highest since a moment of the backlog."""
        return float(self.values[np.searchsorted(self.times, time_s) :].max())

    def top_since(self, time_s: float) -> float:
        """When that was."""
        first = int(np.searchsorted(self.times, time_s))
        return float(self.times[first + int(np.argmax(self.values[first:]))])

    def side(self, start_s: float, end_s: float) -> Side:
        """The leg that was up for most of the upper half of an excursion; BOTH where not told apart."""
        first, last = np.searchsorted(self.times, [start_s, end_s])
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
        if i == 0:
            return float(times[0])
        if i == len(times):
            return float(times[-1])
        share = (low - values[i - 1]) / (values[i] - values[i - 1])
        return float(times[i - 1] + share * (times[i] - times[i - 1]))
