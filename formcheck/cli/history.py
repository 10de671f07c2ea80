"""The command for past sessions."""

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli import browser
from formcheck.cli.console import confirm, out, print_json, say
from formcheck.cli.single_options import Json, NoOpen, Yes
from formcheck.errors import HistoryError, unwritten
from formcheck.system.language import plural, tr
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from formcheck.output.history.desk import DeskDay
    from formcheck.output.history.entry import Entry
    from formcheck.output.history.overview import Overview
    from formcheck.output.history.store import History

ALL = "all"


def history(  # noqa: PLR0913, PLR0917 - each is an option
    export: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it all as .json or .csv.")] = None,
    import_: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Add the sessions of such a file, none of them twice."),
    ] = None,
    goal: Annotated[
        int | None, typer.Option(min=1, max=7, metavar="DAYS", help="Days a week with something done to aim at.")
    ] = None,
    delete: Annotated[str | None, typer.Option(metavar="ID|all", help="Delete a session, or all.")] = None,
    yes: Yes = False,
    no_open: NoOpen = False,
    as_json: Json = False,
) -> None:
    """Show past sessions, how they change, and what to do next; with plots on a page."""
    from formcheck.app.checkup.keeping import judgements, page_of_last
    from formcheck.output.history.checkups import Checkups
    from formcheck.output.history.desk import DeskDays
    from formcheck.output.history.export import SUFFIXES
    from formcheck.output.history.export import as_json as as_document
    from formcheck.output.history.export import export as write
    from formcheck.output.history.judged_rows import judged_content
    from formcheck.output.history.overview import overview
    from formcheck.output.history.store import History, history_path
    from formcheck.output.history.tables import print_overview
    from formcheck.output.history.weeks import Goal

    kept = History(history_path())
    if export is not None and export.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(
            tr("found {name}; it ends in {all}", name=repr(export.name), all=f" {tr('or')} ".join(SUFFIXES)),
            param_hint="--export",
        )
    if export is not None and os.path.realpath(export) == os.path.realpath(kept.path):
        raise typer.BadParameter(
            tr("found {name}; it is the history itself", name=repr(export.name)), param_hint="--export"
        )
    if export is not None:
        entries, checkups = kept.entries(), Checkups(kept).all()
        write(entries, export, kept.goals(), checkups)
        say(tr("Written: {path} ({sessions})", path=export, sessions=_sessions(len(entries), len(checkups))))
    if import_ is not None:
        _import(kept, import_)
    if goal is not None:
        kept.aim(Goal(date.today(), goal))
        days = plural("{count} day", "{count} days", goal)
        out.print(tr("The goal is {days} a week, from this week on.", days=days))
    if delete is not None:
        _delete(kept, delete, sure=yes)
    if as_json:
        every = Checkups(kept).all()
        document = json.loads(as_document(kept.entries(), kept.goals(), every))
        for one, (_, judged) in zip(document["checkups"], judgements(every), strict=True):
            one["judged"] = judged_content(judged)
        print_json(document)
        return
    if any(asked is not None for asked in (export, import_, goal, delete)):
        return
    found = overview(kept.entries(), date.today(), kept.goals(), judgements(Checkups(kept).all()))
    print_overview(out, found)
    desk = DeskDays(kept).lately(found.today)
    if found.checkups:
        page_of_last(kept)
    if found.rows or desk:
        _page(found, kept.path, desk, show=not no_open)


def _import(kept: "History", path: Path) -> None:
    from formcheck.output.history.checkups import Checkups
    from formcheck.output.history.importing import read_export

    found = read_export(path)
    added = kept.merge(found.sessions, found.goals)
    checkups = Checkups(kept).merge(found.checkups)
    new = _sessions(added, checkups)
    known = len(found.sessions) + len(found.checkups) - added - checkups
    told = tr("Imported: {new}.", new=new)
    out.print(tr("Imported: {new}; {known} were here already.", new=new, known=known) if known else told)


def _delete(kept: "History", which: str, *, sure: bool) -> None:
    from formcheck.app.checkup.keeping import forget
    from formcheck.output.history.checkup_rows import id_of
    from formcheck.output.history.checkups import Checkups
    from formcheck.output.history.pagefile import is_page, page_of
    from formcheck.system.textfile import shown

    chosen = [entry for entry in kept.entries() if which in (ALL, str(entry.id))]
    checkups = [one for one in Checkups(kept).all() if which in (ALL, id_of(one))]
    if which != ALL and not chosen and not checkups:
        raise typer.BadParameter(
            tr("no session {found}: formcheck history shows their ids", found=shown(which)), param_hint="--delete"
        )
    what = tr("session {id}", id=which)
    if which == ALL:
        what = plural("all {count} session", "all {count} sessions", len(chosen))
    if checkups:
        every = tr("all of it: {sessions}", sessions=_sessions(len(chosen), len(checkups)))
        what = every if which == ALL else tr("check-up {number}", number=which)
    question = tr("Delete {what} from the history, with what was written of it?", what=what)
    if not sure and not confirm(question):
        out.print(tr("Nothing was deleted."))
        return
    for entry in chosen:
        _delete_result(entry)
    kept.delete([entry.id for entry in chosen])
    forget(kept, [one.id for one in checkups])
    page = page_of(kept.path)
    if page is not None and is_page(page):  # it still shows what has been deleted
        try:
            page.unlink(missing_ok=True)
        except OSError as error:
            raise unwritten(page, error) from error
    out.print(tr("Deleted: {what}.", what=what))


def _delete_result(entry: "Entry") -> None:
    """Delete what was written of a session, and say what is left where it was."""
    from formcheck.output.report.index import renew_index
    from formcheck.output.report.kept_result import delete_result

    folder = Path(entry.folder)
    done = delete_result(folder, entry.uuid) if entry.folder else None
    if done is None:
        return
    renew_index(folder.parent)  # which has its counts, and leads to what is gone
    files = plural("{count} file", "{count} files", done.files)
    if not done.left:
        say(tr("Deleted: {folder} ({files})", folder=on_one_line(folder), files=files))
        return
    names = ", ".join(done.left)
    say(
        tr(
            "Deleted: {files} in {folder}. Left there, since not formcheck's: {names}",
            files=files,
            folder=on_one_line(folder),
            names=on_one_line(names),
        )
    )


def _page(found: "Overview", history: Path, desk: "Sequence[DeskDay]", *, show: bool) -> None:
    from formcheck.output.history.page import write_page
    from formcheck.output.history.pagefile import page_of

    path = page_of(history)
    if path is None:
        raise HistoryError(
            tr(
                "the history {history} has the name of its own page: one that ends in .sqlite3 leaves room",
                history=history,
            )
        )
    write_page(found, path, desk)
    say(tr("Page: {path}", path=path))
    if show:
        browser.show(path)


def _sessions(number: int, checkups: int) -> str:
    sessions = plural("{count} session", "{count} sessions", number)
    if not checkups:
        return sessions
    return f"{sessions}, {plural('{count} check-up', '{count} check-ups', checkups)}"
