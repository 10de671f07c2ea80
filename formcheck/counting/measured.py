"""Counts an exercise in which no height changes by a measure instead: a stretch by the tilt of a thigh."""

from collections import deque
from math import isnan, nan
from statistics import median

from formcheck.counting.movements import Attempt, Moment, Repetition
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.stay import Counting
from formcheck.exercises.count import Count
from formcheck.pose.landmarks import Side


class MeasuredCounter:
    """Like `counter.Counter`, of values that come measured.

    Attributes
    ----------
    repetitions, attempts
        Everything told so far.
    leading
        Legs are not told apart.
    """

    leading = Side.BOTH

    def __init__(self, count: Count, settings: Settings = DEFAULTS) -> None:
        self.repetitions: list[Repetition] = []
        self.attempts: list[Attempt] = []
        self._count, self._settings = count, settings
        self._left_s = nan
        self._recent: deque[tuple[float, float]] = deque()
        self._counting = Counting(count, self.repetitions, self.attempts, settings=settings)

    def forget(self) -> None:
        """Begin anew with rest and range. What was told stays told."""
        self._recent.clear()
        self._counting = Counting(self._count, self.repetitions, self.attempts, settings=self._settings)

    def update(self, time_s: float, value: float, in_posture: bool = True) -> Moment:
        """Take one value in, in the measure's unit; NaN where it is not known."""
        told = len(self.repetitions), len(self.attempts)
        if in_posture:
            self._left_s = nan
        elif isnan(self._left_s):
            self._left_s = time_s
        elif time_s - self._left_s >= self._settings.left_s and self._recent:
            self.forget()
        if not isnan(value) and not time_s - self._left_s >= self._settings.left_s:
            self._recent.append((time_s, value))
            while time_s - self._recent[0][0] > self._settings.smooth_s:
                self._recent.popleft()
            self._counting.update(time_s, (median(v for _, v in self._recent),), 1.0)
        return self._now(time_s, told)

    def finish(self) -> Moment:
        """The end: what waited for more is told."""
        told = len(self.repetitions), len(self.attempts)
        self._counting.finish()
        return self._now(nan, told)

    def _now(self, time_s: float, told: tuple[int, int]) -> Moment:
        reps, attempts = tuple(self.repetitions[told[0] :]), tuple(self.attempts[told[1] :])
        return self._counting.moment(time_s, True, reps, attempts)
