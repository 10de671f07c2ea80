"""Turning points of a height: tops and valleys, each left behind by at least a given amount."""

from collections.abc import Iterator
from dataclasses import dataclass

from formcheck.counting.backlog import Rise

# Back where it fell by half of its own rise: a partial movement has no gates of its own.
BACK = 0.5


@dataclass(slots=True)
class Turn:
    """A top or a valley: when, and the height in pixels."""

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
    def running(self) -> list[Turn]:
        """The top or valley that the height has not left yet; none before the first turning point."""
        running = None if self._rising is None else self._high if self._rising else self._low
        return [] if running is None else [running]

    def forget_before(self, time_s: float) -> None:
        """Drop what is older."""
        self.points = [p for p in self.points if p.time_s >= time_s]


def partials(turns: list[Turn], rest: float, least: float) -> Iterator[Rise]:
    """Every excursion of at least `least` pixels above `rest` and back, from valley to valley, repetitions among them.

    Parameters
    ----------
    turns
        Tops and valleys in turn; the last may be one that the height has not left.
    rest, least
        In pixels.
    """
    start: Turn | None = None
    highest: Turn | None = None
    for turn in turns:
        if turn.top:
            if start is not None and turn.value - rest >= least and (highest is None or turn.value > highest.value):
                highest = turn
            continue
        if highest is not None and start is not None:
            if turn.value - rest > BACK * (highest.value - rest):
                continue
            yield Rise(start.time_s, highest.time_s, turn.time_s, highest.value)
        start, highest = turn, None
