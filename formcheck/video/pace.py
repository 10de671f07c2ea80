"""Which pictures of a source the pose model is shown: no more of them than counting needs."""

from bisect import bisect_left
from collections.abc import Sequence
from math import inf, nan

from formcheck.video.mediaclock import nominal_rate

POSES_PER_SECOND = 11.9
"""Counts hardly change from ten a second on. Of the usual rates 12 to 15 are left: 23.976 / 2, 59.94 / 5, 30 / 2."""
LIVE_POSES_PER_SECOND = 12.4
"""Before a camera 15 of 30 or of 60; of 25 every second one."""
EVERY = inf
"""So many a second are all."""
ROUNDING_S = 1e-3
"""Some containers keep whole milliseconds."""
_NEWS = 0.1  # by this share of what is new the usual step is corrected: cameras tremble


class Pace:
    """Chooses pictures as they come: the largest whole step between them that leaves so many a second.

    Where the rate changes, the step changes with it; after a gap the first picture is looked at.

    Parameters
    ----------
    per_second
        At least so many, as long as there are so many pictures.
    fps
        Nominal rate of the source.
    """

    def __init__(self, per_second: float = POSES_PER_SECOND, fps: float = nan) -> None:
        self._longest_s = 1 / per_second + ROUNDING_S
        self._step_s = 1 / nominal_rate(fps)
        self._before_s = self._looked_s = nan

    def wants(self, time_s: float) -> bool:
        """Whether the next picture, of this time in seconds, is looked at: the one after it would be too late."""
        since_s, step_s = time_s - self._looked_s, time_s - self._before_s
        self._before_s = time_s
        if 0 < step_s < self._longest_s:
            self._step_s += _NEWS * (step_s - self._step_s)
        wanted = not 0 < since_s + self._step_s <= self._longest_s
        if wanted:
            self._looked_s = time_s
        return wanted


class Chosen:
    """Pictures that have been chosen already, by their times.

    Parameters
    ----------
    times_s
        Seconds, in order.
    """

    def __init__(self, times_s: Sequence[float]) -> None:
        self._times_s = times_s

    def wants(self, time_s: float) -> bool:
        """Whether a picture of this time is among them."""
        at = bisect_left(self._times_s, time_s - ROUNDING_S)
        return at < len(self._times_s) and self._times_s[at] < time_s + ROUNDING_S

    def between(self, begin_s: float, end_s: float) -> "Chosen":
        """Those of [begin_s, end_s)."""
        return Chosen(self._times_s[bisect_left(self._times_s, begin_s) : bisect_left(self._times_s, end_s)])
