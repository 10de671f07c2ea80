"""Heights of the body in the picture, and the length they are measured in.

A height does not change when the person or the camera turns, as long as the camera is level; a known roll is taken
out. Heights are signed pixels, up positive. Where a height has a value for each leg, left comes first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, hypot, isfinite, radians, sin

from formcheck.pose.landmarks import INDEX, FloatArray, Side, index

Legs = tuple[float, ...]


def _both(joint: str) -> tuple[int, int]:
    return index(joint, Side.LEFT), index(joint, Side.RIGHT)


_FIRST, _LAST = INDEX["left_shoulder"], INDEX["right_ankle"]
_SHOULDERS, _HIPS, _KNEES, _ANKLES = (_both(joint) for joint in ("shoulder", "hip", "knee", "ankle"))


@dataclass(frozen=True, slots=True)
class Body:
    """What the heights are made of, in pixels, up positive.

    Attributes
    ----------
    shoulders, hips
        The middle of the two.
    knees, feet
        Left and right; the foot is the ankle.
    thigh, shank
        The longer of the two as they appear: foreshortening only ever shortens.
    """

    shoulders: float
    hips: float
    knees: tuple[float, float]
    feet: tuple[float, float]
    thigh: float
    shank: float

    @property
    def known(self) -> bool:
        """Whether all of it is known."""
        return isfinite(self.shoulders + self.hips + self.thigh + self.shank)


def body(image_px: FloatArray, roll_deg: float = 0.0) -> Body:
    """What the heights are made of, of one pose.

    Parameters
    ----------
    image_px
        (33, 2) pixels, x right, y down.
    roll_deg
        How far the camera is turned about its axis: positive where the picture's contents lean clockwise.
    """
    points = image_px[_FIRST : _LAST + 1].tolist()
    sine, cosine = sin(radians(roll_deg)), cos(radians(roll_deg))

    def up(joint: int) -> float:
        x, y = points[joint - _FIRST]
        return float(x * sine - y * cosine)

    def length(start: int, end: int) -> float:
        (x, y), (u, v) = points[start - _FIRST], points[end - _FIRST]
        return hypot(x - u, y - v)

    return Body(
        shoulders=sum(map(up, _SHOULDERS)) / 2,
        hips=sum(map(up, _HIPS)) / 2,
        knees=(up(_KNEES[0]), up(_KNEES[1])),
        feet=(up(_ANKLES[0]), up(_ANKLES[1])),
        thigh=max(map(length, _HIPS, _KNEES)),
        shank=max(map(length, _KNEES, _ANKLES)),
    )


def segment_seen(image_px: FloatArray, image_size: tuple[int, int]) -> bool:
    """Whether some thigh or shank lies in the picture with both ends."""
    points = image_px[_FIRST : _LAST + 1].tolist()
    width, height = image_size

    def inside(joint: int) -> bool:
        x, y = points[joint - _FIRST]
        return bool(0 <= x < width and 0 <= y < height)

    sides = zip(_HIPS, _KNEES, _ANKLES, strict=True)
    return any(inside(knee) and (inside(hip) or inside(ankle)) for hip, knee, ankle in sides)


@dataclass(frozen=True, slots=True)
class Height:
    """A height by name: its values, and whether the exercise makes it fall (-1) or rise (1)."""

    of: Callable[[Body], Legs]
    direction: int = 1


HEIGHTS = {
    "hips_over_lower_foot": Height(lambda b: (b.hips - min(b.feet),), -1),
    "shoulders_over_lower_foot": Height(lambda b: (b.shoulders - min(b.feet),), -1),
    "hips_over_shoulders": Height(lambda b: (b.hips - b.shoulders,)),
    "feet_over_hips": Height(lambda b: (b.feet[0] - b.hips, b.feet[1] - b.hips)),
    "knees_over_hips": Height(lambda b: (b.knees[0] - b.hips, b.knees[1] - b.hips)),
}
