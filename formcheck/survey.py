"""A first look at a whole recording: when is somebody in position, and what are rest, near side and offset then?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from formcheck.calibration import Calibration, calibrate, near_side, offset
from formcheck.exercise import Drive, Exercise
from formcheck.landmarks import FloatArray, Pose, Side
from formcheck.observation import SIDES, Observation, observe
from formcheck.readiness import GONE_S, LOST_S, NOBODY, Standing, first_unmet, unseen_advice
from formcheck.recording import Recording
from formcheck.snapshot import State
from formcheck.tracking import ReplayTrack

SHORTEST_S = 1.0
"""A shorter stretch in position is somebody passing through it."""
EDGE_S = 0.3
"""A stretch that begins or ends at rest shows the rest for at least this long."""
LEVEL = 5.0
"""Values this near to a turning point belong to it."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time during which one person is in position before one camera: [start_s, end_s]."""

    start_s: float
    end_s: float
    calibration: Calibration


class Survey:
    """What a whole recording shows of the person before a repetition is counted."""

    def __init__(self, recording: Recording, exercise: Exercise) -> None:
        self._exercise = exercise
        track = ReplayTrack(recording)
        tracked = [track.update(time_s, pose) for time_s, pose in recording]
        self._seen: list[Observation] = []
        self._poses: list[Pose] = []
        for time_s, moment in zip(recording.time_s.tolist(), tracked, strict=True):
            if moment is not None:
                self._seen.append(observe(time_s, moment, exercise.posture))
                self._poses.append(moment.smooth)
        self.spells = [spell for rows in self._stretches() if (spell := self._spell(rows)) is not None]

    def _stretches(self) -> list[list[int]]:
        """Rows in position, split where position, camera or near side change."""
        near = _near_sides(self._seen)
        rows = [
            row
            for row, observation in enumerate(self._seen)
            if first_unmet(self._exercise.during, observation, near[row]) is None
        ]
        stretches: list[list[int]] = [[]]
        for row in rows:
            last = stretches[-1][-1] if stretches[-1] else row
            gap_s = self._seen[row].time_s - self._seen[last].time_s
            if gap_s > self._longest_gap_s(last, row) or near[row] is not near[last] or self._cut(last, row):
                stretches.append([])
            stretches[-1].append(row)
        return [s for s in stretches if s and self._seen[s[-1]].time_s - self._seen[s[0]].time_s >= SHORTEST_S]

    def _longest_gap_s(self, last: int, row: int) -> float:
        """A position is left sooner than a person who is out of sight is given up."""
        return LOST_S if row > last + 1 else GONE_S

    def _cut(self, last: int, row: int) -> bool:
        """Whether the whole body jumps between two frames, as it does where a clip is cut."""
        step = np.abs(self._poses[row].image_px - self._poses[last].image_px)
        return float(np.nanmedian(step)) > 0.1 * max(self._poses[row].image_size)

    def _spell(self, rows: list[int]) -> Spell | None:
        exercise, drive = self._exercise, self._exercise.drive
        near = near_side(self._seen[row] for row in rows)
        sides = (near,) if exercise.sides == "together" else SIDES
        time_s = np.array([self._seen[row].time_s for row in rows])
        at_rest = np.ones(len(rows), dtype=bool)
        for side in sides:
            values = np.array([self._seen[row].smooth[side][drive.measure] for row in rows])
            level = rest_level(time_s, values, drive)
            if level is None:
                return None
            at_rest &= np.abs(values - level) < max(LEVEL, 0.15 * (drive.goal - level))
        resting = [row for row, still in zip(rows, at_rest, strict=True) if still]
        if not resting:
            return None
        found = calibrate([self._seen[row] for row in resting], [self._poses[row] for row in resting], near)
        values = np.array([self._seen[row].smooth[near][drive.measure] for row in rows])
        tops = [
            float(values[row])
            for row, is_top in turning_points(values, drive.smallest_range / 2)
            if is_top and found.progress(drive, near, values[row]) >= 0.65
        ]
        found = replace(found, offset=offset(drive, found.yaw_deg, tops))
        return Spell(float(time_s[0]), float(time_s[-1]), found)


def _near_sides(seen: Sequence[Observation]) -> list[Side]:
    """Near side at every moment, by the vote of the half second before and after."""
    time_s = np.array([o.time_s for o in seen])
    votes = np.concatenate([[0.0], np.cumsum([1.0 if o.nearness > 0 else -1.0 for o in seen])])
    first, last = np.searchsorted(time_s, time_s - 0.5), np.searchsorted(time_s, time_s + 0.5, side="right")
    return [Side.LEFT if vote > 0 else Side.RIGHT for vote in votes[last] - votes[first]]


def turning_points(values: FloatArray, least: float) -> list[tuple[int, bool]]:
    """Highest and lowest rows of every swing of at least some size, in order; true for a top.

    The first and the last turning point may be the edge of the signal. Missing values are passed over.
    """
    rows = np.flatnonzero(~np.isnan(values)).tolist()
    if not rows:
        return []
    low = high = rows[0]
    rising: bool | None = None
    points: list[tuple[int, bool]] = []
    for row in rows:
        low = row if values[row] < values[low] else low
        high = row if values[row] > values[high] else high
        if rising is not False and values[high] - values[row] >= least:
            points.append((high, True))
            rising, low = False, row
        elif rising is not True and values[row] - values[low] >= least:
            points.append((low, False))
            rising, high = True, row
    if rising is not None:
        points.append((high, True) if rising else (low, False))
    return points


def rest_level(time_s: FloatArray, values: FloatArray, drive: Drive) -> float | None:
    """Value of the driving measure at rest, None where the signal never rests.

    The middle of the signal's valleys: unlike its average, or its lowest values, it does not care how long the
    holds are, where the clip begins, or whether a picture froze half way up.
    """
    points = turning_points(values, drive.smallest_range / 2)
    valleys = [row for row, is_top in points if not is_top]
    edges = {points[0][0], points[-1][0]} if points else set()
    levels = [_around(time_s, values, row) for row in valleys]
    settled = [
        level for row, (level, lasts_s) in zip(valleys, levels, strict=True) if row not in edges or lasts_s >= EDGE_S
    ]
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    candidates = settled or [level for level, _ in levels] or [float(np.median(known))]
    level = float(np.median(candidates))
    return level if drive.rest[0] <= level <= drive.rest[1] else None


def _around(time_s: FloatArray, values: FloatArray, row: int) -> tuple[float, float]:
    """Median of the values about a valley, and for how long they last, seconds."""
    near: npt.NDArray[np.bool_] = ~(values > values[row] + LEVEL)
    first = row
    while first > 0 and near[first - 1]:
        first -= 1
    last = row
    while last + 1 < len(values) and near[last + 1]:
        last += 1
    return float(np.nanmedian(values[first : last + 1])), float(time_s[last] - time_s[first])


class ReplayReadiness:
    """Readiness as a survey of the whole recording found it."""

    def __init__(self, survey: Survey, exercise: Exercise) -> None:
        self._spells = survey.spells
        self._exercise = exercise

    def update(self, time_s: float, observation: Observation | None, pose: Pose | None) -> Standing:
        """Where the person is now."""
        for spell in self._spells:
            if spell.start_s <= time_s <= spell.end_s:
                hidden = "" if observation is None else unseen_advice(observation, spell.calibration.near)
                return Standing(State.READY, hidden, spell.calibration)
        if observation is None:
            return NOBODY
        near = near_side([observation])
        unmet = first_unmet((*self._exercise.during, *self._exercise.start), observation, near)
        hidden = unseen_advice(observation, near)
        return Standing(State.POSITIONING, hidden or (unmet.say if unmet else "Hold still for a moment."))

    def learn_top(self, value: float) -> None:
        """Nothing to learn: the survey has seen every top."""
