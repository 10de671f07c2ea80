"""Whether the picture stands upright, and by how much it has to be turned if not."""

from collections import deque
from math import inf
from statistics import median

import numpy as np

from formcheck.kinematics.gravity import agreement, may_lie_on_the_side
from formcheck.pose.landmarks import Pose

EVERY_S = 0.4
LOOKS = 10
"""Looked at so often, over the last four seconds."""
PLAIN = 4.0
"""By so much, as a logarithm of odds, another turn has to agree better with gravity than the picture as it is. Fitted
without the exercise in question, the most that an upright picture of somebody who does not lie on the side had was 2.7
[M, `benchmarks/upright.py`]."""
ASIDE = 0.2
"""Whoever is seen so for this share of the time may lie on the side."""
ANGLES_DEG = (0, 90, 180, 270)


class UprightWatch:
    """Looks at poses now and then; causal.

    Parameters
    ----------
    looks
        How many have to agree, by their median.

    Attributes
    ----------
    turn_deg
        By how much the picture has to be turned, clockwise; 0 where it is upright as far as is known.
    plain
        Whether that is so sure that it can be turned without asking: it is not where somebody may lie on the side.
    """

    def __init__(self, looks: int = LOOKS) -> None:
        self._looks = looks
        self.turn_deg, self.plain = 0, False
        self._looked_s = -inf
        self._seen: deque[list[float]] = deque(maxlen=looks)
        self._aside: deque[bool] = deque(maxlen=looks)

    def update(self, time_s: float, pose: Pose | None) -> int:
        """Take the next pose; `turn_deg`."""
        if pose is None or time_s - self._looked_s < EVERY_S:
            return self.turn_deg
        self._looked_s = time_s
        agree = [agreement(turned(pose, angle_deg)) for angle_deg in ANGLES_DEG]
        if not np.isnan(agree).any():
            self._seen.append([one - agree[0] for one in agree])
            self._aside.append(may_lie_on_the_side(pose))
        if len(self._seen) == self._looks:
            better = [median(column) for column in zip(*self._seen, strict=True)]
            best = max(better)
            self.turn_deg = ANGLES_DEG[better.index(best)] if best > PLAIN else 0
            self.plain = self.turn_deg == 180 or (self.turn_deg != 0 and sum(self._aside) < ASIDE * self._looks)
        return self.turn_deg


def turned(pose: Pose, angle_deg: int) -> Pose:
    """The pose as it is in the picture turned clockwise by one of `ANGLES_DEG`."""
    width, height = pose.image_size
    image_px, world_m = pose.image_px, pose.world_m
    for _ in range(angle_deg // 90):
        image_px = np.stack([height - image_px[:, 1], image_px[:, 0]], axis=1)
        world_m = np.stack([-world_m[:, 1], world_m[:, 0], world_m[:, 2]], axis=1)
        width, height = height, width
    return Pose(image_px, world_m, pose.visibility, (width, height))
