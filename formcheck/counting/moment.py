"""One frame with the pose in it, and what wants to see it."""

from typing import NamedTuple, Protocol

from formcheck.counting.snapshot import Snapshot
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Frame, Picture


class Moment(NamedTuple):
    """One frame with the pose in it; without picture where only landmarks are known.

    Attributes
    ----------
    looked_at
        Whether the pose was seen in this picture. Otherwise it is drawn and written, and nothing is counted by it.
    """

    time_s: float
    pose: Pose | None
    picture: Picture | None = None
    frame: Frame | None = None
    looked_at: bool = True


class Sink(Protocol):
    """Somebody who wants to see every moment: a file, a window, a voice."""

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Take one moment and what the session says of it."""
