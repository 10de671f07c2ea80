"""What is seen, in Blender: a clothed person in a plain room."""

from pathlib import Path

import bpy

from ..clip import Clip
from .person import Person
from .room import add_room
from .studio import add_camera, add_light, set_up_renderer


def build(clip: Clip) -> Person:
    """Make the whole scene of a clip; returns the person, to be updated for every pose."""
    for thing in list(bpy.data.objects):
        bpy.data.objects.remove(thing)
    person = Person(clip.exercise.skeleton, clip.config)
    add_room(clip.config, clip.extent_m, clip.camera)
    add_camera(clip.config, clip.camera)
    add_light(clip.config, clip.camera)
    set_up_renderer(clip.config)
    return person


def render(path: Path) -> None:
    """Render what is there into a PNG file."""
    bpy.context.scene.render.filepath = str(path.absolute())
    bpy.ops.render.render(write_still=True)
