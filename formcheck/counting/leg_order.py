"""Which leg is which where both move and cross: told by what the exercise's front leg does."""

from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import Leg
from formcheck.kinematics.limb import limb
from formcheck.kinematics.measures import MEASURES
from formcheck.pose.landmarks import SIDES, Pose
from formcheck.pose.naming import Naming, SwapGuard


class LegOrder:
    """Tells the leg that works as the left one, whichever it is.

    Where both legs move and cross, the pose model mixes up which is which, for a moment or for good; what the front
    one does it knows. The order changes only where both are alike, so that nothing jumps.
    """

    def __init__(self, leg: Leg, posture: str) -> None:
        self._leg = leg
        self._measure = MEASURES[leg.measure]
        self._posture = posture
        self.swapped = False

    def update(self, time_s: float, pose: Pose) -> Pose:
        """The pose, with left and right swapped where the right leg is the one."""
        left, right = (self._measure(limb(pose, side, self._posture)) for side in SIDES)
        self.swapped = not self._leg.is_it(left, right)
        return pose.swapped() if self.swapped else pose


def naming_for(exercise: Exercise) -> Naming:
    """How the sides are named for an exercise."""
    if exercise.drive.leg is None:
        return SwapGuard()
    return LegOrder(exercise.drive.leg, exercise.posture)
