"""The tracker's lies: poses of an impossible size are no data, and cuts are found."""

from collections import deque
from collections.abc import Sequence
from math import dist, inf, isnan, nan

import numpy as np

from formcheck.pose.landmarks import FloatArray, Side, index
from formcheck.pose.running_quantile import RunningQuantile

Point = Sequence[float]
Points = Sequence[Point]
"""Points as plain numbers: a few of them are reckoned with several times faster than by small arrays."""

# Shoulders, hips and knees: what the model places best. Feet and hands leave the picture.
_TRUNK = [index(joint, side) for joint in ("shoulder", "hip", "knee") for side in (Side.LEFT, Side.RIGHT)]
_THIGHS = [(index("hip", side), index("knee", side)) for side in (Side.LEFT, Side.RIGHT)]
_CORNERS = [(index(joint, Side.LEFT), index(joint, Side.RIGHT)) for joint in ("shoulder", "hip", "ankle")]


def thigh_px(image_px: Points, world_m: Points) -> float:
    """The thigh's length in the picture if it were seen from the side, whatever the view; NaN where unknown.

    The scale that maps the world landmarks of shoulders, hips and knees onto the picture (least squares), times the
    thigh of the world landmarks. On people 0.85 to 1.04 of the longest thigh seen, from every view.

    Parameters
    ----------
    image_px, world_m
        33 points of two and of three numbers, as in `Pose`.
    """
    seen, model = [image_px[row] for row in _TRUNK], [world_m[row] for row in _TRUNK]
    middle_x, middle_y = sum(p[0] for p in model) / len(model), sum(p[1] for p in model) / len(model)
    flat = [(x - middle_x, y - middle_y) for x, y, _ in model]
    size = sum(x * x + y * y for x, y in flat)
    if not size > 0:
        return nan
    first_x, first_y = seen[0]
    along = sum((p[0] - first_x) * x + (p[1] - first_y) * y for p, (x, y) in zip(seen, flat, strict=True))
    thighs = sum(dist(world_m[hip], world_m[knee]) for hip, knee in _THIGHS)
    return along / size * thighs / 2


class Size:
    """One person's size in the picture, one pose after the other.

    Attributes
    ----------
    settled_px
        The thigh over the last seconds, whoever was seen: it changes by walking, not within a repetition. NaN where the
        last pose is of another size.
    anew
        Whether the last pose was of another size that has stayed: somebody else, or elsewhere.
    """

    # A size outside of these shares of its ten-second median is a collapsed or misplaced skeleton: 1 to 8 % is its
    # spread in a clip (provisional).
    SMALLEST, LARGEST, MEDIAN_S = 0.65, 1.5, 10.0
    # Another size that stays for so long is one: a collapse passes (the longest on people, cuts apart, was 0.8 s).
    STAYS_ANEW_S = 1.0

    def __init__(self) -> None:
        self._median, self._since_anew = (RunningQuantile(0.5, self.MEDIAN_S) for _ in range(2))
        self._good_s, self._usual_px = -inf, nan
        self.settled_px, self.anew = nan, False

    def update(self, time_s: float, thigh_px: float, longest_px: float) -> bool:
        """Whether the next pose may be one of this person; where its size is unknown it may.

        Parameters
        ----------
        time_s, thigh_px
            When, and the thigh by the world's scale.
        longest_px
            The longest of thigh and shank as they are seen: foreshortening only ever shortens, so nobody is smaller.
            (The world's scale of a squat that was held, seen from behind, was a half of the standing one.)
        """
        self.anew = False
        if isnan(thigh_px):
            return True
        thigh_px = max(thigh_px, min(longest_px, self._usual_px)) if self._usual_px > 0 else thigh_px
        settled_px = self._median.update(time_s, thigh_px)
        self._usual_px = settled_px
        self.settled_px = settled_px if self._near(thigh_px, settled_px) else nan
        if self._near(thigh_px, self._since_anew.update(time_s, thigh_px)):
            self._good_s = time_s
        elif time_s - self._good_s >= self.STAYS_ANEW_S:
            self._since_anew, self._good_s, self.anew = RunningQuantile(0.5, self.MEDIAN_S), time_s, True
            self._median = RunningQuantile(0.5, self.MEDIAN_S)  # who has gone back two metres keeps the new size
        return self._good_s == time_s

    def _near(self, thigh_px: float, usual_px: float) -> bool:
        return self.SMALLEST * usual_px < thigh_px < self.LARGEST * usual_px


class Distance:
    """Notices that the same person has stepped nearer or back, so that all lengths so far are of another size.

    Parameters
    ----------
    step
        How many times as large, or as small, the person has to be.

    Attributes
    ----------
    since_s
        When it was, about; NaN where the size is as it was.
    """

    # Standing is two thighs: at another size by so much it is off by the smallest rise of a squat and more. Steps of
    # 15 % cost no captured set a count, of 23 and 30 % up to eleven of fifteen; a size trembles by 1 to 8 %.
    STEP = 1.2
    MEDIAN_S = 5.0

    def __init__(self, step: float = STEP) -> None:
        self._step = step
        self._median = RunningQuantile(0.5, self.MEDIAN_S)
        self._first_s = self._size_px = self._now_px = nan
        self.since_s = nan

    def update(self, time_s: float, thigh_px: float) -> float:
        """How many times as large the person seems as they were; 1 where that is less than a step.

        It is said again with every pose until it is believed, see `believe`.
        """
        now_px = self._now_px = self._median.update(time_s, thigh_px)
        if not now_px > 0:
            return 1.0
        if not time_s - self._first_s >= self.MEDIAN_S / 2:
            self._first_s = time_s if isnan(self._first_s) else self._first_s
            self._size_px = now_px
        times = now_px / self._size_px
        if 1 / self._step < times < self._step:
            self.since_s = nan
            return 1.0
        if isnan(self.since_s):
            self.since_s = time_s - self.MEDIAN_S / 2
        return times

    def believe(self) -> float:
        """Take the person for as large as they seem; since when they are."""
        self._size_px, since_s, self.since_s = self._now_px, self.since_s, nan
        return since_s


class Cuts:
    """Finds cuts: the whole body is elsewhere from one picture to the next, in another size, and stays so."""

    STEP, STAYS_S, REFERENCE_S = 0.25, 0.2, 0.3
    # The jump against the largest step after it: fast movement goes on, a cut does not.
    AGAINST = 3.0

    def __init__(self) -> None:
        self._last: tuple[float, Points] | None = None
        self._suspected: tuple[float, Points] | None = None
        self._since: deque[Points] = deque(maxlen=64)

    def update(self, time_s: float, image_px: Points, unit: float) -> bool:
        """Whether a cut has just been made sure."""
        corners = ((image_px[left], image_px[right]) for left, right in _CORNERS)
        points = [((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in corners]
        last, self._last = self._last, (time_s, points)
        if self._suspected is None:
            if last is not None and time_s - last[0] < self.REFERENCE_S and self._moved(points, last[1], unit):
                self._suspected = (time_s, last[1])
                self._since.clear()
                self._since.append(points)
            return False
        self._since.append(points)
        if time_s - self._suspected[0] < self.STAYS_S:
            return False
        now = np.array(self._since)
        before, self._suspected = np.array(self._suspected[1]), None
        steps = np.abs(np.diff(now, axis=0)).sum(axis=2).max() if len(now) > 1 else np.inf
        jump = np.abs(now[0] - before).sum(axis=1).min()
        now = np.median(now, axis=0)
        return bool(jump > self.AGAINST * steps) and self._moved(now, before, unit) and self._changed(now, before, unit)

    def _moved(self, points: Points | FloatArray, before: Points | FloatArray, unit: float) -> bool:
        least = self.STEP * unit
        return all(abs(x - u) + abs(y - v) > least for (x, y), (u, v) in zip(points, before, strict=True))

    def _changed(self, points: FloatArray, before: FloatArray, unit: float) -> bool:
        """A camera that was knocked shifts everything alike; heights are none the worse for it."""
        shift = points - before
        return bool(np.abs(shift - shift.mean(axis=0)).max() > self.STEP / 2 * unit)
