"""Eyes, eyebrows and lips, painted onto faces of the meshes."""

import bpy
import numpy as np
import numpy.typing as npt

from ..body import Body
from ..config import Config
from ..rotation import Array
from .clothes import between_eyes
from .material import Finish, material


def paint_eyes(eyes: bpy.types.Object, points: Array) -> None:
    """Iris and pupil at the front of each eyeball, the points at rest."""
    eyes.data.materials.append(material("iris", (0.10, 0.05, 0.02), Finish(rough=0.2)))
    eyes.data.materials.append(material("pupil", (0.005, 0.005, 0.005), Finish(rough=0.1)))
    for sign in (1, -1):
        ball = points[points[:, 0] * sign > 0]
        centre, radius_m = (ball.max(0) + ball.min(0)) / 2, np.ptp(ball[:, 2]) / 2
        for polygon in eyes.data.polygons:
            x, y, z = points[list(polygon.vertices)].mean(0)
            if x * sign > 0 and y < centre[1]:
                off = np.hypot(x - centre[0], z - centre[2]) / radius_m
                polygon.material_index = 2 if off < 0.22 else 1 if off < 0.5 else 0


def paint_face(skin: bpy.types.Object, body: Body, points: npt.NDArray[np.int64], config: Config) -> None:
    """Eyebrows and lips; `points` are those the skin is made of."""
    brow, lip = np.array(config.hair) * 1.3 + 0.01, np.array(config.skin) * [0.95, 0.62, 0.62]
    skin.data.materials.append(material("brow", brow.tolist(), Finish(rough=0.7)))
    skin.data.materials.append(material("lip", lip.tolist(), Finish(rough=0.4)))
    middle = between_eyes(body)
    from_middle = body.vertices[points] - middle
    eye = abs(body.at_rest("eye.L")[0] - middle[0])
    for polygon in skin.data.polygons:
        x, y, z = from_middle[list(polygon.vertices)].mean(0)
        if abs(abs(x) - eye) < 0.024 and 0.016 < z < 0.024 and y < 0.02:
            polygon.material_index = 1
        if abs(x) < 0.024 and -0.083 < z < -0.064 and y < -0.015:
            polygon.material_index = 2
