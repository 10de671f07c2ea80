"""Is somebody there, in the start position, side-on and wholly in the picture; and calibrated?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from formcheck.counting.advice import Advice
from formcheck.counting.calibration import Calibration
from formcheck.counting.snapshot import State
from formcheck.exercises.schema import Limits
from formcheck.kinematics.observation import Observation
from formcheck.pose.landmarks import Pose, Side

LOST_S = 0.5
"""A position is lost when it has been left for this long."""
GONE_S = 2.0
"""Whoever is out of sight for longer has left, and is calibrated anew."""
TURNED_S = 1.0
"""The view is judged over this long."""

_UNSEEN = {
    "ear": Advice.UNSEEN_HEAD,
    "shoulder": Advice.UNSEEN_SHOULDERS,
    "hip": Advice.UNSEEN_HIPS,
    "knee": Advice.UNSEEN_KNEES,
    "ankle": Advice.UNSEEN_FEET,
    "foot_index": Advice.UNSEEN_FEET,
}


@dataclass(frozen=True, slots=True)
class ReadinessStatus:
    """Where the person is on the way to the first repetition.

    Attributes
    ----------
    state
        NOBODY, POSITIONING or READY.
    reason
        What to do, one sentence; empty when ready.
    calibration
        What is known of the person; None unless ready.
    backlog
        Moments that went by before the person was known well enough to judge them, in order.
    """

    state: State
    reason: str = ""
    calibration: Calibration | None = None
    backlog: tuple[Observation, ...] = ()


NOBODY = ReadinessStatus(State.NOBODY, Advice.NOBODY)


class Readiness(Protocol):
    """Says for every moment whether repetitions may be counted, and measured against what."""

    def update(self, time_s: float, observation: Observation | None, pose: Pose | None) -> ReadinessStatus:
        """Where the person is now; the observation and the pose are None where nobody is seen."""


def first_unmet(limits: Sequence[Limits], observation: Observation, near: Side) -> Limits | None:
    """The first of some limits that certainly does not hold; None where all do, or may.

    What is hidden breaks no limit: whoever is half out of sight has not left the position.
    """
    return next((limit for limit in limits if not limit.may_hold(observation.smooth, near)), None)


def unseen_advice(observation: Observation, near: Side) -> str:
    """A sentence about the first joint of the near side that cannot be seen, empty where all can."""
    return next((advice for joint, advice in _UNSEEN.items() if joint in observation.unseen[near]), "")
