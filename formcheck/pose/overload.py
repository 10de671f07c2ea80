"""Notices, live, that the pose model is slower than the camera, and asks for fewer pictures."""

import time
from collections import deque
from collections.abc import Callable
from statistics import fmean

from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Frame

PATIENCE_S = 5.0
"""Too slow for so long, and fewer pictures are asked for; a program that starts beside this one is busy for less."""
LONGEST_S = 0.1
"""From one picture to the next; repetitions and holds were counted right at ten pictures a second, not at fewer."""
_LOST_S = 1.0
"""After so long without a person to look at the patience begins anew."""


class OverloadDetector:
    """Decides when a camera should deliver every second picture only; reads no clock.

    Smaller pictures are no way out: the model takes its own 256 pixels of any, in the same time. Nor is leaving out
    pictures of a camera that delivers few. Once decided it stays: half the pictures are counted as well, while going
    to and fro would have to be announced each time.

    Parameters
    ----------
    apart_s
        How far apart pictures are looked at anyway; a model that takes no longer is not too slow.

    Attributes
    ----------
    relieved
        Whether every second picture has to do.
    """

    def __init__(self, apart_s: float = 0.0) -> None:
        self.relieved = False
        self._apart_s = apart_s
        self._looks: deque[tuple[int, float, float]] = deque()

    def update(self, index: int, time_s: float, took_s: float) -> bool:
        """Take what one look has cost; whether it is now that every second picture has to do.

        Parameters
        ----------
        index, time_s
            Of the frame; those that were dropped count in the index.
        took_s
            How long the model took for it.
        """
        if self.relieved:
            return False
        if self._looks and time_s - self._looks[-1][1] > _LOST_S:
            self._looks.clear()
        self._looks.append((index, time_s, took_s))
        # The last one from before the time of patience stays: so much has to be known.
        while len(self._looks) > 1 and time_s - self._looks[1][1] >= PATIENCE_S:
            self._looks.popleft()
        first_index, first_s, _ = self._looks[0]
        if time_s - first_s < PATIENCE_S:
            return False
        every_s = (time_s - first_s) / (index - first_index)
        # The mean: a repeated picture costs nothing, and half of them may be.
        slow = fmean(took for _, _, took in self._looks) > max(every_s, self._apart_s)
        self.relieved = slow and 2 * every_s <= LONGEST_S
        return self.relieved


class TimedEstimator:
    """An estimator whose time is measured.

    Only pictures with a person in them count: looking everywhere for a person takes longer, and may.

    Parameters
    ----------
    estimator
        Does the work.
    relieve
        Called once, when every second picture has to do.
    clock
        Seconds that only go forward.
    apart_s
        As for `OverloadDetector`.
    """

    def __init__(
        self,
        estimator: Estimator,
        relieve: Callable[[], object],
        clock: Callable[[], float] = time.monotonic,
        apart_s: float = 0.0,
    ) -> None:
        self._estimator = estimator
        self._relieve = relieve
        self._clock = clock
        self._overload = OverloadDetector(apart_s)

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints are in this frame; None where no person is found."""
        begun_s = self._clock()
        pose = self._estimator.estimate(frame)
        if pose is not None and self._overload.update(frame.index, frame.time_s, self._clock() - begun_s):
            self._relieve()
        return pose
