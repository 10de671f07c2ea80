"""The tracker's lies: exchanged legs are put back, poses of an impossible size are no data, cuts are found."""

from collections import deque
from math import hypot

import numpy as np

from formcheck.pose.landmarks import SWAPPED, FloatArray, Pose, Side, index
from formcheck.pose.running_quantile import RunningQuantile

# Shoulders, hips and knees: what the model places best. Feet and hands leave the picture.
_TRUNK = [index(joint, side) for joint in ("shoulder", "hip", "knee") for side in (Side.LEFT, Side.RIGHT)]
_THIGHS = [(index("hip", side), index("knee", side)) for side in (Side.LEFT, Side.RIGHT)]
_LEGS = [index(joint, side) for joint in ("knee", "ankle") for side in (Side.LEFT, Side.RIGHT)]
_CORNERS = [index(joint, side) for joint in ("shoulder", "hip", "ankle") for side in (Side.LEFT, Side.RIGHT)]
_BELOW = [
    row
    for joint in ("hip", "knee", "ankle", "heel", "foot_index")
    for row in (index(joint, Side.LEFT), index(joint, Side.RIGHT))
]


def thigh_px(pose: Pose) -> float:
    """The thigh's length in the picture if it were seen from the side, whatever the view; NaN where unknown.

    The scale that maps the world landmarks of shoulders, hips and knees onto the picture (least squares), times the
    thigh of the world landmarks. On people 0.85 to 1.04 of the longest thigh seen, from every view.
    """
    image, world = pose.image_px[_TRUNK], pose.world_m[_TRUNK]
    flat = world[:, :2] - world[:, :2].mean(axis=0)
    size = float((flat * flat).sum())
    if not size > 0:
        return float("nan")
    scale = float(((image - image.mean(axis=0)) * flat).sum()) / size
    (a, b), (c, d) = _THIGHS
    thighs = [hypot(*(pose.world_m[i] - pose.world_m[j]).tolist()) for i, j in ((a, b), (c, d))]
    return scale * sum(thighs) / 2


class Track:
    """One person's poses, one after the other, made safe to measure.

    Attributes
    ----------
    anew
        Whether the last pose was of another size that has stayed: somebody else, or elsewhere.
    """

    # A size outside of these shares of its ten-second median is a collapsed or misplaced skeleton (provisional).
    SMALLEST, LARGEST, MEDIAN_S = 0.65, 1.5, 10.0
    # Another size that stays for so long is one: a collapse passes (the longest on people, cuts apart, was 0.8 s).
    STAYS_ANEW_S = 1.0
    # Legs are exchanged where that continues the last pose so much better (provisional).
    # An exchange that stays is the tracker's return to the truth.
    EXCHANGED, REMEMBERED_S, STAYS_S = 0.4, 0.5, 0.5

    def __init__(self) -> None:
        self._median = RunningQuantile(0.5, self.MEDIAN_S)
        self._legs: tuple[float, FloatArray] | None = None
        self._straight_s = self._good_s = -np.inf
        self.anew = False

    def follow(self, time_s: float, pose: Pose) -> tuple[FloatArray, float] | None:
        """(33, 2) pixels with exchanged legs put back, and the thigh's length; None where the pose is no data."""
        size = thigh_px(pose)
        if not np.isnan(size):
            usual = self._median.update(time_s, size)
            refused = not self.SMALLEST * usual < size < self.LARGEST * usual
            self._good_s = self._good_s if refused else time_s
            self.anew = refused and time_s - self._good_s >= self.STAYS_ANEW_S
            if self.anew:
                self._median, self._good_s = RunningQuantile(0.5, self.MEDIAN_S), time_s
            elif refused:
                return None
        image_px = pose.image_px
        legs = image_px[_LEGS]
        if self._legs is not None and time_s - self._legs[0] <= self.REMEMBERED_S:
            before = self._legs[1]
            exchanged = legs[[1, 0, 3, 2]]
            same, other = float(np.abs(legs - before).sum()), float(np.abs(exchanged - before).sum())
            if other >= self.EXCHANGED * same:
                self._straight_s = time_s
            elif time_s - self._straight_s <= self.STAYS_S:
                image_px = image_px.copy()
                image_px[_BELOW] = pose.image_px[SWAPPED[_BELOW]]
                legs = exchanged
        self._legs = (time_s, legs)
        return image_px, size


class Cuts:
    """Finds cuts: the whole body is elsewhere from one picture to the next, in another size, and stays so."""

    STEP, STAYS_S, REFERENCE_S = 0.25, 0.2, 0.3
    # The jump against the largest step after it: fast movement goes on, a cut does not.
    AGAINST = 3.0

    def __init__(self) -> None:
        self._last: tuple[float, FloatArray] | None = None
        self._suspected: tuple[float, FloatArray] | None = None
        self._since: deque[FloatArray] = deque(maxlen=64)

    def update(self, time_s: float, image_px: FloatArray, unit: float) -> bool:
        """Whether a cut has just been made sure."""
        points = image_px[_CORNERS]
        points = (points[0::2] + points[1::2]) / 2
        last, self._last = self._last, (time_s, points)
        if self._suspected is None:
            if last is not None and time_s - last[0] < self.REFERENCE_S and self._moved(points, last[1], unit):
                self._suspected = (time_s, last[1])
                self._since.clear()
                self._since.append(points)
            return False
        self._since.append(points)
        if time_s - self._suspected[0] < self.STAYS_S:
            return False
        now = np.array(self._since)
        before, self._suspected = self._suspected[1], None
        steps = np.abs(np.diff(now, axis=0)).sum(axis=2).max() if len(now) > 1 else np.inf
        jump = np.abs(now[0] - before).sum(axis=1).min()
        now = np.median(now, axis=0)
        return bool(jump > self.AGAINST * steps) and self._moved(now, before, unit) and self._changed(now, before, unit)

    def _moved(self, points: FloatArray, before: FloatArray, unit: float) -> bool:
        return bool(np.abs(points - before).sum(axis=1).min() > self.STEP * unit)

    def _changed(self, points: FloatArray, before: FloatArray, unit: float) -> bool:
        """A camera that was knocked shifts everything alike; heights are none the worse for it."""
        shift = points - before
        return bool(np.abs(shift - shift.mean(axis=0)).max() > self.STEP / 2 * unit)
