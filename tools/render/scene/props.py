"""Chair, desk, laptop and barbell: what a movement sits on, works at or lifts."""

from math import atan2

import bpy
import numpy as np

from ..config import Colour
from ..poses.base import Exercise
from ..poses.movement import Movement
from ..rotation import Array
from .material import Finish, material
from .room import Box, add_box

WOOD: Colour = (0.32, 0.2, 0.1)
CLOTH: Colour = (0.1, 0.11, 0.13)
STEEL: Colour = (0.5, 0.5, 0.52)
DESK_BELOW_WRISTS_M = 0.035
PLATE_M, BAR_M, PLATES_APART_M = 0.225, 0.014, 1.12
"""Radius of a plate and of the bar, and how far the two plates are apart."""


def add_props(exercise: Exercise) -> None:
    """What the movement's table asks for."""
    if not isinstance(exercise, Movement):
        return
    turn = atan2(exercise.front[1], exercise.front[0])
    boxes = []
    if "seat" in exercise.table:
        boxes += _chair(exercise)
    if exercise.table.get("desk"):
        boxes += _desk(exercise)
    for box in boxes:
        add_box(box, turn)


def _chair(exercise: Movement) -> list[Box]:
    seat_m, armchair = exercise.seat_m, bool(exercise.table.get("armchair"))

    def part(name: str, ahead: float, left: float, low: float, high: float, size: tuple[float, float]) -> Box:
        x, y, _ = (exercise.seat_at + exercise.front * ahead + exercise.figure.upright[:, 0] * left).tolist()
        return Box(name, (x, y, (low + high) / 2), (size[0], size[1], high - low), CLOTH, Finish(rough=0.8))

    boxes = [
        part("seat", 0.06, 0.0, seat_m - 0.06, seat_m, (0.44, 0.44)),
        part("rest", -0.19, 0.0, seat_m + 0.12, seat_m + 0.5, (0.04, 0.42)),
    ]
    legs = [(ahead, left) for ahead in (-0.14, 0.26) for left in (-0.2, 0.2)]
    boxes += [part("leg", ahead, left, 0.0, seat_m - 0.06, (0.03, 0.03)) for ahead, left in legs]
    if armchair:
        boxes += [part("arm", 0.12, left, seat_m + 0.16, seat_m + 0.2, (0.4, 0.06)) for left in (-0.28, 0.28)]
    return boxes


def _desk(exercise: Movement) -> list[Box]:
    """The top just below the wrists of who works at it, and a laptop on it."""
    leg_m, numbers = exercise.figure.leg_m, exercise.desk
    top_m = numbers["hand_up"] * leg_m - DESK_BELOW_WRISTS_M
    edge = exercise.front * (numbers["hand_x"] * leg_m - 0.1)

    def part(name: str, ahead: float, low: float, high: float, size: tuple[float, float], colour: Colour) -> Box:
        x, y, _ = (edge + exercise.front * (ahead + size[0] / 2)).tolist()
        return Box(name, (x, y, (low + high) / 2), (size[0], size[1], high - low), colour, Finish(rough=0.5))

    return [
        part("desk", 0.0, top_m - 0.03, top_m, (0.75, 1.5), WOOD),
        part("laptop", 0.0, top_m, top_m + 0.015, (0.24, 0.34), CLOTH),
    ]


class Barbell:
    """A bar in both hands, with plates that hide the shins, or with none."""

    def __init__(self, exercise: Exercise, plates: bool) -> None:
        self.exercise = exercise
        self.things = [_cylinder(BAR_M, 1.6, 0.0)]
        if plates:
            self.things += [_cylinder(PLATE_M, 0.05, side * PLATES_APART_M / 2) for side in (-1, 1)]

    def update(self) -> None:
        """Put it into the hands."""
        at: Array = self.exercise.skeleton.middle("finger")
        left = self.exercise.skeleton.joint("hip", "left") - self.exercise.skeleton.joint("hip", "right")
        turn = atan2(left[1], left[0])
        along = left / np.linalg.norm(left)
        for thing in self.things:
            thing.location = at + along * thing["along_m"]
            thing.rotation_euler = (0.0, np.pi / 2, turn)


def _cylinder(radius_m: float, length_m: float, along_m: float) -> bpy.types.Object:
    bpy.ops.mesh.primitive_cylinder_add(radius=radius_m, depth=length_m, vertices=40)
    thing = bpy.context.object
    thing["along_m"] = along_m
    thing.data.materials.append(
        material("steel", STEEL if radius_m < PLATE_M else (0.03, 0.03, 0.035), Finish(rough=0.5))
    )
    return thing
