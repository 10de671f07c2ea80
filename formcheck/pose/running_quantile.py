"""A running quantile of a bounded stretch of time."""

from bisect import bisect_left, insort
from collections import deque
from math import isnan, nan


class RunningQuantile:
    """A quantile of the values of the last while, at most ten a second: the same at any rate, with bounded memory.

    Parameters
    ----------
    share
        0.5 for the median.
    window_s
        How far back it looks.
    """

    EVERY_S = 0.1

    def __init__(self, share: float, window_s: float) -> None:
        self._share = share
        self._window_s = window_s
        self._recent: deque[tuple[float, float]] = deque()
        self._sorted: list[float] = []

    def update(self, time_s: float, value: float) -> float:
        """The quantile with this value; NaN, and a value within a tenth of a second of the last one, are left out.

        NaN as long as there was none.
        """
        apart = not self._recent or time_s - self._recent[-1][0] >= self.EVERY_S - 1e-6
        if apart and not isnan(value):
            self._recent.append((time_s, value))
            insort(self._sorted, value)
        while self._recent and time_s - self._recent[0][0] > self._window_s:
            del self._sorted[bisect_left(self._sorted, self._recent.popleft()[1])]
        return self._sorted[int(self._share * (len(self._sorted) - 1))] if self._sorted else nan

    def scale(self, factor: float, before_s: float) -> None:
        """Every value before a time, that many times as large."""
        scaled = ((then_s, value * factor if then_s < before_s else value) for then_s, value in self._recent)
        self._recent = deque(scaled)
        self._sorted = sorted(value for _, value in self._recent)
