"""Turns the legs of a skeleton; `Skeleton.forward` has to follow."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .body import LETTER, TOES, Body, Side
from .rotation import DOWN, UP, Array, cross, frame, reach, rotation_about, rotation_between
from .skeleton import Skeleton

AT_REST = frame([0, -1.0, 0], [0, 0, -1.0])


class Foot(NamedTuple):
    """Where the toes point and where the sole faces."""

    toes: npt.ArrayLike
    sole: npt.ArrayLike

    @property
    def rotation(self) -> Array:
        """World rotation of the foot."""
        return frame(self.toes, self.sole) @ AT_REST.T


def turn_leg(skeleton: Skeleton, side: Side, thigh: Array, shank: Array, foot: Foot | None = None) -> None:
    """Turn thigh, lower leg and foot to world directions; without `foot` it follows the lower leg."""
    body, letter, pelvis = skeleton.body, LETTER[side], skeleton.rotations[0]
    hip, knee, ankle = (body.at_rest_of(name, side) for name in ("hip", "knee", "ankle"))
    upper = rotation_between(pelvis @ (knee - hip), thigh) @ pelvis
    lower = rotation_between(upper @ (ankle - knee), shank) @ upper
    for part in ("01.", "02."):
        skeleton.turn(f"upperleg{part}{letter}", upper)
        skeleton.turn(f"lowerleg{part}{letter}", lower)
    if foot is not None:
        skeleton.turn(f"foot.{letter}", foot.rotation)


def leg_to(skeleton: Skeleton, side: Side, ankle: Array, pole: Array, foot: Foot) -> None:
    """Put the ankle at a world position, the knee towards `pole`."""
    hip = skeleton.joint("hip", side)
    knee = reach(hip, ankle, (skeleton.body.thigh_m, skeleton.body.shank_m), pole)
    turn_leg(skeleton, side, knee - hip, ankle - knee, foot)


def plant_foot(  # noqa: PLR0913 - where and how a foot stands
    skeleton: Skeleton, side: Side, ball: Array, heading: Array, heel_up: float, pole: Array, *, lift_m: float = 0.0
) -> None:
    """Stand on the ball of a foot, toes flat.

    Parameters
    ----------
    skeleton, side
        Whose leg.
    ball
        Where on the floor the ball stays, x and y.
    heading
        Where the toes point, along the floor.
    heel_up
        How far the heel is turned up about the ball, radians.
    pole
        Where the knee points.
    lift_m
        How far the foot is off the floor.
    """
    ankle, pitched = standing_ankle(skeleton.body, side, ball, heading, heel_up, lift_m)
    leg_to(skeleton, side, ankle, pole, Foot(pitched @ np.array([0, -1.0, 0]), pitched @ DOWN))
    for toe in TOES:
        skeleton.turn(f"{toe}.{LETTER[side]}", Foot(heading, DOWN).rotation)


def standing_ankle(
    body: Body, side: Side, ball: Array, heading: Array, heel_up: float, lift_m: float = 0.0
) -> tuple[Array, Array]:
    """Ankle of a foot that stands on its ball, `lift_m` above the floor, and the foot's rotation."""
    pitched = rotation_about(cross(UP, heading), heel_up) @ Foot(heading, DOWN).rotation
    at = np.array([ball[0], ball[1], body.ball_height_m + lift_m])
    return at - pitched @ (body.at_rest_of("ball", side) - body.at_rest_of("ankle", side)), pitched
