"""Movements that `movements.toml` describes: poses one after the other, as repetitions or as a scene."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from ..body import Side
from ..rotation import UP, Array
from .base import Exercise, View
from .figure import Figure
from .numbers import Numbers, Way, added, checked, pose, tables

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
        self.path = way(self.table)
        self.share = 0.0
        self.seat_m = self._seat_m()
        self.desk = pose("raised_desk" if self.table.get("raised") else "desk")

    def ahead(self) -> Array:
        """On the stomach the feet point away from where the face looked upright."""
        return -self.front if self.posture == "prone" else self.front

    def extent_m(self, left: float, right: float) -> tuple[float, float]:
        """Of who comes in from elsewhere, the place where everything refers to."""
        return (-0.3, 0.3) if self.table.get("comes_in") else (left, right)

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
        numbers = self.path.at(drive)
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


def way(table: Mapping[str, Any]) -> Way:
    """The poses of a movement: each a name, or a table with `pose`, `s` (length of the way), `through` and numbers."""
    steps: list[Numbers] = []
    passed: list[float] = []
    paused: list[bool] = []
    for step in table["path"]:
        given: dict[str, Any] = {"pose": step} if isinstance(step, str) else dict(step)
        name, length = given.pop("pose"), float(given.pop("s", 1.0))
        paused.append(bool(table.get("scene")) and not given.pop("through", False))
        steps.append(checked({**pose(name), **given}, name))
        passed.append(passed[-1] + length if passed else 0.0)
    return Way([(at / passed[-1], numbers) for at, numbers in zip(passed, steps, strict=True)], paused)


def movements() -> dict[str, type[Movement]]:
    """All movements of the table as exercises."""
    return {name: _made(name, table) for name, table in tables()["movement"].items()}


def _made(name: str, table: Mapping[str, Any]) -> type[Movement]:
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
