"""Counts excursions of a height from the person's own rest, in one stay in one place.

A repetition leaves rest by the exercise's smallest rise and by 65 % of this person's usual rise, and comes back
below 35 % for a fifth of a second (`Settings`). What goes up and down in between are its dips.

Every height costs little: the backlog is looked at anew only where something turned, stood still or came back.
"""

from dataclasses import dataclass
from functools import partial
from math import inf, isnan, nan

import numpy as np

from formcheck.counting.backlog import Backlog, Excursion
from formcheck.counting.legs import Legs
from formcheck.counting.movements import Attempt, Moment, Repetition
from formcheck.counting.partials import Partial, fallen_short, partials
from formcheck.counting.rest import Rest
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.turning_points import Turn, Turns
from formcheck.counting.usual_range import Known, usual
from formcheck.exercises.count import Count as Limits
from formcheck.kinematics.heights import HEIGHTS
from formcheck.pose.landmarks import Side

# More movements than there can be in what is remembered, two a second: none of them is told twice.
MOST = 180


@dataclass(frozen=True, slots=True)
class _Gates:
    """Rest, the usual rise, and the gates that follow, in pixels."""

    rest: float
    rise: float
    high: float
    low: float


class Counting:
    """One stay in one place.

    Parameters
    ----------
    limits
        What counts.
    repetitions, attempts
        Lists to which what is told is added.
    first_stay_s
        How long the height must stay at rest before the first movement; 0 where it may begin in any state.
    settings
        The engine's limits.
    """

    def __init__(
        self,
        limits: Limits,
        repetitions: list[Repetition],
        attempts: list[Attempt],
        first_stay_s: float = 0.0,
        settings: Settings = DEFAULTS,
    ) -> None:
        self._limits, self._settings = limits, settings
        self._repetitions, self._attempts = repetitions, attempts
        self._first_stay_s = first_stay_s
        self._direction = HEIGHTS[limits.height].direction if limits.height in HEIGHTS else 1  # a measure grows
        self._turns, self._rest, self._known = Turns(), Rest(settings), Known()
        self._backlog: Backlog | None = None
        self._legs = Legs(1, settings)
        self._whole = True
        self._gates: _Gates | None = None
        self._level = nan
        self._waiting: set[float] = set()
        self._told_until_s = -inf
        self._told_rises: list[float] = []
        self._fast: list[Excursion] = []
        self._since_s: float | None = None
        self._away = False
        self._below_s = nan
        self._length = self._smallest = nan

    def update(self, time_s: float, values: tuple[float, ...], length: float) -> None:
        """Take one height in.

        Parameters
        ----------
        time_s
            Later than the one before.
        values
            Pixels in the direction of the movement; one, or one a leg.
        length
            The thigh in pixels.
        """
        self._length, self._smallest = length, self._limits.smallest_rise * length
        if self._backlog is None:
            self._backlog = Backlog(len(values), self._settings.memory_s)
            self._legs = Legs(len(values), self._settings)
        if self._legs.update(time_s, values, self._smallest, self._rest_window()):
            self._put_together_anew(self._backlog)
        value = values[0] if len(values) == 1 else float(self._legs.together(np.array(values)))
        if self._backlog.append(time_s, value, values):
            self._forget_before(float(self._backlog.times[0]))
        news = self._add(time_s, value)
        if self._returned(time_s, value) or news or self._gates is None:
            self._evaluate(self._backlog, time_s)

    def finish(self) -> None:
        """Nothing comes after: tell what waited for more."""
        if self._backlog is not None:
            self._evaluate(self._backlog, float(self._backlog.times[-1]), final=True)

    def lose(self) -> None:
        """The person is out of sight or elsewhere: tell what was under way."""
        if self._backlog is not None:
            self._tell_unfinished(self._backlog, float(self._backlog.times[-1]), "lost_sight")

    def moment(
        self,
        time_s: float,
        size_known: bool,
        repetitions: tuple[Repetition, ...] = (),
        attempts: tuple[Attempt, ...] = (),
    ) -> Moment:
        """How things stand, with what has been told just now."""
        moment = partial(Moment, time_s, size_known=size_known, repetitions=repetitions, attempts=attempts)
        if self._backlog is None:
            return moment()
        value, gates, length = float(self._backlog.values[-1]), self._gates, self._length
        if gates is None:
            way = self._limits.told_at_once_from / self._settings.up * length
            progress = (value - self._level) / way if self._level == self._level else 0.0
            return moment(progress=progress, height=value / length, rest=self._level / length)
        return moment(
            progress=(value - gates.rest) / gates.rise,
            height=value / length,
            rest=gates.rest / length,
            peak=(gates.rest + gates.rise) / length,
            gate=gates.high / length,
            dips=0 if self._since_s is None else self._dips(self._since_s, inf),
        )

    @property
    def leading(self) -> Side:
        """The leg that is farther from its rest now; BOTH where legs are not told apart."""
        if self._backlog is None or self._backlog.legs.shape[1] == 1:
            return Side.BOTH
        left, right = (self._backlog.legs[-1] - self._legs.levels).tolist()
        return Side.LEFT if left > right else Side.RIGHT

    def _rest_window(self) -> tuple[float, float]:
        least, most = (self._direction * limit * self._length for limit in self._limits.rest)
        return min(least, most), max(least, most)

    def _add(self, time_s: float, value: float) -> bool:
        """Whether the height turned or stood still."""
        turned = self._turns.update(time_s, value, self._smallest / 2)
        return self._rest.update(time_s, value, self._smallest, self._rest_window()) or turned

    def _put_together_anew(self, backlog: Backlog) -> None:
        """A leg's rest has turned out to be another one: everything so far, with that."""
        self._turns, self._rest = Turns(), Rest(self._settings)
        backlog.values[:] = self._legs.together(backlog.legs)
        for time_s, value in zip(backlog.times.tolist(), backlog.values.tolist(), strict=True):
            self._add(time_s, value)

    def _forget_before(self, time_s: float) -> None:
        self._whole = False
        self._turns.forget_before(time_s)
        self._rest.forget_before(time_s)
        self._legs.forget_before(time_s)

    def _returned(self, time_s: float, value: float) -> bool:
        """Whether the height has been below the lower gate for long enough after it was beyond the upper."""
        if self._gates is None:
            return False
        self._away = self._away or value > self._gates.high
        if value >= self._gates.low:
            self._below_s = nan
        elif self._below_s != self._below_s:
            self._below_s = time_s
        return self._away and time_s - self._below_s >= self._settings.dwell_s / 2

    def _points(self) -> list[Turn]:
        return self._turns.points + ([self._turns.running] if self._turns.running else [])

    def _evaluate(self, backlog: Backlog, time_s: float, final: bool = False) -> None:
        """Find rest, range and excursions anew, and tell what is new."""
        rest = self._rest.estimate(self._points(), self._rest_window())
        if rest is None:
            return
        self._level = rest
        rises = [p.value - rest for p in self._turns.points if p.top and p.value - rest >= self._smallest]
        reached: list[Excursion] = []
        if rises:
            rise = usual(
                rises
                if self._whole or len(rises) >= self._settings.firm
                else rises + self._told_rises[-self._settings.firm :]
            )
            gates = self._gates = _Gates(
                rest, rise, rest + max(self._settings.up * rise, self._smallest), rest + self._settings.down * rise
            )
            self._known.note(time_s, rest, rise)
            reached = self._reached(backlog, gates, final)
            for excursion in reached:
                if self._is_new(excursion, reached, gates, final):
                    self._tell(backlog, excursion, time_s, rest)
        self._tell_attempts(
            backlog, time_s, rest, reached, final=final, firm=final or len(rises) >= self._settings.firm
        )
        if final:
            self._tell_unfinished(backlog, time_s, "not_returned")

    def _reached(self, backlog: Backlog, gates: _Gates, final: bool) -> list[Excursion]:
        begun_below = (
            gates.rest + self._settings.begun * gates.rise if self._whole and self._first_stay_s == 0 else -inf
        )
        stays_s = (self._first_stay_s if self._whole else self._settings.dwell_s, self._settings.dwell_s)
        found, self._since_s = backlog.excursions(gates.low, begun_below, stays_s, closed=final)
        self._away = self._since_s is not None and backlog.highest_since(self._since_s) > gates.high
        far = [e for e in found if e.peak > gates.high]
        self._fast = [e for e in far if e.end_s - e.start_s < self._settings.shortest_s]
        return [e for e in far if e.end_s - e.start_s >= self._settings.shortest_s]

    def _is_new(self, this: Excursion, reached: list[Excursion], gates: _Gates, final: bool) -> bool:
        """Whether it is to be told now. In the order of time: what is older than the last one told is past."""
        if this.start_s < self._told_until_s or self._is_attempt(this.top_s):
            return False
        later = any(p.top and p.time_s > this.end_s for p in self._turns.points)
        if later and this.top_s not in self._waiting and not self._known.news(this.end_s, gates.rest, gates.rise):
            return False
        rise = this.peak - gates.rest
        alone = not any(
            other is not this and rise <= (other.peak - gates.rest) / self._settings.up for other in reached
        )
        if not final and alone and rise < self._limits.told_at_once_from * self._length:
            self._waiting.add(this.top_s)
            return False
        return True

    def _is_attempt(self, top_s: float) -> bool:
        return any(a.start_s <= top_s <= a.end_s for a in self._attempts[-MOST:])

    def _dips(self, start_s: float, end_s: float) -> int:
        count = 0
        for point in reversed(self._turns.points):
            if point.time_s <= start_s:
                break
            count += not point.top and point.time_s < end_s
        return count

    def _tell(self, backlog: Backlog, this: Excursion, time_s: float, rest: float) -> None:
        dips = self._dips(this.start_s, this.end_s)
        rise = this.peak - rest
        side = backlog.side(this.start_s, this.end_s)
        self._told_until_s = this.end_s
        self._told_rises = [*self._told_rises[-self._settings.firm :], rise]
        self._repetitions.append(
            Repetition(
                this.start_s, this.top_s, this.end_s, time_s, rise / self._length, dips, side, *self._heights(rest)
            )
        )

    def _tell_attempts(
        self, backlog: Backlog, time_s: float, rest: float, reached: list[Excursion], *, final: bool, firm: bool
    ) -> None:
        """Tell partial movements that have come back: at once where they can never become repetitions."""
        points = self._turns.points
        running = self._turns.running
        if running is not None and not running.top and (final or time_s - running.time_s >= self._settings.dwell_s):
            points = [*points, running]
        gate = inf if self._gates is None else self._gates.high - rest

        def waiting(this: Partial) -> bool:
            return this.rise >= self._smallest and not firm and this.end_s > self._told_until_s

        def known(top_s: float) -> bool:
            return self._is_attempt(top_s) or self._is_repetition(top_s, reached)

        for this, reason in fallen_short(partials(points, rest, self._smallest / 2), gate, waiting, self._fast, known):
            self._add_attempt(backlog, this, time_s, rest, reason)

    def _is_repetition(self, top_s: float, reached: list[Excursion]) -> bool:
        """Whether this is the top of a repetition told, to be told, or still under way."""
        if self._since_s is not None and top_s >= self._since_s:
            return True
        spans = [(r.start_s, r.end_s) for r in self._repetitions[-MOST:]] + [(e.start_s, e.end_s) for e in reached]
        return any(start_s <= top_s <= end_s for start_s, end_s in spans)

    def _tell_unfinished(self, backlog: Backlog, time_s: float, reason: str) -> None:
        start_s, rest, high = self._since_s, self._level, self._level + self._smallest
        if self._gates is not None:
            rest, high = self._gates.rest, self._gates.high
        elif not isnan(rest):  # nothing has come back so far: the smallest movement has to do for its range
            _, start_s = backlog.excursions(
                rest + self._settings.down * self._smallest, -inf, (self._settings.dwell_s, self._settings.dwell_s)
            )
        if start_s is None or not backlog.highest_since(start_s) > high:
            return
        this = Partial(start_s, backlog.top_since(start_s), time_s, backlog.highest_since(start_s) - rest)
        self._add_attempt(backlog, this, time_s, rest, reason)

    def _add_attempt(self, backlog: Backlog, this: Partial, time_s: float, rest: float, reason: str) -> None:
        rise, side = this.rise / self._length, backlog.side(this.start_s, this.end_s)
        self._attempts.append(
            Attempt(this.start_s, this.top_s, this.end_s, time_s, rise, side, reason, *self._heights(rest))
        )

    def _heights(self, rest: float) -> tuple[float, float]:
        """Rest, and the gate that a repetition has to pass, in thigh lengths."""
        gate = rest + self._smallest if self._gates is None else self._gates.high
        return rest / self._length, gate / self._length
