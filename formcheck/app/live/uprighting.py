"""A camera that plainly stands on its head or lies on its side: its pictures are turned, once for all."""

from collections.abc import Callable
from math import inf

from formcheck.kinematics.upright import UprightWatch
from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Pose
from formcheck.video.camera import Camera
from formcheck.video.frame import Frame

WATCHED_S = 60.0
"""How a camera stands is known soon after the person has come."""


class Uprighting:
    """An estimator that has the camera's pictures turned where they plainly are not upright.

    Parameters
    ----------
    estimator
        Finds people.
    camera
        Whose pictures they are.
    report
        Told by how much they are turned, degrees clockwise.
    """

    def __init__(self, estimator: Estimator, camera: Camera, report: Callable[[int], object]) -> None:
        self._estimator, self._camera, self._report = estimator, camera, report
        self._watch = UprightWatch()
        self._until_s = inf

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints are in this frame; None where no person is found."""
        pose = self._estimator.estimate(frame)
        if pose is not None and frame.time_s < self._until_s:
            if self._until_s == inf:
                self._until_s = frame.time_s + WATCHED_S
            self._watch.update(frame.time_s, pose)
            if self._watch.plain:
                self._camera.turn_by(self._watch.turn_deg)
                self._report(self._watch.turn_deg)
                self._watch = UprightWatch()
        return pose
