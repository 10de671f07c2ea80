"""`index.html`: a table over all results in a folder."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from formcheck.counting.results import Counts
from formcheck.counting.summary import Summary
from formcheck.errors import InputError, OutputError, UnknownExerciseError, unwritten
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import AnyExercise
from formcheck.output.report.links import link_to
from formcheck.output.report.page import PAGE
from formcheck.output.report.pagemark import is_page
from formcheck.output.report.reading import read_document, summary_of
from formcheck.output.report.sentence import headlines, name_in
from formcheck.output.report.templating import rendered
from formcheck.system.atomic import replacing
from formcheck.system.language import tr
from formcheck.system.language.local import day
from formcheck.system.output_folder import MARK
from formcheck.system.paths import is_file, is_folder
from formcheck.video.address import masked

INDEX = "index.html"
_NONE = Counts()
_KIND = "index"


@dataclass(frozen=True, slots=True)
class Entry:
    """One result, or one input that has come to none.

    Attributes
    ----------
    path
        The input, as it was given.
    folder, when
        What the folder of its result is called, and when it was filmed or done.
    exercise, headlines, counts
        What was found.
    report
        Link to its report, from the folder of the page; empty where there is none.
    failed
        Why there is none, one line.
    """

    path: Path
    exercise: str = ""
    headlines: tuple[str, ...] = ()
    counts: Counts = _NONE
    report: str = ""
    failed: str = ""
    folder: str = ""
    when: str = ""

    @property
    def label(self) -> str:
        """What it is called: as its folder, which tells clips of one name apart."""
        return self.folder or self.path.name

    @property
    def place(self) -> str:
        """The path as it may be shown."""
        return masked(str(self.path))


def results_in(folder: Path, exercise: Exercise | None) -> list[Entry]:
    """All results in a folder, whichever command has made them: what is newest first.

    Parameters
    ----------
    folder
        That of all results.
    exercise
        One of the user's own, which is not in the catalogue; None for none.
    """
    found: list[tuple[str, Entry]] = []
    for place in sorted(folder.iterdir()) if is_folder(folder) else []:
        if place.name.startswith(".") or not is_file(place / MARK):
            continue
        try:
            document = read_document(place)
        except InputError as error:
            found.append(("", Entry(Path(place.name), failed=str(error), folder=place.name)))
            continue
        entry = entry_of(Path(document.source), summary_of(document), exercise)
        begun = document.started_at
        when = "" if begun is None else f"{day(begun.date(), 'medium')}, {begun:%H:%M}"
        report = link_to(place.name, PAGE) if is_file(place / PAGE) else ""
        order = "" if begun is None else begun.astimezone(UTC).isoformat()
        found.append((order, replace(entry, folder=place.name, when=when, report=report)))
    return [entry for _, entry in sorted(found, key=lambda one: one[0], reverse=True)]


def entry_of(path: Path, summary: Summary, exercise: Exercise | None) -> Entry:
    """The entry of one analysis.

    Parameters
    ----------
    path, summary
        The input, and what was found in it.
    exercise
        What was done; None where it was recognised.
    """
    done = list(dict.fromkeys(kept.exercise for kept in summary.sets)) or [summary.exercise] * bool(summary.exercise)
    practices = {name: one for name in done if (one := _practice(name, exercise)) is not None}
    names = ", ".join(name_in(practices, name) for name in done)
    report = link_to(path.name, PAGE)
    return Entry(path, names, tuple(headlines(summary, practices)), summary.counts, report)


def index_page(entries: Sequence[Entry]) -> str:
    """The text of the page."""
    return "".join(rendered("index.html", title=tr("Results"), entries=entries))


def check_index(folder: Path) -> None:
    """See that nothing else is in the place of the page: before the work, too.

    Raises
    ------
    OutputError
        Something is.
    """
    target = folder / INDEX
    if not is_index_place(folder):
        raise OutputError(
            tr("{target} is no page of formcheck's: move it away, or choose another folder with --out", target=target)
        )


def is_index_place(folder: Path) -> bool:
    """Whether the page can be written: there is nothing yet, or an older one."""
    return not os.path.lexists(folder / INDEX) or is_page(folder / INDEX, _KIND)


def write_index(folder: Path, entries: Sequence[Entry]) -> Path:
    """Write the page over the results of a run.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    target = folder / INDEX
    check_index(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(target) as file:
            file.write(index_page(entries).encode("utf-8", errors="replace"))
    except OSError as error:
        raise unwritten(target, error) from error
    return target


def renew_index(folder: Path) -> None:
    """Bring the page up to what lies in its folder now, where there is one; without any result it goes.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    if not is_page(folder / INDEX, _KIND):
        return
    found = results_in(folder, None)
    if found:
        write_index(folder, found)
    else:
        (folder / INDEX).unlink(missing_ok=True)


def _practice(name: str, exercise: Exercise | None) -> AnyExercise | None:
    if exercise is not None and exercise.id == name:
        return exercise
    try:
        return catalogue.find(name)
    except UnknownExerciseError:
        return None
