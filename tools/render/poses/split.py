"""One foot ahead of the other: split squat (the lunge in place) and the stretch of the hip flexors."""

from typing import ClassVar

import numpy as np

from ..arms import Hand, arm_to
from ..body import OTHER, SIDES, Side
from ..legs import Foot, plant_foot, turn_leg
from ..rotation import DOWN, UP, Array, across, unit
from .base import KNEE_ON_FLOOR_M, View
from .standing import Standing


class SplitSquat(Standing):
    """The side is the front leg. The drive goes from 0, up, to 1, down; the measure is the front knee's angle.

    Key: `shin_top`, forward lean of the front shin where its knee is bent to 95 (10): the more, the shorter the step.
    """

    measured: ClassVar[str] = "knee_angle"
    goal_deg: ClassVar[float] = 95.0
    usual_peak_deg: ClassVar[float] = 92.0
    drive_range = (0.0, 1.08)
    REAR_HEEL_UP = np.radians([40, 47])
    """Rise of the rear heel, up and down."""

    def prepare(self) -> None:
        """Feet and way of the hips from the lowest position: front knee bent 95, rear knee under the hip."""
        body = self.body
        front_ankle = UP * body.ankle_height_m
        shin = np.radians(self.config.shin_top or 10.0)
        shank, thigh = self.along(shin), self.along(shin - np.radians(95))
        self.low = front_ankle + body.shank_m * shank + body.thigh_m * thigh
        rear_knee = self.low - body.thigh_m * self.along(np.radians(6))
        self.rear_ball = rear_knee - self.front * body.shank_m + self.front * 0.13
        rear_ankle = self._rear_ankle(self.REAR_HEEL_UP[0])
        # Up is as high as both legs allow when they are almost straight.
        xs = np.linspace(rear_ankle[0], front_ankle[0], 400)
        heights = np.minimum(self._reach_up(front_ankle, xs), self._reach_up(rear_ankle, xs))
        self.high = np.array([xs[heights.argmax()], 0, heights.max()])

    def _reach_up(self, foot: Array, xs: Array) -> Array:
        leg_m = 0.982 * (self.body.thigh_m + self.body.shank_m)
        return np.asarray(foot[2] + np.sqrt(np.maximum(leg_m**2 - (xs - foot[0]) ** 2, 0)))

    def _rear_ankle(self, heel_up: float) -> Array:
        """Rear ankle while its heel is raised, seen from the side."""
        toe = self.body.at_rest_of("ball", "left") - self.body.at_rest_of("ankle", "left")
        ahead, down = -toe[1], -toe[2]
        ankle: Array = self.rear_ball - self.front * (ahead * np.cos(heel_up) - down * np.sin(heel_up))
        ankle[2] = self.body.ball_height_m + ahead * np.sin(heel_up) + down * np.cos(heel_up)
        return ankle

    def place(self, drive: float, side: Side) -> None:
        """The pose."""
        self.upright_trunk(np.radians(3 + 10 * drive + self.knob("lean_deg", drive)))
        self.move_hips_to(self.high + (self.low - self.high) * drive)
        for leg in SIDES:
            out = self.outward(leg)
            y = self.skeleton.joint("hip", leg)[1] + out[1] * 0.01
            heading = unit(self.front + out * 0.06)
            if leg == side:
                plant_foot(self.skeleton, leg, self.flat_ball(leg, 0.0, y, heading), heading, 0.0, self.front)
            else:
                heel_up = float(np.interp(drive, [0, 1], self.REAR_HEEL_UP))
                ball = np.array([self.rear_ball[0], y])
                plant_foot(self.skeleton, leg, ball, heading, heel_up, self.front + DOWN * 0.3)
            self.hang_arm(leg, forward=0.1)
        self.skeleton.forward()


class HipFlexorStretch(Standing):
    """Half-kneeling, hips shifted forward. The side is the kneeling leg; the drive is the tilt of its thigh in degrees.

    Key: `lean_deg`, lean of the trunk at a tilt of 20 (the fault; `peak` then is what an upright trunk would reach).
    """

    goal_deg: ClassVar[float] = 188.0
    usual_peak_deg: ClassVar[float] = 192.0
    view: ClassVar[View] = View(target_height_m=0.66, distance_m=3.7, camera_height_m=0.8)
    drive_range = (0.0, 28.0)
    drive_regardless: ClassVar[bool] = True

    def place(self, drive: float, side: Side) -> None:
        """The pose."""
        front = OTHER[side]
        fault_deg = self.config.lean_deg * self.faulty * drive / 20 + self.knob("lean_deg", drive / 15)
        self.upright_trunk(np.radians(1 + 0.12 * drive + fault_deg), look_up=0.2)
        tilt = np.radians(drive)
        self.move_hips_to(UP * KNEE_ON_FLOOR_M + self.body.thigh_m * self.along(tilt) * 0.999)
        point = np.radians(70)
        toes = DOWN * np.cos(point) - self.front * np.sin(point)
        sole = -self.front * np.cos(point) + UP * np.sin(point)
        turn_leg(self.skeleton, side, -self.along(tilt), -self.front + DOWN * 0.035, Foot(toes, sole))
        out = self.outward(front)
        heading = unit(self.front + out * 0.08)
        ankle_x = float((self.front * (self.body.thigh_m + 0.04))[0])
        ball = self.flat_ball(front, ankle_x, self.skeleton.joint("hip", front)[1] + out[1] * 0.02, heading)
        plant_foot(self.skeleton, front, ball, heading, 0.0, UP + self.front * 0.5)
        self.skeleton.forward()
        self._hand_on_thigh(front)
        self.hang_arm(side, forward=0.3)
        self.skeleton.forward()

    def _hand_on_thigh(self, side: Side) -> None:
        out = self.outward(side)
        hip, knee = self.skeleton.joint("hip", side), self.skeleton.joint("knee", side)
        thigh = unit(knee - hip)
        up = unit(across(UP, thigh))
        wrist = hip + 0.55 * (knee - hip) + up * 0.105 + out * 0.03
        arm_to(self.skeleton, side, wrist, out * 0.7 - self.front, Hand(unit(thigh - up * 0.1), -up))
