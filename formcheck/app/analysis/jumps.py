"""Where a body was elsewhere from one look to the next, so that a straight line between tells nothing."""

from collections.abc import Iterator

import numpy as np

from formcheck.pose.landmarks import Landmarks, Pose, Side, index
from formcheck.pose.plausible import thigh_px

LEAST = 0.5
"""Thighs from one look to the next. In seven of eight sets of people nobody goes so far in a fifteenth of a second:
where somebody does it is a cut, a body that was found wrongly, or the quickest of squats."""
_TRUNK = [index(joint, side) for joint in ("shoulder", "hip", "knee") for side in (Side.LEFT, Side.RIGHT)]


def jumps(looks: Landmarks) -> Iterator[tuple[float, float]]:
    """The times on both sides of every jump.

    Parameters
    ----------
    looks
        Poses, in time.
    """
    before_s, before = 0.0, None
    for time_s, pose in looks:
        if before is not None and pose is not None and _apart(before, pose):
            yield before_s, time_s
        before_s, before = time_s, pose


def _apart(one: Pose, other: Pose) -> bool:
    """Whether most of the trunk is elsewhere."""
    step_px = np.median(np.abs(other.image_px[_TRUNK] - one.image_px[_TRUNK]).sum(axis=1))
    unit_px = max(thigh_px(pose.image_px.tolist(), pose.world_m.tolist()) for pose in (one, other))
    return bool(step_px > LEAST * unit_px)
