"""Counts excursions of a height from the person's own rest, in one stay in one place.

A repetition leaves rest by the exercise's smallest rise and by 65 % of this person's usual rise, and comes back
below 35 % for a fifth of a second (`Settings`). What goes up and down in between are its dips.

Every height costs little: the backlog is looked at anew only where something turned, stood still or came back.
"""

from dataclasses import dataclass
from math import inf, isnan, nan

from formcheck.counting.backlog import Rise
from formcheck.counting.course import Course
from formcheck.counting.movements import Attempt, Moment, Repetition
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.turns import partials
from formcheck.counting.usual_range import Known, usual
from formcheck.exercises.count import Count as Limits
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


class Stay:
    """One stay in one place.

    Parameters
    ----------
    limits
        What counts.
    told
        A list to which what is told is added.
    first_stay_s
        How long the height must stay at rest before the first movement; 0 where it may begin in any state.
    settings
        The engine's limits.
    """

    def __init__(
        self,
        limits: Limits,
        told: list[Repetition | Attempt],
        first_stay_s: float = 0.0,
        settings: Settings = DEFAULTS,
    ) -> None:
        self._limits, self._told, self._first_stay_s, self._settings = limits, told, first_stay_s, settings
        self._course, self._known = Course(limits, settings), Known()
        self._gates: _Gates | None = None
        self._level = nan
        self._waiting: set[float] = set()
        self._told_until_s = -inf
        self._told_rises: list[float] = []
        self._since_s: float | None = None
        self._away = False
        self._below_s = nan

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
        news = self._course.update(time_s, values, length)
        if self._returned(time_s, float(self._course.backlog.values[-1])) or news or self._gates is None:
            self._evaluate(time_s)

    def finish(self) -> None:
        """Nothing comes after: tell what waited for more."""
        if self._course.backlog:
            self._evaluate(float(self._course.backlog.times[-1]), final=True)

    def lose(self) -> None:
        """The person is out of sight or elsewhere: tell what was under way."""
        if self._course.backlog:
            self._tell_unfinished("lost_sight")

    def moment(self, time_s: float, told: tuple[Repetition | Attempt, ...]) -> Moment:
        """How things stand, with what has been told just now."""
        if not self._course.backlog or isnan(self._level):
            return Moment(time_s, told=told)
        value, gates = float(self._course.backlog.values[-1]), self._gates
        if gates is None:
            way = self._limits.told_at_once_from / self._settings.up * self._course.length
            return Moment(time_s, (value - self._level) / way, told=told)
        dips = 0 if self._since_s is None else self._course.dips(self._since_s, inf)
        return Moment(time_s, (value - gates.rest) / gates.rise, dips, told)

    @property
    def leading(self) -> Side:
        """The leg that is farther from its rest now; BOTH where legs are not told apart."""
        return self._course.leading

    def _returned(self, time_s: float, value: float) -> bool:
        """Whether the height has been below the lower gate for long enough after it was beyond the upper."""
        if self._gates is None:
            return False
        self._away = self._away or value > self._gates.high
        if value >= self._gates.low:
            self._below_s = nan
        elif isnan(self._below_s):
            self._below_s = time_s
        return self._away and time_s - self._below_s >= self._settings.dwell_s / 2

    def _evaluate(self, time_s: float, final: bool = False) -> None:
        """Find rest, range and excursions anew, and tell what is new."""
        course, settings, rest = self._course, self._settings, self._course.rest
        if rest is None:
            return
        self._level = rest
        rises = [p.value - rest for p in course.turns.points if p.top and p.value - rest >= course.smallest]
        firm = len(rises) >= settings.firm
        far: list[Rise] = []
        if rises:
            rise = usual(rises if course.whole or firm else rises + self._told_rises[-settings.firm :])
            high = rest + max(settings.up * rise, course.smallest)
            gates = self._gates = _Gates(rest, rise, high, rest + settings.down * rise)
            self._known.note(time_s, rest, rise)
            far = self._far(gates, final)
            reached = [e for e in far if self._lasts(e)]
            for excursion in reached:
                if self._is_new(excursion, reached, gates, final):
                    self._tell(excursion, time_s)
        self._tell_attempts(time_s, far, final=final, firm=final or firm)
        if final:
            self._tell_unfinished("not_returned")

    def _far(self, gates: _Gates, final: bool) -> list[Rise]:
        """The excursions beyond the upper gate."""
        settings, backlog, whole = self._settings, self._course.backlog, self._course.whole
        begun_below = gates.rest + settings.begun * gates.rise if whole and self._first_stay_s == 0 else -inf
        stays_s = (self._first_stay_s if whole else settings.dwell_s, settings.dwell_s)
        found, self._since_s = backlog.excursions(gates.low, begun_below, stays_s, closed=final)
        self._away = self._since_s is not None and backlog.under_way(self._since_s).peak > gates.high
        return [e for e in found if e.peak > gates.high]

    def _lasts(self, this: Rise) -> bool:
        return this.end_s - this.start_s >= self._settings.shortest_s

    def _is_new(self, this: Rise, reached: list[Rise], gates: _Gates, final: bool) -> bool:
        """Whether it is to be told now. In the order of time: what is older than the last one told is past."""
        if this.start_s < self._told_until_s or self._is_told(this.top_s, Attempt):
            return False
        later = any(p.top and p.time_s > this.end_s for p in self._course.turns.points)
        if later and this.top_s not in self._waiting and not self._known.news(this.end_s, gates.rest, gates.rise):
            return False
        rise = this.peak - gates.rest
        alone = not any(
            other is not this and rise <= (other.peak - gates.rest) / self._settings.up for other in reached
        )
        if not final and alone and rise < self._limits.told_at_once_from * self._course.length:
            self._waiting.add(this.top_s)
            return False
        return True

    def _is_told(self, top_s: float, kind: type[Repetition | Attempt]) -> bool:
        return any(isinstance(told, kind) and told.holds(top_s) for told in self._told[-MOST:])

    def _tell(self, this: Rise, time_s: float, reason: str = "") -> None:
        """As a repetition; where there is a reason, as an attempt."""
        course, rest, gates = self._course, self._level, self._gates
        gate = rest + course.smallest if gates is None else gates.high
        rise = this.peak - rest
        told = (
            this.start_s, this.top_s, this.end_s, time_s, rise / course.length, course.backlog.side(this),
            rest / course.length, gate / course.length,
        )  # fmt: skip
        if reason:
            self._told.append(Attempt(*told, reason))
            return
        self._told_until_s = this.end_s
        self._told_rises.append(rise)
        self._told.append(Repetition(*told, course.dips(this.start_s, this.end_s)))

    def _tell_attempts(self, time_s: float, far: list[Rise], *, final: bool, firm: bool) -> None:
        """Tell partial movements that have come back: at once where they can never become repetitions."""
        course, rest = self._course, self._level
        over = [p for p in course.turns.running if final or time_s - p.time_s >= self._settings.dwell_s]
        gate = inf if self._gates is None else self._gates.high - rest
        for this in partials([*course.turns.points, *(p for p in over if not p.top)], rest, course.smallest / 2):
            rise, fast = this.peak - rest, [e for e in far if e.holds(this.top_s) and not self._lasts(e)]
            if (rise >= course.smallest and not firm and this.end_s > self._told_until_s) or self._is_known(this, far):
                continue
            if fast or rise <= gate:  # else it reached the gate, but where it came from was no rest
                self._tell(this, time_s, "too_fast" if fast else "not_high_enough")

    def _is_known(self, this: Rise, far: list[Rise]) -> bool:
        """Whether its top is that of a movement told, to be told, or still under way."""
        under_way = self._since_s is not None and this.top_s >= self._since_s
        to_be_told = any(e.holds(this.top_s) and self._lasts(e) for e in far)
        return under_way or to_be_told or any(told.holds(this.top_s) for told in self._told[-MOST:])

    def _tell_unfinished(self, reason: str) -> None:
        backlog, settings, smallest = self._course.backlog, self._settings, self._course.smallest
        since_s, rest = self._since_s, self._level
        high = rest + smallest if self._gates is None else self._gates.high
        if self._gates is None and not isnan(rest):
            # Nothing has come back so far: the smallest movement has to do for its range.
            low = rest + settings.down * smallest
            _, since_s = backlog.excursions(low, -inf, (settings.dwell_s, settings.dwell_s))
        if since_s is not None and (this := backlog.under_way(since_s)).peak > high:
            self._tell(this, float(backlog.times[-1]), reason)
