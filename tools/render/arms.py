"""Turns the arms of a skeleton; `Skeleton.forward` has to follow."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .body import LETTER, Side
from .rotation import Array, across, cross, frame, reach, rotation_about, rotation_between, unit
from .skeleton import Skeleton


class Hand(NamedTuple):
    """Where the fingers point and where the palm faces."""

    fingers: npt.ArrayLike
    palm: npt.ArrayLike


def turn_arm(skeleton: Skeleton, side: Side, upper: Array, fore: Array, pit: Array, hand: Hand) -> None:
    """Turn an arm to world directions; the forearm shares the twist between elbow and hand.

    Parameters
    ----------
    skeleton, side
        Whose arm.
    upper, fore
        Directions of upper arm and forearm.
    pit
        Where the pit of the elbow faces.
    hand
        How the hand is held.
    """
    body, letter = skeleton.body, LETTER[side]
    shoulder, elbow, wrist = (body.at_rest_of(name, side) for name in ("shoulder", "elbow", "wrist"))
    hinge_at_rest, hinge = cross(elbow - shoulder, wrist - elbow), cross(upper, pit)
    rot_upper = frame(upper, hinge) @ frame(elbow - shoulder, hinge_at_rest).T
    rot_fore = frame(fore, hinge) @ frame(wrist - elbow, hinge_at_rest).T
    middle, index, little = (body.at_rest(f"finger{i}-1.{letter}") - wrist for i in (3, 2, 5))
    palm = cross(index, little) * (1 if side == "right" else -1)
    rot_hand = frame(hand.fingers, hand.palm) @ frame(middle, palm).T
    axis = unit(fore)
    have = across(rotation_between(rot_fore @ (wrist - elbow), fore) @ rot_fore @ palm, axis)
    want = across(rotation_between(hand.fingers, fore) @ rot_hand @ palm, axis)
    twist = float(np.arctan2(cross(have, want) @ axis, have @ want))
    skeleton.turn(f"upperarm01.{letter}", rot_upper)
    skeleton.turn(f"upperarm02.{letter}", rot_upper)
    skeleton.turn(f"lowerarm01.{letter}", rotation_about(axis, 0.35 * twist) @ rot_fore)
    skeleton.turn(f"lowerarm02.{letter}", rotation_about(axis, 0.75 * twist) @ rot_fore)
    skeleton.turn(f"wrist.{letter}", rot_hand)


def arm_to(skeleton: Skeleton, side: Side, wrist: Array, pole: Array, hand: Hand) -> None:
    """Put the wrist at a world position, the elbow towards `pole`."""
    shoulder = skeleton.joint("shoulder", side)
    elbow = reach(shoulder, wrist, (skeleton.body.upper_arm_m, skeleton.body.forearm_m), pole)
    turn_arm(skeleton, side, unit(elbow - shoulder), unit(wrist - elbow), -pole, hand)
