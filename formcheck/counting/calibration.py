"""What is known of one person before one camera: rest values, segment lengths, near side, landmark offset."""

from array import array
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan, nan
from statistics import median

from formcheck.counting.snapshot import Gates
from formcheck.exercises.schema import Drive, Hold
from formcheck.kinematics.limb import shank_px, thigh_px
from formcheck.kinematics.measures import MEASURES
from formcheck.kinematics.observation import Lengths, Observation
from formcheck.pose.landmarks import SIDES, Pose, Side

LARGEST_OFFSET = 16.0
"""Good tops of real bridges read up to 16 degrees past straight (5th to 95th percentile: -2 to 16)."""
TOP_S = 0.2
"""A top lasts for at least this long; what is shorter is the tracker's."""
SIDE_VIEW_DEG = 20.0
"""Estimated yaw up to which angles are those of a side view (clips at 45 degrees read 20 and more)."""
FARTHEST_YAW_DEG = 55.0
"""Estimated yaw beyond which nothing is measured: people seen at 45 degrees read 20 to 53, a body seen at 70 degrees
59 with angles off by 48, from the feet or the head 62 and more."""


@dataclass(frozen=True, slots=True)
class GateValues:
    """The way of one side from rest to goal, in values of the driving measure.

    Attributes
    ----------
    rest, count_gate, hold_gate
        Where it begins, where a repetition counts, and past which a hold runs: the lower of its share of the way and
        a full repetition, never lower than the count gate. Corrected by the offset, as all that leaves the program.
    offset
        That offset.
    """

    rest: float
    count_gate: float
    hold_gate: float
    offset: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The start position of one person before one camera.

    Attributes
    ----------
    near
        The side towards the camera.
    rest
        Median of every measure of each side in the start position; NaN where it could not be seen.
    lengths
        Segment lengths, pixels.
    yaw_deg
        Estimated yaw of the view.
    offset
        By how much the driving measure reads too far, as the lowest top of the set shows (`Drive.straight`).
    """

    near: Side
    rest: Mapping[Side, Mapping[str, float]]
    lengths: Lengths
    yaw_deg: float
    offset: float = 0.0

    def without(self, drive: Drive, sides: Collection[Side]) -> "Calibration":
        """The same, with the rest of some sides unknown."""
        unknown = {side: {**self.rest[side], drive.measure: nan} for side in sides}
        return replace(self, rest={**self.rest, **unknown})

    @property
    def from_the_side(self) -> bool:
        """Whether angles may be judged: at 45 degrees a top reads up to 23 degrees too high."""
        return not self.yaw_deg > SIDE_VIEW_DEG

    def progress(self, drive: Drive, side: Side, value: float) -> float:
        """Where a value of the driving measure lies between this person's rest (0) and the goal (1)."""
        rest = self.rest[side][drive.measure]
        return (value - rest) / (drive.goal_from(rest) + self.offset - rest)

    def way(self, drive: Drive, hold: Hold, side: Side) -> GateValues:
        """The person's way from rest to goal, and the gates on it."""
        rest = self.rest[side][drive.measure] - self.offset
        length = drive.goal_from(rest) - rest
        count_gate = rest + Gates().count * length
        hold_gate = max(min(rest + hold.fraction * length, drive.full_from(rest)), count_gate)
        return GateValues(rest, count_gate, hold_gate, self.offset)

    def gates(self, drive: Drive, hold: Hold, side: Side) -> Gates:
        """The gates as shares of this person's way."""
        return Gates(hold=self.progress(drive, side, self.way(drive, hold, side).hold_gate + self.offset))


def calibrate(moments: Iterable[tuple[Observation, Pose]], near: Side) -> Calibration:
    """Calibration from moments in the start position; of each only numbers are kept, since there may be many."""
    seen = array("d")
    for observation, pose in moments:
        for side in SIDES:
            seen.extend((thigh_px(pose, side), shank_px(pose, side)))
            seen.extend(observation.smooth[side][name] for name in MEASURES)
        seen.append(observation.yaw_deg)
    width = 1 + len(SIDES) * (2 + len(MEASURES))
    medians = iter([_median(seen[column::width]) for column in range(width)])
    rest, thigh_of, shank_of = {}, {}, {}
    for side in SIDES:
        thigh_of[side], shank_of[side] = next(medians), next(medians)
        rest[side] = {name: next(medians) for name in MEASURES}
    return Calibration(near, rest, Lengths(thigh_of, shank_of), next(medians))


def near_side(observations: Iterable[Observation], drive: Drive | None = None) -> Side:
    """The side that most moments show nearer to the camera; the leg that works, where the exercise picks it."""
    return near_side_of((observation.nearness for observation in observations), drive)


def near_side_of(nearness: Iterable[float], drive: Drive | None = None) -> Side:
    """The same from the nearness of the left side alone."""
    if drive is not None and drive.leg is not None:
        return Side.LEFT
    return Side.LEFT if sum(1 if metres > 0 else -1 for metres in nearness) > 0 else Side.RIGHT


class TopWatch:
    """The tops of the lifts of one side as they come, the one under way included.

    A top is the highest value that lasted for `TOP_S`.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()
        self._ended: list[float] = []
        self._running = nan

    @property
    def tops(self) -> list[float]:
        """Tops so far."""
        return self._ended if isnan(self._running) else [*self._ended, self._running]

    def update(self, time_s: float, value: float, progress: float) -> None:
        """Take the uncorrected value of the driving measure, and the progress it stands for."""
        if isnan(value):
            return
        if progress < Gates().back and not isnan(self._running):
            self._ended.append(self._running)
            self._running = nan
        self._recent.append((time_s, value))
        while time_s - self._recent[0][0] > TOP_S:
            self._recent.popleft()
        lasted = min(value for _, value in self._recent)
        if progress >= Gates().count and time_s - self._recent[0][0] >= TOP_S / 2:
            self._running = lasted if isnan(self._running) else max(self._running, lasted)


def offset(drive: Drive, yaw_deg: float, tops: Sequence[float]) -> float:
    """How far the driving measure reads past where the body can be, from the uncorrected tops of a set.

    The hip landmark lies in front of the joint, more so on heavy bodies, so that a straight hip reads past
    straight by a constant of the person. Nobody ends every repetition past straight: the lowest top of a set is
    straight at most, and what it reads beyond is the landmark's. Seen at an angle the lines of a bridge spread,
    and this says nothing.
    """
    if drive.straight is None or not tops or yaw_deg > SIDE_VIEW_DEG:
        return 0.0
    return min(max(min(tops) - drive.straight, 0.0), LARGEST_OFFSET)


def _median(values: Iterable[float]) -> float:
    known = [value for value in values if not isnan(value)]
    return median(known) if known else nan
