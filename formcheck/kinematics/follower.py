"""One person's poses as the counters by height take them: made safe, and the heights are made of them."""

from dataclasses import dataclass
from math import nan

from formcheck.kinematics.heights import Body, body, segment_seen
from formcheck.pose.landmarks import Pose
from formcheck.pose.plausible import Points, Track
from formcheck.pose.running_quantile import RunningQuantile

SIZED_S = 10.0
"""The size is known where a thigh or shank lay in the picture in half of the last while."""


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
    size_known
        Whether a thigh or shank is seen, so that lengths are real ones.
    """

    image_px: Points
    thigh_px: float
    body: Body
    anew: bool
    size_known: bool


class Follower:
    """Follows one person; causal.

    Parameters
    ----------
    roll_deg
        The camera's roll, as in `heights.body`.
    """

    def __init__(self, roll_deg: float = 0.0) -> None:
        self._roll_deg = roll_deg
        self._track = Track()
        self._sized = RunningQuantile(0.5, SIZED_S)
        self._seen_s = nan

    def update(self, time_s: float, pose: Pose | None) -> Followed | None:
        """Take the next pose; None where it is no data, or comes too late."""
        followed = None if pose is None or time_s <= self._seen_s else self._track.follow(time_s, pose)
        if pose is None or followed is None:
            return None
        image_px, thigh_px = followed
        seen = body(image_px, self._roll_deg)
        if not seen.known:
            return None
        self._seen_s = time_s
        sized = self._sized.update(time_s, float(segment_seen(image_px, pose.image_size)))
        return Followed(image_px, thigh_px, seen, self._track.anew, sized > 0)
