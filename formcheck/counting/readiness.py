"""Limits of a posture that an exercise file gives, and what cannot be seen of somebody."""

from collections.abc import Iterable, Sequence

from formcheck.counting.advice import Advice
from formcheck.exercises.schema import Limits
from formcheck.kinematics.observation import Observation
from formcheck.pose.landmarks import Side

LOST_S = 0.5
"""A position is lost when it has been left for this long."""
GONE_S = 2.0
"""Somebody who is out of sight for longer has left, and is looked at anew."""

_UNSEEN = {
    "ear": Advice.UNSEEN_HEAD,
    "shoulder": Advice.UNSEEN_SHOULDERS,
    "hip": Advice.UNSEEN_HIPS,
    "knee": Advice.UNSEEN_KNEES,
    "ankle": Advice.UNSEEN_FEET,
    "foot_index": Advice.UNSEEN_FEET,
}


def first_unmet(limits: Sequence[Limits], observation: Observation, near: Side) -> Limits | None:
    """The first of some limits that certainly does not hold; None where all do, or may.

    What is hidden breaks no limit: somebody who is half out of sight has not left the position.
    """
    return next((limit for limit in limits if not limit.may_hold(observation.smooth, near)), None)


def unseen_advice(observation: Observation, near: Side) -> str:
    """A sentence about the first joint of the near side that cannot be seen, empty where all can."""
    return next((advice for joint, advice in _UNSEEN.items() if joint in observation.unseen[near]), "")


def near_side(observations: Iterable[Observation]) -> Side:
    """The side that most moments show nearer to the camera."""
    towards = sum(1 if observation.nearness > 0 else -1 for observation in observations)
    return Side.LEFT if towards > 0 else Side.RIGHT
