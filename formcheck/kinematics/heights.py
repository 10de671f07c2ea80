"""Heights of the body in the picture, and the length they are measured in.

A height does not change when the person or the camera turns, as long as the camera is level. Heights are signed
pixels, up positive. Where a height has a value for each leg, left comes first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import dist, isfinite

from formcheck.kinematics.figure import ANKLES, HIPS, KNEES, SHOULDERS
from formcheck.pose.plausible import Points
from formcheck.pose.running_quantile import RunningQuantile


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
        return isfinite(self.shoulders + self.hips + sum(self.knees) + sum(self.feet) + self.thigh + self.shank)


def body(image_px: Points) -> Body:
    """What the heights are made of, of one pose: 33 points, pixels, x right, y down."""

    def up(joints: list[int]) -> tuple[float, float]:
        return -image_px[joints[0]][1], -image_px[joints[1]][1]

    def longer(starts: list[int], ends: list[int]) -> float:
        return max(dist(image_px[start], image_px[end]) for start, end in zip(starts, ends, strict=True))

    return Body(
        shoulders=sum(up(SHOULDERS)) / 2,
        hips=sum(up(HIPS)) / 2,
        knees=up(KNEES),
        feet=up(ANKLES),
        thigh=longer(HIPS, KNEES),
        shank=longer(KNEES, ANKLES),
    )


@dataclass(frozen=True, slots=True)
class Height:
    """Its values, whether the exercise makes it fall (-1) or rise (1), and how many values: 2 for one a leg."""

    of: Callable[[Body], tuple[float, ...]]
    direction: int = 1
    legs: int = 1


HEIGHTS = {
    "hips_over_lower_foot": Height(lambda b: (b.hips - min(b.feet),), -1),
    "hips_off_the_seat": Height(lambda b: (b.hips - min(b.feet),)),  # the same from below
    "shoulders_over_lower_foot": Height(lambda b: (b.shoulders - min(b.feet),), -1),
    "hips_over_shoulders": Height(lambda b: (b.hips - b.shoulders,)),
    "feet_over_hips": Height(lambda b: (b.feet[0] - b.hips, b.feet[1] - b.hips), legs=2),
    "knees_over_hips": Height(lambda b: (b.knees[0] - b.hips, b.knees[1] - b.hips), legs=2),
}


def climb(name: str, seen: Body) -> float:
    """How far what lies climbs in the picture, as the floor does seen from above, pixels; 0 where it falls."""
    height = HEIGHTS[name]
    return max(height.direction * height.of(seen)[0], 0.0)


MEASURED = Height(lambda b: ())
"""What counts where no height changes: a measure by another name, which grows."""


class Unit:
    """The thigh in pixels, from three witnesses of which any one may be wrong: their median.

    The longest thigh seen is too short where the thigh points at the camera (half of it for a rendered bridge
    from the feet end); the longest shank likewise (they are equally long: 0.245 and 0.246 of
    the body's height, Winter 2009); the thigh by the world landmarks' scale does not depend on the view, but is a
    guess of the model and fails altogether from the feet end. The longest seen is the 90th percentile: foreshortening
    only ever shortens, a jumping landmark lengthens.
    """

    SHARE, WINDOW_S = 0.9, 120.0

    def __init__(self) -> None:
        self._thigh = RunningQuantile(self.SHARE, self.WINDOW_S)
        self._shank = RunningQuantile(self.SHARE, self.WINDOW_S)
        self._world = RunningQuantile(0.5, self.WINDOW_S)

    def update(self, time_s: float, seen: Body, thigh_px: float) -> float:
        """Take one body in, with the thigh by the world's scale (NaN where unknown); the length so far."""
        found = [self._thigh.update(time_s, seen.thigh), self._shank.update(time_s, seen.shank)]
        if isfinite(thigh_px):
            found.append(self._world.update(time_s, thigh_px))
        found.sort()
        return found[len(found) // 2]

    def scale(self, factor: float, before_s: float) -> None:
        """The same person, that many times as large as before."""
        for witness in (self._thigh, self._shank, self._world):
            witness.scale(factor, before_s)
