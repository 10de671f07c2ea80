"""The points of a body that landmarks are made of, and the axes in which the pose model's errors are told."""

from collections.abc import Mapping

import numpy as np

from ..render.body import SIDES
from ..render.rotation import Array
from ..render.skeleton import Skeleton

BOTH = ("ear", "shoulder", "elbow", "wrist", "finger", "hip", "knee", "ankle", "heel", "toe")
NAMES: tuple[str, ...] = ("nose", *(f"{name}_{side}" for name in BOTH for side in SIDES))
"""The points in order, as in motion capture: a nose, and the others left and right."""
INDEX: Mapping[str, int] = {name: i for i, name in enumerate(NAMES)}

KINDS = (
    "nose", "eye_inner", "eye", "eye_outer", "ear", "mouth", "shoulder", "elbow", "wrist", "pinky", "index", "thumb",
    "hip", "knee", "ankle", "heel", "toe",
)  # fmt: skip
"""What the 33 landmarks of the pose model are, left and right taken together."""
_SIDED = {
    "eye_inner": (1, 4), "eye": (2, 5), "eye_outer": (3, 6), "ear": (7, 8), "mouth": (9, 10), "shoulder": (11, 12),
    "elbow": (13, 14), "wrist": (15, 16), "pinky": (17, 18), "index": (19, 20), "thumb": (21, 22), "hip": (23, 24),
    "knee": (25, 26), "ankle": (27, 28), "heel": (29, 30), "toe": (31, 32),
}  # fmt: skip
COUNT = 33
KIND = np.zeros(COUNT, int)
"""(33,) number of each landmark's kind."""
OWN_SIDE = np.zeros(COUNT)
"""(33,) +1 the person's left, -1 the right, 0 the nose."""
POINT = np.zeros(COUNT, int)
"""(33,) the point that a landmark is nearest to."""
for _kind, _numbers in _SIDED.items():
    _point = {"eye_inner": "nose", "eye": "nose", "eye_outer": "nose", "mouth": "nose"}.get(_kind, _kind)
    _point = "finger" if _point in ("pinky", "index", "thumb") else _point
    for _side, _number in zip(SIDES, _numbers, strict=True):
        KIND[_number], OWN_SIDE[_number] = KINDS.index(_kind), 1 if _side == "left" else -1
        POINT[_number] = INDEX[_point if _point == "nose" else f"{_point}_{_side}"]

_LIMB_ABOVE = {"elbow": "shoulder", "wrist": "elbow", "finger": "elbow", "knee": "hip", "ankle": "knee", "heel": "knee",
               "toe": "knee"}  # fmt: skip
_LIMB_BELOW = {"finger": "wrist", "heel": "ankle", "toe": "ankle"}


def points_of(skeleton: Skeleton) -> Array:
    """(21, 3) metres, the points of a body as it is posed; the toe is the ball of the foot, as in motion capture."""
    joints = skeleton.joints()
    return np.stack([joints[name.replace("toe", "ball")] for name in NAMES])


def landmarks_of(points: Array) -> Array:
    """(N, 33, 3) of (N, 21, 3): every landmark at the point it is nearest to."""
    return np.asarray(points[:, POINT])


def axes_of(points: Array) -> Array:
    """Axes along, across and to the front of the part of the body that each landmark is on.

    Parameters
    ----------
    points
        (N, 21, 3) metres.

    Returns
    -------
    (N, 33, 3, 3), the last but one numbering the axes: *along* the trunk to the head, of a limb away from the trunk;
    *across*, outwards to the landmark's own side (the nose: to the left); *front*, at right angles to both.
    """
    trunk = _of_trunk(points)
    by_point = np.repeat(trunk[:, None], len(NAMES), axis=1)
    left = trunk[:, 1]
    ears = points[:, INDEX["ear_left"]] - points[:, INDEX["ear_right"]]
    face = points[:, 0] - (points[:, INDEX["ear_left"]] + points[:, INDEX["ear_right"]]) / 2
    head = _frame(np.cross(face, ears), ears)
    by_point[:, [0, INDEX["ear_left"], INDEX["ear_right"]]] = head[:, None]
    for name, above in _LIMB_ABOVE.items():
        for side in SIDES:
            below = _LIMB_BELOW.get(name, name)
            along = points[:, INDEX[f"{below}_{side}"]] - points[:, INDEX[f"{above}_{side}"]]
            by_point[:, INDEX[f"{name}_{side}"]] = _frame(along, left)
    out = by_point[:, POINT]
    out[:, :, 1] *= np.where(OWN_SIDE < 0, -1.0, 1.0)[None, :, None]
    return out


def _of_trunk(points: Array) -> Array:
    def side(name: str) -> tuple[Array, Array]:
        return points[:, INDEX[f"{name}_left"]], points[:, INDEX[f"{name}_right"]]

    (hip_l, hip_r), (shoulder_l, shoulder_r) = side("hip"), side("shoulder")
    return _frame(shoulder_l + shoulder_r - hip_l - hip_r, shoulder_l - shoulder_r + hip_l - hip_r)


def _frame(along: Array, left: Array) -> Array:
    """(N, 3, 3) rows along, left and front, right-angled; `along` is kept."""
    first = _unit(along)
    second = _unit(left - (left * first).sum(-1, keepdims=True) * first)
    return np.stack([first, second, np.cross(second, first)], axis=1)


def _unit(v: Array) -> Array:
    return np.asarray(v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9))


def thigh_m(points: Array) -> float:
    """Median length of the two thighs."""
    lengths = [
        np.linalg.norm(points[:, INDEX[f"knee_{side}"]] - points[:, INDEX[f"hip_{side}"]], axis=-1) for side in SIDES
    ]
    return float(np.median(lengths))
