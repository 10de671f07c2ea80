"""How well a pose agrees with gravity: what tells a picture that stands upright from the same picture turned.

A body rests on something, its feet hang below its knees, its arms are rarely over its head, and somebody who lies on
the back has the knees up. Each of these witnesses is a number; what they weigh was fitted (`benchmarks/upright.py`): of
each pose of 258 recordings, upright against its three turns.
"""

import numpy as np

from formcheck.kinematics.figure import ANKLES, ELBOWS, HIPS, KNEES, SHOULDERS, WRISTS, chest_up
from formcheck.pose.landmarks import INDEX, FloatArray, Pose
from formcheck.pose.plausible import thigh_px

WITNESSES = {
    "higher_foot": -0.34,
    "higher_wrist": -0.42,
    "higher_elbow": -1.82,
    "shins": -0.93,
    "lower_shin": -1.41,
    "beyond_support": -1.62,
    "hand_down": 1.17,
    "flat_foot": 2.27,
    "wrist_up": -1.25,
    "faces": 2.08,
    "knees_where_it_faces": 1.65,
    "trunk_where_it_faces": -1.90,
}
"""What each weighs; against an upright picture where negative."""

_HEELS, _TOES = ([INDEX[f"left_{joint}"], INDEX[f"right_{joint}"]] for joint in ("heel", "foot_index"))
SIDEWAYS = 0.6
"""A chest that looks less up or down looks to a side."""
_NOSE = INDEX["nose"]
_BODY = [*SHOULDERS, *HIPS, *KNEES, *ANKLES, *_HEELS, *_TOES, *WRISTS, *ELBOWS, _NOSE]
_TOUCHES = 0.25
"""Thigh lengths: what is no higher above the lowest joint may carry the body."""
_SHARES = ((SHOULDERS, 0.275), (HIPS, 0.275), (KNEES, 0.25), (ANKLES, 0.1), ([_NOSE], 0.1))
"""Of the weight, roughly: trunk, thighs, lower legs, head."""


def may_lie_on_the_side(pose: Pose) -> bool:
    """Whether the trunk is level and the chest looks to a side: lying so, or standing before a camera that lies."""
    along = pose.image_px[SHOULDERS].mean(axis=0) - pose.image_px[HIPS].mean(axis=0)
    return bool(abs(along[1]) < abs(along[0])) and abs(chest_up(pose.world_m.tolist())) < SIDEWAYS


def witnesses(pose: Pose) -> FloatArray | None:
    """The numbers of `WITNESSES`, thigh lengths or shares; None where a joint or the size is unknown."""
    world_m = pose.world_m.tolist()
    unit_px = thigh_px(pose.image_px.tolist(), world_m)
    if not unit_px > 0 or not np.isfinite(pose.image_px).all() or not np.isfinite(pose.world_m).all():
        return None
    x, up = pose.image_px[:, 0] / unit_px, -pose.image_px[:, 1] / unit_px
    shoulders, hips, lowest = up[SHOULDERS].mean(), up[HIPS].mean(), up[_BODY].min()
    shins, chest = up[ANKLES] - up[KNEES], chest_up(world_m)
    wrist = up[WRISTS].max() - shoulders
    hand = up[[*WRISTS, *ELBOWS]].min() - lowest
    return np.array([
        np.clip(up[ANKLES].max() - hips, -2.0, 2.0),
        np.clip(wrist, -1.2, 1.2),
        np.clip(up[ELBOWS].max() - shoulders, -0.8, 0.8),
        np.clip(shins.mean(), -1.0, 1.0),
        np.clip(shins.min(), -1.0, 1.0),
        _beyond_support(x, up - lowest),
        max(0.0, 1.0 - hand / 0.3),
        1.0 - min(np.abs(up[_TOES] - up[_HEELS]).min() / 0.4, 1.0),
        np.clip(wrist, 0.0, 1.2),
        chest * chest,
        chest * np.clip(up[KNEES].min() - hips, -1.2, 1.2),
        chest * np.clip(shoulders - hips, -1.5, 1.5),
    ])  # fmt: skip


def agreement(pose: Pose) -> float:
    """How well a pose agrees with gravity, as a logarithm of odds against another turn of it; NaN where unknown."""
    found = witnesses(pose)
    return np.nan if found is None else float(found @ np.array(list(WITNESSES.values())))


def _beyond_support(x: FloatArray, above: FloatArray) -> float:
    """By how much the weight lies beside what carries it, up to 1."""
    middle = sum(share * x[rows].mean() for rows, share in _SHARES)
    touching = x[_BODY][above[_BODY] < _TOUCHES]
    return float(np.clip(max(touching.min() - middle, middle - touching.max()), 0.0, 1.0))
