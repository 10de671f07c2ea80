"""From where the camera looks at the person: degrees around them, and the word for it."""

from dataclasses import dataclass
from enum import StrEnum
from math import atan2, degrees, exp, hypot, inf, isfinite, nan

from formcheck.kinematics.figure import ANKLES, HIPS, SHOULDERS
from formcheck.pose.landmarks import Pose

SETTLE_S = 1.5  # a person turns between sets, not within one; its depth swings with every repetition
# The model's depth of a trunk that lies is too short: the tangent of the true angle is 1.2 to 3 times, in the middle
# 1.7 times what it says (four rendered bodies, bridges and kicks, 10 to 45 degrees off the side).
LYING_DEPTH = 1.7
LIMITS_DEG = (20.0, 55.0, 75.0)


class View(StrEnum):
    """Where the camera stands, seen from the person."""

    SIDE = "side"
    SIDE_45 = "side-45"
    FRONT_45 = "front-45"
    FRONT = "front"
    BACK_45 = "back-45"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class ViewReading:
    """The view at one moment.

    Attributes
    ----------
    azimuth_deg
        0 the person's right side, 90 their front (lying or on all fours: their feet), 180 their left side, 270 their
        back (their head). NaN where nobody was seen yet.
    off_side_deg
        How far from the side, 0 to 90.
    word
        None where nobody was seen yet.
    """

    azimuth_deg: float
    off_side_deg: float
    word: View | None


def towards_camera(pose: Pose) -> tuple[float, float]:
    """Where the camera is, as the person sees it.

    Returns
    -------
    tuple
        (right, front) of the person: a vector in the level plane, longer where the model is surer; its length is that
        of hips and shoulders together, metres. The line of hips and shoulders shows the turn of a person who stands; of
        one who lies or is on all fours the trunk, which is longer, shows it too.
    """
    world = pose.world_m.tolist()
    left_hip, right_hip, left_shoulder, right_shoulder, left_ankle, right_ankle = (
        world[row] for row in (*HIPS, *SHOULDERS, *ANKLES)
    )
    right_x, right_z = (
        right_hip[axis] - left_hip[axis] + right_shoulder[axis] - left_shoulder[axis] for axis in (0, 2)
    )
    down_x, down_y, down_z = (
        (a + b - c - d) / 2 for a, b, c, d in zip(left_ankle, right_ankle, left_shoulder, right_shoulder, strict=True)
    )
    if not hypot(down_x, down_z) > abs(down_y):
        return -right_z, -right_x
    trunk_x, trunk_z = (
        (left_hip[axis] + right_hip[axis] - left_shoulder[axis] - right_shoulder[axis]) / 2 for axis in (0, 2)
    )
    # The front lies a quarter turn from the right, and towards the feet; the right a quarter turn from the trunk.
    agree = 1 if right_x * trunk_z - right_z * trunk_x > 0 else -1
    across = 1 if trunk_x * right_z - trunk_z * right_x > 0 else -1
    return -(right_z + across * trunk_x), -LYING_DEPTH * (trunk_z + agree * right_x)


def word_of(off_side_deg: float, front: bool) -> View:
    """The word for an angle off the side."""
    beyond = (View.FRONT_45, View.FRONT) if front else (View.BACK_45, View.BACK)
    return (View.SIDE, View.SIDE_45, *beyond)[sum(off_side_deg > limit for limit in LIMITS_DEG)]


class ViewReader:
    """Poses to views; causal and steady."""

    def __init__(self) -> None:
        self._time_s = -inf
        self._right = self._front = 0.0

    def push(self, time_s: float, pose: Pose | None) -> ViewReading:
        """The view at this moment; without a pose the last one stays."""
        if pose is not None and isfinite(pose.world_m.sum()):
            share = 1 - exp(-(time_s - self._time_s) / SETTLE_S)
            self._time_s = time_s
            right, front = towards_camera(pose)
            self._right += share * (right - self._right)
            self._front += share * (front - self._front)
        if not (self._right or self._front):
            return ViewReading(nan, nan, None)
        azimuth_deg = degrees(atan2(self._front, self._right)) % 360
        off_side_deg = degrees(atan2(abs(self._front), abs(self._right)))
        return ViewReading(azimuth_deg, off_side_deg, word_of(off_side_deg, self._front > 0))
