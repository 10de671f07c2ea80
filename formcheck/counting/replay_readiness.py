"""A first look at a whole recording: when is somebody in position, and what are rest, near side and offset then?"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from formcheck.counting.advice import Advice
from formcheck.counting.calibration import FARTHEST_YAW_DEG, Calibration, calibrate, near_side, near_side_of, offset
from formcheck.counting.leg_order import naming_for
from formcheck.counting.readiness import GONE_S, LOST_S, NOBODY, TURNED_S, ReadinessStatus, first_unmet, unseen_advice
from formcheck.counting.snapshot import Gates, State
from formcheck.counting.turning_points import rest_level, turning_points
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import Drive
from formcheck.kinematics.observation import Observation, observe
from formcheck.pose.landmarks import SIDES, FloatArray, Pose, Side
from formcheck.pose.recording import Landmarks
from formcheck.pose.tracking import JUMP, ReplayTrack, is_cut

SHORTEST_S = 1.0
"""A shorter stretch in position is somebody passing through it."""
VOTE_S = 2.0
"""The near side is voted over this long before and after."""
SAMPLE = 2000
"""From so many frames at rest at most a person is calibrated."""


@dataclass(frozen=True, slots=True)
class PositionSpan:
    """A stretch of time during which one person is in position before one camera: [start_s, end_s]."""

    start_s: float
    end_s: float
    calibration: Calibration


class _Seen:
    """What a survey remembers of every frame with somebody in it: a few numbers, since a recording may last hours.

    Attributes
    ----------
    time_s, nearness, yaw_deg, centre_px
        (N,), the last (N, 2); as in `Observation`, and the middle of the body in the picture.
    drive
        Smooth driving measure of each side, (N,).
    fits
        Whether nothing in the way of being in position is certain, if that side is the near one; (N,).
    cut
        Whether the clip is cut before the frame; (N,).
    """

    def __init__(self, recording: Landmarks, exercise: Exercise, track: ReplayTrack) -> None:
        self.rows = array("L")
        numbers, flags = array("d"), array("b")
        before: Pose | None = None
        for row, (time_s, pose) in enumerate(recording):
            tracked = track.update(time_s, pose)
            if tracked is None:
                continue
            seen = observe(time_s, tracked, exercise.posture)
            self.rows.append(row)
            numbers.extend((time_s, seen.nearness, seen.yaw_deg, *tracked.smooth.image_px.mean(axis=0).tolist()))
            numbers.extend(seen.smooth[side][exercise.drive.measure] for side in SIDES)
            flags.extend(first_unmet(exercise.during, seen, side) is None for side in SIDES)
            flags.append(before is not None and is_cut(before, tracked.smooth))
            before = tracked.smooth
        columns = np.array(numbers).reshape(-1, 5 + len(SIDES)).T
        self.time_s, self.nearness, self.yaw_deg = columns[:3]
        self.centre_px = columns[3:5].T
        self.drive = dict(zip(SIDES, columns[5:], strict=True))
        *fits, cut = np.array(flags, dtype=bool).reshape(-1, len(SIDES) + 1).T
        self.fits = dict(zip(SIDES, fits, strict=True))
        self.cuts = np.cumsum(cut)

    def __len__(self) -> int:
        return len(self.rows)


class Survey:
    """What a whole recording shows of the person before a repetition is counted."""

    def __init__(self, recording: Landmarks, exercise: Exercise, track: ReplayTrack | None = None) -> None:
        self._exercise = exercise
        self._jump_px = JUMP * max(recording.image_size)
        track = track or ReplayTrack(recording, lambda: naming_for(exercise))
        self._seen = _Seen(recording, exercise, track)
        track.rewind()
        found = [resting for rows in self._stretches() if (resting := self._resting(rows)) is not None]
        calibrations = _calibrations(recording, track, exercise, [self._sampled(one) for one in found])
        self.spells = [self._spell(one, calibration) for one, calibration in zip(found, calibrations, strict=True)]

    def _stretches(self) -> list[list[int]]:
        """Rows in position, split where position, camera or near side change."""
        seen = self._seen
        near = _near_sides(seen, self._exercise.drive)
        in_position = np.where(near == 0, seen.fits[SIDES[0]], seen.fits[SIDES[1]])
        rows = np.flatnonzero((_about(seen, seen.yaw_deg, TURNED_S / 2) <= FARTHEST_YAW_DEG) & in_position).tolist()
        stretches: list[list[int]] = [[]]
        for row in rows:
            last = stretches[-1][-1] if stretches[-1] else row
            gap_s = seen.time_s[row] - seen.time_s[last]
            if gap_s > self._longest_gap_s(last, row) or near[row] != near[last] or self._cut(last, row):
                stretches.append([])
            stretches[-1].append(row)
        return [s for s in stretches if s and seen.time_s[s[-1]] - seen.time_s[s[0]] >= SHORTEST_S]

    def _longest_gap_s(self, last: int, row: int) -> float:
        """A position is left sooner than a person who is out of sight is given up."""
        return LOST_S if row > last + 1 else GONE_S

    def _cut(self, last: int, row: int) -> bool:
        """Whether the clip is cut between two frames, or the person is elsewhere when they come back."""
        moved_px = np.abs(self._seen.centre_px[row] - self._seen.centre_px[last])
        return bool(self._seen.cuts[row] > self._seen.cuts[last] or (row > last + 1 and moved_px.max() > self._jump_px))

    def _resting(self, rows: list[int]) -> "_Resting | None":
        """Where in a stretch the person rests; None where they never do."""
        exercise, drive, seen = self._exercise, self._exercise.drive, self._seen
        nearness = seen.nearness[rows]
        near = near_side_of(nearness, drive)
        sides = (near,) if exercise.follows_one_leg else SIDES
        time_s = seen.time_s[rows]
        at_rest, unknown = np.ones(len(rows), dtype=bool), set[Side]()
        for side in sides:
            values = seen.drive[side][rows]
            level = rest_level(time_s, values, drive)
            if level is None:
                unknown.add(side)
                continue
            resting = np.abs(values - level) < max(drive.level, 0.15 * (drive.goal_from(level) - level))
            at_rest &= resting if side is near else resting | np.isnan(values)
        if near in unknown or not at_rest.any():
            return None
        return _Resting(near, rows, np.array(rows)[at_rest], frozenset(unknown))

    def _sampled(self, resting: "_Resting") -> "_Sample":
        """The frames of the recording that are calibrated from: evenly spaced, where there are very many."""
        still = resting.still
        chosen = still[np.linspace(0, len(still) - 1, min(len(still), SAMPLE)).astype(int)]
        return _Sample(resting.near, [self._seen.rows[row] for row in chosen.tolist()])

    def _spell(self, resting: "_Resting", found: Calibration) -> PositionSpan:
        drive, near = self._exercise.drive, resting.near
        # A far side whose rest is unknown is not counted; the near one is.
        found = found.without(drive, resting.unknown)
        values = self._seen.drive[near][resting.rows]
        tops = [
            float(values[row])
            for row, is_top in turning_points(values, drive.smallest_range / 2)
            if is_top and found.progress(drive, near, values[row]) >= Gates().count
        ]
        found = replace(found, offset=offset(drive, found.yaw_deg, tops))
        time_s = self._seen.time_s[resting.rows]
        return PositionSpan(float(time_s[0]), float(time_s[-1]), found)


class _Resting(NamedTuple):
    """A stretch in position, and the rows of it in which the person rests."""

    near: Side
    rows: list[int]
    still: npt.NDArray[np.intp]
    unknown: frozenset[Side]


class _Sample(NamedTuple):
    """Frames of a recording from which somebody with this near side is calibrated, in order."""

    near: Side
    frames: list[int]


def _calibrations(
    recording: Landmarks, track: ReplayTrack, exercise: Exercise, samples: Sequence[_Sample]
) -> Iterator[Calibration]:
    """One calibration for each sample; they follow one another in time."""
    rows = enumerate(recording)
    for near, frames in samples:
        yield calibrate(_observed(rows, track, exercise, frames), near)


def _observed(
    rows: Iterator[tuple[int, tuple[float, Pose | None]]], track: ReplayTrack, exercise: Exercise, frames: Sequence[int]
) -> Iterator[tuple[Observation, Pose]]:
    """The wanted ones of the frames that follow, as far as the last of them."""
    wanted = set(frames)
    while wanted:
        row, (time_s, pose) = next(rows)
        tracked = track.update(time_s, pose)
        if row in wanted:
            wanted.remove(row)
            if tracked is not None:
                yield observe(time_s, tracked, exercise.posture), tracked.smooth


def _near_sides(seen: _Seen, drive: Drive) -> npt.NDArray[np.int_]:
    """Near side at every moment as a place in `SIDES`, by vote: depth is a guess, and flips for a moment."""
    if drive.leg is not None:
        return np.full(len(seen), SIDES.index(near_side_of(seen.nearness, drive)))
    votes = _about(seen, np.where(seen.nearness > 0, 1.0, -1.0), VOTE_S)
    return np.where(votes > 0, SIDES.index(Side.LEFT), SIDES.index(Side.RIGHT))


def _about(seen: _Seen, values: FloatArray, for_s: float) -> FloatArray:
    """Mean over some time before and after every moment."""
    time_s = seen.time_s
    sums = np.concatenate([[0.0], np.cumsum(values)])
    first, last = np.searchsorted(time_s, time_s - for_s), np.searchsorted(time_s, time_s + for_s, side="right")
    means: FloatArray = (sums[last] - sums[first]) / np.maximum(last - first, 1)
    return means


class ReplayReadiness:
    """Readiness as a survey of the whole recording found it."""

    def __init__(self, survey: Survey, exercise: Exercise) -> None:
        self._spells = survey.spells
        self._exercise = exercise

    def update(self, time_s: float, observation: Observation | None, pose: Pose | None) -> ReadinessStatus:
        """Where the person is now."""
        for spell in self._spells:
            if spell.start_s <= time_s <= spell.end_s:
                hidden = "" if observation is None else unseen_advice(observation, spell.calibration.near)
                return ReadinessStatus(State.READY, hidden, spell.calibration)
        if observation is None:
            return NOBODY
        if observation.yaw_deg > FARTHEST_YAW_DEG:
            return ReadinessStatus(State.POSITIONING, Advice.TURN)
        near = near_side([observation], self._exercise.drive)
        unmet = first_unmet((*self._exercise.during, *self._exercise.start), observation, near)
        hidden = unseen_advice(observation, near)
        return ReadinessStatus(State.POSITIONING, hidden or (unmet.say if unmet else Advice.HOLD_STILL))
