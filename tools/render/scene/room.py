"""A plain room: mat, floor, wall and two things to look at."""

from math import cos, radians, sin
from typing import NamedTuple

import bpy
import numpy as np

from ..camera import Camera
from ..config import Colour, Config
from .material import Finish, material

SHORTEST_MAT_M = 1.3
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
    _add(Box("mat", (middle, 0, -0.006), (length, 0.75, 0.012), config.mat, cloth))
    wood = Finish(rough=0.5, mottled=0.5, scale=6)
    turn = radians(camera.yaw_deg)
    _add(Box("floor", (middle, 0, -0.062), (9, 9, 0.1), config.floor, wood), turn)
    for thing in _behind(config, camera):
        _add(thing, turn)


def _behind(config: Config, camera: Camera) -> list[Box]:
    turn = radians(camera.yaw_deg)
    right, near = np.array([cos(turn), sin(turn)]), np.array([sin(turn), -cos(turn)])
    wall = camera.target[:2] - near * 1.9

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


def _add(box: Box, turn: float = 0.0) -> None:
    """A box in Blender, turned about the vertical."""
    bpy.ops.mesh.primitive_cube_add(size=1, location=box.middle)
    thing = bpy.context.object
    thing.scale, thing.rotation_euler = box.size, (0, 0, turn)
    thing.data.materials.append(material(box.name, box.colour, box.finish))
