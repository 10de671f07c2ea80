"""Is somebody there, in the start position, side-on and wholly in the picture; and calibrated?"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, isnan
from typing import Protocol

from formcheck.calibration import Calibration, calibrate, near_side, offset
from formcheck.exercise import Exercise, Limits
from formcheck.landmarks import Pose, Side
from formcheck.observation import SIDES, Observation
from formcheck.snapshot import State

STILL_S = 1.0
"""The start position is calibrated over this long."""
STILL_RANGE = 6.0
"""Most that the driving measure may wander meanwhile; sd 1.5 to 2 of a landmark angle at rest makes about 6."""
LOST_S = 0.5
"""A position is lost when it has been left for this long."""
GONE_S = 2.0
"""Whoever is out of sight for longer has left, and is calibrated anew."""
REBASE_S = 7.0
"""Time constant with which the rest value follows a slowly shifting person."""

_WORDS = {
    "ear": "head",
    "shoulder": "shoulders",
    "hip": "hips",
    "knee": "knees",
    "ankle": "feet",
    "foot_index": "feet",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the person is on the way to the first repetition.

    Attributes
    ----------
    state
        NOBODY, POSITIONING or READY.
    reason
        What to do, one sentence; empty when ready.
    calibration
        What is known of the person; None unless ready.
    """

    state: State
    reason: str = ""
    calibration: Calibration | None = None


NOBODY = Standing(State.NOBODY, "I cannot see anybody.")


class Readiness(Protocol):
    """Says for every moment whether repetitions may be counted, and measured against what."""

    def update(self, time_s: float, observation: Observation | None, pose: Pose | None) -> Standing:
        """Where the person is now; the observation and the pose are None where nobody is seen."""

    def learn_top(self, value: float) -> None:
        """Take note of the uncorrected top of a repetition that was counted."""


def first_unmet(limits: Sequence[Limits], observation: Observation, near: Side) -> Limits | None:
    """The first of some limits that certainly does not hold; None where all do, or may.

    What is hidden breaks no limit: whoever is half out of sight has not left the position.
    """
    for limit in limits:
        sides = SIDES if limit.side == "either" else (near,)
        values = [observation.smooth[side][limit.measure] for side in sides]
        if not any(isnan(value) or limit.holds(value) for value in values):
            return limit
    return None


def unseen_advice(observation: Observation, near: Side) -> str:
    """A sentence about the first joint of the near side that cannot be seen, empty where all can."""
    for joint, word in _WORDS.items():
        if joint in observation.unseen[near]:
            return f"I cannot see your {word}."
    return ""


class LiveReadiness:
    """Learns the start position as it comes: still for a second within its limits, and all is known."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._window: deque[tuple[Observation, Pose]] = deque()
        self._calibration: Calibration | None = None
        self._tops: list[float] = []
        self._in_position_s = self._seen_s = self._time_s = 0.0

    def update(self, time_s: float, observation: Observation | None, pose: Pose | None) -> Standing:
        """Where the person is now."""
        step_s, self._time_s = time_s - self._time_s, time_s
        if observation is None or pose is None:
            self._window.clear()
            if self._calibration is not None and time_s - self._seen_s <= GONE_S:
                return replace(NOBODY, state=State.READY, calibration=self._calibration)
            self._forget()
            return NOBODY
        self._seen_s = time_s
        if self._calibration is not None:
            return self._keep(observation, self._calibration, step_s)
        return self._settle(observation, pose)

    def learn_top(self, value: float) -> None:
        """Take note of the uncorrected top of a repetition that was counted."""
        if self._calibration is not None:
            self._tops.append(value)
            found = offset(self._exercise.drive, self._calibration.yaw_deg, self._tops)
            self._calibration = replace(self._calibration, offset=found)

    def _keep(self, observation: Observation, calibration: Calibration, step_s: float) -> Standing:
        """Stay ready while the position lasts; follow a rest that shifts slowly."""
        unmet = first_unmet(self._exercise.during, observation, calibration.near)
        hidden = unseen_advice(observation, calibration.near)
        if unmet is None:
            self._in_position_s = observation.time_s
        elif observation.time_s - self._in_position_s > LOST_S:
            self._forget()
            return Standing(State.POSITIONING, unmet.say)
        self._calibration = self._rebased(observation, calibration, step_s)
        return Standing(State.READY, hidden, self._calibration)

    def _forget(self) -> None:
        self._calibration = None
        self._tops.clear()
        self._window.clear()

    def _rebased(self, observation: Observation, calibration: Calibration, step_s: float) -> Calibration:
        drive = self._exercise.drive
        share = 1 - exp(-max(step_s, 0.0) / REBASE_S)
        rest = dict(calibration.rest)
        for side in SIDES:
            value = observation.smooth[side][drive.measure]
            if abs(calibration.progress(drive, side, value)) < 0.25:
                old = rest[side][drive.measure]
                rest[side] = {**rest[side], drive.measure: old + share * (value - old)}
        return replace(calibration, rest=rest)

    def _settle(self, observation: Observation, pose: Pose) -> Standing:
        """Wait for a second of stillness within the limits of the start position."""
        window = self._window
        window.append((observation, pose))
        while observation.time_s - window[0][0].time_s > STILL_S:
            window.popleft()
        near = near_side(o for o, _ in window)
        hidden = unseen_advice(observation, near)
        unmet = first_unmet((*self._exercise.during, *self._exercise.start), observation, near)
        if hidden or unmet is not None:
            window.clear()
            return Standing(State.POSITIONING, hidden or (unmet.say if unmet else ""))
        if observation.time_s - window[0][0].time_s < 0.9 * STILL_S or not self._still(near):
            return Standing(State.POSITIONING, "Hold still for a moment.")
        self._calibration = calibrate([o for o, _ in window], [p for _, p in window], near)
        self._in_position_s = observation.time_s
        window.clear()
        return Standing(State.READY, "", self._calibration)

    def _still(self, near: Side) -> bool:
        drive = self._exercise.drive
        sides = (near,) if self._exercise.sides == "together" else SIDES
        for side in sides:
            values = [o.smooth[side][drive.measure] for o, _ in self._window]
            if any(isnan(v) for v in values) or max(values) - min(values) > STILL_RANGE:
                return False
            if not drive.rest[0] <= values[-1] <= drive.rest[1]:
                return False
        return True
