"""A first look at a whole recording: when is somebody in position, and what are rest, near side and offset then?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from formcheck.advice import Advice
from formcheck.calibration import FARTHEST_YAW_DEG, Calibration, calibrate, near_side, offset
from formcheck.exercise import Drive, Exercise
from formcheck.landmarks import FloatArray, Pose, Side
from formcheck.observation import SIDES, Observation, observe
from formcheck.readiness import GONE_S, LOST_S, NOBODY, TURNED_S, Standing, first_unmet, unseen_advice
from formcheck.recording import Recording
from formcheck.snapshot import Gates, State
from formcheck.swings import rest_level, turning_points
from formcheck.tracking import ReplayTrack

SHORTEST_S = 1.0
"""A shorter stretch in position is somebody passing through it."""
VOTE_S = 2.0
"""The near side is voted over this long before and after."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time during which one person is in position before one camera: [start_s, end_s]."""

    start_s: float
    end_s: float
    calibration: Calibration


class Survey:
    """What a whole recording shows of the person before a repetition is counted."""

    def __init__(self, recording: Recording, exercise: Exercise, track: ReplayTrack | None = None) -> None:
        self._exercise = exercise
        track = track or ReplayTrack(recording, exercise)
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
        near = _near_sides(self._seen, self._exercise.drive)
        yaw_deg = _about(self._seen, [o.yaw_deg for o in self._seen], TURNED_S / 2)
        rows = [
            row
            for row, observation in enumerate(self._seen)
            if yaw_deg[row] <= FARTHEST_YAW_DEG and first_unmet(self._exercise.during, observation, near[row]) is None
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
        near = near_side((self._seen[row] for row in rows), drive)
        sides = (near,) if exercise.one_machine else SIDES
        time_s = np.array([self._seen[row].time_s for row in rows])
        at_rest, unknown = np.ones(len(rows), dtype=bool), set()
        for side in sides:
            values = np.array([self._seen[row].smooth[side][drive.measure] for row in rows])
            level = rest_level(time_s, values, drive)
            if level is None:
                unknown.add(side)
                continue
            resting = np.abs(values - level) < max(drive.level, 0.15 * (drive.goal_from(level) - level))
            at_rest &= resting if side is near else resting | np.isnan(values)
        still = [row for row, is_still in zip(rows, at_rest, strict=True) if is_still]
        if near in unknown or not still:
            return None
        found = calibrate([self._seen[row] for row in still], [self._poses[row] for row in still], near)
        # A far side whose rest is unknown is not counted; the near one is.
        found = found.without(drive, unknown)
        values = np.array([self._seen[row].smooth[near][drive.measure] for row in rows])
        tops = [
            float(values[row])
            for row, is_top in turning_points(values, drive.smallest_range / 2)
            if is_top and found.progress(drive, near, values[row]) >= Gates().count
        ]
        found = replace(found, offset=offset(drive, found.yaw_deg, tops))
        return Spell(float(time_s[0]), float(time_s[-1]), found)


def _near_sides(seen: Sequence[Observation], drive: Drive) -> list[Side]:
    """Near side at every moment, by vote: depth is a guess, and flips for a moment."""
    if drive.leg is not None:
        return [near_side((), drive)] * len(seen)
    votes = _about(seen, [1.0 if o.nearness > 0 else -1.0 for o in seen], VOTE_S)
    return [Side.LEFT if vote > 0 else Side.RIGHT for vote in votes.tolist()]


def _about(seen: Sequence[Observation], values: Sequence[float], for_s: float) -> FloatArray:
    """Mean over some time before and after every moment."""
    time_s = np.array([o.time_s for o in seen])
    sums = np.concatenate([[0.0], np.cumsum(values)])
    first, last = np.searchsorted(time_s, time_s - for_s), np.searchsorted(time_s, time_s + for_s, side="right")
    means: FloatArray = (sums[last] - sums[first]) / np.maximum(last - first, 1)
    return means


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
        if observation.yaw_deg > FARTHEST_YAW_DEG:
            return Standing(State.POSITIONING, Advice.TURN)
        near = near_side([observation], self._exercise.drive)
        unmet = first_unmet((*self._exercise.during, *self._exercise.start), observation, near)
        hidden = unseen_advice(observation, near)
        return Standing(State.POSITIONING, hidden or (unmet.say if unmet else Advice.HOLD_STILL))
