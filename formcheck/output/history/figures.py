"""The figures at the head of the history: this week against its goal, and against the best one so far."""

from collections.abc import Iterable
from math import isnan
from typing import NamedTuple

from formcheck.output.history.entry import Entry
from formcheck.output.history.overview import Overview
from formcheck.system.language import plural, tr


class Figure(NamedTuple):
    """A number at the head, what it is a number of, and the best so far."""

    value: str
    label: str
    best: str


def of(some: int, every: int) -> str:
    """Some of all."""
    return tr("{some} of {all}", some=some, all=every)


def figures(overview: Overview) -> list[Figure]:
    """What was done this week, and what the best week so far was."""
    weeks = overview.weeks
    best = tr("best so far: {value}", value=weeks.most_days)
    found = [Figure(of(weeks.this.days, weeks.this.goal), tr("days this week"), best)]
    over = [week for week in weeks.weeks if week.met or week is not weeks.this]
    if weeks.met and len(weeks.weeks) > 1:
        best = tr("best so far: {value} in a row", value=weeks.best_in_a_row)
        found.append(Figure(of(weeks.met, len(over)), tr("weeks with the goal reached"), best))
    every = [overview.in_week(week.monday) for week in weeks.weeks]
    for label, number in ((tr("counted this week"), counted), (tr("minutes this week"), together)):
        best = tr("best so far: {value}", value=max(map(number, every)))
        found.append(Figure(str(number(every[-1])), label, best))
    return found


def greeting(overview: Overview) -> str:
    """What is said to somebody who comes back, or has reached the goal of the week; else nothing."""
    away, goal = overview.weeks.away_days, overview.weeks.this.goal
    if away and overview.weeks.back:
        return tr("Good to see you back after {days} days. All that you had reached is still here.", days=away)
    if away:
        return tr("It has been {days} days: no matter. One set is enough to begin again.", days=away)
    if overview.weeks.this.met:
        return plural(
            "This week's goal of {count} day is reached.", "This week's goal of {count} days is reached.", goal
        )
    return ""


def counted(entries: Iterable[Entry]) -> int:
    """Repetitions that the camera counted in some sessions."""
    return sum(kept.summary.counts.reps for entry in entries for kept in entry.sets)


def together(entries: Iterable[Entry]) -> int:
    """How many minutes some sessions have lasted together, one at least where anything was done."""
    lasted_s = [entry.lasted_s for entry in entries if not isnan(entry.lasted_s)]
    return max(round(sum(lasted_s) / 60), 1) if lasted_s else 0
