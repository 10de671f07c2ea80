"""The numbers of a pose, and the tables that they come from."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

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
    **dict.fromkeys(
        ("arm", "arm_turn", "reach", "under", "on_thigh", "on_hip", "on_head", "on_knee", "on_chest", "under_face"), 0.0
    ),
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


class Way:
    """A way through poses, every number without a kink: monotone cubics (Fritsch and Butland 1984).

    Parameters
    ----------
    steps
        Poses at their places from 0 to 1; two at one place are the same pose in other numbers.
    paused
        For each pose, whether it is reached and left slowly.
    """

    def __init__(self, steps: Sequence[tuple[float, Numbers]], paused: Sequence[bool]) -> None:
        self.keys = sorted({key for _, numbers in steps for key in numbers})
        self.places = np.array([at for at, _ in steps])
        self.values = np.array([[_of(numbers, key) for key in self.keys] for _, numbers in steps])
        lengths = np.maximum(np.diff(self.places), 1e-12)[:, None]
        rise = np.where(lengths > 1e-9, np.diff(self.values, axis=0) / lengths, 0.0)
        before, after = np.vstack([rise[:1], rise]), np.vstack([rise, rise[-1:]])
        steady = before * after > 0
        self.slopes = np.where(steady, 2 * before * after / np.where(steady, before + after, 1.0), 0.0)
        self.slopes[np.array(paused)] = 0.0

    def at(self, share: float) -> dict[str, float]:
        """The numbers a share of the way along."""
        i = int(np.clip(np.searchsorted(self.places, share, side="left") - 1, 0, len(self.places) - 2))
        length = max(float(self.places[i + 1] - self.places[i]), 1e-12)
        t = min(max((share - float(self.places[i])) / length, 0.0), 1.0)
        (a, b), (u, v) = self.values[i : i + 2], self.slopes[i : i + 2] * length
        rest = 1 - t
        mixed = rest * rest * ((1 + 2 * t) * a + t * u) + t * t * ((1 + 2 * rest) * b - rest * v)
        return dict(zip(self.keys, mixed.tolist(), strict=True))


def added(numbers: Numbers, more: Numbers, amount: float) -> dict[str, float]:
    """Numbers with an amount of others added."""
    return {key: _of(numbers, key) + amount * more.get(key, 0.0) for key in {*numbers, *more}}


def _of(numbers: Numbers, key: str) -> float:
    if key in numbers:
        return numbers[key]
    stem, _, ending = key.rpartition("_")
    return 0.0 if ending == "to" else numbers[stem]
