"""On hands and knees, one leg stretched back: straight-leg kickback and bird dog."""

from typing import ClassVar

import numpy as np

from ..arms import Hand, turn_arm
from ..body import OTHER, SIDES, Side
from ..legs import Foot, turn_leg
from ..rotation import Array, ease, unit
from .quadruped import POINTED, Quadruped

ANKLE_LOW_M, ANKLE_STRAIGHT_M = 0.087, 0.17
"""Height of the ankle that slides back: at first, and where the knee becomes straight."""
TOP = np.radians(80)
"""Elevation of the thigh at about the top."""


class StraightLegKickback(Quadruped):
    """The foot slides back until the knee is straight, then the leg is lifted.

    The drive is the angle in degrees by which the thigh is lifted.
    """

    goal_deg: ClassVar[float] = 175.0
    usual_peak_deg: ClassVar[float] = 178.0
    drive_range = (0.0, 100.0)

    def place(self, drive: float, side: Side) -> None:
        """The pose."""
        share = min(max(drive / 90, 0.0), 1.0)
        self.carry_trunk(np.radians(self.lumbar_deg * share * self.faulty), share)
        for leg in SIDES:
            if leg == side:
                self._stretch_leg(leg, self.knees_back + np.radians(drive))
            else:
                self.kneel(leg)
            self.support(leg)
        self.skeleton.forward()

    def _stretch_leg(self, side: Side, angle: float) -> None:
        shin = angle + self._knee(angle)
        lifted = ease((angle - np.radians(50)) / (TOP - np.radians(50)))
        point = POINTED * (1 - lifted) + np.radians(25) * lifted
        thigh = self.back_from_down(angle) + self.outward(side) * 0.03 * ease(angle / TOP)
        toes, sole = self.back_from_down(shin - np.pi / 2 + point), self.back_from_down(shin + point)
        turn_leg(self.skeleton, side, thigh, self.back_from_down(shin), Foot(toes, sole))

    def _knee(self, angle: float) -> float:
        """Bend of the knee that keeps the foot just above the floor, until the leg is straight."""
        ankle_m = ANKLE_LOW_M + (ANKLE_STRAIGHT_M - ANKLE_LOW_M) * ease(angle / np.radians(65))
        drop_m = self.hip_height_m - self.body.thigh_m * np.cos(angle) - ankle_m
        bend = np.arccos(np.clip(drop_m / self.body.shank_m, -1, 1)) - angle
        softness = np.radians(10) * ease(angle / np.radians(25))
        return float((bend + np.hypot(bend, softness)) / 2)


class BirdDog(StraightLegKickback):
    """The same on hands, with the opposite arm raised forward until it is in line with the trunk."""

    def prepare(self) -> None:
        """As on all fours, but only on hands."""
        super().prepare()
        if self.on_forearms:
            raise ValueError("support: 'hands' expected of bird_dog, 'forearms' found")

    def place(self, drive: float, side: Side) -> None:
        """The pose with the leg, then the arm."""
        super().place(drive, side)
        arm = OTHER[side]
        trunk = unit(self.skeleton.middle("shoulder") - self.skeleton.middle("hip"))
        highest = np.pi / 2 + float(np.arcsin(trunk[2]))
        raised = ease(np.radians(drive) / TOP)
        self._reach_forward(arm, highest * raised)
        self.skeleton.forward()

    def _reach_forward(self, side: Side, angle: float) -> None:
        """Arm raised forward by `angle` radians from hanging down, the hand straightened as it leaves the floor."""
        if angle <= 0:
            return
        out = self.outward(side)
        upper, fore = self._forward(angle + 0.02) + out * 0.03, self._forward(angle + 0.03)
        bent = np.pi / 2 * (1 - ease(angle / np.radians(50)))
        hand = Hand(self._forward(angle + bent), self._forward(angle + bent - np.pi / 2))
        turn_arm(self.skeleton, side, unit(upper), unit(fore), self._forward(angle + np.pi / 2) - out * 0.3, hand)

    def _forward(self, angle: float) -> Array:
        """Direction `angle` radians from the floor towards the head."""
        return self.back_from_down(-angle)
