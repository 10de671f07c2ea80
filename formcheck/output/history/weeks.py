"""Weeks with enough days: a goal that a missed day does not break, in place of days in a row."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated

from pydantic import Field

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
AWAY = WEEK
"""Whoever was away for so long is greeted as somebody who comes back."""

GoalDays = Annotated[int, Field(ge=1, le=7)]


@dataclass(frozen=True, slots=True)
class Goal:
    """On how many days of a week something is to be done, and from which day on that holds."""

    since: date
    days: GoalDays


USUAL = Goal(date.min, 3)
"""Every other day but one: enough for change, and there is room for a life."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week from Monday on: days with something done, and how many were wanted."""

    monday: date
    days: int
    goal: int

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.days >= self.goal


@dataclass(frozen=True, slots=True)
class Weeks:
    """All weeks from the first day to this week.

    Attributes
    ----------
    weeks
        In order; the last one is this week, and not over.
    away_days
        Days between the last two days with something done, where somebody has just come back; else days since the last,
        where that is as long; else 0.
    back
        Whether something was done after them.
    """

    weeks: tuple[Week, ...]
    away_days: int = 0
    back: bool = False

    @property
    def this(self) -> Week:
        """The week that is not over."""
        return self.weeks[-1]

    @property
    def met(self) -> int:
        """In how many the goal was reached."""
        return sum(week.met for week in self.weeks)

    @property
    def best_in_a_row(self) -> int:
        """So many with the goal reached have followed each other at most."""
        return max((len(list(run)) for met, run in groupby(week.met for week in self.weeks) if met), default=0)

    @property
    def most_days(self) -> int:
        """So many days there were in one week at most."""
        return max(week.days for week in self.weeks)


def weeks_of(days: Collection[date], goals: Iterable[Goal], today: date) -> Weeks:
    """The weeks of some days with something done; a goal holds from the week in which it was set.

    Parameters
    ----------
    days
        Days with something done.
    goals
        As they were set, the oldest first.
    today
        The day of looking; what a wrong clock has put after it is left out.
    """
    done = sorted({day for day in days if day <= today})
    counts = Counter(map(monday_of, done))
    known = (USUAL, *goals)
    weeks = tuple(
        Week(monday, counts[monday], _goal(known, monday))
        for monday in _mondays(done[0] if done else today, today)
    )  # fmt: skip
    away, back = _away(done, today)
    return Weeks(weeks, away.days, back)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - day.weekday() * DAY


def _mondays(first: date, today: date) -> Iterator[date]:
    monday = monday_of(first)
    while monday <= today:
        yield monday
        monday += WEEK


def _goal(goals: Iterable[Goal], monday: date) -> int:
    return [goal.days for goal in goals if goal.since < monday + WEEK][-1]


def _away(done: Sequence[date], today: date) -> tuple[timedelta, bool]:
    """How long somebody was away, and whether they have come back within the last days."""
    nothing = timedelta(0), False
    if not done:
        return nothing
    since = today - done[-1]
    if since >= AWAY:
        return since, False
    if len(done) > 1 and since < AWAY and done[-1] - done[-2] >= AWAY:
        return done[-1] - done[-2], True
    return nothing
