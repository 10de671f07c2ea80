"""Where the shoulders of a pose are in the picture; apart from what is made of it, which runs all day and is small."""

from math import dist, isfinite

from formcheck.app.desk.shoulders import Shoulders
from formcheck.pose.landmarks import Pose, Side, index

VISIBLE = 0.5

_LEFT, _RIGHT = index("shoulder", Side.LEFT), index("shoulder", Side.RIGHT)


def shoulders(pose: Pose | None) -> Shoulders | None:
    """Those of a pose; None unless both are seen, and in the picture."""
    if pose is None or min(pose.visibility[_LEFT], pose.visibility[_RIGHT]) < VISIBLE:
        return None
    left, right = pose.image_px[_LEFT].tolist(), pose.image_px[_RIGHT].tolist()
    picture_px = pose.image_size[1]
    above = picture_px - (left[1] + right[1]) / 2
    found = Shoulders(above / picture_px, dist(left, right) / picture_px)
    return found if isfinite(found.height + found.width) and 0 <= found.height <= 1 else None
