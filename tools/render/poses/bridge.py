"""Bridges: on the back, feet on the floor, hips lifted."""

from typing import ClassVar

import numpy as np

from ..arms import Hand, arm_to, turn_arm
from ..body import LETTER, OTHER, SIDES, SPINE, Side
from ..legs import Foot, leg_to, plant_foot, turn_leg
from ..rotation import DOWN, IMAGE_RIGHT, UP, Array, across, rotation_about, slerp, unit
from .base import FLESH_SINK_M, Exercise, View
from .hands import WRIST_ON_FLOOR_M

LEGS = ("pelvis.L", "pelvis.R", "upperleg01.L", "upperleg01.R")
SHOULDERS = ("neck01", "clavicle.L", "clavicle.R", "shoulder01.L", "shoulder01.R")


class GluteBridge(Exercise):
    """Both feet on the floor. The drive is the roll of the pelvis in radians.

    Keys: `knee_top`, knee angle at straight hips (88; from 115 on the feet are too far away); `heel_lift_deg`, rise of
    the heels at the top; `lumbar`, arch of the lower back at the top.
    """

    usual_peak_deg: ClassVar[float] = 178.0
    two_sided: ClassVar[bool] = True
    view: ClassVar[View] = View(target_height_m=0.33)

    def axes(self) -> tuple[Array, Array]:
        """The head to the side, the front to the ceiling."""
        return IMAGE_RIGHT * self.heading, UP

    def prepare(self) -> None:
        """Find how the body lies, and where the feet go."""
        self.back = self.body.vertices_of((*SPINE, "root", *SHOULDERS))
        self.buttocks = self.body.vertices_of(("root", *LEGS))
        self.lying_on = np.union1d(self.back, self.buttocks)
        self.lumbar = np.radians(self.config.lumbar or 0.0)
        self.heel_lift = np.radians(self.config.heel_lift_deg or 0.0)
        self.neck_height_m = self.head_tilt = self.lift_span = 0.0
        self._lie_down()
        self._place_feet(np.radians(self.config.knee_top or 88.0))
        self.drive_range = (self.roll_rest, self.roll_top)

    def drives(self) -> Array:
        """As far as straight hips, then some more for arched repetitions."""
        beyond = self.roll_top + self.lift_span * np.append(np.linspace(0.02, 0.3, 15), np.linspace(0.35, 0.9, 12))
        return np.append(np.linspace(self.roll_rest, self.roll_top, 40), beyond)

    def place(self, drive: float, side: Side) -> None:
        """Roll up, feet and arms where they are."""
        self._roll(drive)
        for leg in SIDES:
            heel_up = self.heel_lift * self.faulty + np.radians(self.knob("heel_up_deg", 1))
            self.plant_leg(leg, heel_up * self._lifted(drive))
        self._rest_arms()

    def plant_leg(self, side: Side, heel_up: float = 0.0) -> None:
        """Foot where it stays, its heel raised by `heel_up` radians."""
        out = self.outward(side)
        heading = -self.up + out * 0.12
        ankle = self.ankle.copy()
        ankle[1] = self.skeleton.joint("hip", side)[1] + out[1] * 0.025
        if heel_up > 0:
            toe = self.body.at_rest_of("ball", side) - self.body.at_rest_of("ankle", side)
            ball = ankle + Foot(heading, DOWN).rotation @ toe
            plant_foot(self.skeleton, side, ball, unit(heading), heel_up, UP)
        else:
            leg_to(self.skeleton, side, ankle, UP, Foot(heading, DOWN))

    def enter(self, t: float, side: Side) -> None:
        """From sitting with the hands on the knees to lying."""
        if not hasattr(self, "_seated"):
            self.rest(side)
            self._hip_x = self.skeleton.middle("hip")[0]
            self._lying, self._lying_low = self.skeleton.snapshot(), self.skeleton.lowest(self.lying_on)
            self._sit()
            self._seated = self.skeleton.snapshot()
        self.skeleton.blend(self._seated, self._lying, t)
        low = -FLESH_SINK_M + (self._lying_low + FLESH_SINK_M) * t
        self.skeleton.shift(
            [self._hip_x - self.skeleton.middle("hip")[0], 0, low - self.skeleton.lowest(self.lying_on)]
        )
        for leg in SIDES:
            self.plant_leg(leg)
        self.skeleton.forward()

    def _lie_down(self) -> None:
        """Find the neck height, the roll of the pelvis and the tilt of the head at which all touch the floor."""
        skull = self.body.vertices_of(("head", "neck03"))
        self._roll(0.0)
        self.neck_height_m = -self.skeleton.lowest(self.back) - FLESH_SINK_M
        low, high = -0.25, 0.5
        for _ in range(24):
            middle = (low + high) / 2
            self._roll(middle)
            low, high = (low, middle) if self.skeleton.lowest(self.buttocks) > -FLESH_SINK_M else (middle, high)
        self.roll_rest = high
        low, high = -0.5, 0.6
        for _ in range(20):
            self.head_tilt = (low + high) / 2
            self._roll(self.roll_rest)
            low, high = (self.head_tilt, high) if self.skeleton.lowest(skull) > -0.005 else (low, self.head_tilt)

    def _place_feet(self, knee_top: float) -> None:
        """Put the feet where the knee angle is `knee_top` radians when the hips are straight."""
        floor = self.body.ankle_height_m
        low, high = self.roll_rest, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if self._straight_hip_ankle(middle, knee_top)[2] < floor else (low, middle)
        self.roll_top = high
        self.ankle = self._straight_hip_ankle(high, knee_top)
        self.ankle[2] = floor
        self.lift_span = self.roll_top - self.roll_rest

    def _straight_hip_ankle(self, roll: float, knee_top: float) -> Array:
        """Where the ankle would be if the hips were straight at this roll."""
        self._roll(roll)
        hip = self.skeleton.middle("hip")
        thigh = hip - self.skeleton.middle("shoulder")
        thigh[1] = 0
        thigh = unit(thigh)
        shank = min((rotation_about(self.left, turn * knee_top) @ -thigh for turn in (1, -1)), key=lambda v: v[2])
        return hip + thigh * self.body.thigh_m + shank * self.body.shank_m

    def _lifted(self, roll: float) -> float:
        """How far up: 0 at rest, 1 at straight hips."""
        return min(max((roll - self.roll_rest) / self.lift_span, 0.0), 1.3) if self.lift_span else 0.0

    def _roll(self, roll: float) -> None:
        arch = self.lumbar * self._lifted(roll) * self.faulty
        shares = zip((1, 1, 0.85, 0.6, 0.3), (-0.3, 0, 0.1, 0.1, 0), strict=True)
        spine = [-roll * share - arch * arched for share, arched in shares]
        self.set_trunk(-roll + 0.6 * arch, spine, [-self.head_tilt * share for share in (0.4, 0.6, 0.8, 1.0)])
        self.skeleton.put_root(np.array([0, 0, self.neck_height_m]) - self.skeleton.position("neck01"))

    def _rest_arms(self) -> None:
        """Arms on the floor beside the body, palms down, or crossed on the chest."""
        for side in SIDES:
            out = self.outward(side)
            self.skeleton.forward()
            if self.config.arms == "crossed":
                self._put_hand(side)
                continue
            drop_m = self.skeleton.joint("shoulder", side)[2] - WRIST_ON_FLOOR_M
            down = -drop_m / (self.body.upper_arm_m + self.body.forearm_m)
            d = unit(-self.up * np.sqrt(max(1 - down * down - 0.22 * 0.22, 0.1)) + out * 0.22 + UP * down)
            hand = Hand(unit(-self.up + out * 0.1 + DOWN * 0.03), DOWN)
            turn_arm(self.skeleton, side, d, d, unit(self.front * 0.8 - out * 0.5), hand)
        self.skeleton.forward()

    def _sit(self) -> None:
        """Sit where the hips will lie, feet already in place."""
        spine, neck = (64, 70, 78, 84, 86), (92, 100, 105, 107)
        self.set_trunk(np.radians(62), np.radians(spine), np.radians(neck))
        lowest = self.skeleton.lowest(self.buttocks)
        self.skeleton.shift([self._hip_x - self.skeleton.middle("hip")[0], 0, -FLESH_SINK_M - lowest])
        for side in SIDES:
            out = self.outward(side)
            self.plant_leg(side)
            self.skeleton.forward()
            knee = self.skeleton.joint("knee", side)
            wrist = knee - 0.06 * unit(knee - self.skeleton.joint("hip", side)) + out * 0.075 + UP * 0.05
            hand = Hand(unit(-self.up + DOWN * 0.6), -out + DOWN * 0.4)
            arm_to(self.skeleton, side, wrist, DOWN + out * 0.8, hand)
        self.skeleton.forward()


class SingleLegBridge(GluteBridge):
    """One foot on the floor, the other leg straight with its thigh beside the working one.

    Knobs: `heel_up_deg`, rise of the working heel; `free_drop_deg`, the free leg below the working thigh.
    """

    usual_peak_deg: ClassVar[float] = 176.0
    two_sided: ClassVar[bool] = False
    own_knobs: ClassVar[frozenset[str]] = frozenset({"heel_up_deg", "free_drop_deg"})
    growing: ClassVar[frozenset[str]] = own_knobs

    def place(self, drive: float, side: Side) -> None:
        """As with both feet, then stretch the free leg."""
        super().place(drive, side)
        free = OTHER[side]
        self.skeleton.forward()
        hip, knee, ankle = (self.skeleton.joint(name, free) for name in ("hip", "knee", "ankle"))
        foot = self.skeleton.rotations[self.body.number(f"foot.{LETTER[free]}")]
        thigh = unit(self.skeleton.joint("knee", side) - self.skeleton.joint("hip", side))
        front = unit(across(self.front, thigh))
        point = np.radians(15)  # the ankle is pointed by this much
        toes = front * np.cos(point) + thigh * np.sin(point)
        sole = thigh * np.cos(point) - front * np.sin(point)
        down = rotation_about(self.left, np.radians(self.knob("free_drop_deg", 1) * min(self._lifted(drive), 1)))
        free_thigh, free_shank = down @ thigh + self.outward(free) * 0.03, down @ (thigh - front * 0.03)
        stretched = Foot(down @ toes, down @ sole)
        if self.stretched < 1:
            share = self.stretched
            free_thigh = (1 - share) * unit(knee - hip) + share * unit(free_thigh)
            free_shank = (1 - share) * unit(ankle - knee) + share * unit(free_shank)
            turned = slerp(foot, stretched.rotation, share)
            stretched = Foot(turned @ [0, -1.0, 0], turned @ DOWN)
        turn_leg(self.skeleton, free, free_thigh, free_shank, stretched)
        self.skeleton.forward()

    def enter(self, t: float, side: Side) -> None:
        """Not made."""
        return Exercise.enter(self, t, side)
