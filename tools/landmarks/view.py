"""Where a camera stands around a person, and what it sees."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..render.rotation import Array, unit
from .points import INDEX

SENSOR_MM = 36.0
LYING_M = 0.3
"""Who has neither hips nor shoulders higher than this over the floor lies."""


class Stand(NamedTuple):
    """A person's own directions along the floor, of length 1: to the right side, and ahead."""

    right: Array
    ahead: Array

    @staticmethod
    def of(points: Array) -> "Stand":
        """From (21, 3) points: the front of whoever lies is the feet end, on all fours the head end."""
        hips, shoulders = (points[[INDEX[f"{name}_left"], INDEX[f"{name}_right"]]] for name in ("hip", "shoulder"))
        right = unit((hips[1] - hips[0]) * [1, 1, 0])
        ahead = np.array([-right[1], right[0], 0.0])
        lying = max(hips[:, 2].max(), shoulders[:, 2].max()) < LYING_M
        towards = (hips - shoulders).sum(0) if lying else points[INDEX["nose"]] - hips.mean(0)
        return Stand(right, ahead * np.sign(ahead @ towards))


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
    def at(azimuth_deg: float, height_m: float, distance_m: float, target: Array, stand: Stand) -> "View":
        """A camera at an azimuth around a target that it looks at.

        Parameters
        ----------
        azimuth_deg
            0 from the person's right, 90 from the front, 180 from the left, 270 from behind.
        height_m, distance_m, target
            Above the floor; along the floor to the target; the point in the middle of the picture.
        stand
            Where the person's right and front are.
        """
        a = np.radians(azimuth_deg)
        back = np.cos(a) * stand.right + np.sin(a) * stand.ahead
        return View.looking(target * [1, 1, 0] + back * distance_m + [0, 0, height_m], target)

    @staticmethod
    def looking(position: Array, target: Array, lens_mm: float = 40.0, size: tuple[int, int] = (640, 360)) -> "View":
        """A camera at a position that looks at a target."""
        away = unit(target - position)
        right = unit(np.cross(away, [0, 0, 1.0]))
        axes = np.stack([right, np.cross(away, right), away])
        return View(position, axes, lens_mm / SENSOR_MM * size[0], size)

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
