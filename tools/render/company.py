"""Who else is in the picture: a second person, or the first one's image in a mirror. Needs numpy only."""

from collections.abc import Mapping
from math import cos, radians, sin
from typing import Any

import numpy as np

from .camera import Camera
from .clip import Clip
from .config import made_of
from .rotation import UP, Array, rotation_about

PLACE = {"nearer_m": 0.0, "right_m": 0.0, "scale": 1.0, "begins_s": 0.0}
"""Where a second person is, from the first one's middle; how tall, 1 as the shape is; when the own clip begins."""

MIRROR_TURN = radians(50)
"""A mirror is turned by this from facing the camera."""


class Other:
    """A person who is somewhere else than the clip's own coordinates say.

    Attributes
    ----------
    clip
        What that person does.
    """

    def __init__(self, clip: Clip, turn: Array, offset: Array, begins_s: float = 0.0) -> None:
        self.clip, self._turn, self._offset, self._begins_s = clip, turn, offset, begins_s

    def pose(self, time_s: float) -> None:
        """Pose as at a time of the first person's clip."""
        self.clip.pose(min(max(time_s - self._begins_s, 0.0), self.clip.timeline.end_s))

    def placed(self, points: Array) -> Array:
        """Points (..., 3) of the own clip's coordinates, where they are in the picture's."""
        return np.asarray(points @ self._turn.T + self._offset)

    def joints(self) -> Array:
        """All joints where they are, (joints, 3), in the order of `Skeleton.joints`."""
        return self.placed(np.stack(list(self.clip.exercise.skeleton.joints().values())))


def others_of(clip: Clip) -> list[Other]:
    """Everybody besides the first person."""
    others = []
    if clip.config.companion is not None:
        others.append(_companion(clip, clip.config.companion))
    if clip.config.mirror_m is not None:
        others.append(_image(clip, clip.config.mirror_m))
    return others


def _companion(clip: Clip, given: Mapping[str, Any]) -> Other:
    place = {key: float(given.get(key, value)) for key, value in PLACE.items()}
    own = {"fps": clip.config.fps, "engine": clip.config.engine}
    other = Clip(made_of({**own, **{key: value for key, value in given.items() if key not in PLACE}}))
    turned = rotation_about(UP, radians(clip.camera.yaw_deg - other.camera.yaw_deg)) * place["scale"]
    right, near = beside_and_near(clip.camera)
    middle = clip.camera.target * (1 - UP) - turned @ (other.camera.target * (1 - UP))
    return Other(other, turned, middle + right * place["right_m"] + near * place["nearer_m"], place["begins_s"])


def _image(clip: Clip, behind_m: float) -> Other:
    """What a mirror shows that stands so far behind the middle of the body."""
    out, middle = mirror(clip.camera, behind_m)
    return Other(clip, np.eye(3) - 2 * np.outer(out, out), 2 * out * float(out @ middle))


def mirror(camera: Camera, behind_m: float) -> tuple[Array, Array]:
    """Where a mirror faces and its middle on the floor: obliquely behind, so that the image is beside the person."""
    right, near = beside_and_near(camera)
    out = near * cos(MIRROR_TURN) + right * sin(MIRROR_TURN)
    return out, camera.target * (1 - UP) - out * behind_m


def beside_and_near(camera: Camera) -> tuple[Array, Array]:
    """Directions along the floor: to the right of the picture, and towards the camera."""
    yaw = radians(camera.yaw_deg)
    return np.array([cos(yaw), sin(yaw), 0.0]), np.array([sin(yaw), -cos(yaw), 0.0])
