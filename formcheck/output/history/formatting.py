"""The numbers of the history as people read them, in the terminal and on the page."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from math import isnan
from types import MappingProxyType
from typing import NamedTuple

from formcheck.kinematics.view import View
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.overview import Overview
from formcheck.output.history.scatter import Change
from formcheck.output.history.trends import Best, Trend, Trends
from formcheck.output.report.shown import degrees, percent, seconds
from formcheck.output.sides import Sides
from formcheck.pose.landmarks import SIDES, Side
from formcheck.system.language import later, plural, tr
from formcheck.system.language.local import day as written_day

NOTHING = "–"
ALIKE = later("alike")
VIEWS: Mapping[str, str] = MappingProxyType(
    {
        View.SIDE: later("from the side"),
        View.SIDE_45: later("half from the side"),
        View.FRONT_45: later("half from the front"),
        View.FRONT: later("from the front"),
        View.BACK_45: later("half from behind"),
        View.BACK: later("from behind"),
    }
)
BEGIN = later(
    "There is no session yet. Begin with one: formcheck live, or formcheck routine; recordings are added with"
    " formcheck analyze --history."
)
NOW = later(
    "Now: the mean of the last three sessions; at first: of the first three. A change is one only beyond the error of"
    " the measurement and the scatter of your own sessions."
)


def date_of(started_at: datetime) -> str:
    """Day and time of where it was."""
    return f"{started_at:%Y-%m-%d %H:%M}"


def what(entry: Entry) -> str:
    """What was done: the routine's name, or the exercises."""
    if entry.kind is Kind.ROUTINE:
        return tr(entry.name)
    return ", ".join(dict.fromkeys(tr(kept.title) for kept in entry.sets))


def counted_of(entries: Iterable[Entry]) -> str:
    """What the camera counted in some sessions, and apart from it what a timer has paced."""
    counts = [kept.summary.counts for entry in entries for kept in entry.sets]
    counted, timed = sum(one.reps for one in counts), sum(one.timed for one in counts)
    return tr("{counted} + {timed} timed", counted=counted, timed=timed) if timed else str(counted)


def good_of(entry: Entry) -> str:
    """Good repetitions of those that were tried; a dash where none could be judged."""
    counts = [kept.summary.counts for kept in entry.sets]
    tried = sum(one.tried for one in counts)
    return tr("{some} of {all}", some=sum(one.good for one in counts), all=tried) if tried else NOTHING


def minutes(value_s: float) -> str:
    """A duration in minutes, of one at least."""
    return NOTHING if isnan(value_s) else f"{max(round(value_s / 60), 1)}"


def count(value: float) -> str:
    """A mean count."""
    return NOTHING if isnan(value) else f"{value:.0f}"


class Row(NamedTuple):
    """A number of an exercise: its name, that of the last sessions, of the first, what changed, and the best so far."""

    name: str
    now: str
    first: str
    change: str
    best: str


def rows(trends: Trends) -> list[Row]:
    """Every number of an exercise that is known."""
    known: list[tuple[str, Trend, Callable[[float], str]]] = [
        (tr("Counted a session"), trends.reps, count),
        (tr("Good, of those tried"), trends.good, percent),
        (tr("Range, rest to top"), trends.range_deg, degrees),
        (tr("Hold"), trends.hold_s, seconds),
    ]
    return [
        Row(name, show(trend.now), show(trend.first), changes(trend), best_of(trend.best, show))
        for name, trend, show in known
        if trend.change is not Change.UNKNOWN
    ]


def changes(trend: Trend) -> str:
    """What has become of a number since the first sessions, and of late."""
    texts = {
        Change.MORE: tr("more"),
        Change.LESS: tr("less"),
        Change.SAME: tr("no change"),
        Change.EARLY: tr("too early to say"),
        Change.UNKNOWN: NOTHING,
    }
    if trend.late in (Change.MORE, Change.LESS) and trend.late is not trend.change:
        return tr("{change}, of late {late}", change=texts[trend.change], late=texts[trend.late])
    return texts[trend.change]


def best_of(best: Best, show: Callable[[float], str]) -> str:
    """The best so far and its day; a dash where none is known."""
    return (
        NOTHING
        if best.day is None
        else tr("{value} on {day}", value=show(best.value), day=written_day(best.day, "MMMd"))
    )


def judged_from(trends: Trends) -> str:
    """Which sessions the form of was compared; empty where it was that of all, or none was judged."""
    some, every = len(trends.alike), len(trends.exercise_sessions)
    if some in (0, every):
        return ""
    return tr("Form is compared among the {some} of {every} sessions that were judged {view}.", some=some, every=every,
              view=tr(VIEWS.get(trends.view, ALIKE)))  # fmt: skip


def compared(sides: Sides | None) -> str:
    """Left against right, in a few words; a dash where they cannot be compared."""
    if sides is None:
        return NOTHING
    fewer = tr("fewer good ({left} of {left_tried} left, {right} of {right_tried} right)", left=sides.left.good,
               left_tried=sides.left.tried, right=sides.right.good, right_tried=sides.right.tried)  # fmt: skip
    behind = ((sides.weaker, fewer), (sides.less_far, tr("less far")), (sides.held_less, tr("held for less long")))
    less = {side: ", ".join(words for found, words in behind if found is side) for side in SIDES}
    told = [tr("left: {less}", less=less[Side.LEFT])] if less[Side.LEFT] else []
    told += [tr("right: {less}", less=less[Side.RIGHT])] if less[Side.RIGHT] else []
    return "; ".join(told) or tr("no difference that can be measured")


def headline(overview: Overview) -> str:
    """The whole in one sentence."""
    sessions = plural("{count} session", "{count} sessions", len(overview.entries))
    return tr(
        "{sessions} on {days}.", sessions=sessions, days=plural("{count} day", "{count} days", len(overview.days))
    )
