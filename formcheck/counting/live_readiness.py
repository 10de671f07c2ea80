"""Readiness of a live session: the start position is learnt as it comes, and nothing of what comes later is known."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from math import exp, isnan, nan

import numpy as np

from formcheck.counting.advice import Advice
from formcheck.counting.calibration import FARTHEST_YAW_DEG, Calibration, TopWatch, calibrate, near_side, offset
from formcheck.counting.readiness import (
    GONE_S,
    LOST_S,
    NOBODY,
    TURNED_S,
    ReadinessStatus,
    first_unmet,
    unseen_advice,
)
from formcheck.counting.snapshot import State
from formcheck.counting.turning_points import turning_points
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.observation import Observation
from formcheck.pose.landmarks import SIDES, Pose, Side

STILL_S = 1.0
"""The start position is calibrated over this long."""
STILL_RANGE = 6.0
"""Most that the driving measure may wander meanwhile; sd 1.5 to 2 of a landmark angle at rest makes about 6."""
STILL_SHARE = 0.3
"""And most of its least way: a leg line is steadier than an angle, and travels less."""
FLICKER_S = 0.5
"""Out of sight, or out of position, for no longer, the start position goes on."""
RESETTLE_S = 4.0
"""Another start position is believed after this long: longer than a half lift is held."""
TURN_ROUND_S = 2.0
"""Another near side is believed after this long: depth is a guess, and flips for a moment."""
LOOK_EVERY_S = 0.1
"""A valley is looked for as often as this: it is no hurry, since what follows it is made up for."""
HISTORY_S = 20.0
"""A valley is looked for within this time; a longer hold before it is seen as its end."""
REBASE_S = 7.0
"""Time constant with which the rest value follows a slowly shifting person."""


class Turned:
    """Whether somebody has been seen too much from the front, over a second: single frames say little."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()
        self._sum_deg = 0.0

    def update(self, observation: Observation) -> bool:
        """Take the next moment."""
        self._recent.append((observation.time_s, observation.yaw_deg))
        self._sum_deg += observation.yaw_deg
        while observation.time_s - self._recent[0][0] > TURNED_S:
            self._sum_deg -= self._recent.popleft()[1]
        return self._sum_deg / len(self._recent) > FARTHEST_YAW_DEG


class NearVote:
    """Which side is near, once it has been another one for some time: people turn round on hands and knees."""

    def __init__(self) -> None:
        self._since_s = nan

    def update(self, observation: Observation, near: Side) -> Side:
        """Take the next moment; the side that is near now."""
        if near_side([observation]) is near:
            self._since_s = nan
        elif isnan(self._since_s):
            self._since_s = observation.time_s
        elif observation.time_s - self._since_s >= TURN_ROUND_S:
            self._since_s = nan
            return near.other
        return near


class LiveReadiness:
    """Learns the start position as it comes.

    Who is still for a second within its limits is known. Who never is still, is known from the first valley
    between two repetitions; what has gone by since that valley is then made up for. Who takes another start
    position and keeps still in it is learnt anew.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._history: deque[tuple[Observation, Pose]] = deque()
        self._calibration: Calibration | None = None
        self._tops = TopWatch()
        self._turned = Turned()
        self._near = NearVote()
        self._in_position_s = self._seen_s = self._time_s = 0.0
        self._looked_s = -LOOK_EVERY_S
        self._image_size = (0, 0)

    def update(self, time_s: float, observation: Observation | None, pose: Pose | None) -> ReadinessStatus:
        """Where the person is now."""
        step_s, self._time_s = time_s - self._time_s, time_s
        if observation is None or pose is None:
            if self._calibration is not None and time_s - self._seen_s <= GONE_S:
                return replace(NOBODY, state=State.READY, calibration=self._calibration)
            if self._history and time_s - self._seen_s <= FLICKER_S:
                return ReadinessStatus(State.POSITIONING, Advice.HOLD_STILL)
            self._forget()
            return NOBODY
        self._seen_s = time_s
        if pose.image_size != self._image_size:
            self._forget()  # another picture: what is known in pixels is worth nothing
            self._image_size = pose.image_size
        if self._turned.update(observation):
            self._forget()
            return ReadinessStatus(State.POSITIONING, Advice.TURN)
        if self._calibration is not None:
            return self._keep(observation, pose, self._calibration, step_s)
        return self._settle(observation, pose)

    def _keep(self, observation: Observation, pose: Pose, calibration: Calibration, step_s: float) -> ReadinessStatus:
        """Stay ready while the position lasts; follow a rest that shifts."""
        unmet = first_unmet(self._exercise.during, observation, calibration.near)
        hidden = unseen_advice(observation, calibration.near)
        if unmet is None:
            self._in_position_s = observation.time_s
        elif observation.time_s - self._in_position_s > LOST_S:
            self._forget()
            return ReadinessStatus(State.POSITIONING, unmet.say)
        calibration = self._resettled(observation, pose, calibration) or self._rebased(observation, calibration, step_s)
        if not self._exercise.follows_one_leg:
            calibration = replace(calibration, near=self._near.update(observation, calibration.near))
        self._calibration = self._offset(observation, calibration)
        return ReadinessStatus(State.READY, hidden, self._calibration)

    def _offset(self, observation: Observation, calibration: Calibration) -> Calibration:
        """Follow what the tops show of the landmarks' own offset."""
        drive, near = self._exercise.drive, calibration.near
        value = observation.smooth[near][drive.measure]
        self._tops.update(observation.time_s, value, calibration.progress(drive, near, value))
        found = offset(drive, calibration.yaw_deg, self._tops.tops)
        return calibration if found == calibration.offset else replace(calibration, offset=found)

    def _forget(self) -> None:
        self._calibration = None
        self._tops = TopWatch()
        self._history.clear()

    def _rebased(self, observation: Observation, calibration: Calibration, step_s: float) -> Calibration:
        """Let the rest value follow a person who shifts slowly."""
        drive = self._exercise.drive
        share = 1 - exp(-max(step_s, 0.0) / REBASE_S)
        rest = dict(calibration.rest)
        for side in SIDES:
            value = observation.smooth[side][drive.measure]
            if abs(calibration.progress(drive, side, value)) < 0.25:
                old = rest[side][drive.measure]
                rest[side] = {**rest[side], drive.measure: old + share * (value - old)}
        return replace(calibration, rest=rest)

    def _resettled(self, observation: Observation, pose: Pose, calibration: Calibration) -> Calibration | None:
        """A new calibration where another start position was taken, as with the feet further away."""
        near, drive, confirm = calibration.near, self._exercise.drive, self._exercise.confirm
        values, history = observation.smooth[near], self._history
        moved = abs(calibration.progress(drive, near, values[drive.measure])) >= 0.25
        # A lift that is held is no new start position: what confirms it has risen.
        low = confirm and abs(values[confirm.measure] - calibration.rest[near][confirm.measure]) < 1.2 * confirm.rise
        if not (moved and low) or self._missing(observation, near):
            history.clear()
            return None
        history.append((observation, pose))
        window = self._last(RESETTLE_S)
        if not self._still(window, near, RESETTLE_S):
            return None
        self._tops = TopWatch()
        history.clear()
        return calibrate(window, near)

    def _settle(self, observation: Observation, pose: Pose) -> ReadinessStatus:
        """Wait for a second of stillness within the limits of the start position, or for a valley."""
        history = self._history
        if history and observation.time_s - history[-1][0].time_s > FLICKER_S:
            history.clear()
        near = near_side([*(o for o, _ in self._last(STILL_S)), observation], self._exercise.drive)
        if missing := self._missing(observation, near, started=True):
            return ReadinessStatus(State.POSITIONING, missing)
        history.append((observation, pose))
        while observation.time_s - history[0][0].time_s > HISTORY_S:
            history.popleft()
        window, backlog = self._last(STILL_S), 0
        if not self._still(window, near, STILL_S):
            valley = self._valley(near) if observation.time_s - self._looked_s >= LOOK_EVERY_S else None
            if valley is None:
                return ReadinessStatus(State.POSITIONING, self._missing(observation, near) or Advice.HOLD_STILL)
            window, backlog = valley
        found = calibrate(window, near)
        self._calibration = found
        self._in_position_s = observation.time_s
        late = tuple(o for o, _ in list(history)[-1 - backlog : -1])
        history.clear()
        return ReadinessStatus(State.READY, "", self._calibration, late)

    def _missing(self, observation: Observation, near: Side, *, started: bool = False) -> str:
        """What is missing for the start position, or for what has to hold all the time; empty where nothing is."""
        limits = self._exercise.during if started else (*self._exercise.during, *self._exercise.start)
        unmet = first_unmet(limits, observation, near)
        return unseen_advice(observation, near) or (unmet.say if unmet else "")

    def _sides(self, near: Side) -> tuple[Side, ...]:
        return (near,) if self._exercise.follows_one_leg else SIDES

    def _last(self, for_s: float) -> list[tuple[Observation, Pose]]:
        """The moments of the last so many seconds, and the one before: at any frame rate they last as long."""
        window: list[tuple[Observation, Pose]] = []
        for moment in reversed(self._history):
            window.append(moment)
            if self._history[-1][0].time_s - moment[0].time_s >= for_s:
                break
        return window[::-1]

    def _valley(self, near: Side) -> tuple[list[tuple[Observation, Pose]], int] | None:
        """The moments about the last valley between two lifts, and how many have followed it; None where none is."""
        drive, history = self._exercise.drive, list(self._history)
        self._looked_s = history[-1][0].time_s
        for side in self._sides(near):
            values = np.array([o.smooth[side][drive.measure] for o, _ in history])
            points = turning_points(values, drive.smallest_range / 2)
            if len(points) < 3 or not points[-1][1]:
                continue
            (top, _), (row, _) = points[-3:-1]
            rest = float(values[row])
            fell = values[top] - rest >= drive.smallest_range and drive.rest[0] <= rest <= drive.rest[1]
            if fell and first_unmet(self._exercise.start, history[row][0], near) is None:
                moments = zip(history, values, strict=True)
                about = [moment for moment, value in moments if abs(value - rest) <= drive.level]
                return about, len(history) - 1 - row
        return None

    def _still(self, window: Sequence[tuple[Observation, Pose]], near: Side, for_s: float) -> bool:
        """Whether somebody has been in the start position for so long without moving.

        A far side that cannot be seen may be unknown, and is not counted then.
        """
        observations = [o for o, _ in window]
        if not window or observations[-1].time_s - observations[0].time_s < 0.9 * for_s:
            return False
        still = {side: self._rests(observations, side) for side in self._sides(near)}
        quiet = still[near] is True and False not in still.values()
        return quiet and not any(first_unmet(self._exercise.start, observation, near) for observation in observations)

    def _rests(self, observations: Sequence[Observation], side: Side) -> bool | None:
        """Whether a side has been at rest without moving; None where it cannot be seen well enough."""
        drive = self._exercise.drive
        values = [observation.smooth[side][drive.measure] for observation in observations]
        known = [value for value in values if not isnan(value)]
        if known and max(known) - min(known) > min(STILL_RANGE, STILL_SHARE * drive.smallest_range):
            return False
        if known and not drive.rest[0] <= known[-1] <= drive.rest[1]:
            return False
        return True if len(known) == len(values) else None
