"""A plain room: mat, floor, wall and two things to look at."""

from math import atan2, cos, radians, sin
from typing import NamedTuple

import bpy
import numpy as np

from ..camera import Camera
from ..company import mirror
from ..config import Colour, Config
from .material import Finish, material

SHORTEST_MAT_M = 1.3
WALL_M = 1.9
"""How far the wall is behind the person; behind a mirror there is another room."""
Triple = tuple[float, float, float]


class Box(NamedTuple):
    """A box: middle and size in metres, and how it looks."""

    name: str
    middle: Triple
    size: Triple
    colour: Colour
    finish: Finish


def add_room(config: Config, extent_m: tuple[float, float], camera: Camera) -> None:
    """Mat under the body; everything else turns with the camera, so that it stays behind."""
    left, right = extent_m
    middle, length = (left + right) / 2, max(right - left + 0.25, SHORTEST_MAT_M)
    cloth = Finish(rough=0.9, mottled=0.2, wrinkled=0.4, scale=60)
    add_box(Box("mat", (middle, 0, -0.006), (length, 0.75, 0.012), config.mat, cloth))
    wood = Finish(rough=0.5, mottled=0.5, scale=6)
    turn = radians(camera.yaw_deg)
    add_box(Box("floor", (middle, 0, -0.062), (9, 9, 0.1), config.floor, wood), turn)
    if config.mirror_m is not None:
        _add_mirror_frame(config.mirror_m, camera)
    for thing in _behind(config, camera):
        add_box(thing, turn)


def _behind(config: Config, camera: Camera) -> list[Box]:
    turn = radians(camera.yaw_deg)
    right, near = np.array([cos(turn), sin(turn)]), np.array([sin(turn), -cos(turn)])
    wall = camera.target[:2] - near * (WALL_M + 2 * (config.mirror_m or 0.0))

    def at(sideways_m: float, forward_m: float, height_m: float) -> Triple:
        x, y = (wall + right * sideways_m + near * forward_m).tolist()
        return x, y, height_m

    plaster, paper = Finish(rough=0.95, mottled=0.08, scale=3), Finish(mottled=0.3, scale=4)
    return [
        Box("wall", at(0, 0, 1.4), (9, 0.1, 3), config.wall, plaster),
        Box("skirting", at(0, 0.06, 0.04), (9, 0.03, 0.1), (0.9, 0.9, 0.88), Finish()),
        Box("picture", at(-1.3, 0.115, 1.25), (0.7, 0.03, 0.5), (0.25, 0.32, 0.28), paper),
        Box("cupboard", at(1.55, 0.275, 0.45), (0.5, 0.35, 0.9), (0.35, 0.22, 0.12), paper),
    ]


def _add_mirror_frame(behind_m: float, camera: Camera) -> None:
    """Where the mirror ends; what it shows is a second person, and a second room behind it."""
    out, middle = mirror(camera, behind_m)
    along, turn = np.array([-out[1], out[0], 0.0]), atan2(out[0], -out[1])
    for sideways_m, height_m, size in (
        (-1.1, 1.0, (0.06, 0.04, 2.0)),
        (1.1, 1.0, (0.06, 0.04, 2.0)),
        (0, 2.0, (2.2, 0.04, 0.06)),
    ):
        x, y, _ = (middle + along * sideways_m).tolist()
        add_box(Box("frame", (x, y, height_m), size, (0.1, 0.1, 0.1), Finish()), turn)


def add_box(box: Box, turn: float = 0.0) -> None:
    """A box in Blender, turned about the vertical."""
    bpy.ops.mesh.primitive_cube_add(size=1, location=box.middle)
    thing = bpy.context.object
    thing.scale, thing.rotation_euler = box.size, (0, 0, turn)
    thing.data.materials.append(material(box.name, box.colour, box.finish))
