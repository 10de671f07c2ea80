"""An estimator that answers with poses that were prepared."""

from collections.abc import Callable, Sequence

from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Frame


class ScriptedEstimator:
    """One answer for each frame, by its index (None beyond the end), or by a function of the frame."""

    def __init__(self, poses: Sequence[Pose | None] | Callable[[Frame], Pose | None]) -> None:
        self._poses = poses

    def forget(self) -> None:
        """Nothing is remembered."""

    def estimate(self, frame: Frame) -> Pose | None:
        if callable(self._poses):
            return self._poses(frame)
        return self._poses[frame.index] if frame.index < len(self._poses) else None
