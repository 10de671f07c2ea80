"""On hands (or forearms) and knees: the posture, and the donkey kick."""

from typing import ClassVar

import numpy as np

from ..arms import Hand, arm_to, turn_arm
from ..body import SIDES, Side
from ..legs import Foot, turn_leg
from ..rotation import DOWN, IMAGE_RIGHT, UP, Array, ease, unit
from ..solve import crossing
from .base import KNEE_ON_FLOOR_M, Exercise
from .hands import WRIST_ON_FLOOR_M

ELBOW_ON_FLOOR_M = 0.045
"""Height of the elbow joint above a forearm that lies on the floor."""
POINTED = np.radians(70)
"""How far the ankle is pointed where the instep lies on the floor."""
KNEES_BACK = np.radians(5)
"""How far behind the hips the knees are of whoever is on the forearms."""


class Quadruped(Exercise):
    """On all fours, hips over the knees, shoulders over the hands.

    Keys: `support`, `hands` or `forearms`; `lumbar`, arch of the lower back at the top (6); `elbow_rest`, bend of the
    elbows at rest, straightened at the top.
    """

    may_alternate: ClassVar[bool] = True

    def axes(self) -> tuple[Array, Array]:
        """The head to the side, the front to the floor."""
        return IMAGE_RIGHT * self.heading, DOWN

    def ahead(self) -> Array:
        """The head."""
        return self.up

    def prepare(self) -> None:
        """Find how high hips and shoulders are."""
        self.lumbar_deg = 6.0 if self.config.lumbar is None else self.config.lumbar
        self.on_forearms = self.config.support == "forearms"
        self.knees_back = KNEES_BACK if self.on_forearms else 0.0
        arm_m = self.body.upper_arm_m if self.on_forearms else self.body.upper_arm_m + self.body.forearm_m
        self.shoulder_height_m = (ELBOW_ON_FLOOR_M if self.on_forearms else WRIST_ON_FLOOR_M) + arm_m * 0.985
        self.hip_height_m = KNEE_ON_FLOOR_M + self.body.thigh_m * 0.995 * np.cos(self.knees_back)
        self.elbow_rest_deg = 0.0
        self.carry_trunk(0.0, 0.0)
        for side in SIDES:
            self.support(side)
        self.skeleton.forward()
        self.hips_at_rest = self.skeleton.middle("hip")
        self.wrists_at_rest = {side: self.skeleton.joint("wrist", side) for side in SIDES}
        self.elbow_rest_deg = self.config.elbow_rest or 0.0

    def carry_trunk(self, arch: float, share: float) -> None:
        """Hips and shoulders at their heights, the lower back arched by `arch` radians, shoulders over x = 0.

        Knobs, a `share` of the way up, knees and hands staying: `sit_back_deg` tilts the thigh that carries,
        `elbow_deg` bends the elbows.
        """
        self.sit_back = np.radians(self.knob("sit_back_deg", share))
        self.elbow_bend = np.radians(self.knob("elbow_deg", share) + self.elbow_rest_deg * (1 - ease(share)))
        if self.sit_back or self.elbow_bend:
            self._carry_shifted_trunk(arch)
            return
        crossing(lambda pitch: self._pitched(pitch, arch, self.hip_height_m) - self.shoulder_height_m, -0.4, 0.5)
        root = self.skeleton.positions[0] - np.array([self.skeleton.middle("shoulder")[0], 0, 0])
        self.skeleton.put_root(root)

    def _carry_shifted_trunk(self, arch: float) -> None:
        """Hips where the tilted thigh has them, shoulders as far from the hands as the bent arms are long."""
        if self.on_forearms:
            raise ValueError("elbow_deg, sit_back_deg: only possible on hands")
        thigh_m, tilt = self.body.thigh_m * 0.995, self.knees_back - self.sit_back
        hips_x = (self.hips_at_rest + self.up * thigh_m * (np.sin(tilt) - np.sin(self.knees_back)))[0]
        hips_z = KNEE_ON_FLOOR_M + thigh_m * np.cos(tilt)
        upper_m, fore_m = self.body.upper_arm_m, self.body.forearm_m
        arm_m = 0.985 * np.sqrt(upper_m**2 + fore_m**2 + 2 * upper_m * fore_m * np.cos(self.elbow_bend))
        hands = (self.wrists_at_rest["left"] + self.wrists_at_rest["right"]) / 2

        def too_far(pitch: float) -> float:
            self._pitched(pitch, arch, hips_z)
            self.skeleton.shift([hips_x - self.skeleton.middle("hip")[0], 0, 0])
            return float(np.linalg.norm((self.skeleton.middle("shoulder") - hands)[[0, 2]]) - arm_m)

        crossing(too_far, -0.7, 0.7)

    def _pitched(self, pitch: float, arch: float, hip_height_m: float) -> float:
        """Raise the shoulders by an angle; returns their height."""
        spine = [-(pitch + share * arch) for share in (-0.3, 0, 0.1, 0.1, 0)]
        neck = [-(pitch * 0.5 + x) for x in (0.05, 0, -0.05, -0.05)]
        self.set_trunk(-(pitch - 0.6 * arch), spine, neck)
        self.skeleton.put_root([0, 0, hip_height_m - self.skeleton.middle("hip")[2]])
        return float(self.skeleton.middle("shoulder")[2])

    def kneel(self, side: Side) -> None:
        """Leg that carries: thigh upright, lower leg on the floor behind it."""
        toes = DOWN * np.cos(POINTED) - self.up * np.sin(POINTED)
        sole = -self.up * np.cos(POINTED) + UP * np.sin(POINTED)
        turn_leg(
            self.skeleton,
            side,
            self.back_from_down(self.knees_back - self.sit_back),
            -self.up + UP * 0.06,
            Foot(toes, sole),
        )

    def back_from_down(self, angle: float) -> Array:
        """Direction `angle` radians from the floor towards the feet."""
        return np.asarray(DOWN * np.cos(angle) - self.up * np.sin(angle))

    def support(self, side: Side) -> None:
        """Arm that carries: straight, or with the forearm on the floor."""
        out = self.outward(side)
        if self.on_forearms:
            upper, fore = unit(DOWN + self.up * 0.02 + out * 0.03), unit(self.up - out * 0.06 + UP * 0.02)
            turn_arm(self.skeleton, side, upper, fore, self.up, Hand(unit(self.up + DOWN * 0.03), DOWN))
            return
        if self.sit_back or self.elbow_bend:
            hand = Hand(unit(self.up + out * 0.05), DOWN)
            arm_to(self.skeleton, side, self.wrists_at_rest[side], out * 0.5 - self.up, hand)
            return
        upper, fore = unit(DOWN + self.up * 0.02 + out * 0.03), unit(DOWN + self.up * 0.03)
        hand = Hand(unit(self.up + out * 0.05 + UP * 0.05), DOWN)
        turn_arm(self.skeleton, side, upper, fore, self.up - out * 0.3, hand)

    def enter(self, t: float, side: Side) -> None:
        """From kneeling upright to all fours."""
        if not hasattr(self, "_upright"):
            self.rest(side)
            self._on_all_fours, self._hips = self.skeleton.snapshot(), self.skeleton.middle("hip")
            self._kneel_upright()
            self._upright = self.skeleton.snapshot()
        self.skeleton.blend(self._upright, self._on_all_fours, t)
        self.move_hips_to(self._hips)

    def _kneel_upright(self) -> None:
        spine, neck = (-88, -87, -86, -86, -86), (-84, -82, -80, -80)
        self.set_trunk(np.radians(-88), np.radians(spine), np.radians(neck))
        self.move_hips_to(self._hips)
        for side in SIDES:
            out = self.outward(side)
            self.kneel(side)
            upper, fore = unit(DOWN + out * 0.16 + self.up * 0.04), unit(DOWN + out * 0.1 + self.up * 0.12)
            hand = Hand(DOWN + self.up * 0.1, -out - self.up * 0.3)
            turn_arm(self.skeleton, side, upper, fore, self.up - out * 0.3, hand)
        self.skeleton.forward()


class DonkeyKick(Quadruped):
    """One bent leg pushed up. The drive is the angle in degrees by which its thigh is lifted."""

    goal_deg: ClassVar[float] = 172.0
    usual_peak_deg: ClassVar[float] = 172.0

    def place(self, drive: float, side: Side) -> None:
        """The pose."""
        share = min(max(drive / 90, 0.0), 1.0)
        self.carry_trunk(np.radians(self.lumbar_deg * share * self.faulty), share)
        for leg in SIDES:
            if leg == side:
                self._kick(leg, self.knees_back + np.radians(drive), ease(drive / 45.0))
            else:
                self.kneel(leg)
            self.support(leg)
        self.skeleton.forward()

    def pose_for(self, value_deg: float, side: Side) -> None:
        """Take the pose whose hip angle has a value."""
        crossing(lambda drive: self._measured_at(drive, side) - value_deg, -5.0, 110.0, exact=1e-3)

    def _measured_at(self, drive: float, side: Side) -> float:
        self.place(drive, side)
        return self.measure(side)

    def _kick(self, side: Side, angle: float, lifted: float) -> None:
        """Thigh lifted by `angle` radians, the lower leg at a right angle to it, the ankle bent as the leg rises."""
        # With alternating sides both legs have to rest alike, so the thigh drifts outwards only while lifted.
        outward = 0.03 * (lifted if self.config.alternating else 1.0)
        thigh = self.back_from_down(angle) + self.outward(side) * outward
        bent = angle + np.radians(self.knob("knee_deg", lifted))
        shank = -self.up * np.cos(bent) + UP * np.sin(bent)
        point = POINTED * (1 - lifted) + np.radians(5) * lifted
        front = self.back_from_down(bent)
        toes = front * np.cos(point) + shank * np.sin(point)
        sole = shank * np.cos(point) - front * np.sin(point)
        turn_leg(self.skeleton, side, thigh, shank + UP * 0.06 * (1 - lifted), Foot(toes, sole))
