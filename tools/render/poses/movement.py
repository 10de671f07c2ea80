"""Movements that `movements.toml` describes: poses one after the other, seen as an exercise with repetitions or as a scene."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from ..body import Side
from ..rotation import UP, Array, smoother
from .base import Exercise, View
from .figure import Figure
from .numbers import Numbers, added, between, checked, pose, tables

VIEWS: Mapping[str, View] = {
    "upright": View(target_height_m=0.88, distance_m=4.7, camera_height_m=0.9),
    "all_fours": View(target_height_m=0.4, distance_m=3.4),
    "prone": View(target_height_m=0.25, distance_m=3.4),
    "supine": View(target_height_m=0.33, distance_m=3.4),
    "side": View(target_height_m=0.3, distance_m=3.4),
    "desk": View(target_height_m=1.08, distance_m=0.72, camera_height_m=0.98, lens_mm=24),
    "desk_raised": View(target_height_m=1.36, distance_m=0.72, camera_height_m=1.22, lens_mm=24),
    "behind_desk": View(target_height_m=1.02, distance_m=1.55, camera_height_m=0.98, lens_mm=24),
}
"""Where the camera stands, by the posture at the start."""


class Movement(Exercise):
    """A way through poses. The drive is the share of the way, 0 to 1; the measure is the same.

    Subclasses are made of the table by `movements`.
    """

    measured: ClassVar[str] = "share"
    goal_deg: ClassVar[float] = 1.0
    usual_peak_deg: ClassVar[float] = 1.0
    may_alternate: ClassVar[bool] = True
    table: ClassVar[Mapping[str, Any]]
    posture: ClassVar[str]

    def prepare(self) -> None:
        """Read the poses."""
        upright = np.stack([self.left, -self.front, self.up], 1)
        self.figure = Figure(self.body, self.skeleton, upright)
        self.path = way(self.table["path"])
        self.share = 0.0
        self.seat_m = self._seat_m()
        self.desk = pose("raised_desk" if self.table.get("raised") else "desk")

    def ahead(self) -> Array:
        """On the stomach the feet point away from where the face looked upright."""
        return -self.front if self.posture == "prone" else self.front

    def head_right(self) -> bool:
        """On the back and the side the head points away from where the face looked upright."""
        return (self.heading > 0) is not (self.posture in ("supine", "side"))

    def measure(self, side: Side) -> float:
        """The share of the way."""
        return self.share

    def pose_for(self, value_deg: float, side: Side) -> None:
        """Go a share of the way."""
        self.place(value_deg, side)

    def place(self, drive: float, side: Side) -> None:
        """The pose."""
        self.share = drive
        numbers = between(self.path, _paused(drive, [at for at, _ in self.path]) if self.even_pace else drive)
        for name, value in self.knobs.items():
            amount = value * (min(max(drive, 0.0), 1.0) if not self.even_pace else 1.0)
            numbers = added(numbers, self.table["knobs"][name], amount)
        self.figure.take(numbers, side)
        left = self.skeleton.rotations[0] @ np.array([1.0, 0, 0])
        self.left = left if self.counted else self.left

    def _seat_m(self) -> float:
        """Height of the chair: where the buttocks are in the pose of who sits on it."""
        if "seat" not in self.table:
            return 0.0
        self.figure.take(pose(self.table["seat"]), "left")
        buttocks = self.body.vertices_of(("root", "pelvis.L", "pelvis.R", "upperleg01.L", "upperleg01.R"))
        self.seat_at = self.skeleton.middle("hip") * (1 - UP)
        return self.skeleton.lowest(buttocks)


def way(steps: Sequence[Any]) -> list[tuple[float, Numbers]]:
    """Poses at their places from 0 to 1: each a name, or a table with `pose`, `s` (how long the way there is) and numbers."""
    poses, passed = [], []
    for step in steps:
        given = {"pose": step} if isinstance(step, str) else dict(step)
        name, length = given.pop("pose"), float(given.pop("s", 1.0))
        poses.append(checked({**pose(name), **given}, name))
        passed.append(passed[-1] + length if passed else 0.0)
    return [(at / passed[-1], numbers) for at, numbers in zip(passed, poses, strict=True)]


def _paused(share: float, places: Sequence[float]) -> float:
    """The same share, but with every pose approached and left slowly."""
    for low, high in zip(places, places[1:], strict=False):
        if low <= share <= high and high > low:
            return low + (high - low) * smoother((share - low) / (high - low))
    return share


def movements() -> dict[str, type[Movement]]:
    """All movements of the table as exercises."""
    return {name: _made(name, table) for name, table in tables()["movement"].items()}


def _made(name: str, table: Mapping[str, Any]) -> type[Movement]:
    way(table["path"])
    for knob in table.get("knobs", {}).values():
        checked(knob, name)
    scene = bool(table.get("scene"))
    own = {
        "__doc__": table["is"],
        "table": table,
        "posture": table.get("posture", "upright"),
        "view": VIEWS[table.get("view", table.get("posture", "upright"))],
        "counted": not table.get("nothing", scene),
        "two_sided": bool(table.get("two_sided")),
        "even_pace": scene,
        "own_knobs": frozenset(table.get("knobs", {})),
        "scene_s": sum(float(step.get("s", 1.0)) if isinstance(step, dict) else 1.0 for step in table["path"][1:]),
    }
    return type("".join(part.title() for part in name.split("_")), (Movement,), own)
