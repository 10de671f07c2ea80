"""The numbers of a pose, and the tables that they come from."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("movements.toml")

Numbers = Mapping[str, float]
WHOLE: Numbers = dict.fromkeys(
    ("turn", "pitch", "list", "spin", "at", "beside", "x", "y", "drop", "rise", "floor", "on_toes", "gait", "gait_deg")
    + ("bend", "side_bend", "twist", "neck", "look"),
    0.0,
)
"""Numbers of the body as a whole; each may have one ending in `_to`, which counts towards the working side."""
LIMB: Numbers = {
    **dict.fromkeys(
        ("hip", "hip_out", "hip_turn", "knee", "point", "flat", "plant", "step", "foot_up", "heel_up"), 0.0
    ),
    **dict.fromkeys(("arm", "arm_turn", "reach", "under", "on_thigh", "on_hip", "on_head", "on_knee", "under_face"), 0.0),
    **dict.fromkeys(("hand_x", "hand_up"), 0.0),
    "hand_out": 0.25,
    "elbow_out": 0.7,
    "arm_out": 10.0,
    "elbow": 8.0,
    "toe_out": 10.0,
    "stance": 0.02,
}
"""Numbers of a limb; each may have others ending in `_work` and `_other`, or `_left` and `_right`."""
ROLES = ("work", "other", "left", "right")


@cache
def tables() -> dict[str, Any]:
    """What `movements.toml` says."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def pose(name: str) -> Numbers:
    """The numbers of a pose, with those of the pose that it is like.

    Raises
    ------
    ValueError
        If there is no such pose, or no such number.
    """
    if name not in tables()["pose"]:
        raise ValueError(f"no pose {name!r}")
    own = dict(tables()["pose"][name])
    like = own.pop("like", None)
    return checked({**(pose(like) if like else {**WHOLE, **LIMB}), **own}, name)


def checked(numbers: Mapping[str, float], name: str) -> Numbers:
    """The numbers, if each has a meaning."""
    for key in numbers:
        stem, _, ending = key.rpartition("_")
        if not (
            key in WHOLE or key in LIMB or (ending == "to" and stem in WHOLE) or (ending in ROLES and stem in LIMB)
        ):
            raise ValueError(f"{name}: no number {key!r}")
    return numbers


def between(path: Sequence[tuple[float, Numbers]], share: float) -> dict[str, float]:
    """Numbers a share of the way along poses, each at its place from 0 to 1."""
    upper = next((i for i, (at, _) in enumerate(path) if at >= share), len(path) - 1)
    lower = max(upper - 1, 0)
    (low, a), (high, b) = path[lower], path[upper]
    t = (share - low) / (high - low) if high > low else 1.0
    return mixed(a, b, min(max(t, 0.0), 1.2))


def mixed(a: Numbers, b: Numbers, t: float) -> dict[str, float]:
    """Numbers between two poses; one that only the other has comes from what the limb's number is for both sides."""
    return {key: _of(a, key) + (_of(b, key) - _of(a, key)) * t for key in {*a, *b}}


def added(numbers: Numbers, more: Numbers, amount: float) -> dict[str, float]:
    """Numbers with an amount of others added."""
    return {key: _of(numbers, key) + amount * more.get(key, 0.0) for key in {*numbers, *more}}


def _of(numbers: Numbers, key: str) -> float:
    if key in numbers:
        return numbers[key]
    stem, _, ending = key.rpartition("_")
    return 0.0 if ending == "to" else numbers[stem]
