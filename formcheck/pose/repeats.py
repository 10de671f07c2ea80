"""Looks only once at a picture that is delivered several times, to the last pixel.

Cameras and lossless films do so. Most films that were converted to a higher rate do not: encoders refine a repeated
picture, and what is left of it looks no different from a slow movement.
"""

from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Frame


class Repeats:
    """An estimator that answers for a repeated picture with the pose, or with no person, of the one before.

    What it asks sees the pictures that are new, at their own times: a film whose pictures are doubled gives the
    poses of the film it was made from.

    Parameters
    ----------
    estimator
        Looks at new pictures.
    """

    def __init__(self, estimator: Estimator) -> None:
        self._estimator = estimator
        self._pose: Pose | None = None
        self._next: int | None = None

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints are in this frame; None where no person is found."""
        # It is the picture before it that a picture repeats; live, that one may have been dropped.
        if not (frame.picture.frozen and frame.index == self._next):
            self._pose = self._estimator.estimate(frame)
        self._next = frame.index + 1
        return self._pose
