"""Where a hand may be: on a part of the body, or on the floor below the shoulder."""

import numpy as np

from ..arms import Hand
from ..body import SIGN, Side
from ..rotation import DOWN, UP, Array, across, unit
from ..skeleton import Skeleton

WRIST_ON_FLOOR_M = 0.058
"""Height of the wrist joint above a flat hand."""
ON_THIGH = {"on_thigh": 0.55, "on_knee": 0.85}
"""How far down the thigh."""
CROSSED_M = {"right": 0.145, "left": 0.175}
"""Wrists of crossed arms before the middle between the shoulders: the left over the right."""


def hand_below(skeleton: Skeleton, side: Side, ahead: Array) -> tuple[Array, Hand]:
    """On the floor below the shoulder, the fingers ahead."""
    shoulder = skeleton.joint("shoulder", side)
    out = SIGN[side] * skeleton.rotations[0][:, 0]
    return np.array([shoulder[0], shoulder[1], WRIST_ON_FLOOR_M]) + out * 0.03, Hand(ahead + UP * 0.05, DOWN)


def hand_on_body(name: str, skeleton: Skeleton, side: Side) -> tuple[Array, Hand]:
    """Where the wrist is and how the hand is held: `on_thigh`, `on_knee`, `on_hip`, `on_head`, `on_chest` or
    `under_face`.
    """
    sign, pelvis = SIGN[side], skeleton.rotations[0]
    hip, knee = skeleton.joint("hip", side), skeleton.joint("knee", side)
    if name == "under_face":
        head, up, out = skeleton.position("head"), pelvis[:, 2], sign * pelvis[:, 0]
        at = np.array([head[0], head[1], 0.05]) + up * 0.07 + out * 0.12
        return at, Hand(-out + up * 0.3, DOWN)
    if name == "on_head":
        head = skeleton.rotations[skeleton.body.number("head")]
        at = skeleton.position("head") + head @ np.array([sign * 0.1, 0.1, 0.06])
        return at, Hand(head @ np.array([-sign, 0.2, 0.3]), head @ np.array([0, -1.0, 0.1]))
    if name == "on_chest":
        return _crossed(skeleton, side)
    if name == "on_hip":
        at = hip + pelvis @ np.array([sign * 0.11, 0.02, 0.14])
        return at, Hand(pelvis @ np.array([-sign * 0.5, -0.8, -0.2]), pelvis @ np.array([-sign, 0, -0.3]))
    thigh = unit(knee - hip)
    above = unit(across(UP - pelvis[:, 1] * 0.3, thigh))
    out = sign * pelvis[:, 0]
    return hip + ON_THIGH[name] * (knee - hip) + above * 0.1 + out * 0.03, Hand(thigh - above * 0.1, -above)


def crossed_pole(skeleton: Skeleton, side: Side) -> Array:
    """Where the elbow of a crossed arm points: outward and down the trunk."""
    chest: Array = skeleton.rotations[skeleton.body.number("spine01")]
    return np.asarray(chest @ [SIGN[side] * 0.6, 0.1, -1.0])


def _crossed(skeleton: Skeleton, side: Side) -> tuple[Array, Hand]:
    """On the chest, the hand towards the other shoulder."""
    chest, sign = skeleton.rotations[skeleton.body.number("spine01")], SIGN[side]
    at = skeleton.middle("shoulder") + chest @ np.array([-sign * 0.07, -CROSSED_M[side], -0.12])
    return at, Hand(chest @ np.array([-sign, 0.3, 0.7]), chest @ np.array([0, 1.0, 0.2]))
