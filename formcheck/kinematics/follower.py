"""One person's poses as the counters by height take them: made safe, and the heights are made of them."""

from dataclasses import dataclass
from math import nan

from formcheck.kinematics.heights import Body, body
from formcheck.pose.landmarks import Pose
from formcheck.pose.plausible import Points, Track


@dataclass(frozen=True, slots=True)
class Followed:
    """One pose.

    Attributes
    ----------
    image_px
        33 points with exchanged legs put back, pixels, x right, y down.
    thigh_px
        The thigh's length by the world's scale, pixels; NaN where unknown.
    body
        What the heights are made of.
    anew
        Whether the person has another size since this moment: somebody else, or elsewhere.
    """

    image_px: Points
    thigh_px: float
    body: Body
    anew: bool


class Follower:
    """Follows one person; causal."""

    def __init__(self) -> None:
        self._track = Track()
        self._seen_s = nan

    def update(self, time_s: float, pose: Pose | None) -> Followed | None:
        """Take the next pose; None where it is no data, or comes too late."""
        followed = None if pose is None or time_s <= self._seen_s else self._track.follow(time_s, pose)
        if pose is None or followed is None:
            return None
        image_px, thigh_px = followed
        seen = body(image_px)
        if not seen.known:
            return None
        self._seen_s = time_s
        return Followed(image_px, thigh_px, seen, self._track.anew)
