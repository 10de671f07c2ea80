"""The one scale of views: where a camera stands around a person.

Azimuth in degrees: 0 exactly at the person's right side, 90 in front, 180 at the left side, 270 behind. Of whoever
lies, on the back, the stomach or the side, the feet end is the front and the head end behind; on all fours the head is
in front.
"""

from math import atan2, cos, degrees, radians, sin
from typing import NamedTuple

import numpy as np

from .rotation import Array

SIDE_TO_DEG, SIDE_45_TO_DEG, FRONT_45_TO_DEG = 20.0, 55.0, 75.0
"""How far beside the exact side each word reaches."""
WORDS = ("side", "side-45", "front-45", "front", "back-45", "back")
"""The words for views."""


class Stand(NamedTuple):
    """A person's own directions along the floor: to the right side, and ahead."""

    right: Array
    ahead: Array


def beside_deg(azimuth_deg: float) -> float:
    """How far a camera is from the nearest exact side, 0 to 90 degrees."""
    return degrees(atan2(abs(sin(radians(azimuth_deg))), abs(cos(radians(azimuth_deg)))))


def word(azimuth_deg: float) -> str:
    """The view in the words of the recordings: `side`, `side-45`, `front-45`, `front`, `back-45`, `back`."""
    away_deg = round(beside_deg(azimuth_deg), 6)
    if away_deg <= SIDE_TO_DEG:
        return "side"
    if away_deg <= SIDE_45_TO_DEG:
        return "side-45"
    end = "front" if sin(radians(azimuth_deg)) > 0 else "back"
    return f"{end}-45" if away_deg <= FRONT_45_TO_DEG else end


def towards(azimuth_deg: float, stand: Stand) -> Array:
    """The direction along the floor from a person to a camera at an azimuth, of length 1."""
    azimuth = radians(azimuth_deg)
    return cos(azimuth) * stand.right + sin(azimuth) * stand.ahead


def yaw_deg(azimuth_deg: float, stand: Stand) -> float:
    """Where that is in the world, -180 to 180: 0 looks along +y, positive walks round to the right, towards +x."""
    x, y, _ = towards(azimuth_deg, stand)
    return round(degrees(atan2(x, -y)), 9)


def azimuth_deg(yaw_deg: float, stand: Stand) -> float:
    """The way back, 0 to 360."""
    yaw = radians(yaw_deg)
    back = np.array([sin(yaw), -cos(yaw), 0.0])
    return round(degrees(atan2(back @ stand.ahead, back @ stand.right)), 6) % 360
