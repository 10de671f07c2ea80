"""The person in Blender: meshes that follow a skeleton."""

from collections.abc import Callable
from dataclasses import dataclass

import bpy
import numpy as np
import numpy.typing as npt

from ..config import Colour, Config
from ..rotation import Array
from ..skeleton import Skeleton
from .clothes import FINISH, Faces, Surface, between_eyes, surfaces
from .face import paint_eyes, paint_face
from .material import material

FLOOR_CLEARANCE_M = 0.004
"""Whatever would sink into the mat is pressed flat at this height."""
BUN_RADIUS_M = 0.045
CLOTH_M = {"pants": 0.004, "shirt": 0.004, "shoes": 0.004, "hair": 0.01}
"""What is made smooth and given a thickness."""


Placed = Callable[[Array], Array]
"""Takes points of the body's own clip to where they are in the picture."""


def _where_it_is(points: Array) -> Array:
    return points


@dataclass(frozen=True)
class Part:
    """One mesh: its object, the body's points it is made of, its own faces, and how far it is outside the skin."""

    thing: bpy.types.Object
    points: npt.NDArray[np.int64]
    faces: Faces
    offset_m: float


class Person:
    """A body that wears something; `update` moves it to the skeleton's pose."""

    def __init__(self, skeleton: Skeleton, config: Config, placed: Placed = _where_it_is) -> None:
        self.skeleton, self.config, self.placed = skeleton, config, placed
        colours: dict[str, Colour] = {
            "skin": config.skin,
            "pants": config.pants,
            "shirt": config.top,
            "shoes": config.shoe,
            "hair": config.hair,
            "eyes": (0.8, 0.8, 0.8),
        }
        self.parts = {
            name: self._add_mesh(name, surface, colours[name])
            for name, surface in surfaces(skeleton.body, config).items()
        }
        eyes, skin = self.parts["eyes"], self.parts["skin"]
        paint_eyes(eyes.thing, skeleton.body.vertices[eyes.points])
        paint_face(skin.thing, skeleton.body, skin.points, config)
        self.bun = self._add_bun() if config.bun else None

    def update(self) -> None:
        """Move everything to the current pose."""
        for part in self.parts.values():
            points = self.skeleton.skin(part.points)
            if part.offset_m:
                points = points + _normals(points, part.faces) * part.offset_m
            points[:, 2] = np.maximum(points[:, 2], FLOOR_CLEARANCE_M)
            points = self.placed(points)
            part.thing.data.vertices.foreach_set("co", points.astype(np.float32).ravel())
            part.thing.data.update()
        if self.bun is not None:
            head = self.skeleton.body.number("head")
            from_head = self.bun_at_rest - self.skeleton.body.rest[head]
            at = self.skeleton.positions[head] + self.skeleton.rotations[head] @ from_head
            at[2] = max(at[2], BUN_RADIUS_M * 0.7)
            self.bun.location = self.placed(at)

    def _add_mesh(self, name: str, surface: Surface, colour: Colour) -> Part:
        points = np.unique(surface.faces)
        faces = np.searchsorted(points, surface.faces)
        mesh = bpy.data.meshes.new(name)
        # A triangle repeats its last corner.
        corners = [tuple(dict.fromkeys(face)) for face in np.asarray(faces).tolist()]
        mesh.from_pydata(self.skeleton.body.vertices[points].tolist(), [], corners)
        mesh.update()
        mesh.shade_smooth()
        mesh.materials.append(material(name, colour, FINISH[name]))
        thing = bpy.data.objects.new(name, mesh)
        bpy.context.collection.objects.link(thing)
        if name in CLOTH_M and self.config.engine == "cycles":
            fine = thing.modifiers.new("fine", "SUBSURF")
            fine.levels = fine.render_levels = 1
            thick = thing.modifiers.new("thick", "SOLIDIFY")
            thick.thickness, thick.offset = CLOTH_M[name], -1
        return Part(thing, points, faces, surface.offset_m)

    def _add_bun(self) -> bpy.types.Object:
        hair, eyes = self.parts["hair"], between_eyes(self.skeleton.body)
        bpy.ops.mesh.primitive_uv_sphere_add(radius=BUN_RADIUS_M, segments=24, ring_count=16)
        bun = bpy.context.object
        bun.data.materials.append(hair.thing.data.materials[0])
        bun.data.shade_smooth()
        back, top = self.skeleton.body.vertices[hair.points].max(0)[1:].tolist()
        self.bun_at_rest = np.array([0, back * 0.8 + eyes[1] * 0.2, top - 0.015])
        return bun


def _normals(points: Array, faces: Faces) -> Array:
    """Outward unit normals of a mesh of quads."""
    a, b, c, d = (points[faces[:, k]] for k in range(4))
    of_face = np.cross(c - a, d - b)
    out = np.zeros_like(points)
    for k in range(4):
        np.add.at(out, faces[:, k], of_face)
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12))
