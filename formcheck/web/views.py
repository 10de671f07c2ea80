"""What stands on the page, a view each, as HTML in the person's language; made when it is asked for."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from markupsafe import Markup

from formcheck.app import safety
from formcheck.app.beginning import lately, past, suggested
from formcheck.app.checkup import person
from formcheck.app.checkup.keeping import lately as checkups
from formcheck.app.desk.status import status
from formcheck.app.desk.words import buttons
from formcheck.app.kept_reports import called
from formcheck.app.last_camera import last_camera
from formcheck.app.settings import settings
from formcheck.exercises import catalogue
from formcheck.exercises.checked import UNSEEN, checked
from formcheck.output.history.checkup_rows import checkup_rows_of
from formcheck.output.history.checkup_steps import reminder
from formcheck.output.history.desk import DeskDays
from formcheck.output.history.entry import Entry
from formcheck.output.history.figures import figures
from formcheck.output.history.formatting import counted_of, what
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.output.history.overview import overview
from formcheck.output.history.page import page
from formcheck.output.history.store import History, history_path
from formcheck.system.folders import user_folder
from formcheck.system.language import current, languages, plural, tr
from formcheck.system.language.local import day
from formcheck.version import __version__
from formcheck.video.listing import listed
from formcheck.workout import routine

NAMES = {"en": "English", "de": "Deutsch"}
"""Of the languages, in themselves."""


@cache
def pictures() -> Mapping[str, Any]:
    """The exercises as outlines of a body on its way to the top; `tools/render/pictures.py` makes them."""
    found: dict[str, Any] = json.loads((resources.files("formcheck.web") / "pictures.json").read_text("utf-8"))
    return found


def rendered(template: str, **values: object) -> str:
    """One template of this room with what it shows."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("formcheck.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {"tr": tr, "plural": plural, "day": day, "pictures": pictures()}
    environment.globals["language"] = current().language
    return environment.get_template(template).render(**values)


def start(_: str) -> str:
    """The start page; before anything else the safety questions."""
    if safety.kept(user_folder()) is None:
        return rendered("safety.html", asking=safety)
    entries, today = past(), date.today()
    found = lately(entries)
    return rendered(
        "start.html",
        suggested=suggested(entries, today, found.checkups),
        checkup=found.checkups[-1][0] if found.checkups else None,
        checkup_rows=checkup_rows_of(found.checkups) if found.checkups else [],
        due=reminder(found.checkups, today),
        figures=figures(found) if entries else [],
        routines=routine.by_length(),
        exercises=[catalogue.find(name) for name in (*catalogue.names(), *catalogue.timers())],
        lately=[(entry, what(entry)) for entry in reversed(entries[-3:])],
        counted_of=counted_of,
        desk=Markup(at_the_desk("")),
    )


def at_the_desk(_: str) -> str:
    """The desk companion, to be switched on and off, and answered."""
    now = datetime.now().astimezone()
    today = DeskDays(History(history_path())).on(now.date())
    return rendered("desk.html", status=status(now), buttons=buttons(), today=today)


def exercise(name: str) -> str:
    """About one exercise, to begin it."""
    found = catalogue.find(name if name in (*catalogue.names(), *catalogue.timers()) else "")
    places = {} if found.timer is not None else checked(found)
    return rendered("exercise.html", one=found, places=places, unseen=tr(UNSEEN))


def plan(name: str) -> str:
    """About one routine, to begin it."""
    found = routine.load(name if name in routine.names() else "")
    return rendered(
        "routine.html", one=found, doses=[routine.dose_of(block) for block in found.blocks], names=catalogue
    )


def history(_: str) -> str:
    """The history, as its own page shows it, with a way from each session to its report."""
    kept = History(history_path())
    found = overview(kept.entries(), date.today(), kept.goals(), checkups())
    text = page(found, DeskDays(kept).lately(found.today), _beside)
    main = text[text.index("<main>") + len("<main>") : text.rindex("</main>")]
    return rendered("history_view.html", main=Markup(main))


def preferences(_: str) -> str:
    """The settings."""
    folder = user_folder()
    kept = History(history_path())
    goals = kept.goals()
    return rendered(
        "settings.html",
        chosen=settings(folder),
        languages=[(code, NAMES.get(code, code)) for code in languages()],
        cameras=listed(),
        camera=last_camera(folder) or "",
        goal=goals[-1].days if goals else 3,
        person=person.kept(folder) or person.Kept(),
        answer=asdict(answer) if (answer := safety.kept(folder)) else None,
        place=str(folder).replace(str(Path.home()), "~", 1),
        stop=safety.STOP,
        version=__version__,
    )


def plain(name: str) -> str:
    """A view without anything of this computer in it."""
    return rendered(f"{name}.html")


VIEWS = {"start": start, "exercise": exercise, "routine": plan, "desk": at_the_desk, "history": history,
         "settings": preferences, "analyse": lambda _: plain("analyse"), "live": lambda _: plain("live")}  # fmt: skip


def _beside(entry: Entry | KeptCheckup) -> str:
    return rendered("beside.html", one=called(entry))
