"""A pin-hole camera that looks at the person."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, tan

import numpy as np

from .config import Config
from .poses.base import Exercise
from .rotation import Array, rotation_about, unit

SENSOR_MM = 36.0
"""Longer edge of the sensor, to which `lens_mm` refers."""


@dataclass(frozen=True)
class Camera:
    """Where the camera is and what it sees.

    Attributes
    ----------
    distance_m, height_m
        Distance along the floor to the target, and height above the floor.
    target, position
        The point it looks at, and where it stands.
    yaw_deg
        Where it stands around the target: 0 looks along +y, positive is farther to the right.
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
    yaw_deg: float
    size: tuple[int, int]
    focal_px: float
    axes: Array

    @staticmethod
    def of(config: Config, exercise: Exercise, middle_m: float) -> "Camera":
        """The camera of a clip whose person is centred on x = `middle_m`."""
        view = exercise.view
        distance_m = view.distance_m if config.distance_m is None else config.distance_m
        height_m = view.camera_height_m if config.camera_height_m is None else config.camera_height_m
        at_height_m = view.target_height_m if config.target_height_m is None else config.target_height_m
        if config.tilt_deg is not None:
            at_height_m = height_m + distance_m * tan(radians(config.tilt_deg))
        yaw = radians(exercise.yaw_deg)
        beside = np.array([cos(yaw), sin(yaw), 0.0])
        target = np.array([middle_m, 0.0, at_height_m]) + beside * config.target_shift_m
        position = target + np.array([sin(yaw), -cos(yaw), 0]) * distance_m
        position[2] = height_m
        back = unit(position - target)
        right = unit(np.cross([0, 0, 1.0], back))
        axes = np.stack([right, np.cross(back, right), back]) @ rotation_about(back, -radians(config.roll_deg)).T
        size = config.width, config.height
        focal_px = (config.lens_mm or view.lens_mm) / SENSOR_MM * max(size)
        return Camera(distance_m, height_m, target, position, exercise.yaw_deg, size, focal_px, axes)

    @property
    def lens_mm(self) -> float:
        """Focal length for that sensor."""
        return self.focal_px * SENSOR_MM / max(self.size)

    @property
    def tilt_deg(self) -> float:
        """How far it looks upwards; downwards is negative."""
        return degrees(-asin(self.axes[2, 2]))

    def project(self, points: Array) -> Array:
        """Where points of the world (..., 3) are in the picture, pixels (..., 2), x right and y down."""
        x, y, z = np.moveaxis((points - self.position) @ self.axes.T, -1, 0)
        return np.stack([self.size[0] / 2 - self.focal_px * x / z, self.size[1] / 2 + self.focal_px * y / z], -1)
