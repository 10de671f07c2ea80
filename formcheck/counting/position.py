"""Where somebody is on the way to the first repetition: no person, coming into position, ready."""

from dataclasses import dataclass
from math import isnan, nan

from formcheck.counting.advice import Advice
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.snapshot import State
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.observation import Observation
from formcheck.kinematics.perception import Perceived
from formcheck.kinematics.posture import outside
from formcheck.pose.landmarks import Side

HIDDEN_S = 4.0
"""Somebody of whom something cannot be seen is told so for this long; then they are ready all the same: it may stay."""
KNOWN, UNKNOWN_S = 0.3, 2.0
"""A posture is known from here; live, somebody of whom none is known is waited for this long: they are on the way."""
TOWARDS_S = 1.0
"""The near side is the one that has been nearer for most of this long."""
_UNSEEN = {
    "ear": Advice.UNSEEN_HEAD,
    "shoulder": Advice.UNSEEN_SHOULDERS,
    "hip": Advice.UNSEEN_HIPS,
    "knee": Advice.UNSEEN_KNEES,
    "ankle": Advice.UNSEEN_FEET,
    "foot_index": Advice.UNSEEN_FEET,
}


@dataclass(frozen=True, slots=True)
class Position:
    """How somebody is placed at one moment.

    Attributes
    ----------
    state
        NOBODY, POSITIONING or READY.
    reason
        What to do; empty where nothing is to be done.
    inside
        Whether the posture may be one of the exercise.
    near
        The side towards the camera; None until somebody was seen.
    """

    state: State
    reason: str = ""
    inside: bool = False
    near: Side | None = None


class PositionWatch:
    """Follows the posture of somebody who does one exercise; who comes there `live` may be on the way."""

    def __init__(self, exercise: Exercise, settings: Settings = DEFAULTS, *, live: bool = False) -> None:
        self._exercise, self._settings = exercise, settings
        self._unknown_s = UNKNOWN_S if live else 0.0
        self._postures = (*exercise.count.postures, *exercise.count.passes)
        self._inside_since_s = self._known_since_s = self._seen_s = nan
        self._left_nearer_s = 0.0
        self._position = Position(State.NOBODY, Advice.NOBODY)

    def update(self, seen: Perceived, observation: Observation | None) -> Position:
        """Take the next moment."""
        if observation is None:
            if not seen.time_s - self._seen_s <= self._settings.gone_s:
                self._inside_since_s = self._known_since_s = nan
                self._position = Position(State.NOBODY, Advice.NOBODY, near=self._position.near)
            return self._position
        self._position = self._look(seen, observation)
        self._seen_s = seen.time_s
        return self._position

    def _look(self, seen: Perceived, observation: Observation) -> Position:
        first = isnan(self._seen_s)
        near = self._near(observation, TOWARDS_S if first else min(seen.time_s - self._seen_s, TOWARDS_S))
        inside = outside(seen.posture, self._postures) <= self._settings.surely
        hidden = unseen_advice(observation, near)
        if not inside:
            self._inside_since_s = self._known_since_s = nan
            return Position(State.POSITIONING, hidden or self._exercise.position.say, inside, near)
        if not self._inside_since_s <= seen.time_s:
            self._inside_since_s = seen.time_s
        known = not self._unknown_s or max(seen.posture[posture] for posture in self._postures) >= KNOWN
        if not known or not self._known_since_s <= seen.time_s:
            self._known_since_s = seen.time_s
        ready = self._position.state is State.READY
        for_s, waits_s = seen.time_s - self._known_since_s, max(HIDDEN_S if hidden else 0.0, self._settings.settled_s)
        unsettled = for_s < (self._settings.settled_s if ready else waits_s)
        if unsettled and (known or seen.time_s - self._inside_since_s < self._unknown_s):
            reason = hidden or (Advice.HOLD_STILL if known or ready else self._exercise.position.say)
            return Position(State.READY if ready else State.POSITIONING, reason, inside, near)
        return Position(State.READY, hidden, inside, near)

    def _near(self, observation: Observation, step_s: float) -> Side:
        """The near side, from how long each has been nearer."""
        towards = 1 if observation.nearness > 0 else -1
        self._left_nearer_s = min(max(self._left_nearer_s + towards * step_s, -TOWARDS_S), TOWARDS_S)
        return Side.LEFT if self._left_nearer_s > 0 else Side.RIGHT


def unseen_advice(observation: Observation, near: Side) -> str:
    """A sentence about the first joint of the near side that cannot be seen, empty where all can."""
    return next((advice for joint, advice in _UNSEEN.items() if joint in observation.unseen[near]), "")
