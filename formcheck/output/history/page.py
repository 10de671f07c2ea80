"""The page of the history: what the terminal shows, with plots, in one file that needs nothing else."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from formcheck.checkup.scoring import closing
from formcheck.errors import OutputError, unwritten
from formcheck.output.checkup.pagefile import is_page as is_page_of_checkup
from formcheck.output.checkup.pagefile import page_of
from formcheck.output.history import formatting
from formcheck.output.history.checkup_rows import checkup_rows_of
from formcheck.output.history.desk import DeskDay, hours_of, ticks
from formcheck.output.history.entry import Entry
from formcheck.output.history.figures import figures, greeting
from formcheck.output.history.file import ENVIRONMENT_VARIABLE
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.output.history.overview import Overview
from formcheck.output.history.pagefile import is_page
from formcheck.output.history.plots import plots
from formcheck.output.history.suggestion import Step
from formcheck.output.report.links import link_to
from formcheck.output.sides import ANGLE_ERROR_DEG, SMALLEST_DEG, SMALLEST_HOLD_S
from formcheck.system.atomic import replacing
from formcheck.system.language import current, later, plural, tr
from formcheck.system.language.local import brief
from formcheck.system.language.local import day as written_day

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
FEWEST_WEEKS, MOST_WEEKS = 13, 26
"""So many weeks the calendar has, the more the longer the history is."""
SHOWN, LATELY = 30, 10
"""So many sessions are in the table; so many of them are seen at once, the others when they are asked for."""
STEPS = {
    Step.ON: later("A step on"),
    Step.BACK: later("A little easier"),
    Step.SIDE: later("Left and right"),
    Step.LEAVE: later("Leave it out"),
    Step.CHECKUP: later("Check-up"),
}


class Day(NamedTuple):
    """One day of the calendar: when, how many sessions, and whether it is still to come."""

    day: date
    sessions: int
    to_come: bool


class Column(NamedTuple):
    """One week of the calendar: its days, whether it reached the goal, and the month where one begins with it."""

    days: list[Day]
    met: bool
    month: str


def write_page(overview: Overview, path: Path, desk: Sequence[DeskDay] = ()) -> None:
    """Write the page; it appears when it is complete, and takes the place of nothing but an older one.

    Raises
    ------
    OutputError
        Something else is there, or it cannot be written.
    """
    if os.path.lexists(path) and not is_page(path):
        raise OutputError(
            tr(
                "{path} is not a page that formcheck has written, and stays: move it away, or name"
                " another place for the history with {variable}",
                path=path,
                variable=ENVIRONMENT_VARIABLE,
            )
        )
    last = page_of(path)
    text = page(overview, desk, checkup_page=link_to(last.name) if is_page_of_checkup(last) else "")
    try:
        with replacing(path, mode=0o600) as file:  # as private as the history
            file.write(text.encode())
    except OSError as error:
        raise unwritten(path, error) from error


def page(
    overview: Overview,
    desk: Sequence[DeskDay] = (),
    beside: Callable[[Entry | KeptCheckup], str] | None = None,
    checkup_page: str = "",
) -> str:
    """The text of the page; it looks as a report does, and runs and loads nothing.

    Parameters
    ----------
    overview, desk
        What it shows.
    beside
        What stands beside a session in their table, as HTML that is safe; None for a link to its report on the disk.
    checkup_page
        A link to the page of the last check-up; empty for none.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    rooms = ("formcheck.output.history", "formcheck.output.report")
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(room) for room in rooms]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"tr": tr, "plural": plural, "language": current().language, "day": written_day}
    weeks = calendar(overview)
    return environment.get_template("history.html").render(
        title=tr("History"),
        policy=POLICY,
        style=Markup(_style("formcheck.output.report", "page.css") + _style("formcheck.output.history", "history.css")),
        overview=overview,
        desk=desk,
        hours=hours_of,
        ticks=ticks,
        headline=formatting.headline(overview),
        greeting=greeting(overview),
        figures=figures(overview),
        weeks=weeks,
        busy=sum(day.sessions > 0 for week in weeks for day in week.days),
        names=[written_day(day.day, "E") for day in weeks[0].days],
        plots={one.exercise: list(plots(one.trends.exercise_sessions)) for one in overview.exercises},
        words=formatting,
        steps=STEPS,
        shown=overview.rows[::-1][:SHOWN],
        checkup_rows=checkup_rows_of(overview.checkups) if overview.checkups else [],
        closing=closing,
        is_checkup=lambda row: isinstance(row, KeptCheckup),
        checkup_page=checkup_page,
        lately=LATELY,
        beside=beside and (lambda entry: Markup(beside(entry))),
        smallest_deg=round(SMALLEST_DEG),
        smallest_hold_s=brief(SMALLEST_HOLD_S),
        angle_error_deg=brief(ANGLE_ERROR_DEG),
    )


def calendar(overview: Overview) -> list[Column]:
    """The last weeks, Monday to Sunday each."""
    days = Counter(entry.started_at.date() for entry in overview.entries)
    number = min(max(len(overview.weeks.weeks), FEWEST_WEEKS), MOST_WEEKS)
    met = {week.monday for week in overview.weeks.weeks if week.met}
    this = overview.weeks.this.monday
    mondays = [this - timedelta(weeks=ago) for ago in reversed(range(number))]
    return [
        Column([Day(day, days[day], day > overview.today) for day in _week(monday)], monday in met, _month(monday))
        for monday in mondays
    ]


def _week(monday: date) -> list[date]:
    return [monday + timedelta(days=day) for day in range(7)]


def _month(monday: date) -> str:
    """The month that begins in a week, else nothing."""
    first = next((day for day in _week(monday) if day.day == 1), None)
    return "" if first is None else written_day(first, "MMM")


def _style(room: str, name: str) -> str:
    return (resources.files(room) / "templates" / name).read_text(encoding="utf-8")
