"""From where the camera looks at the person: degrees around them, and the word for it."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from formcheck.kinematics.figure import ANKLES, HIPS, SHOULDERS
from formcheck.pose.landmarks import Pose

FloatArray = npt.NDArray[np.float64]
SETTLE_S = 1.5  # a person turns between sets, not within one; its depth swings with every repetition
STAYS_DEG = 4.0  # a word is kept until the angle is that far beyond its limit
# The model's depth of a trunk that lies is too short: the tangent of the true angle is 1.2 to 3 times, in the middle 1.7
# times what it says (four rendered bodies, bridges and kicks, 10 to 45 degrees off the side).
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


def towards_camera(pose: Pose) -> FloatArray:
    """Where the camera is, as the person sees it.

    Returns
    -------
    FloatArray
        (right, front) of the person: a vector in the level plane, longer where the model is surer; its length is that
        of hips and shoulders together, metres. The line of hips and shoulders tells the turn of who stands; of who lies
        or is on all fours the trunk, which is longer, tells it too.
    """
    world = pose.world_m
    right = (world[HIPS[1]] - world[HIPS[0]] + world[SHOULDERS[1]] - world[SHOULDERS[0]])[[0, 2]]
    down = world[ANKLES].mean(axis=0) - world[SHOULDERS].mean(axis=0)
    lies = np.hypot(down[0], down[2]) > abs(down[1])
    front = np.array([-right[1], right[0]])
    if not lies:
        return np.array([-right[1], -front[1]])
    trunk = (world[HIPS].mean(axis=0) - world[SHOULDERS].mean(axis=0))[[0, 2]]
    across = np.array([-trunk[1], trunk[0]])
    front = trunk + (front if front @ trunk > 0 else -front)
    right = right + (across if across @ right > 0 else -across)
    return np.array([-right[1], -LYING_DEPTH * front[1]])


def word_of(off_side_deg: float, front: bool, before: View | None = None) -> View:
    """The word for an angle off the side, kept near a limit as it was before."""
    beyond = (View.FRONT_45, View.FRONT) if front else (View.BACK_45, View.BACK)
    words = (View.SIDE, View.SIDE_45, *beyond)
    now = words[sum(off_side_deg > limit for limit in LIMITS_DEG)]
    if before in words and before is not now:
        nearest = min(LIMITS_DEG, key=lambda limit: abs(limit - off_side_deg))
        if abs(nearest - off_side_deg) < STAYS_DEG and abs(words.index(before) - words.index(now)) == 1:
            return before
    return now


class ViewReader:
    """Poses to views; causal and steady."""

    def __init__(self) -> None:
        self._time_s = -np.inf
        self._mean = np.zeros(2)
        self._word: View | None = None

    def push(self, time_s: float, pose: Pose | None) -> ViewReading:
        """The view at this moment; without a pose the last one stays."""
        if pose is not None and np.isfinite(pose.world_m).all():
            share = 1 - float(np.exp(-(time_s - self._time_s) / SETTLE_S))
            self._time_s = time_s
            self._mean = self._mean + share * (towards_camera(pose) - self._mean)
        if not self._mean.any():
            return ViewReading(float("nan"), float("nan"), None)
        azimuth_deg = float(np.degrees(np.arctan2(self._mean[1], self._mean[0]))) % 360
        off_side_deg = float(np.degrees(np.arctan2(abs(self._mean[1]), abs(self._mean[0]))))
        self._word = word_of(off_side_deg, self._mean[1] > 0, self._word)
        return ViewReading(azimuth_deg, off_side_deg, self._word)
