"""Time past a gate: how long a top was held."""

from collections.abc import Iterable
from math import isnan

UNSEEN_S = 0.6
"""Between two values past the gate that are no further apart nobody has gone back and come again: the shortest movement
of a body takes 0.3 s each way [P]. So the time between them was held, whether a picture shows it or not."""
GONE_S = 2.0
"""For so long a hold waits where nothing is seen: it is neither credited nor over."""


class HoldClock:
    """The longest run of a value past a gate, with short drop-outs bridged but not credited.

    Attributes
    ----------
    run_s, best_s
        Seconds of the run under way, and of the longest one.
    """

    def __init__(self, dropout_s: float) -> None:
        self.run_s = self.best_s = 0.0
        self._dropout_s = dropout_s
        self._out_s = 0.0
        self._before: tuple[float, float] | None = None

    def update(self, time_s: float, value: float, gate: float) -> None:
        """Take the next value; NaN is no data."""
        if isnan(value):
            return
        before_s, before = self._before or (time_s, value)
        self._before = time_s, value
        step_s = time_s - before_s
        past_s = time_past(step_s, before, value, gate) if step_s <= UNSEEN_S + 1e-9 else 0.0
        waits = UNSEEN_S + 1e-9 < step_s <= GONE_S and min(before, value) >= gate
        self._out_s += 0.0 if waits else step_s - past_s
        if value < gate:
            self._add(past_s)
        if self._out_s > self._dropout_s:
            self.run_s = 0.0
        if value >= gate:
            self._add(past_s)
            self._out_s = 0.0

    def _add(self, seconds: float) -> None:
        self.run_s += seconds
        self.best_s = max(self.best_s, self.run_s)


def time_past(step_s: float, before: float, now: float, gate: float) -> float:
    """Seconds of a step for which a value was at or past a gate, if it went straight from one to the other."""
    if before >= gate and now >= gate:
        return step_s
    if before < gate and now < gate:
        return 0.0
    share = (gate - before) / (now - before)
    return step_s * (1 - share if now >= gate else share)


def held_s(values: Iterable[tuple[float, float]], gate: float, dropout_s: float) -> float:
    """The longest run of (time, value) past a gate, seconds."""
    clock = HoldClock(dropout_s)
    for time_s, value in values:
        clock.update(time_s, value, gate)
    return clock.best_s


def crossing_s(before: tuple[float, float], now: tuple[float, float], level: float) -> float:
    """When a value crossed a level between two (time, value); the later time where it did not."""
    (start_s, start), (end_s, end) = before, now
    if start == end or isnan(start) or isnan(end):
        return end_s
    share = (level - start) / (end - start)
    return start_s + share * (end_s - start_s) if 0 <= share <= 1 else end_s
