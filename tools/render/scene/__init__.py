"""What is seen, in Blender: clothed people in a plain room."""

from pathlib import Path

import bpy
import numpy as np

from ..clip import Clip
from ..company import others_of
from ..rotation import Array
from .person import Person
from .props import Barbell, add_props
from .room import add_room
from .studio import add_camera, add_light, set_up_renderer


class Stage:
    """Everybody and everything of a clip; `update` moves them to where they are at a time."""

    def __init__(self, clip: Clip) -> None:
        for thing in list(bpy.data.objects):
            bpy.data.objects.remove(thing)
        self.clip, self.others = clip, others_of(clip)
        self.person = Person(clip.exercise.skeleton, clip.config)
        self.beside = [Person(other.clip.exercise.skeleton, other.clip.config, other.placed) for other in self.others]
        add_room(clip.config, clip.extent_m, clip.camera)
        add_props(clip.exercise)
        self.barbell = Barbell(clip.exercise, clip.config.load == "plates") if clip.config.load else None
        add_camera(clip.camera)
        add_light(clip.config, clip.camera)
        set_up_renderer(clip.config)

    def pose(self, time_s: float) -> Array:
        """Pose everybody as at a time; returns where all joints are."""
        self.clip.pose(time_s)
        for other in self.others:
            other.pose(time_s)
        own = np.stack(list(self.clip.exercise.skeleton.joints().values()))
        return np.concatenate([own, *(other.joints() for other in self.others)])

    def update(self) -> None:
        """Move everything to the current poses."""
        for person in (self.person, *self.beside):
            person.update()
        if self.barbell:
            self.barbell.update()


def render(path: Path) -> None:
    """Render what is there into a PNG file."""
    bpy.context.scene.render.filepath = str(path.absolute())
    bpy.ops.render.render(write_still=True)
