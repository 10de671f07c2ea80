"""Turning points of a height: tops and valleys, each left behind by at least a given amount."""

from dataclasses import dataclass


@dataclass(slots=True)
class Turn:
    """A top or a valley.

    Attributes
    ----------
    time_s, value
        When, and the height in pixels.
    top
        A top, else a valley.
    """

    time_s: float
    value: float
    top: bool


class Turns:
    """Finds turning points while the height comes in.

    Attributes
    ----------
    points
        The turning points made sure, tops and valleys in turn.
    """

    def __init__(self) -> None:
        self.points: list[Turn] = []
        self._high: Turn | None = None
        self._low: Turn | None = None
        self._rising: bool | None = None

    def update(self, time_s: float, value: float, least: float) -> bool:
        """Whether a turning point has just been made sure: the height has left it by `least`."""
        if self._high is None or self._low is None:
            self._high, self._low = Turn(time_s, value, True), Turn(time_s, value, False)
        if value > self._high.value:
            self._high = Turn(time_s, value, True)
        if value < self._low.value:
            self._low = Turn(time_s, value, False)
        if self._rising is not False and self._high.value - value >= least:
            self.points.append(self._high)
            self._rising, self._low = False, Turn(time_s, value, False)
        elif self._rising is not True and value - self._low.value >= least:
            self.points.append(self._low)
            self._rising, self._high = True, Turn(time_s, value, True)
        else:
            return False
        return True

    @property
    def running(self) -> Turn | None:
        """The top or valley that the height has not left yet, None before the first turning point."""
        if self._rising is None:
            return None
        return self._high if self._rising else self._low

    def forget_before(self, time_s: float) -> None:
        """Drop what is older."""
        self.points = [p for p in self.points if p.time_s >= time_s]
