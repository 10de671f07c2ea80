"""When a number went past a limit: between two pictures, and for how long."""

from math import isnan, nan


class Crossing:
    """Follows how far a number is past a limit: positive past it. What is hidden changes nothing."""

    def __init__(self) -> None:
        self.since_s = nan
        """Since when it has been past the limit; NaN where it is not."""
        self._before_s = self._before = nan

    @property
    def past(self) -> bool:
        """Whether it is past the limit."""
        return not isnan(self.since_s)

    def lasts_s(self, time_s: float) -> float:
        """For how long it has been past; -1 where it is not."""
        return time_s - self.since_s if self.past else -1.0

    def update(self, time_s: float, margin: float) -> bool:
        """Take the next margin; whether it has come back from past the limit with it."""
        if isnan(margin):
            return False
        came_back = self.past and margin <= 0
        if margin > 0 and not self.past:
            self.since_s = self.at(time_s, margin)
        elif came_back:
            self.since_s = nan
        self._before_s, self._before = time_s, margin
        return came_back

    def at(self, time_s: float, margin: float) -> float:
        """When the limit was crossed between the last margin and this one."""
        if isnan(self._before) or (self._before > 0) == (margin > 0):
            return time_s
        return self._before_s + (time_s - self._before_s) * self._before / (self._before - margin)
