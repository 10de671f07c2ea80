"""Counts excursions of a height from the person's own rest, in one stay in one place.

A repetition leaves rest by the exercise's smallest rise and by 65 % of this person's usual rise, and comes back
below 35 % for a fifth of a second (`Settings`). What goes up and down in between are its dips.

Every height costs little: the backlog is looked at anew only where something turned, stood still or came back.
"""

from math import inf, isnan, nan

from formcheck.counting.backlog import Rise
from formcheck.counting.course import Course
from formcheck.counting.movements import Moment, Movement
from formcheck.counting.reach import Reach
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.turns import partials
from formcheck.exercises.count import Count as Limits

# More movements than there can be in what is remembered, two a second: none of them is told twice.
MOST = 180


class Stay:
    """One stay in one place; what is told is added to the list `told`."""

    def __init__(
        self,
        limits: Limits,
        told: list[Movement],
        first_stay_s: float = 0.0,
        settings: Settings = DEFAULTS,
    ) -> None:
        self._limits, self._told, self._settings = limits, told, settings
        self._course, self._reach = Course(limits, settings), Reach(settings, first_stay_s)
        self._level = nan
        self._told_until_s = -inf

    def update(self, time_s: float, values: tuple[float, ...], length: float, climbs: float = 0.0) -> None:
        """Take one height in, in the direction of the movement: one value or one a leg, and the thigh; pixels.

        Rest may be so much higher as what lies there `climbs` in the picture; pixels.
        """
        news = self._course.update(time_s, values, length, climbs)
        if self._reach.returned(time_s, float(self._course.backlog.values[-1])) or news or self._reach.gates is None:
            self._evaluate(time_s)

    def turns_since(self, time_s: float) -> int:
        """How often the height has turned since."""
        return sum(point.time_s > time_s for point in self._course.turns.points)

    def rests_at(self, value: float, factor: float) -> bool:
        """Whether a height is at rest for a person that many times as large as before; True before rest is known."""
        within = self._settings.still_within * self._course.smallest * factor
        return isnan(self._level) or abs(value - factor * self._level) <= within

    def scale(self, factor: float, before_s: float, length: float) -> None:
        """What was before a time, that many times as large; looked at anew with the next height, in the new length."""
        if self._course.backlog:
            self._course.scale(factor, before_s, length)
            self._reach.gates = None

    def finish(self) -> None:
        """Nothing comes after: tell what waited for more."""
        if self._course.backlog:
            self._evaluate(float(self._course.backlog.times[-1]), final=True)

    def lose(self) -> None:
        """The person is out of sight or elsewhere: tell what was under way."""
        if self._course.backlog:
            self._tell_unfinished("lost_sight")

    def moment(self, time_s: float, told: tuple[Movement, ...]) -> Moment:
        """How things stand, with what has been told just now."""
        course, gates, since_s = self._course, self._reach.gates, self._reach.since_s
        if isnan(self._level):
            return Moment(time_s, told=told, leading=course.leading)
        value = float(course.backlog.values[-1])
        if gates is None:
            way = self._limits.told_at_once_from / self._settings.up * course.length
            return Moment(time_s, (value - self._level) / way, 0, told, course.leading)
        dips = 0 if since_s is None else course.dips(since_s, inf)
        return Moment(time_s, (value - gates.rest) / gates.rise, dips, told, course.leading)

    def _evaluate(self, time_s: float, final: bool = False) -> None:
        """Find rest, range and excursions anew, and tell what is new."""
        course, rest = self._course, self._course.rest
        if rest is None:
            return
        self._level = rest
        rises = [p.value - rest for p in course.turns.points if p.top and p.value - rest >= course.smallest]
        alone = final and not any(told.counts for told in self._told)
        self._reach.find(course, rest, rises, final=final, alone=alone)
        reached = [e for e in self._reach.far if self._lasts(e)]
        for excursion in reached:
            if self._is_new(excursion, reached, final):
                self._tell(excursion, time_s)
        self._tell_attempts(time_s, reached, final=final, firm=final or len(rises) >= self._settings.firm)
        if final:
            self._tell_unfinished("not_returned")

    def _lasts(self, this: Rise) -> bool:
        return this.end_s - this.start_s >= self._settings.shortest_s

    def _is_new(self, this: Rise, reached: list[Rise], final: bool) -> bool:
        """Whether it is to be told now. In the order of time: what is older than the last one told is past."""
        if this.start_s < self._told_until_s or self._is_told(this):
            return False
        rise, up = this.peak - self._level, self._settings.up
        alone = not any(other is not this and rise <= (other.peak - self._level) / up for other in reached)
        return final or not alone or rise >= self._limits.told_at_once_from * self._course.length

    def _is_told(self, this: Rise) -> bool:
        return any(told.holds(this.top_s) for told in self._told[-MOST:])

    def _tell(self, this: Rise, time_s: float, reason: str = "") -> None:
        """As a repetition; where there is a reason, as an attempt."""
        course, rest, gates = self._course, self._level, self._reach.gates
        rise, gate = this.peak - rest, rest + course.smallest if gates is None else gates.high
        self._told.append(Movement(
            this.start_s, this.top_s, this.end_s, time_s, rise / course.length, course.backlog.side(this),
            rest / course.length, gate / course.length, course.dips(this.start_s, this.end_s), reason,
        ))  # fmt: skip
        if not reason:
            self._told_until_s = this.end_s

    def _tell_attempts(self, time_s: float, reached: list[Rise], *, final: bool, firm: bool) -> None:
        """Tell partial movements that have come back: at once where they can never become repetitions."""
        course, rest, gates, since_s = self._course, self._level, self._reach.gates, self._reach.since_s
        over = [p for p in course.turns.running if final or time_s - p.time_s >= self._settings.dwell_s]
        for this in partials([*course.turns.points, *(p for p in over if not p.top)], rest, course.smallest / 2):
            rise, under_way = this.peak - rest, since_s is not None and this.top_s >= since_s
            may_become = rise >= course.smallest and not firm and this.end_s > self._told_until_s
            to_be_told = any(e.holds(this.top_s) for e in reached)
            if may_become or under_way or to_be_told or self._is_told(this):
                continue
            if any(e.holds(this.top_s) for e in self._reach.far):  # and does not last
                self._tell(this, time_s, "too_fast")
            elif gates is None or rise <= gates.high - rest:  # else it reached the gate, but from what was no rest
                self._tell(this, time_s, "not_high_enough")

    def _tell_unfinished(self, reason: str) -> None:
        this = self._reach.unfinished(self._course, self._level)
        if this is not None:
            self._tell(this, this.end_s, reason)
