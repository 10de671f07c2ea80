"""The course of one height in one stay: the backlog of it, where it turned, and where its rest is."""

import numpy as np

from formcheck.counting.backlog import Backlog
from formcheck.counting.legs import Legs
from formcheck.counting.rest import Rest
from formcheck.counting.settings import Settings
from formcheck.counting.turns import Turns
from formcheck.exercises.count import Count as Limits
from formcheck.kinematics.heights import HEIGHTS, MEASURED
from formcheck.pose.landmarks import Side


class Course:
    """Pixels in the direction of the movement.

    Attributes
    ----------
    backlog
        The heights.
    whole
        Whether the backlog still has the beginning.
    length, smallest
        The thigh, and the smallest rise.
    """

    def __init__(self, limits: Limits, settings: Settings) -> None:
        height = HEIGHTS.get(limits.height, MEASURED)
        self._window = sorted(height.direction * limit for limit in limits.rest)
        self._smallest_rise, self._settings = limits.smallest_rise, settings
        self.backlog, self._legs = Backlog(height.legs, settings.memory_s), Legs(height.legs, settings)
        self._rest = Rest(settings)
        self.whole = True
        self._measure_in(np.nan, 0.0)

    @property
    def turns(self) -> Turns:
        """Where it turned."""
        return self._rest.turns

    @property
    def rest(self) -> float | None:
        """None where nothing can tell it yet."""
        return self._rest.estimate(self._rest_window)

    @property
    def leading(self) -> Side:
        """The leg that is farther from its rest now; BOTH where legs are not told apart."""
        legs = self.backlog.legs
        if not len(legs) or legs.shape[1] == 1:
            return Side.BOTH
        left, right = (legs[-1] - self._legs.levels).tolist()
        return Side.LEFT if left > right else Side.RIGHT

    def update(self, time_s: float, values: tuple[float, ...], length: float, climbs: float) -> bool:
        """Take one height in, or one a leg; whether it turned or stood still, so that there is news."""
        self._measure_in(length, climbs)
        if self._legs.update(time_s, values, self.smallest, self._rest_window):
            self._put_together_anew()
        value = values[0] if len(values) == 1 else float(self._legs.together(np.array(values)))
        if self.backlog.append(time_s, value, values):
            self.whole = False
            for kept in (self._rest, self._legs):
                kept.forget_before(float(self.backlog.times[0]))
        return self._rest.update(time_s, value, self.smallest, self._rest_window)

    def scale(self, factor: float, before_s: float, length: float) -> None:
        """What was before a time, that many times as large: the person has come nearer since, and is so long now."""
        self.backlog.scale(factor, before_s)
        self._measure_in(length, self._climbs)
        self._legs = Legs(self.backlog.legs.shape[1], self._settings)
        for time_s, values in zip(self.backlog.times.tolist(), self.backlog.legs.tolist(), strict=True):
            self._legs.update(time_s, values, self.smallest, self._rest_window)
        self._put_together_anew()

    def dips(self, start_s: float, end_s: float) -> int:
        """How often it fell and rose between two times."""
        count = 0
        for point in reversed(self.turns.points):
            if point.time_s <= start_s:
                break
            count += not point.top and point.time_s < end_s
        return count

    def _measure_in(self, length: float, climbs: float) -> None:
        self.length, self.smallest, self._climbs = length, self._smallest_rise * length, climbs
        least, most = self._window
        self._rest_window = least * length, most * length + climbs

    def _put_together_anew(self) -> None:
        """A leg's rest has turned out to be another one: everything so far, with that."""
        self._rest, backlog = Rest(self._settings), self.backlog
        backlog.values[:] = self._legs.together(backlog.legs)
        for time_s, value in zip(backlog.times.tolist(), backlog.values.tolist(), strict=True):
            self._rest.update(time_s, value, self.smallest, self._rest_window)
