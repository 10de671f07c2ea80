"""Counts movements up and down from the front where the picture shows no more than head and shoulders.

They go down and come up again: counted as everything else is, from the person's own rest and in their own range, in
widths of their shoulders. Whether hips and knees move well cannot be seen and is not judged.
"""

from collections import deque
from math import isnan
from statistics import median

from formcheck.app.desk.lowering import Lowering
from formcheck.counting.movements import Movement
from formcheck.counting.settings import DEFAULTS
from formcheck.counting.stay import Stay
from formcheck.exercises.count import Count
from formcheck.pose.landmarks import Pose


class BobCounter:
    """Takes poses, tells how many there were.

    Parameters
    ----------
    limits
        What counts, with lengths in widths of the shoulders.
    """

    def __init__(self, limits: Count) -> None:
        self._told: list[Movement] = []
        self._stay = Stay(limits, self._told)
        self._lowering = Lowering()
        self._recent: deque[tuple[float, float]] = deque()

    @property
    def count(self) -> int:
        """So many so far."""
        return sum(told.counts for told in self._told)

    def update(self, time_s: float, pose: Pose | None) -> int:
        """Take the next pose; so many so far."""
        down_px, width_px = self._lowering.update(time_s, pose)
        if not isnan(down_px):
            self._recent.append((time_s, down_px))
            while time_s - self._recent[0][0] > DEFAULTS.smooth_s:
                self._recent.popleft()
            self._stay.update(time_s, (median(value for _, value in self._recent),), width_px)
        return self.count

    def finish(self) -> int:
        """So many in all; one that has not come up again is none."""
        self._stay.finish()
        return self.count
