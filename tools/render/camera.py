"""A pin-hole camera that looks at the person."""

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from .config import Config
from .poses.base import View
from .rotation import Array, unit

SENSOR_MM = 36.0
"""Width of the sensor, to which `lens_mm` refers."""


@dataclass(frozen=True)
class Camera:
    """Where the camera is and what it sees.

    Attributes
    ----------
    distance_m, height_m
        Distance along the floor to the target, and height above the floor.
    target, position
        The point it looks at, and where it stands.
    size
        Width and height of the picture, pixels.
    focal_px
        Focal length.
    axes
        Rows are its directions right, up and back.
    """

    distance_m: float
    height_m: float
    target: Array
    position: Array
    size: tuple[int, int]
    focal_px: float
    axes: Array

    @staticmethod
    def of(config: Config, view: View, middle_m: float) -> "Camera":
        """The camera of a clip whose person is centred on x = `middle_m`; a positive yaw walks round to the right."""
        distance_m = view.distance_m if config.distance_m is None else config.distance_m
        height_m = view.camera_height_m if config.camera_height_m is None else config.camera_height_m
        at_height_m = view.target_height_m if config.target_height_m is None else config.target_height_m
        yaw = radians(config.yaw_deg)
        target = np.array([middle_m + config.target_shift_m, 0.0, at_height_m])
        position = target + np.array([sin(yaw), -cos(yaw), 0]) * distance_m
        position[2] = height_m
        back = unit(position - target)
        right = unit(np.cross([0, 0, 1.0], back))
        focal_px = config.lens_mm / SENSOR_MM * config.width
        axes = np.stack([right, np.cross(back, right), back])
        return Camera(distance_m, height_m, target, position, (config.width, config.height), focal_px, axes)

    def project(self, point: Array) -> tuple[float, float]:
        """Where a point of the world is in the picture, pixels, x right and y down."""
        x, y, z = (self.axes @ (point - self.position)).tolist()
        return self.size[0] / 2 - self.focal_px * x / z, self.size[1] / 2 + self.focal_px * y / z
