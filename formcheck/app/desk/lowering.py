"""How far down somebody is before a camera that sees no more than their head and shoulders.

Who goes down takes head and shoulders with them; they leave the picture over its lower edge, the shoulders first, and
come back over it. What is below the edge is not seen, but it is lower than the edge, and while the head is seen the
shoulders are a neck below it. So a movement is never longer than it was, and never shorter than to the edge.
"""

from math import dist, nan

from formcheck.app.desk.shoulders import VISIBLE
from formcheck.pose.landmarks import Pose, Side, index
from formcheck.pose.running_quantile import RunningQuantile

WIDEST_SHARE, WINDOW_S = 0.9, 120.0
"""The widest that the shoulders were seen of late: turning only ever narrows them."""

_SHOULDERS = index("shoulder", Side.LEFT), index("shoulder", Side.RIGHT)
_EARS = index("ear", Side.LEFT), index("ear", Side.RIGHT)
"""A nod moves the nose, and leaves them where they are."""


class Lowering:
    """Takes poses, tells the middle of head and shoulders below the picture's upper edge, and their width; pixels."""

    def __init__(self) -> None:
        self._width = RunningQuantile(WIDEST_SHARE, WINDOW_S)
        self._neck = RunningQuantile(0.5, WINDOW_S)

    def update(self, time_s: float, pose: Pose) -> tuple[float, float]:
        """Take the next pose; NaN for both where it tells nothing."""
        image_px, edge_px = pose.image_px.tolist(), float(pose.image_size[1])
        shoulders_px, head_px = (sum(image_px[joint][1] for joint in two) / 2 for two in (_SHOULDERS, _EARS))
        shown = 0 <= shoulders_px <= edge_px and min(pose.visibility[joint] for joint in _SHOULDERS) >= VISIBLE
        head_shown = 0 <= head_px <= edge_px
        width_px = dist(*(image_px[joint] for joint in _SHOULDERS)) if shown else nan
        width_px = self._width.update(time_s, width_px)
        neck_px = self._neck.update(time_s, shoulders_px - head_px if shown and head_shown else nan)
        if not (width_px > 0 and neck_px > 0):
            return nan, nan
        if head_shown:
            down_px = (shoulders_px + head_px) / 2 if shown else head_px + neck_px / 2
        elif shown:
            down_px = shoulders_px - neck_px / 2
        elif head_px > edge_px:
            down_px = edge_px + neck_px / 2
        else:
            return nan, nan
        return min(down_px, edge_px + neck_px / 2), width_px
