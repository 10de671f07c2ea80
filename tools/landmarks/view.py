"""Where a camera stands around a person, and what it sees."""

from dataclasses import dataclass

import numpy as np

from ..render.rotation import Array, unit

SENSOR_MM = 36.0


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
    def at(azimuth_deg: float, height_m: float, distance_m: float, target: Array, head_first: bool = False) -> "View":
        """A camera at an azimuth around a target that it looks at.

        Parameters
        ----------
        azimuth_deg
            0 from -y, 90 from the front, 180 from +y.
        height_m, distance_m, target
            Above the floor; along the floor to the target; the point in the middle of the picture.
        head_first
            Whether 90 degrees is at -x (who lies with the head towards +x is seen from the feet end there); else +x.
        """
        a = np.radians(azimuth_deg)
        back = np.array([np.sin(a) * (-1 if head_first else 1), -np.cos(a), 0.0])
        position = target * [1, 1, 0] + back * distance_m + [0, 0, height_m]
        return View.looking(position, target)

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
