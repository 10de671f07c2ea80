"""A body in a pose: where its bones, its joints and its skin are.

World: metres, z up, the floor at 0. At yaw 0 the camera looks along +y, so that +x is to the right of the picture.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .body import JOINT_BONE, LETTER, SIDES, Body, Side
from .rotation import Array, slerp

Snapshot = tuple[Array, Array]


class Skeleton:
    """The current pose of a body. A bone whose rotation is not set follows its parent.

    Attributes
    ----------
    rotations, positions
        World rotation of every bone (bones, 3, 3), and where it begins (bones, 3).
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self.reset(np.eye(3))

    def reset(self, rotation: Array, position: npt.ArrayLike = (0, 0, 0)) -> None:
        """Forget all rotations; turn the root and put it at a position."""
        count = len(self.body.bones)
        self.rotations, self.positions = np.zeros((count, 3, 3)), np.zeros((count, 3))
        self.rotations[0], self.positions[0] = rotation, position
        self._set: dict[int, Array] = {}

    def turn(self, bone: str, rotation: Array) -> None:
        """Set the world rotation of a bone; it takes effect with the next `forward`."""
        self._set[self.body.number(bone)] = rotation

    def forward(self) -> None:
        """Work out all bones, from the root outwards."""
        parents, turned_with = self.body.parents, list(range(len(self.body.parents)))
        for bone, parent in enumerate(parents):
            if bone in self._set:
                self.rotations[bone] = self._set[bone]
            elif bone:
                turned_with[bone] = turned_with[parent]
        self.rotations = self.rotations[turned_with]
        steps = np.einsum("bij,bj->bi", self.rotations[parents], self.body.steps).tolist()
        places = [self.positions[0].tolist()]
        for (dx, dy, dz), parent in zip(steps[1:], parents[1:], strict=True):
            x, y, z = places[parent]
            places.append([x + dx, y + dy, z + dz])
        self.positions = np.array(places)

    def put_root(self, position: npt.ArrayLike) -> None:
        """Put the root at a position and everything else after it."""
        self.positions[0] = position
        self.forward()

    def shift(self, offset: Sequence[float] | Array) -> None:
        """Move the whole body."""
        self.positions = self.positions + np.asarray(offset, float)

    def position(self, bone: str) -> Array:
        """Where a bone begins."""
        return np.asarray(self.positions[self.body.number(bone)])

    def joint(self, name: str, side: Side) -> Array:
        """Where a joint is, a key of `JOINT_BONE`."""
        return self.position(f"{JOINT_BONE[name]}.{LETTER[side]}")

    def middle(self, name: str) -> Array:
        """Half-way between the left and the right joint."""
        return (self.joint(name, "left") + self.joint(name, "right")) / 2

    def joints(self) -> dict[str, Array]:
        """All joints, and the marks on the skin: ``{"hip_left": xyz, "nose": xyz, ...}``."""
        joints = {f"{name}_{side}": self.joint(name, side).copy() for name in JOINT_BONE for side in SIDES}
        marks = self.body.marks
        skin = self.skin(np.concatenate(list(marks.values()))).reshape(len(marks), -1, 3).mean(1)
        return joints | dict(zip(marks, skin, strict=True))

    def snapshot(self) -> Snapshot:
        """The current pose, to be blended later."""
        return self.rotations.copy(), self.positions[0].copy()

    def blend(self, a: Snapshot, b: Snapshot, t: float) -> None:
        """Take a pose a fraction `t` of the way from `a` to `b`, every bone turned the short way."""
        turned = [slerp(x, y, t) for x, y in zip(a[0], b[0], strict=True)]
        self.reset(turned[0], a[1] + (b[1] - a[1]) * t)
        self._set = dict(enumerate(turned))
        self.forward()

    def skin(self, which: npt.NDArray[np.int64] | None = None) -> Array:
        """World positions of the skin points, all or those of the given numbers."""
        body = self.body
        move = self.positions - np.einsum("bij,bj->bi", self.rotations, body.rest)
        which = np.arange(len(body.vertices)) if which is None else which
        weights, bones, rest = body.skin_weights[which], body.skin_bones[which], body.vertices[which]
        out = np.zeros((len(which), 3))
        for k in range(weights.shape[1]):
            use = weights[:, k] > 1e-5
            bone = bones[use, k]
            out[use] += weights[use, k, None] * (np.einsum("nij,nj->ni", self.rotations[bone], rest[use]) + move[bone])
        return out

    def lowest(self, which: npt.NDArray[np.int64]) -> float:
        """Height of the lowest of the given skin points."""
        return float(self.skin(which)[:, 2].min())
