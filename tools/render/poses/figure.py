"""A pose as a table of numbers, and a body put into it; `movements.toml` has the numbers, README.md their meaning.

Whatever lies between two poses is the numbers in between, so that bones keep their lengths, planted feet stay where
they are, and what rests on the floor goes on resting there.
"""

import numpy as np
import numpy.typing as npt

from ..arms import Hand, turn_arm
from ..body import LETTER, NECK, SIDES, SIGN, SPINE, Body, Side
from ..legs import Foot, plant_foot, standing_ankle, turn_leg
from ..rotation import DOWN, UP, Array, across, reach, rotation_about, slerp, unit
from ..skeleton import Skeleton
from .hands import crossed_pole, hand_below, hand_on_body
from .numbers import Numbers
from .reading import Reading

SINK_M = 0.008
"""How far the lowest point is pressed into the floor or a seat."""
NEARLY_STRAIGHT = 0.985
"""A standing leg is as long as this share of thigh and lower leg."""
WITHOUT_CONSTRAINT_M = 0.6
"""A leg that is not planted does not keep the hips down."""
LOWEST_ARM_M = 0.045
"""Elbows and wrists are at least as high."""
X, Y, Z = np.eye(3)


class Figure:
    """A body that takes poses made of numbers.

    Attributes
    ----------
    body, skeleton
        Whose shape, and its pose.
    leg_m, tall_m
        Thigh and lower leg together; height of the hips of somebody who stands.
    """

    def __init__(self, body: Body, skeleton: Skeleton, upright: Array) -> None:
        self.body, self.skeleton, self.upright = body, skeleton, upright
        self.leg_m = body.thigh_m + body.shank_m
        self.tall_m = body.ankle_height_m + NEARLY_STRAIGHT * self.leg_m
        self.half_hips_m = abs(float(body.at_rest_of("hip", "left")[0]))
        arms = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
        self._trunk = body.vertices_of(
            name for name in body.bones if not name.startswith((*arms, "upperleg", *_LOWER))
        )[::3]
        self._legs = {side: self._points_of(side) for side in SIDES}

    def take(self, numbers: Numbers, work: Side) -> None:
        """Take a pose; `work` is the side of the numbers that end in `_work` and `_to`."""
        n = Reading(numbers, work)
        self.origin, self.facing = self._ground(n)
        pelvis = self.facing @ _about(X, n["pitch"]) @ _about(Y, n["list"]) @ _about(Z, n["spin"])
        self._set_trunk(pelvis, n)
        for side in SIDES:
            self._hang_limbs(side, n)
        self.skeleton.forward()
        self._place(n)
        for side in SIDES:
            self._plant(side, n)
        self.skeleton.forward()
        for side in SIDES:
            self._hold(side, n)
        self.skeleton.forward()
        for side in SIDES:
            self._keep_off_floor(side)
        self.skeleton.forward()

    # --- where it is
    def _ground(self, n: Reading) -> tuple[Array, Array]:
        """The place on the floor to which everything refers, and the axes left, back and up of who stands there."""
        facing = rotation_about(UP, np.radians(n["turn"])) @ self.upright
        return self.upright @ np.array([n["beside"], -n["at"], 0.0]), facing

    def on_floor(self, forward: float, left: float, up: float = 0.0) -> Array:
        """A place relative to the origin, in leg lengths."""
        return np.asarray(self.origin + self.facing @ np.array([left, -forward, up]) * self.leg_m)

    def _place(self, n: Reading) -> None:
        """Hips where they belong, as high as the legs or what touches the floor have it."""
        hips = self.on_floor(n["x"], n["y"])
        height_m = min(self.tall_m - n["drop"] * self.leg_m, *(self._leg_allows(side, hips, n) for side in SIDES))
        self.skeleton.shift(hips + UP * height_m - self.skeleton.middle("hip"))
        self.skeleton.shift(UP * (n["rise"] - n["floor"] * (self._lowest(n) + SINK_M)))
        if n["on_toes"]:
            off = self.on_floor(0, 0) - self.skeleton.middle("ball")
            self.skeleton.shift(n["on_toes"] * off * [1, 1, 0])

    def _lowest(self, n: Reading) -> float:
        """What would touch the floor first; not a leg whose foot is planted while the trunk rests on the floor."""
        heights = [self.skeleton.lowest(self._trunk)]
        for side in SIDES:
            elsewhere = max(n.of("plant", side) + n["floor"] - 1, 0.0)
            heights.append(self.skeleton.lowest(self._legs[side]) + elsewhere * 2 * self.leg_m)
        return min(heights)

    def _leg_allows(self, side: Side, hips: Array, n: Reading) -> float:
        """How high the hips may be for a planted foot to stay where it is."""
        hip = self.skeleton.joint("hip", side) - self.skeleton.middle("hip")
        way = self._ankle(side, n)[0] - hips - hip
        flat_m = float(np.hypot(way[0], way[1]))
        up_m = np.sqrt(max((NEARLY_STRAIGHT * self.leg_m) ** 2 - flat_m**2, 0.0))
        return float(up_m + way[2] + WITHOUT_CONSTRAINT_M * (1 - n.of("plant", side)))

    # --- trunk
    def _set_trunk(self, pelvis: Array, n: Reading) -> None:
        self.skeleton.reset(pelvis)
        for share, name in zip((0.2, 0.4, 0.6, 0.8, 1.0), SPINE, strict=True):
            self.chest = (
                pelvis
                @ _about(X, n["bend"] * share)
                @ _about(Y, n["side_bend"] * share)
                @ _about(Z, n["twist"] * share)
            )
            self.skeleton.turn(name, self.chest)
        for share, name in zip((0.25, 0.5, 0.75, 1.0), NECK, strict=True):
            turned = _about(X, n["neck"] * share) @ _about(Z, n["look"] * share)
            self.skeleton.turn(name, self.chest @ turned)
        self.skeleton.forward()

    # --- limbs by angles
    def _hang_limbs(self, side: Side, n: Reading) -> None:
        sign, pelvis = SIGN[side], self.skeleton.rotations[0]
        thigh = pelvis @ _about(X, -n.of("hip", side)) @ _about(Y, -sign * n.of("hip_out", side))
        thigh = thigh @ _about(Z, sign * n.of("hip_turn", side))
        shank = thigh @ _about(X, n.of("knee", side))
        foot = slerp(shank @ _about(X, n.of("point", side)), self._flat(shank), n.of("flat", side))
        turn_leg(self.skeleton, side, thigh @ DOWN, shank @ DOWN, Foot(foot @ -Y, foot @ DOWN))
        upper = self.chest @ _about(X, -n.of("arm", side)) @ _about(Y, -sign * n.of("arm_out", side))
        upper = upper @ _about(Z, sign * n.of("arm_turn", side))
        fore = upper @ _about(X, -n.of("elbow", side))
        self._arm = {**getattr(self, "_arm", {}), side: (upper, fore)}
        turn_arm(self.skeleton, side, upper @ DOWN, fore @ DOWN, upper @ -Y, Hand(fore @ DOWN, fore @ X * -sign))

    def _flat(self, shank: Array) -> Array:
        """A sole that faces the floor below a lower leg."""
        ahead = (shank @ -Y) * [1, 1, 0]
        return Foot(ahead if np.linalg.norm(ahead) > 0.1 else self.facing @ -Y, DOWN).rotation

    # --- limbs by where they end
    def _ball(self, side: Side, n: Reading) -> tuple[Array, Array]:
        """Ball of a planted foot, and where its toes point."""
        heading = self.facing @ _about(Z, SIGN[side] * n.of("toe_out", side)) @ -Y
        ankle = self.on_floor(n.of("step", side), SIGN[side] * (self.half_hips_m / self.leg_m + n.of("stance", side)))
        toe = self.body.at_rest_of("ball", side) - self.body.at_rest_of("ankle", side)
        ball = ankle + Foot(heading, DOWN).rotation @ toe
        return ball, heading

    def _ankle(self, side: Side, n: Reading) -> tuple[Array, Array]:
        """Ankle of a planted foot, and the foot's rotation."""
        heel_up, lift_m = np.radians(n.of("heel_up", side)), n.of("foot_up", side) * self.leg_m
        return standing_ankle(self.body, side, *self._ball(side, n), heel_up, lift_m)

    def _plant(self, side: Side, n: Reading) -> None:
        """Turn a leg towards where its foot is planted, as far as it is."""
        share = n.of("plant", side)
        if share <= 0:
            return
        hung = [self.skeleton.joint(name, side) for name in ("hip", "knee", "ankle")]
        hung_foot = self.skeleton.rotations[self.body.number(f"foot.{LETTER[side]}")]
        ball, heading = self._ball(side, n)
        heel_up, pole = np.radians(n.of("heel_up", side)), heading + UP * 0.3
        if share >= 1:
            lift_m = n.of("foot_up", side) * self.leg_m
            plant_foot(self.skeleton, side, ball, heading, heel_up, pole, lift_m=lift_m)
            return
        ankle, foot = self._ankle(side, n)
        knee = reach(hung[0], ankle, (self.body.thigh_m, self.body.shank_m), pole)
        thigh = (1 - share) * unit(hung[1] - hung[0]) + share * unit(knee - hung[0])
        shank = (1 - share) * unit(hung[2] - hung[1]) + share * unit(ankle - knee)
        foot = slerp(hung_foot, foot, share)
        turn_leg(self.skeleton, side, thigh, shank, Foot(foot @ -Y, foot @ DOWN))

    def _hold(self, side: Side, n: Reading) -> None:
        """Turn an arm towards where its hand is, as far as it is anywhere."""
        weights = {
            name: n.of(name, side)
            for name in ("reach", "under", "on_thigh", "on_hip", "on_head", "on_knee", "on_chest", "under_face")
        }
        share = sum(weights.values())
        if share <= 0:
            return
        upper, fore = (turned @ DOWN for turned in self._arm[side])
        hanging = self._arm[side][1]
        given = self.on_floor(n.of("hand_x", side), SIGN[side] * n.of("hand_out", side), n.of("hand_up", side))
        wrist, fingers, palm = np.zeros(3), np.zeros(3), np.zeros(3)
        for name, weight in weights.items():
            if weight:
                at, hand = self._hand_at(name, side, given)
                wrist, fingers = wrist + weight / share * at, fingers + weight * np.asarray(hand.fingers)
                palm = palm + weight * np.asarray(hand.palm)
        shoulder = self.skeleton.joint("shoulder", side)
        out = SIGN[side] * (self.chest @ X)
        crossed = weights["on_chest"] / share
        pole = out * n.of("elbow_out", side) + self.chest @ Y + DOWN * 0.4
        pole = (1 - crossed) * pole + crossed * crossed_pole(self.skeleton, side)
        elbow = reach(shoulder, wrist, (self.body.upper_arm_m, self.body.forearm_m), pole)
        share = min(share, 1.0)
        upper = (1 - share) * upper + share * unit(elbow - shoulder)
        fore = (1 - share) * fore + share * unit(wrist - elbow)
        hand = Hand(fingers + (1 - share) * (hanging @ DOWN), palm + (1 - share) * (hanging @ X) * -SIGN[side])
        pit = (1 - share) * (self._arm[side][0] @ -Y) + share * -pole
        turn_arm(self.skeleton, side, unit(upper), unit(fore), pit, hand)

    def _keep_off_floor(self, side: Side) -> None:
        """Lift an arm that would be in the floor."""
        shoulder, elbow, wrist = (self.skeleton.joint(name, side) for name in ("shoulder", "elbow", "wrist"))
        sunk_m = LOWEST_ARM_M - min(elbow[2], wrist[2])
        if sunk_m <= 0:
            return
        wrist[2] = max(wrist[2], LOWEST_ARM_M)
        pole = elbow - (shoulder + wrist) / 2 + UP * 3 * sunk_m
        elbow = reach(shoulder, wrist, (self.body.upper_arm_m, self.body.forearm_m), pole)
        fore = unit(wrist - elbow)
        turn_arm(self.skeleton, side, unit(elbow - shoulder), fore, -pole, Hand(across(fore, UP) + fore * 0.01, DOWN))

    def _hand_at(self, name: str, side: Side, given: Array) -> tuple[Array, Hand]:
        ahead = self.facing @ -Y
        if name == "reach":
            return given, Hand(ahead + UP * 0.01, DOWN)
        return hand_below(self.skeleton, side, ahead) if name == "under" else hand_on_body(name, self.skeleton, side)

    def _points_of(self, side: Side) -> npt.NDArray[np.int64]:
        parts = tuple(f"{part}" for part in ("upperleg", *_LOWER))
        names = [name for name in self.body.bones if name.startswith(parts) and name.endswith(LETTER[side])]
        return self.body.vertices_of(names)[::3]


_LOWER = ("lowerleg", "foot", "toe")


def _about(axis: Array, angle_deg: float) -> Array:
    return rotation_about(axis, np.radians(angle_deg)) if angle_deg else np.eye(3)
