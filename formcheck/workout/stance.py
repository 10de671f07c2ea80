"""Whether the person is in the posture of a timed exercise and keeps still in it, as far as a camera can see."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan, nan
from statistics import median

from formcheck.counting.advice import Advice
from formcheck.counting.position import unseen_advice
from formcheck.counting.snapshot import State
from formcheck.exercises.schema import Limits
from formcheck.exercises.timed import Still, TimedExercise
from formcheck.kinematics.observation import Observation, observe, visible
from formcheck.pose.landmarks import SIDES, Pose, Side
from formcheck.pose.tracking import LiveTrack

LOST_S = 0.5
"""A position is lost when it has been left for this long."""
GONE_S = 2.0
"""Somebody who is out of sight for longer has left, and is looked at anew."""
SETTLE_S = 1.0
"""Rest is what was measured over this long."""
SHIFTED_S = 6.0
"""Away from rest for longer, the person has taken another position, and rest is there now."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How the person is placed at one moment.

    Attributes
    ----------
    state, reason
        NOBODY, POSITIONING or READY; what to do, empty when ready.
    near
        The side towards the camera, once it is known.
    moved
        What has come away from its rest and should not have.
    """

    state: State
    reason: str = ""
    near: Side | None = None
    moved: Still | None = None


@dataclass(frozen=True, slots=True)
class _Settled:
    """The side towards the camera, and what was measured of each side at rest."""

    near: Side
    rest: Mapping[Side, Mapping[str, float]]


class Anywhere:
    """The stance of an exercise for which no person has to be seen."""

    def update(self, time_s: float, pose: Pose | None) -> Stance:
        """Always ready."""
        return Stance(State.READY)


class StanceWatch:
    """Follows the posture of one timed exercise.

    Parameters
    ----------
    exercise
        One with a posture.
    """

    def __init__(self, exercise: TimedExercise) -> None:
        self._exercise = exercise
        self._track = LiveTrack()
        self._history: deque[Observation] = deque()
        self._settled: _Settled | None = None
        self._kept_s = self._seen_s = nan
        self._away_s: dict[str, float] = {}

    def update(self, time_s: float, pose: Pose | None) -> Stance:
        """Take the next moment."""
        tracked = self._track.update(time_s, pose)
        if tracked is None:
            if self._settled is not None and time_s - self._seen_s <= GONE_S:
                return Stance(State.READY, near=self._settled.near)
            self._forget()
            return Stance(State.NOBODY, Advice.NOBODY)
        self._seen_s = time_s
        observation = observe(time_s, visible(tracked), self._exercise.posture or "")
        return self._settle(observation) if self._settled is None else self._keep(observation, self._settled)

    def _settle(self, observation: Observation) -> Stance:
        """Wait for a second within all limits, with nothing moving that has to be still."""
        exercise, near = self._exercise, _near_side([*self._history, observation])
        unmet = _first_unmet((*exercise.during, *exercise.start), observation, near)
        reason = unseen_advice(observation, near) or (unmet.say if unmet else "")
        if reason:
            self._forget()
            return Stance(State.POSITIONING, reason)
        history = self._history
        history.append(observation)
        lasted_s = observation.time_s - history[0].time_s
        while observation.time_s - history[0].time_s > SETTLE_S:
            history.popleft()
        if lasted_s < SETTLE_S or not all(self._is_still(still) for still in exercise.still):
            return Stance(State.POSITIONING, Advice.HOLD_STILL)
        names = [still.measure for still in exercise.still]
        rest = {side: {name: _median(self._values(side, name)) for name in names} for side in SIDES}
        self._settled, self._kept_s = _Settled(near, rest), observation.time_s
        return Stance(State.READY, near=near)

    def _keep(self, observation: Observation, settled: _Settled) -> Stance:
        time_s = observation.time_s
        unmet = _first_unmet(self._exercise.during, observation, settled.near)
        if unmet is None:
            self._kept_s = time_s
        elif time_s - self._kept_s > LOST_S:
            self._forget()
            return Stance(State.POSITIONING, unmet.say)
        stance = Stance(State.READY, near=settled.near)
        for still in self._exercise.still:
            away_s = self._away(still, observation, settled)
            if away_s > SHIFTED_S:
                settled = self._settled = _Settled(settled.near, observation.smooth)
            elif away_s >= still.for_s:
                stance = replace(stance, moved=still)
        return stance

    def _away(self, still: Still, observation: Observation, settled: _Settled) -> float:
        """For how long a measure has been away from its rest; -1 where it is not."""
        steps = (observation.smooth[side][still.measure] - settled.rest[side][still.measure] for side in SIDES)
        if any(abs(step) > still.most for step in steps):  # false for NaN
            return observation.time_s - self._away_s.setdefault(still.id, observation.time_s)
        self._away_s.pop(still.id, None)
        return -1.0

    def _is_still(self, still: Still) -> bool:
        ranges = (self._values(side, still.measure) for side in SIDES)
        return all(max(values) - min(values) <= 2 * still.most for values in ranges if values)

    def _values(self, side: Side, name: str) -> list[float]:
        found = (observation.smooth[side][name] for observation in self._history)
        return [value for value in found if not isnan(value)]

    def _forget(self) -> None:
        self._history.clear()
        self._away_s.clear()
        self._settled = None


def _first_unmet(limits: Sequence[Limits], observation: Observation, near: Side) -> Limits | None:
    """The first of some limits that certainly does not hold; None where all do, or may.

    What is hidden breaks no limit: somebody who is half out of sight has not left the position.
    """
    return next((limit for limit in limits if not limit.may_hold(observation.smooth, near)), None)


def _near_side(observations: Iterable[Observation]) -> Side:
    """The side that most moments show nearer to the camera."""
    towards = sum(1 if observation.nearness > 0 else -1 for observation in observations)
    return Side.LEFT if towards > 0 else Side.RIGHT


def _median(values: list[float]) -> float:
    return median(values) if values else nan
