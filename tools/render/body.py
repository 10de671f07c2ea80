"""The shape of a person at rest: bones, skin, weights and lengths, from the CC0 data in `body.npz`.

Metres. At rest x points to the person's left, -y to the front and z up.
"""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from .rotation import Array

FILE = Path(__file__).with_name("body.npz")

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")
OTHER: Mapping[Side, Side] = {"left": "right", "right": "left"}
SIGN: Mapping[Side, int] = {"left": 1, "right": -1}
LETTER: Mapping[Side, str] = {"left": "L", "right": "R"}

SPINE = ("spine05", "spine04", "spine03", "spine02", "spine01")  # sacrum to chest
NECK = ("neck01", "neck02", "neck03", "head")
TOES = tuple(f"toe{i}-1" for i in range(1, 6))
JOINT_BONE: Mapping[str, str] = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
    "ball": "toe2-1",
    "finger": "finger2-1",
    "little": "finger5-1",
    "thumb": "finger1-2",
    "eye": "eye",
}
"""Joints of either side, and the bone that begins there; fingers are the knuckles of index and little finger."""
MARKS = ("ear", "heel", "toe")
"""Points of the skin of either side: the ear's opening, the back of the heel, the tip of the big toe."""
MARK_POINTS = 4
"""A mark is the middle of so many skin points."""


@cache
def _data() -> dict[str, npt.NDArray[Any]]:
    with np.load(FILE) as file:
        return dict(file)


class Body:
    """One body shape.

    Attributes
    ----------
    vertices, rest
        Skin points and joint positions at rest, shapes (n, 3) and (bones, 3).
    bones, parents
        Names of the bones, and the number of each one's parent.
    steps
        From each bone's parent to the bone, at rest.
    skin_bones, skin_weights
        Up to twelve bones of each skin point, and how much it follows them.
    main_bone, is_skin
        The bone that a point follows most; whether it belongs to the skin and not to the helper meshes.
    thigh_m, shank_m, upper_arm_m, forearm_m
        Lengths between joints.
    ankle_height_m, ball_height_m
        Ankle and ball of the foot above the sole.
    """

    def __init__(self, shape: str) -> None:
        data = _data()
        known = [str(name) for name in data["shapes"]]
        if shape not in known:
            raise ValueError(f"shape: {', '.join(known)} expected, {shape!r} found")
        self.vertices: Array = data[f"v_{shape}"].astype(float)
        self.rest: Array = data[f"j_{shape}"].astype(float)
        self.bones = [str(name) for name in data["bones"]]
        self.parents = [int(number) for number in data["parents"]]
        self.steps = self.rest - self.rest[self.parents]
        self._number = {name: i for i, name in enumerate(self.bones)}
        self.skin_bones: npt.NDArray[np.int64] = data["wi"].astype(np.int64)
        self.skin_weights: Array = data["ww"].astype(float)
        self.main_bone = self.skin_bones[np.arange(len(self.vertices)), self.skin_weights.argmax(1)]
        self.is_skin = np.zeros(len(self.vertices), bool)
        self.is_skin[np.unique(data["f_body"])] = True
        self.thigh_m = self._length("upperleg01.L", "lowerleg01.L")
        self.shank_m = self._length("lowerleg01.L", "foot.L")
        self.upper_arm_m = self._length("upperarm01.L", "lowerarm01.L")
        self.forearm_m = self._length("lowerarm01.L", "wrist.L")
        sole = self.vertices_of(n for n in self.bones if n.startswith(("foot.L", "toe")))
        lowest = self.vertices[sole][:, 2].min()
        self.ankle_height_m = float(self.at_rest("foot.L")[2] - lowest)
        self.ball_height_m = float(self.at_rest("toe2-1.L")[2] - lowest)

    def number(self, bone: str) -> int:
        """Number of a bone."""
        return self._number[bone]

    def at_rest(self, bone: str) -> Array:
        """Where a bone begins at rest."""
        return np.asarray(self.rest[self._number[bone]])

    def at_rest_of(self, joint: str, side: Side) -> Array:
        """Where a joint (a key of `JOINT_BONE`) is at rest."""
        return self.at_rest(f"{JOINT_BONE[joint]}.{LETTER[side]}")

    def vertices_of(self, bones: Iterable[str]) -> npt.NDArray[np.int64]:
        """Numbers of the skin points that mainly follow the given bones."""
        numbers = [self._number[name] for name in bones]
        return np.flatnonzero(self.is_skin & np.isin(self.main_bone, numbers))

    @cached_property
    def marks(self) -> dict[str, npt.NDArray[np.int64]]:
        """Skin points in whose middle `nose`, `ear_SIDE`, `heel_SIDE` and `toe_SIDE` are."""
        x, y, z = self.vertices.T
        head, brow_z = self.vertices_of(("head",)), self.at_rest("eye.L")[2]
        face = head[(abs(x[head]) < 0.01) & (z[head] < brow_z) & (z[head] > brow_z - 0.06)]
        marks = {"nose": _first(face, y)}
        for side, sign in SIGN.items():
            level = head[(z[head] < brow_z) & (z[head] > brow_z - 0.04) & (y[head] < self.at_rest("head")[1] + 0.03)]
            foot = self.vertices_of(name for name in self.bones if name.startswith((f"foot.{LETTER[side]}", "toe")))
            foot = foot[sign * x[foot] > 0]
            marks[f"ear_{side}"] = _first(level, -sign * x)
            marks[f"heel_{side}"] = _first(foot, -y)
            marks[f"toe_{side}"] = _first(foot, y)
        return marks

    def faces(self, group: str) -> npt.NDArray[np.int64]:
        """Quads (point numbers) of the `body`, or of a helper mesh: `tights`, `hair`, `eyes`."""
        return np.asarray(_data()[f"f_{group}"], np.int64)

    def _length(self, a: str, b: str) -> float:
        return float(np.linalg.norm(self.at_rest(b) - self.at_rest(a)))


def _first(points: npt.NDArray[np.int64], by: Array) -> npt.NDArray[np.int64]:
    """The few of the given points that come first by a coordinate."""
    return points[np.argsort(by[points])[:MARK_POINTS]]
