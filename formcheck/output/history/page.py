"""The page of the history: what the terminal shows, with plots, in one file that needs nothing else."""

import os
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from formcheck.errors import OutputError, unwritten
from formcheck.output.history import formatting
from formcheck.output.history.overview import Overview
from formcheck.output.history.pagefile import is_page
from formcheck.output.history.plots import plots
from formcheck.output.history.store import ENVIRONMENT_VARIABLE
from formcheck.output.history.suggestion import Step
from formcheck.output.sides import ANGLE_ERROR_DEG, SMALLEST_DEG, SMALLEST_HOLD_S
from formcheck.system.atomic import replacing
from formcheck.system.language import current, plural, tr

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
WEEKS = 13
SHOWN = 30
"""So many sessions are in the table."""
STEPS = {Step.ON: "A step on", Step.BACK: "A little easier", Step.SIDE: "Left and right", Step.LEAVE: "Leave it out"}


class Day(NamedTuple):
    """One day of the calendar: when, how many sessions, and whether it is still to come."""

    day: date
    sessions: int
    to_come: bool


def write_page(overview: Overview, path: Path) -> None:
    """Write the page; it appears when it is complete, and takes the place of nothing but an older one.

    Raises
    ------
    OutputError
        Something else is there, or it cannot be written.
    """
    if os.path.lexists(path) and not is_page(path):
        raise OutputError(
            f"{path} is not a page that formcheck has written, and stays: move it away, or name another place for the"
            f" history with {ENVIRONMENT_VARIABLE}"
        )
    text = page(overview)
    try:
        with replacing(path, mode=0o600) as file:  # as private as the history
            file.write(text.encode())
    except OSError as error:
        raise unwritten(path, error) from error


def page(overview: Overview) -> str:
    """The text of the page; it looks as a report does, and runs and loads nothing."""
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
    environment.globals |= {"tr": tr, "plural": plural, "language": current().language}
    weeks = calendar(overview)
    return environment.get_template("history.html").render(
        title="History",
        policy=POLICY,
        style=Markup(_style("formcheck.output.report", "page.css") + _style("formcheck.output.history", "history.css")),
        overview=overview,
        headline=formatting.headline(overview),
        weeks=weeks,
        busy=sum(day.sessions > 0 for week in weeks for day in week),
        plots={one.exercise: list(plots(one.trends.exercise_sessions)) for one in overview.exercises},
        words=formatting,
        week_counted=formatting.counted_of(overview.week),
        steps=STEPS,
        shown=list(reversed(overview.entries))[:SHOWN],
        smallest_deg=round(SMALLEST_DEG),
        smallest_hold_s=f"{SMALLEST_HOLD_S:g}",
        angle_error_deg=f"{ANGLE_ERROR_DEG:g}",
    )


def calendar(overview: Overview) -> list[list[Day]]:
    """The last weeks, Monday to Sunday each."""
    days = [entry.started_at.date() for entry in overview.entries]
    first = overview.today - timedelta(days=overview.today.weekday(), weeks=WEEKS - 1)
    dates = [[first + timedelta(weeks=week, days=day) for day in range(7)] for week in range(WEEKS)]
    return [[Day(day, days.count(day), day > overview.today) for day in week] for week in dates]


def _style(room: str, name: str) -> str:
    return (resources.files(room) / "templates" / name).read_text(encoding="utf-8")
