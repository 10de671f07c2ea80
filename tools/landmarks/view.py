"""Where a camera stands around a person, and what it sees."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..render.camera import SENSOR_MM
from ..render.rotation import Array, unit
from ..render.view import Stand, towards
from .points import INDEX

LYING_M = 0.3
"""Who has neither hips nor shoulders higher than this over the floor lies."""


def stand_of(points: Array) -> Stand:
    """How a person stands by (21, 3) points: the front of whoever lies is the feet end, on all fours the head end."""
    hips, shoulders = (points[[INDEX[f"{name}_left"], INDEX[f"{name}_right"]]] for name in ("hip", "shoulder"))
    right = unit((hips[1] - hips[0]) * [1, 1, 0])
    ahead = np.array([-right[1], right[0], 0.0])
    lying = max(hips[:, 2].max(), shoulders[:, 2].max()) < LYING_M
    front = (hips - shoulders).sum(0) if lying else points[INDEX["nose"]] - hips.mean(0)
    return Stand(right, ahead * np.sign(ahead @ front))


class Lens(NamedTuple):
    """Focal length for a sensor whose longer edge is 36 mm; width and height of the picture, pixels."""

    focal_mm: float
    size: tuple[int, int]


USUAL = Lens(40.0, (640, 360))


@dataclass(frozen=True)
class View:
    """A pin-hole camera without roll.

    Attributes
    ----------
    position, axes
        Where it is, metres; rows are its directions right, down and away.
    focal_px, size
        Focal length; width and height of the picture, pixels.
    """

    position: Array
    axes: Array
    focal_px: float
    size: tuple[int, int]

    @staticmethod
    def at(
        azimuth_deg: float,
        height_m: float,
        distance_m: float,
        target: Array,
        stand: Stand,
        lens: Lens = USUAL,
    ) -> "View":
        """A camera at an azimuth around a target that it looks at.

        Parameters
        ----------
        azimuth_deg
            Around the person, see `tools.render.view`.
        height_m, distance_m, target
            Above the floor; along the floor to the target; the point in the middle of the picture.
        stand
            Where the person's right and front are.
        lens
            What it sees through.
        """
        position = target * [1, 1, 0] + towards(azimuth_deg, stand) * distance_m + [0, 0, height_m]
        return View.looking(position, target, lens)

    @staticmethod
    def looking(position: Array, target: Array, lens: Lens = USUAL) -> "View":
        """A camera at a position that looks at a target."""
        away = unit(target - position)
        right = unit(np.cross(away, [0, 0, 1.0]))
        axes = np.stack([right, np.cross(away, right), away])
        return View(position, axes, lens.focal_mm / SENSOR_MM * max(lens.size), lens.size)

    def seen(self, points: Array) -> Array:
        """(..., 3) metres right, down and away of the camera."""
        return np.asarray((points - self.position) @ self.axes.T)

    def project(self, points: Array) -> Array:
        """(..., 2) pixels, x right and y down, of points (..., 3)."""
        seen = self.seen(points)
        return np.asarray(np.array(self.size) / 2 + self.focal_px * seen[..., :2] / seen[..., 2:])

    def turned(self, directions: Array) -> Array:
        """Directions (..., 3) of the world in the camera's axes."""
        return np.asarray(directions @ self.axes.T)
