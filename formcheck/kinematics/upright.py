"""Whether the picture stands upright: a person in no posture there is, who would be in one if it were turned."""

from collections import deque
from math import inf, nan
from statistics import median

import numpy as np

from formcheck.kinematics.figure import figure
from formcheck.kinematics.posture import plausible
from formcheck.pose.landmarks import Pose
from formcheck.pose.plausible import thigh_px

EVERY_S = 0.5
LOOKS = 16
"""Looked at so often, over the last eight seconds."""
UPRIGHT, TURNED = 0.4, 0.9
"""How possible the likeliest posture is. Of 105 recordings of upright pictures, people and rendered ones, the median
over a clip is 0.5 at least [M]; the two turned ones that are known have 0.34 and 0.0, and turned back 1.0. A squat on
its side may be somebody who lies, and stays as it is."""
ANGLES_DEG = (0, 90, 180, 270)


class UprightWatch:
    """Looks at poses now and then; causal.

    Attributes
    ----------
    turned
        Whether it is not upright. By how much it is to be turned is not told: two turns may both be possible.
    """

    def __init__(self) -> None:
        self.turned = False
        self._looked_s = -inf
        self._seen: deque[list[float]] = deque(maxlen=LOOKS)

    def update(self, time_s: float, pose: Pose | None) -> bool:
        """Take the next pose; `turned`."""
        if pose is None or time_s - self._looked_s < EVERY_S:
            return self.turned
        self._looked_s = time_s
        likeliest = [_likeliest(turned(pose, angle_deg)) for angle_deg in ANGLES_DEG]
        if not np.isnan(likeliest).any():
            self._seen.append(likeliest)
        if len(self._seen) == LOOKS:
            upright, *others = (median(column) for column in zip(*self._seen, strict=True))
            self.turned = upright < UPRIGHT and max(others) > TURNED
        return self.turned


def turned(pose: Pose, angle_deg: int) -> Pose:
    """The pose as it is in the picture turned clockwise by one of `ANGLES_DEG`."""
    width, height = pose.image_size
    image_px, world_m = pose.image_px, pose.world_m
    for _ in range(angle_deg // 90):
        image_px = np.stack([height - image_px[:, 1], image_px[:, 0]], axis=1)
        world_m = np.stack([-world_m[:, 1], world_m[:, 0], world_m[:, 2]], axis=1)
        width, height = height, width
    return Pose(image_px, world_m, pose.visibility, (width, height))


def _likeliest(pose: Pose) -> float:
    unit_px = thigh_px(pose.image_px.tolist(), pose.world_m.tolist())
    if not unit_px > 0 or np.isnan(pose.image_px).any() or np.isnan(pose.world_m).any():
        return nan
    return max(plausible(figure(pose, unit_px)).values())
