"""What a moment says to the tables of a test: the value of a signal, whether gates hold, how far rules are broken."""

from collections.abc import Callable, Sequence
from math import isnan, nan
from statistics import median

from formcheck.checkup.signals import SIGNALS, Instant
from formcheck.checkup.tables import Gate, Rule, Signal
from formcheck.pose.landmarks import SIDES, Side

BEFORE_S = 0.5
"""From so long ago is counted what is counted from before."""

Value = float | complex
Key = tuple[str, str]


def values_of(signal: Signal, now: Instant, working: Side) -> list[Value]:
    """Its value of each leg that is asked."""
    legs = {"working": (working,), "free": (working.other,)}.get(signal.of, SIDES)
    asked = SIGNALS.get(signal.signal)
    if asked is not None:
        return [asked(now, leg) for leg in legs]
    return [nan if now.observation is None else now.observation.smooth[leg][signal.signal] for leg in legs]


class Baselines:
    """What signals were while the person waited, in the first of the clock, and half a second ago.

    Parameters
    ----------
    asked
        Every gate and rule that counts from one of these.
    working
        The leg that works.
    """

    def __init__(self, asked: Sequence[Signal], working: Side) -> None:
        self._working = working
        self._asked = {_key(one): one for one in asked if one.from_ != "zero"}
        self._history: dict[Key, list[tuple[float, list[Value]]]] = {key: [] for key in self._asked}
        self._kept: dict[tuple[str, Key], list[Value]] = {}

    def update(self, now: Instant) -> None:
        """Take the next moment."""
        for key, one in self._asked.items():
            self._history[key].append((now.time_s, values_of(one, now, self._working)))

    def keep(self, name: str, since_s: float) -> None:
        """What it was since a time, by the median, is what is counted from under this name."""
        for key, history in self._history.items():
            rows = [values for time_s, values in history if time_s >= since_s]
            if rows:
                self._kept[name, key] = [_middle(column) for column in zip(*rows, strict=True)]
            self._history[key] = history[-BEFORE_ROWS:]

    def values(self, signal: Signal, now: Instant) -> list[float]:
        """Its value of each leg, from what it is counted from; NaN where that is not known yet."""
        found = values_of(signal, now, self._working)
        if signal.from_ == "zero":
            return [abs(value) if isinstance(value, complex) else value for value in found]
        if signal.from_ == "before":
            base = self._before(_key(signal), now.time_s)
        else:
            base = self._kept.get((signal.from_, _key(signal)))
        if base is None:
            return [nan for _ in found]
        steps = [value - other for value, other in zip(found, base, strict=True)]
        return [abs(step) if isinstance(step, complex) else step for step in steps]

    def _before(self, key: Key, time_s: float) -> list[Value] | None:
        for then_s, values in reversed(self._history[key]):
            if then_s <= time_s - BEFORE_S:
                return values
        return None


BEFORE_ROWS = 120
"""More pictures than half a second has."""


def _key(signal: Signal) -> Key:
    return signal.signal, signal.of


def _middle(column: Sequence[Value]) -> Value:
    if any(isinstance(value, complex) for value in column):
        points = [complex(value) for value in column if not isnan(value.real + value.imag)]
        return complex(median(p.real for p in points), median(p.imag for p in points)) if points else complex(nan, nan)
    known = [value for value in column if isinstance(value, float) and not isnan(value)]
    return median(known) if known else nan


def holds(gate: Gate, values: Sequence[float]) -> bool:
    """Whether a gate holds; what is hidden does not."""
    held = [
        (gate.at_least is None or value >= gate.at_least)
        and (gate.at_most is None or value <= gate.at_most)
        and not isnan(value)
        for value in values
    ]
    return any(held) if gate.of == "either" else all(held)


def margin(rule: Rule, values: Sequence[float]) -> float:
    """How far a rule is broken, positive where it is; NaN where nothing is known."""
    past: Callable[[float], float] = lambda value: (  # noqa: E731
        value - rule.above if rule.above is not None else (rule.below or 0.0) - value
    )
    known = [past(value) for value in values if not isnan(value)]
    return max(known, default=nan)
