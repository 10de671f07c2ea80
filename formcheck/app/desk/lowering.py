"""How far down somebody is before a camera that sees no more than their head and shoulders.

Who goes down takes head and shoulders with them; they leave the picture over its lower edge, the shoulders first, and
come back over it. What is below the edge is not seen, but it is lower than the edge, and while the head is seen the
shoulders are a neck below it. So a movement is never longer than it was, and never shorter than to the edge.
"""

from math import dist, inf, nan

from formcheck.app.desk.in_picture import VISIBLE
from formcheck.pose.landmarks import Pose, Side, index
from formcheck.pose.running_quantile import RunningQuantile

WIDEST_SHARE, WINDOW_S = 0.9, 120.0
"""The widest that the shoulders were seen of late: turning only ever narrows them."""
NEAR, BELOW_S = 0.5, 3.0
"""Who is found no more, and was seen so near the lower edge (widths) so shortly ago, has gone down below it."""

_SHOULDERS = index("shoulder", Side.LEFT), index("shoulder", Side.RIGHT)
_EARS = index("ear", Side.LEFT), index("ear", Side.RIGHT)
"""A nod moves the nose, and leaves them where they are."""


class Lowering:
    """Takes poses, tells the middle of head and shoulders below the picture's upper edge, and their width; pixels."""

    def __init__(self) -> None:
        self._width = RunningQuantile(WIDEST_SHARE, WINDOW_S)
        self._neck = RunningQuantile(0.5, WINDOW_S)
        self._lowest_px, self._seen_px, self._seen_s = nan, nan, -inf

    def update(self, time_s: float, pose: Pose | None) -> tuple[float, float]:
        """Take the next pose; NaN for the first where it tells nothing."""
        if pose is not None:
            self._seen_px, self._seen_s = self._down_px(time_s, pose), time_s
            return self._seen_px, self._width.update(time_s, nan)
        width_px = self._width.update(time_s, nan)
        below = self._lowest_px - self._seen_px <= NEAR * width_px and time_s - self._seen_s <= BELOW_S
        return (self._lowest_px if below else nan), width_px

    def _down_px(self, time_s: float, pose: Pose) -> float:
        image_px, edge_px = pose.image_px.tolist(), float(pose.image_size[1])
        shoulders_px, head_px = (float(image_px[one][1] + image_px[two][1]) / 2 for one, two in (_SHOULDERS, _EARS))
        shown = 0 <= shoulders_px <= edge_px and min(pose.visibility[joint] for joint in _SHOULDERS) >= VISIBLE
        head_shown = 0 <= head_px <= edge_px
        width_px = dist(*(image_px[joint] for joint in _SHOULDERS)) if shown else nan
        width_px = self._width.update(time_s, width_px)
        neck_px = self._neck.update(time_s, shoulders_px - head_px if shown and head_shown else nan)
        if not (width_px > 0 and neck_px > 0):
            return nan
        self._lowest_px = edge_px + neck_px / 2
        if head_shown:
            down_px = (shoulders_px + head_px) / 2 if shown else head_px + neck_px / 2
        elif shown:
            down_px = shoulders_px - neck_px / 2
        elif head_px > edge_px:
            down_px = self._lowest_px
        else:
            return nan
        return min(down_px, self._lowest_px)
