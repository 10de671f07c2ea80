"""The page of a check-up: one sheet to print, in one file that needs nothing else."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from formcheck.checkup.scoring import Judged, JudgedTest, closing, outcomes
from formcheck.checkup.scoring.changes_said import on_side, stood_out
from formcheck.checkup.scoring.norms import Source, sources
from formcheck.checkup.scoring.noted import noted
from formcheck.checkup.scoring.saying import value_text
from formcheck.checkup.scoring.steps import next_steps
from formcheck.checkup.scoring.summing_up import ASKED_ABOUT_GLUTES, missing_said
from formcheck.errors import OutputError, unwritten
from formcheck.output.checkup.bars import Bars, bars
from formcheck.output.checkup.course import HEIGHT, LEFT, WIDTH, Course, course
from formcheck.output.checkup.pagefile import is_page, page_of
from formcheck.output.history.checkup_steps import Past
from formcheck.system.atomic import replacing
from formcheck.system.language import current, plural, tr
from formcheck.system.language.local import day

LONG = 1300
"""So many letters fit on a sheet as they are; more are printed smaller."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Part:
    """One test on the page: its values in words, what is said and noted, and its pictures."""

    test: JudgedTest
    values: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    missing: tuple[str, ...]
    noted: tuple[str, ...]
    bars: Bars | None
    course: Course | None
    sources: tuple[Source, ...]


def write_page(past: Past, history: Path) -> Path:
    """Write the page of the last of some check-ups beside their history; its path.

    Raises
    ------
    OutputError
        Something else is there, or it cannot be written.
    """
    path = page_of(history)
    if os.path.lexists(path) and not is_page(path):
        raise OutputError(tr("{path} is not a page that formcheck has written, and stays: move it away", path=path))
    try:
        with replacing(path, mode=0o600) as file:  # as private as the history
            file.write(page(past).encode())
    except OSError as error:
        raise unwritten(path, error) from error
    return path


def page(past: Past) -> str:
    """The text of the page of the last of some check-ups, the oldest first; it runs and loads nothing."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    rooms = ("formcheck.output.checkup", "formcheck.output.report")
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(room) for room in rooms]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {"tr": tr, "plural": plural, "language": current().language}
    kept, judged = past[-1]
    parts = tuple(_part(test, judged, past) for test in judged.tests)
    return environment.get_template("checkup.html").render(
        title=tr("Check-up"),
        policy=POLICY,
        style=Markup(_style("formcheck.output.report", "page.css") + _style("formcheck.output.checkup", "checkup.css")),
        about=tuple(_about(judged, day(kept.started_at.date(), "full"))),
        dense=sum(len(text) for part in parts for text in (*part.said, *part.missing, *part.noted)) > LONG,
        complete=judged.checkup.complete,
        parts=parts,
        stood_out=tuple(stood_out(judged)),
        closing=closing(judged),
        steps=list(dict.fromkeys(tr(one.text) for one in next_steps(judged))),
        cited=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        ungrouped=judged.person.age_years is None or judged.person.sex is None,
        glutes=tr(ASKED_ABOUT_GLUTES),
        width=WIDTH, height=HEIGHT, left=LEFT,
    )  # fmt: skip


def _about(judged: Judged, when: str) -> Iterator[str]:
    """When, whose, and how it was set up."""
    yield when
    yield tr("check-up {number}", number=judged.number)
    person = judged.person
    if person.sex is not None:
        yield tr("woman") if person.sex == "F" else tr("man")
    if person.age_years is not None:
        yield plural("{count} year old", "{count} years old", person.age_years)
    if judged.checkup.seat_height_m is not None:
        yield tr("seat {cm} cm high", cm=round(judged.checkup.seat_height_m * 100))
    yield tr("pose model {model}", model=judged.checkup.model)


def _part(test: JudgedTest, judged: Judged, past: Past) -> Part:
    missing = tuple(missing_said(test))
    said = tuple(one for one in outcomes(test, judged) if one not in missing)
    cited = [norm.source for norm in test.groups] + [sources()[one] for one in test.score.sources]
    named = {None: "", "left": tr("left"), "right": tr("right")}
    values = tuple((value_text(test, one), named[one.result.side and one.result.side.value]) for one in test.values)
    drawn = bool(test.values) and test.values[0].result.unit != "passed"
    drawn_bars, line = (bars(test), course(test, past)) if drawn else (None, None)
    return Part(
        test, values, said, missing, tuple(_noted(test)), drawn_bars, line,
        tuple(dict.fromkeys(cited)) if test.values else (),
    )  # fmt: skip


def _noted(test: JudgedTest) -> Iterator[str]:
    """What was noted besides, a phrase for each side."""
    for value in test.values:
        if found := ", ".join(noted(test, value)):
            yield on_side(value.result.side, found)


def _style(room: str, name: str) -> str:
    return (resources.files(room) / "templates" / name).read_text(encoding="utf-8")
