"""Which leg is the left one: a short exchange of the legs by the pose model is undone."""

from math import hypot, isnan, nan

import numpy as np

from formcheck.pose.landmarks import INDEX, SWAPPED, Pose
from formcheck.pose.smoothing import LONGEST_GAP_S

_LEG_JOINTS = ("hip", "knee", "ankle", "heel", "foot_index")
_LEGS = [INDEX[f"{side}_{joint}"] for joint in _LEG_JOINTS for side in ("left", "right")]
_TRUNK = [INDEX[f"{side}_{joint}"] for joint in ("shoulder", "hip") for side in ("left", "right")]
BELIEVE_S = 1.0
"""An exchange of the legs that lasts longer is none, or cannot be distinguished from none."""


class SwapGuard:
    """Undoes a short exchange of left and right legs by the pose model.

    Legs cannot change places between two frames. Where the swapped assignment lies much nearer to the last
    frame than the given one, the names are put back. After a gap or a cut there is no last frame to compare
    with, and the model is believed; so it is where it keeps to its naming for `BELIEVE_S`, since an exchange that
    began while both legs lay together cannot be seen, and its end would be taken for a beginning.
    """

    def __init__(self) -> None:
        self._last: tuple[float, list[list[float]]] | None = None
        self._swapped_s = nan

    def update(self, time_s: float, pose: Pose) -> Pose:
        """The pose with its legs named as in the frame before."""
        legs = pose.image_px[_LEGS].tolist()
        if self._is_swapped(time_s, pose, legs):
            self._swapped_s = time_s if isnan(self._swapped_s) else self._swapped_s
            if time_s - self._swapped_s <= BELIEVE_S:
                pose, legs = swap_legs(pose), _exchanged(legs)
        else:
            self._swapped_s = nan
        self._last = time_s, legs
        return pose

    def _is_swapped(self, time_s: float, pose: Pose, legs: list[list[float]]) -> bool:
        if self._last is None or time_s - self._last[0] > LONGEST_GAP_S:
            return False
        kept, changed = _distance(legs, self._last[1]), _distance(_exchanged(legs), self._last[1])
        # A tenth of the trunk, on average over ten joints, is more than legs tremble; a cut may move
        # them as far, but then the swapped legs are no nearer than the given ones.
        return kept > 0.1 * trunk_px(pose) and changed < 0.4 * kept


def swap_legs(pose: Pose) -> Pose:
    """The pose with its left leg called the right one, and the other way round."""
    rows = np.arange(len(SWAPPED))
    rows[_LEGS] = SWAPPED[_LEGS]
    return Pose(pose.image_px[rows], pose.world_m[rows], pose.visibility[rows], pose.image_size)


def _exchanged(legs: list[list[float]]) -> list[list[float]]:
    """Left for right, in the order of `_LEGS`."""
    return [legs[row ^ 1] for row in range(len(legs))]


def _distance(one: list[list[float]], other: list[list[float]]) -> float:
    """Mean over the coordinates."""
    steps = [abs(x - u) + abs(y - v) for (x, y), (u, v) in zip(one, other, strict=True)]
    mean = sum(steps) / len(steps) / 2
    return 0.0 if isnan(mean) else mean


def trunk_px(pose: Pose) -> float:
    """The longer of both sides of the trunk, shoulder to hip, in pixels."""
    left_shoulder, right_shoulder, left_hip, right_hip = pose.image_px[_TRUNK].tolist()
    return max(
        hypot(left_shoulder[0] - left_hip[0], left_shoulder[1] - left_hip[1]),
        hypot(right_shoulder[0] - right_hip[0], right_shoulder[1] - right_hip[1]),
    )
