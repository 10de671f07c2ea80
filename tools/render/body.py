"""The shape of a person at rest: bones, skin, weights and lengths, from the CC0 data in `body.npz`.

Metres. At rest x points to the person's left, -y to the front and z up.
"""

from collections.abc import Iterable, Mapping
from functools import cache
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
    "toe": "toe2-1",
}


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

    def faces(self, group: str) -> npt.NDArray[np.int64]:
        """Quads (point numbers) of the `body`, or of a helper mesh: `tights`, `hair`, `eyes`."""
        return np.asarray(_data()[f"f_{group}"], np.int64)

    def _length(self, a: str, b: str) -> float:
        return float(np.linalg.norm(self.at_rest(b) - self.at_rest(a)))
