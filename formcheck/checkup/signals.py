"""Numbers of one moment that the files of tests name, beyond the measures of the exercises.

Of two legs one works and the other is free. Lengths are in thighs, which are as long as lower legs; a `place` is a
point, of which only the distance from another moment is asked. NaN where a joint is hidden.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, degrees, isnan, nan
from types import MappingProxyType

import numpy as np

from formcheck.checkup.seat import Seat
from formcheck.kinematics.heights import Unit
from formcheck.kinematics.observation import LEAST_VISIBILITY, OUTSIDE, Observation
from formcheck.kinematics.perception import Perceived
from formcheck.kinematics.view import ViewReading
from formcheck.pose.landmarks import SIDES, FloatArray, Pose, Side, index
from formcheck.pose.running_quantile import RunningQuantile
from formcheck.pose.smoothing import OneEuro

LEAST_TRUNK = 0.8
"""Shoulders to hips in thighs; an adult's are 1.1 to 1.4 apart. Who leans towards the camera shows less."""


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment, ready to be asked.

    Attributes
    ----------
    points
        33 points, thigh lengths, y up; NaN where hidden. `raw` are the same unsmoothed.
    hips_px
        Hips over the lower foot, pixels, unsmoothed.
    unit_px
        The thigh, pixels.
    trunk
        Its length as the person has shown it, thigh lengths.
    observation
        Every measure of both legs; None without a person.
    seat
        Where this person sits and stands; None while unknown.
    """

    time_s: float
    points: tuple[complex, ...]
    hips_px: float
    unit_px: float
    trunk: float
    observation: Observation | None
    view: ViewReading
    seat: Seat | None
    near: Side | None

    def at(self, joint: str, side: Side) -> complex:
        """A joint of one side."""
        return self.points[index(joint, side)]

    def middle(self, joint: str) -> complex:
        """The middle between the two sides."""
        return _middle(self.points, joint)

    @property
    def rise(self) -> float:
        """The way from seat to stand, 0 to 1."""
        return nan if self.seat is None else self.seat.share(self.hips_px)


Asked = Callable[[Instant, Side], float | complex]


def _hands_from_chest(now: Instant, _: Side) -> float:
    """The farther of the wrists that are seen, from the upper third of the trunk, in trunk lengths."""
    chest = now.middle("shoulder") + 0.3 * (now.middle("hip") - now.middle("shoulder"))
    return _most(abs(now.at("wrist", side) - chest) / now.trunk for side in SIDES)


def _hand_from_chest(now: Instant, _: Side) -> float:
    """The same of the nearer wrist: where both are away, the arms are not crossed."""
    chest = now.middle("shoulder") + 0.3 * (now.middle("hip") - now.middle("shoulder"))
    return -_most(-abs(now.at("wrist", side) - chest) / now.trunk for side in SIDES)


def _hand_to_thigh(now: Instant, _: Side) -> float:
    """The nearest wrist from a thigh."""
    thighs = [(now.at("hip", side), now.at("knee", side)) for side in SIDES]
    return -_most(-_from_line(now.at("wrist", side), *thigh) for side in SIDES for thigh in thighs)


def _hand_to_seat(now: Instant, _: Side) -> float:
    """The nearest wrist above the seat's height, downwards negative; where the hips were when the person sat."""
    if now.seat is None:
        return nan
    floor = -_most(-now.at("ankle", side).imag for side in SIDES)
    return -_most(-(now.at("wrist", side).imag - floor - now.seat.sits_px / now.unit_px) for side in SIDES)


def _seat_slope(now: Instant, _: Side) -> float:
    """How far the thighs of who sits fall towards the knees: by heights, so from any view."""
    slope = (now.middle("hip") - now.middle("knee")).imag
    return degrees(asin(slope)) if abs(slope) <= 1 else nan


def _thighs_apart(now: Instant, working: Side) -> float:
    found = now.observation
    if found is None:
        return nan
    return abs(found.smooth[working]["thigh_elevation_deg"] - found.smooth[working.other]["thigh_elevation_deg"])


_SIGNALS: dict[str, Asked] = {
    "rise": lambda now, _: now.rise,
    "hips_up": lambda now, _: now.hips_px / now.unit_px,
    "off_side_deg": lambda now, _: now.view.off_side_deg,
    "hands_from_chest": _hands_from_chest,
    "hand_from_chest": _hand_from_chest,
    "hand_to_thigh": _hand_to_thigh,
    "hand_to_seat": _hand_to_seat,
    "hip_over_knee": lambda now, leg: (now.at("hip", leg) - now.at("knee", leg)).imag,
    "seat_slope_deg": _seat_slope,
    "foot_over_foot": lambda now, leg: (now.at("ankle", leg.other) - now.at("ankle", leg)).imag,
    "foot_to_leg": lambda now, leg: _from_line(now.at("ankle", leg.other), now.at("knee", leg), now.at("ankle", leg)),
    "thighs_apart_deg": _thighs_apart,
    "ankle_place": lambda now, leg: now.at("ankle", leg),
    "toe_place": lambda now, leg: now.at("foot_index", leg),
    "hips_place": lambda now, _: now.middle("hip"),
    "chest_rise": lambda now, _: now.middle("shoulder").imag / now.trunk,
    "hips_rise": lambda now, _: now.middle("hip").imag,
}
SIGNALS: Mapping[str, Asked] = MappingProxyType(_SIGNALS)
"""By name; the leg is the one that works, where a signal has one."""


class Reader:
    """Makes instants of what is perceived; causal.

    Attributes
    ----------
    keeps_size
        While a try runs the person's size is not learnt on: a foot that stays would seem to move.
    """

    def __init__(self) -> None:
        self.keeps_size = False
        self._unit, self._filter = Unit(), OneEuro()
        self._trunk = RunningQuantile(0.9, 120.0)
        self._unit_px = self._scale_px = nan
        self._near: deque[tuple[float, float]] = deque()

    def read(self, seen: Perceived, posture: str, seat: Seat | None = None) -> Instant | None:
        """One moment of somebody in a posture; None where nobody is seen, or what is seen is no data."""
        followed, pose, observation = seen.followed, seen.pose, seen.observation(posture)
        if followed is None or pose is None or observation is None:
            return None
        body = followed.body
        if not (self.keeps_size and self._unit_px > 0):
            self._unit_px = self._unit.update(seen.time_s, body, followed.thigh_px)
        if not self._unit_px > 0:
            return None
        self._scale_px = self._unit_px if isnan(self._scale_px) else self._scale_px
        points = self._points(seen.time_s, np.array(followed.image_px), pose)
        trunk_px = abs(_middle(points, "shoulder") - _middle(points, "hip")) * self._unit_px
        trunk = max(self._trunk.update(seen.time_s, trunk_px) / self._unit_px, LEAST_TRUNK)
        hips_px, near = body.hips - min(body.feet), self._nearest(seen.time_s, observation)
        return Instant(seen.time_s, points, hips_px, self._unit_px, trunk, observation, seen.view, seat, near)

    def _points(self, time_s: float, image_px: FloatArray, pose: Pose) -> tuple[complex, ...]:
        at = image_px / pose.image_size
        outside = ((at < -OUTSIDE) | (at > 1 + OUTSIDE)).any(axis=1)
        found = self._filter.update(time_s, image_px / self._scale_px) * (self._scale_px / self._unit_px)
        found[outside | (pose.visibility < LEAST_VISIBILITY)] = nan
        return tuple(complex(x, -y) for x, y in found.tolist())

    def _nearest(self, time_s: float, observation: Observation) -> Side:
        """The leg that was nearer for most of the last second."""
        self._near.append((time_s, observation.nearness))
        while time_s - self._near[0][0] > 1.0:
            self._near.popleft()
        return Side.LEFT if sum(1 if value > 0 else -1 for _, value in self._near) > 0 else Side.RIGHT


def _most(values: Iterable[float]) -> float:
    """The largest that is known; NaN where none is."""
    return max((value for value in values if not isnan(value)), default=nan)


def _middle(points: Sequence[complex], joint: str) -> complex:
    return sum(points[index(joint, side)] for side in SIDES) / 2


def _from_line(point: complex, start: complex, end: complex) -> float:
    """How far a point is from a line between two others."""
    along = end - start
    if not abs(along) > 0:
        return abs(point - start)
    share = ((point - start) * along.conjugate()).real / abs(along) ** 2
    return abs(point - (start + min(max(share, 0.0), 1.0) * along))
