"""Counts movements up and down from the front where the picture shows no more than head and shoulders.

The shoulders go down and come up again: counted as everything else is, from the person's own rest and in their own
range, in widths of their shoulders. Whether hips and knees move well cannot be seen and is not judged.
"""

from collections import deque
from math import dist
from statistics import median

from formcheck.app.desk.shoulders import shoulders
from formcheck.counting.movements import Attempt, Repetition
from formcheck.counting.settings import DEFAULTS
from formcheck.counting.stay import Stay
from formcheck.exercises.count import Count
from formcheck.kinematics.heights import HEIGHTS, body
from formcheck.pose.landmarks import Pose, Side, index
from formcheck.pose.running_quantile import RunningQuantile

WIDEST_SHARE, WIDEST_S = 0.9, 120.0
"""The widest that the shoulders were seen of late: turning only ever narrows them."""

_LEFT, _RIGHT = index("shoulder", Side.LEFT), index("shoulder", Side.RIGHT)


class BobCounter:
    """Takes poses, tells how many there were.

    Parameters
    ----------
    limits
        What counts, with lengths in widths of the shoulders.
    """

    def __init__(self, limits: Count) -> None:
        self._height = HEIGHTS[limits.height]
        self._told: list[Repetition | Attempt] = []
        self._stay = Stay(limits, self._told)
        self._width = RunningQuantile(WIDEST_SHARE, WIDEST_S)
        self._recent: deque[tuple[float, float]] = deque()

    @property
    def count(self) -> int:
        """So many so far."""
        return sum(isinstance(told, Repetition) for told in self._told)

    def update(self, time_s: float, pose: Pose | None) -> int:
        """Take the next pose; so many so far. Shoulders that are not seen, or out of the picture, are no data."""
        if pose is None or shoulders(pose) is None:
            return self.count
        image_px = pose.image_px.tolist()
        width_px = self._width.update(time_s, dist(image_px[_LEFT], image_px[_RIGHT]))
        self._recent.append((time_s, self._height.direction * self._height.of(body(image_px))[0]))
        while time_s - self._recent[0][0] > DEFAULTS.smooth_s:
            self._recent.popleft()
        if width_px > 0:
            self._stay.update(time_s, (median(value for _, value in self._recent),), width_px)
        return self.count

    def finish(self) -> int:
        """So many in all; one that has not come up again is none."""
        self._stay.finish()
        return self.count
