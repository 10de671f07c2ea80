"""The numbers of the history as people read them, in the terminal and on the page."""

from collections.abc import Callable, Iterable
from datetime import datetime
from math import isnan

from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.overview import Overview
from formcheck.output.history.trends import Change, Trend, Trends
from formcheck.output.report.shown import degrees, percent, seconds
from formcheck.output.sides import Sides

NOTHING = "–"
SAME_SIDES = "no difference that can be measured"
BEGIN = "There is no session yet. Begin with one: formcheck live, or formcheck routine; recordings are added with"
BEGIN += " formcheck analyze --history."


def date_of(started_at: datetime) -> str:
    """Day and time of where it was."""
    return f"{started_at:%Y-%m-%d %H:%M}"


def what(entry: Entry) -> str:
    """What was done: the routine's name, or the exercises."""
    if entry.kind is Kind.ROUTINE:
        return entry.name
    return ", ".join(dict.fromkeys(kept.title for kept in entry.sets))


def counted_of(entries: Iterable[Entry]) -> str:
    """What the camera counted in some sessions, and apart from it what a timer has paced."""
    counts = [kept.summary.counts for entry in entries for kept in entry.sets]
    counted, timed = sum(one.reps for one in counts), sum(one.timed for one in counts)
    return f"{counted} + {timed} timed" if timed else str(counted)


def good_of(entry: Entry) -> str:
    """Good repetitions of those that were tried; a dash where none could be judged."""
    counts = [kept.summary.counts for kept in entry.sets]
    tried = sum(one.tried for one in counts)
    return f"{sum(one.good for one in counts)} of {tried}" if tried else NOTHING


def minutes(value_s: float) -> str:
    """A duration in minutes, of one at least."""
    return NOTHING if isnan(value_s) else f"{max(round(value_s / 60), 1)}"


def count(value: float) -> str:
    """A mean count."""
    return NOTHING if isnan(value) else f"{value:.0f}"


def trend_text(trend: Trend, show: Callable[[float], str]) -> str:
    """The number of the last sessions, and what has become of it."""
    if trend.change in (Change.UNKNOWN, Change.EARLY):
        return show(trend.now)
    first, now = show(trend.first), show(trend.now)
    change = "no change" if trend.change is Change.SAME else f"{trend.change.value} (at first {first})"
    late = trend.late in (Change.MORE, Change.LESS) and trend.late is not trend.change
    return f"{now}, {change}" + (f", {trend.late.value} of late" if late else "")


def rows(trends: Trends) -> list[tuple[str, str]]:
    """Every number of an exercise that is known: its name, and its text."""
    known: list[tuple[str, Trend, Callable[[float], str]]] = [
        ("Repetitions a session", trends.reps, count),
        ("Good", trends.good, percent),
        ("Range, from rest to the top", trends.range_deg, degrees),
        ("Hold", trends.hold_s, seconds),
    ]
    return [(name, trend_text(trend, show)) for name, trend, show in known if trend.change is not Change.UNKNOWN]


def compared(sides: Sides | None) -> str:
    """Left against right, in a few words; a dash where they cannot be compared."""
    if sides is None:
        return NOTHING
    shares = f"{sides.left.good} of {sides.left.tried} left, {sides.right.good} of {sides.right.tried} right"
    behind = ((sides.weaker, f"fewer good ({shares})"), (sides.less_far, "less far"))
    less: dict[str, list[str]] = {"left": [], "right": []}
    for side, words in (*behind, (sides.held_less, "held for less long")):
        if side is not None:
            less[side.value].append(words)
    return "; ".join(f"{side}: {', '.join(words)}" for side, words in less.items() if words) or SAME_SIDES


def headline(overview: Overview) -> str:
    """The whole in one sentence."""
    number = len(overview.entries)
    return f"{'1 session' if number == 1 else f'{number} sessions'} on {days(len(overview.days))}."


def days(number: int) -> str:
    """So many days."""
    return f"{number} day" if number == 1 else f"{number} days"
