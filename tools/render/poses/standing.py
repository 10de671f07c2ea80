"""On both feet: squat and hip hinge."""

from typing import ClassVar

import numpy as np

from ..arms import Hand, turn_arm
from ..body import SIDES, Side
from ..legs import Foot, plant_foot
from ..rotation import DOWN, UP, Array, ease, unit
from .base import Exercise, View


class Standing(Exercise):
    """Upright, the face to the side."""

    view: ClassVar[View] = View(target_height_m=0.88, distance_m=4.7, camera_height_m=0.9)

    def upright_trunk(self, lean: float, look_up: float = 0.5) -> None:
        """Trunk leaned forward by `lean` radians with a straight spine; the head leans less."""
        self.set_trunk(lean, [lean] * 5, [lean * (1 - look_up * share) for share in (0.3, 0.6, 0.8, 1.0)])

    def along(self, angle: float) -> Array:
        """Direction `angle` radians forward of the vertical."""
        return np.asarray(UP * np.cos(angle) + self.front * np.sin(angle))

    def legs_up(self, shin: float, knee: float, straight: float = 0.997) -> Array:
        """Way from ankle to hip: shin leaned forward, knee bent, radians; the knee never quite straight."""
        return (self.body.shank_m * self.along(shin) + self.body.thigh_m * self.along(shin - knee)) * straight

    def flat_ball(self, side: Side, ankle_x: float, ankle_y: float, heading: Array) -> Array:
        """Where the ball of a flat foot is whose ankle is at x and y."""
        toe = self.body.at_rest_of("ball", side) - self.body.at_rest_of("ankle", side)
        return np.array([ankle_x, ankle_y, 0]) + Foot(heading, DOWN).rotation @ toe


class Squat(Standing):
    """Arms forward, hips down. The drive is the bend of the knees in degrees; the measure is the knee angle.

    Key: `heel_lift_deg`, rise of the heels at the bottom.
    """

    measured: ClassVar[str] = "knee_angle"
    goal_deg: ClassVar[float] = 90.0
    usual_peak_deg: ClassVar[float] = 85.0
    two_sided: ClassVar[bool] = True
    drive_range = (4.0, 125.0)
    LEAN_DEG = ([0, 40, 82, 95, 108, 125], [-2, 17, 33, 36, 40, 43])
    """Bend of the knees, and lean of the trunk that goes with it."""

    def place(self, drive: float, side: Side) -> None:
        """The pose."""
        share = (drive - 4) / 80
        self.upright_trunk(np.radians(np.interp(drive, *self.LEAN_DEG) + self.knob("lean_deg", share)))
        legs = self.legs_up(np.radians(0.26 * drive + self.knob("shin_deg", share)), np.radians(drive))
        heel_up = np.radians(self.config.heel_lift_deg or 0.0) * self.faulty * ease((drive - 20) / 60)
        heel_up += np.radians(self.knob("heel_up_deg", share))
        self.move_hips_to(legs + UP * (self.body.ankle_height_m + 0.11 * np.sin(heel_up)))
        for leg in SIDES:
            out = self.outward(leg)
            heading = unit(self.front + out * 0.2)
            ball = self.flat_ball(leg, 0.0, self.skeleton.joint("hip", leg)[1] + out[1] * 0.04, heading)
            plant_foot(self.skeleton, leg, ball, heading, heel_up, self.front + out * 0.2)
            d = unit(self.front + out * 0.02 + UP * 0.02)
            turn_arm(self.skeleton, leg, d, unit(d - out * 0.08), UP - out * 0.6, Hand(d - out * 0.05, DOWN))
        self.skeleton.forward()


class HipHinge(Standing):
    """Hips back, knees soft, arms hanging. The drive is the lean of the trunk in degrees."""

    goal_deg: ClassVar[float] = 115.0
    usual_peak_deg: ClassVar[float] = 105.0
    two_sided: ClassVar[bool] = True
    drive_range = (-2.0, 88.0)
    KNEE_DEG = ([-2, 40, 88], [3, 15, 21])
    """Lean of the trunk, and bend of the knees that goes with it."""
    SHIN_DEG = ([-2, 88], [1, -3])
    """Lean of the trunk, and forward lean of the shin that goes with it."""

    def place(self, drive: float, side: Side) -> None:
        """The pose."""
        self.upright_trunk(np.radians(drive), look_up=0.25)
        share = (drive + 2) / 40
        shin_deg = np.interp(drive, *self.SHIN_DEG) + self.knob("shin_deg", share)
        knee_deg = max(np.interp(drive, *self.KNEE_DEG) + self.knob("knee_deg", share), 0.5)
        shin_deg += self.knob("knee_deg", share) * 0.4  # both ends of the bend, so that the hips stay over the feet
        shin, knee = np.radians(shin_deg), np.radians(knee_deg)
        locked = self.knobs.get("knee_deg", 0.0) < 0
        self.move_hips_to(self.legs_up(shin, knee, 0.99995 if locked else 0.997) + UP * self.body.ankle_height_m)
        for leg in SIDES:
            out = self.outward(leg)
            heading = unit(self.front + out * 0.12)
            ball = self.flat_ball(leg, 0.0, self.skeleton.joint("hip", leg)[1] + out[1] * 0.03, heading)
            plant_foot(self.skeleton, leg, ball, heading, 0.0, self.front + out * 0.1)
            self.hang_arm(leg)
        self.skeleton.forward()
