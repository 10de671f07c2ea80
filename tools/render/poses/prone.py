"""Face down: leg lifts, and squeezes that nobody sees."""

from typing import ClassVar

import numpy as np

from ..arms import Hand, arm_to
from ..body import SIDES, SPINE, Side
from ..legs import Foot, turn_leg
from ..rotation import DOWN, IMAGE_RIGHT, UP, Array, rotation_about
from .base import FLESH_SINK_M, Exercise, View

KNEE_LYING_M, ANKLE_LYING_M = 0.08, 0.05
"""Heights of the joints of a leg that lies on the floor."""
POINTED = np.radians(68)
"""How far the ankle is pointed where the instep lies on the floor."""


class Prone(Exercise):
    """Face down, legs straight, the forehead on the hands."""

    may_alternate: ClassVar[bool] = True
    view: ClassVar[View] = View(target_height_m=0.25)

    def axes(self) -> tuple[Array, Array]:
        """The head to the side, the front to the floor."""
        return IMAGE_RIGHT * self.heading, DOWN

    def prepare(self) -> None:
        """Find how high the body lies, and how far the head is lifted."""
        belly = self.body.vertices_of((*SPINE, "root", "pelvis.L", "pelvis.R", "upperleg01.L", "upperleg01.R"))
        face = self.body.vertices_of(("head",))
        self.neck_lift = 0.0
        self.set_trunk(0, [0] * 5, [0] * 4)
        self.root_height_m = -FLESH_SINK_M - self.skeleton.lowest(belly)
        low, high = -0.2, 0.9
        for _ in range(20):
            self.neck_lift = (low + high) / 2
            self.lie()
            low, high = (self.neck_lift, high) if self.skeleton.lowest(face) < 0.035 else (low, self.neck_lift)
        self.thigh_slope = np.arcsin((self.skeleton.middle("hip")[2] - KNEE_LYING_M) / self.body.thigh_m)
        self.shank_slope = np.arcsin((KNEE_LYING_M - ANKLE_LYING_M) / self.body.shank_m)

    def lie(self, tuck: float = 0.0, rise_m: float = 0.0, chest: float = 0.0) -> None:
        """Trunk on the floor, the pelvis tucked by `tuck` radians, the whole raised a little, the chest by `chest`."""
        n = self.neck_lift
        spine = np.array([-tuck / 2, 0, 0, -0.05 * n, -0.1 * n]) - chest * np.array([0.3, 0.8, 1.2, 1.5, 1.6])
        neck = np.array([-n * 0.6, -n * 0.8, -n * 0.6, 0.05]) - chest
        self.set_trunk(-tuck, spine, neck)
        self.skeleton.shift([0, 0, self.root_height_m + rise_m])

    def straight_leg(self, side: Side, lift: float, knee: float = 0.0) -> None:
        """Leg lifted by an angle, and its knee bent by one."""
        turns = [rotation_about(self.left, angle) for angle in (lift, lift + knee)]
        thigh, shank = (
            turn @ (-self.up * np.cos(slope) + DOWN * np.sin(slope))
            for turn, slope in zip(turns, (self.thigh_slope, self.shank_slope), strict=True)
        )
        front = turns[1] @ DOWN
        toes = front * np.cos(POINTED) + shank * np.sin(POINTED)
        sole = shank * np.cos(POINTED) - front * np.sin(POINTED)
        turn_leg(self.skeleton, side, thigh + self.outward(side) * 0.02, shank, Foot(toes, sole))

    def fold_arm(self, side: Side) -> None:
        """Hands one on the other under the forehead, elbows out."""
        out = self.outward(side)
        wrist = np.array([self.skeleton.position("head")[0], 0, 0.05]) + self.up * 0.07 + out * 0.12
        arm_to(self.skeleton, side, wrist, out + self.up * 0.2 + UP * 0.15, Hand(-out + self.up * 0.3, DOWN))


class ProneLegLift(Prone):
    """One straight leg lifted. Drive and measure are its lift in degrees."""

    measured: ClassVar[str] = "leg_lift"
    goal_deg: ClassVar[float] = 10.0
    usual_peak_deg: ClassVar[float] = 12.0
    drive_regardless: ClassVar[bool] = True

    def prepare(self) -> None:
        """Lie down, and remember how the legs lie."""
        super().prepare()
        self.drive_range = 0.0, 25.0
        self._lying_deg = 0.0
        self.place(0.0, "left")
        self._lying_deg = self.leg_lift_deg("left")

    def leg_lift_deg(self, side: Side) -> float:
        """Rise of the line from hip to ankle since the start."""
        return super().leg_lift_deg(side) - self._lying_deg

    def place(self, drive: float, side: Side) -> None:
        """One leg up."""
        share = drive / 8
        self.lie(chest=np.radians(self.knob("chest_deg", share)))
        knee = np.radians(self.knob("knee_deg", share))
        for leg in SIDES:
            self.straight_leg(leg, *(np.radians(drive), knee) if leg == side else (0.0, 0.0))
            self.fold_arm(leg)
        self.skeleton.forward()


class ProneSqueeze(Prone):
    """Buttocks squeezed, one side after the other. The drive is the effort from 0 to 1; hardly anything moves."""

    measured: ClassVar[str] = "effort"
    goal_deg: ClassVar[float] = 1.0
    usual_peak_deg: ClassVar[float] = 1.0
    counted: ClassVar[bool] = False
    uncounted: ClassVar[str] = "squeezes"

    def prepare(self) -> None:
        """Lie down."""
        super().prepare()
        self._effort = 0.0

    def measure(self, side: Side) -> float:
        """The effort; nothing that could be seen."""
        return self._effort

    def place(self, drive: float, side: Side) -> None:
        """The pelvis tucks by two degrees and rises by four millimetres, the working leg turns with it."""
        self._effort = drive
        self.lie(tuck=np.radians(2) * drive, rise_m=0.004 * drive)
        for leg in SIDES:
            self.straight_leg(leg, np.radians(0.3) * drive if leg == side else 0.0)
            self.fold_arm(leg)
        self.skeleton.forward()
