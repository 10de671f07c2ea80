"""Heights of the body in the picture, and the length they are measured in.

A height does not change when the person or the camera turns, as long as the camera is level; a known roll is taken
out. Heights are signed pixels, up positive. Where a height has a value for each leg, left comes first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, dist, isfinite, radians, sin

from formcheck.pose.landmarks import Side, index
from formcheck.pose.plausible import Points

Legs = tuple[float, ...]


def _both(joint: str) -> tuple[int, int]:
    return index(joint, Side.LEFT), index(joint, Side.RIGHT)


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


def body(image_px: Points, roll_deg: float = 0.0) -> Body:
    """What the heights are made of, of one pose.

    Parameters
    ----------
    image_px
        33 points, pixels, x right, y down.
    roll_deg
        How far the camera is turned about its axis: positive where the picture's contents lean clockwise.
    """
    sine, cosine = sin(radians(roll_deg)), cos(radians(roll_deg))

    def up(joints: tuple[int, int]) -> tuple[float, float]:
        (x, y), (u, v) = image_px[joints[0]], image_px[joints[1]]
        return x * sine - y * cosine, u * sine - v * cosine

    def longer(starts: tuple[int, int], ends: tuple[int, int]) -> float:
        return max(dist(image_px[start], image_px[end]) for start, end in zip(starts, ends, strict=True))

    return Body(
        shoulders=sum(up(_SHOULDERS)) / 2,
        hips=sum(up(_HIPS)) / 2,
        knees=up(_KNEES),
        feet=up(_ANKLES),
        thigh=longer(_HIPS, _KNEES),
        shank=longer(_KNEES, _ANKLES),
    )


def segment_seen(image_px: Points, image_size: tuple[int, int]) -> bool:
    """Whether some thigh or shank lies in the picture with both ends."""
    width, height = image_size

    def inside(joint: int) -> bool:
        x, y = image_px[joint]
        return 0 <= x < width and 0 <= y < height

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
