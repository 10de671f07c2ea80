"""Is the camera well placed for this person: distance, room at the borders, level, light?

Nothing here keeps anybody from exercising: a small room is what it is. It is said once, and counted all the same.
"""

from math import atan2, degrees, dist, isnan, nan

from formcheck.counting.advice import Advice
from formcheck.kinematics.observation import NEEDED
from formcheck.pose.landmarks import Pose, Side, index
from formcheck.pose.plausible import Point, Points, thigh_px
from formcheck.video.frame import Picture

MARGIN = 0.03
"""Least room between a joint and the picture's border, as a share of its width or height: half of what the tightest
recording of a person has, and enough for the hand or foot beyond the joint."""
LEAST_TRUNK_PX = 59.0
"""A person with a shorter trunk covers fewer pixels than the pose model looks at (256, of which a body takes 205)."""
TRUNK_THIGHS = 1.1
"""A trunk is at least so many thighs long (1.1 to 1.4)."""
LARGEST_TILT_DEG = 20.0
"""Floor lines of level cameras reach 16 degrees in perspective; the limits of the start positions stand 35 away."""
LASTING_S = 2.0
"""What is the matter for a shorter time is not said: that a person has got up is known after a good second."""


def placing_advice(
    pose: Pose, near: Side, *, picture: Picture | None = None, floor: tuple[str, str] | None = None
) -> Advice | None:
    """The first thing to change about the camera's place; None where it is well placed.

    Parameters
    ----------
    pose, near
        A person in the start position, not smoothed, and the side towards the camera.
    picture
        What was measured of the picture.
    floor
        Names of two joints that are on the floor.
    """
    if picture is not None and picture.dim:
        return Advice.LIGHT
    image_px = pose.image_px.tolist()
    if _least_margin(image_px, pose.image_size, near) < MARGIN:
        return Advice.MOVE_BACK
    trunk_px = dist(image_px[index("shoulder", near)], image_px[index("hip", near)])
    # Seen from the feet or the head end a trunk is short, however near: the thigh by the world's scale is not.
    if trunk_px < LEAST_TRUNK_PX and not thigh_px(image_px, pose.world_m.tolist()) * TRUNK_THIGHS >= LEAST_TRUNK_PX:
        return Advice.COME_NEARER
    if floor is not None and abs(_slope_deg(*(image_px[index(joint, near)] for joint in floor))) > LARGEST_TILT_DEG:
        return Advice.LEVEL
    return None


class Framing:
    """What has been the matter with the camera's place for a while, as seen between repetitions."""

    def __init__(self) -> None:
        self.advice: Advice | None = None
        self._found: Advice | None = None
        self._since_s = nan

    def update(self, time_s: float, found: Advice | None) -> None:
        """Take what `placing_advice` found in the next moment of rest; the first has been a second of stillness."""
        if isnan(self._since_s):
            self._found, self.advice, self._since_s = found, found, 0.0
        if found is not self._found:
            self._found, self._since_s = found, time_s
        if time_s - self._since_s >= LASTING_S:
            self.advice = found


def _least_margin(image_px: Points, image_size: tuple[int, int], near: Side) -> float:
    """Least distance of a needed joint from the border, as a share of the picture; 1 where none is known."""
    least = 1.0
    for joint in NEEDED:
        for place, size in zip(image_px[index(joint, near)], image_size, strict=True):
            least = min(least, place / size, 1 - place / size)  # NaN is never less
    return least


def _slope_deg(one: Point, other: Point) -> float:
    (x, y), (u, v) = one, other
    return degrees(atan2(y - v, abs(x - u)))
