"""One person's poses as counters and gates take them: of a possible size, with heights and figure."""

from dataclasses import dataclass
from math import isfinite, nan

from formcheck.kinematics.figure import figure
from formcheck.kinematics.heights import Body, body
from formcheck.pose.landmarks import FloatArray, Pose
from formcheck.pose.plausible import Points, Size, thigh_px


@dataclass(frozen=True, slots=True)
class Followed:
    """One pose.

    Attributes
    ----------
    image_px
        33 points, pixels, x right, y down.
    thigh_px
        The thigh's length by the world's scale, pixels; NaN where unknown.
    body
        What the heights are made of.
    figure
        None where a joint is missing, or the person's size has just changed.
    anew
        Whether the person has another size since this moment: somebody else, or elsewhere.
    """

    image_px: Points
    thigh_px: float
    body: Body
    figure: FloatArray | None
    anew: bool


class Follower:
    """Follows one person; causal."""

    def __init__(self) -> None:
        self._size = Size()
        self._seen_s = nan

    def update(self, time_s: float, pose: Pose, named: Pose) -> Followed | None:
        """Take the next pose, as the model saw it and with left and right mended; None where it is no data, or late.

        Heights follow one leg, and are those of the mended pose. A figure does not ask which leg it was, but the legs
        at rest and at the top have to be the same: where an exchange began unseen, with the legs together, its end is
        taken for a beginning, and the mended pose is wrong for a moment at the top.
        """
        if time_s <= self._seen_s:
            return None
        image_px, world_m = named.image_px.tolist(), named.world_m.tolist()
        now_px = thigh_px(image_px, world_m)
        if not self._size.update(time_s, now_px):
            return None
        seen = body(image_px)
        if not seen.known:
            return None
        self._seen_s = time_s
        whole = now_px > 0 and isfinite(self._size.settled_px + pose.image_px.sum() + pose.world_m.sum())
        found = figure(pose, self._size.settled_px) if whole else None
        return Followed(image_px, now_px, seen, found, self._size.anew)
