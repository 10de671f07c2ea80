"""Some lifts, of each of which the top is measured: over its best stretch, from the person's own rest or as it is."""

from collections import Counter
from dataclasses import dataclass
from math import nan
from statistics import median

import numpy as np

from formcheck.checkup.crossing import Crossing
from formcheck.checkup.look import margin, values_of
from formcheck.checkup.procedure import Lifts
from formcheck.checkup.record import Try
from formcheck.checkup.script import Steps, VoidError
from formcheck.checkup.tables import Signal
from formcheck.checkup.trial import Trial
from formcheck.counting.said import Said

BACK_SHARE = 0.5
"""A lift is over below this share of the least one."""
REST_S = 1.0
"""Who has been down for so long is at rest there."""
TOO_MANY = 4
"""So many lifts more than are asked for are looked at."""


@dataclass(frozen=True, slots=True)
class Row:
    """One moment of a lift: its height, and the rules that are broken."""

    time_s: float
    value: float
    broken: frozenset[str]


class Lifted(Trial):
    """Measures lifts."""

    def _measure(self) -> Steps:
        lifts = self.procedure.lifts
        if lifts is None:
            raise ValueError(self.procedure.id)
        self.running = True
        yield from self._quiet()
        up, rows, down_s, begun_s = Crossing(), list[Row](), self._now.time_s, self._now.time_s
        while self.count < lifts.times and len(self.tries) < lifts.times + TOO_MANY and self.clock_s <= lifts.seconds:
            yield from self._watch()
            time_s, self.clock_s = self._now.time_s, self._now.time_s - begun_s
            above = self._above(lifts)
            came_back = up.update(time_s, above - lifts.least * (BACK_SHARE if up.past else 1.0))
            if up.past:
                rows.append(Row(time_s, above if lifts.relative else self._as_it_is(lifts), self._broken()))
            if came_back:
                self._end_lift(lifts, rows)
                rows = []
            if up.past or abs(above) > lifts.least / 2:
                down_s = time_s
            elif time_s - down_s > REST_S:
                self._base.keep("rest", time_s - REST_S / 2)
                down_s = time_s
        self._sum_up(lifts)

    def _above(self, lifts: Lifts) -> float:
        now = self._now.instant
        return nan if now is None else self._base.values(lifts.from_rest, now)[0]

    def _as_it_is(self, lifts: Lifts) -> float:
        now = self._now.instant
        value = nan if now is None else values_of(Signal(signal=lifts.signal, of=lifts.of), now, self.working)[0]
        return value.real

    def _broken(self) -> frozenset[str]:
        now = self._now.instant
        if now is None:
            return frozenset()
        return frozenset(rule.id for rule in self.procedure.rule if margin(rule, self._base.values(rule, now)) > 0)

    def _end_lift(self, lifts: Lifts, rows: list[Row]) -> None:
        """Measure what has come down."""
        value, window = _best(rows, lifts.window_s)
        counts = Counter(rule for row in window for rule in row.broken)
        broken = next((rule for rule in self.procedure.rule if counts[rule.id] > len(window) / 2), None)
        if rows[-1].time_s - rows[0].time_s < lifts.held_s:
            self.tries.append(Try(None, "held_short"))
            self._tell(Said("", kind="now", tone="attempt"))
        elif broken is not None:
            self.tries.append(Try(None, broken.id))
            self._say(broken.say)
        else:
            self.tries.append(Try(value, "measured", setup=self.setup))
            self.count += 1
            self._call(lifts.counted[self.count - 1])

    def _sum_up(self, lifts: Lifts) -> None:
        found = [one.value for one in self.tries if one.value is not None]
        if not found:
            reasons = Counter(one.ended for one in self.tries).most_common(1)
            raise VoidError(reasons[0][0] if reasons else "no_lift")
        if lifts.value == "median":
            details = {f"lift_{number}_deg": value for number, value in enumerate(found, 1)}
            self.tries = [Try(median(found), "measured", setup=self.setup, details=details)]
            self.known.tops[lifts.signal, self.working] = median(found)
        self._say(self.procedure.outcome)


def _best(rows: list[Row], window_s: float) -> tuple[float, list[Row]]:
    """The highest median of so long a stretch, and its rows; of all where it did not last so long."""
    times_s, values = np.array([row.time_s for row in rows]), np.array([row.value for row in rows])
    best, chosen = -np.inf, rows
    ends = np.searchsorted(times_s, times_s + window_s + 1e-6)
    for first, end in enumerate(ends.tolist()):
        if times_s[end - 1] - times_s[first] < 0.8 * window_s:
            break
        here = float(np.nanmedian(values[first:end])) if np.isfinite(values[first:end]).any() else -np.inf
        if here > best:
            best, chosen = here, rows[first:end]
    return (float(np.nanmedian(values)), rows) if np.isinf(best) else (best, chosen)
