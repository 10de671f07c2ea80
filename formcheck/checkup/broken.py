"""Rules that are broken: warned of once, and then the end."""

from collections.abc import Sequence
from math import isnan, nan

from formcheck.checkup.crossing import Crossing
from formcheck.checkup.tables import Rule


class RuleWatch:
    """Follows the rules of a try: what is said once, and what ends it.

    Parameters
    ----------
    rules
        In the order in which they are asked.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._followed = [_Followed() for _ in rules]

    def update(self, time_s: float, margins: Sequence[float]) -> tuple[list[Rule], tuple[Rule, float] | None]:
        """Take the next margins; the rules that warn now, and the one that ends it, with since when it is broken."""
        warns: list[Rule] = []
        ended: tuple[Rule, float] | None = None
        for rule, one, margin in zip(self.rules, self._followed, margins, strict=True):
            came_back = one.crossing.update(time_s, margin)
            one.back = one.back or (came_back and not isnan(one.warned_s))
            if not one.crossing.past or one.crossing.lasts_s(time_s) < rule.for_s:
                continue
            if rule.warn is not None and isnan(one.warned_s):
                one.warned_s = time_s
                warns.append(rule)
            elif not rule.only_warns and (one.back or not time_s - one.warned_s < rule.back_s):
                ended = ended or (rule, one.crossing.since_s)
        return warns, ended and self._first_of(ended)

    def _first_of(self, ended: tuple[Rule, float]) -> tuple[Rule, float]:
        """What ends it after the clock was stopped by another rule: that one, as no time has been counted since."""
        stopped = [(rule, since_s) for rule, since_s in self._stopping() if since_s < ended[1]]
        return min(stopped, key=lambda one: one[1], default=ended)

    @property
    def stopped_since_s(self) -> float:
        """Since when a rule has been broken that stops the clock; NaN where none is."""
        return min((since_s for _, since_s in self._stopping()), default=nan)

    def _stopping(self) -> list[tuple[Rule, float]]:
        """Rules that stop the clock and are broken, and since when."""
        followed = zip(self.rules, self._followed, strict=True)
        return [(rule, one.crossing.since_s) for rule, one in followed if rule.stops_clock and one.crossing.past]


class _Followed:
    def __init__(self) -> None:
        self.crossing, self.warned_s, self.back = Crossing(), nan, False
