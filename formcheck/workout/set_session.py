"""What counts one set: a session that measures it, or the pacing of what cannot be measured."""

from collections.abc import Sequence
from typing import Protocol

from formcheck.counting.results import Rep
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.workout.pacing import Pacing
from formcheck.workout.plan import PlannedSet


class SetSession(Protocol):
    """What counts a set: a session that measures, or the pacing of what cannot be measured."""

    @property
    def movements(self) -> Sequence[Rep]:
        """Repetitions and attempts so far."""

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""

    def break_off(self) -> None:
        """Forget the movement under way."""

    def finish(self) -> Summary:
        """End it, and sum it up."""


def open_session(planned: PlannedSet) -> SetSession:
    """A new session of the exercise of a set."""
    exercise = planned.exercise
    if exercise.timer is None:
        return Session(exercise, spared=planned.spared, live=True)
    return Pacing(exercise, planned.side.named or (Side.BOTH,))
