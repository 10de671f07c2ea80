"""The command that opens the report of a past session."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.browser import show
from formcheck.cli.console import print_json, say
from formcheck.cli.single_options import LOAD_HELP, Json, NoOpen, noted
from formcheck.cli.written import written
from formcheck.errors import InputError
from formcheck.system.language import tr
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.output.history.entry import Entry


def report(
    session: Annotated[
        int | None, typer.Argument(min=1, help="Number of the session in the history; otherwise the last one.")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Print its first page as text, to send by e-mail.")] = False,
    load: Annotated[str | None, typer.Option(callback=noted, help=LOAD_HELP)] = None,
    no_open: NoOpen = False,
    as_json: Json = False,
) -> None:
    """Open the report of the last session, or of an earlier one; note what was lifted."""
    from formcheck.output.history.store import History, history_path
    from formcheck.output.report.kept_result import report_in
    from formcheck.output.report.noting import note_load
    from formcheck.output.report.plain import TEXT

    kept = History(history_path())
    entry = _chosen(kept.entries(), session)
    page = report_in(Path(entry.folder), entry.uuid) if entry.folder else None
    if load is not None:
        kept.noted(entry, load)
        if page is not None:
            note_load(page.parent, load)
        say(tr("Noted for session {number}: {load}", number=entry.id, load=load or "–"))
    if page is None:
        raise InputError(
            tr(
                "session {number} has no report any more: looked for it in {folder}",
                number=entry.id, folder=entry.folder or "–",
            )
        )  # fmt: skip
    if as_json:
        print_json({"id": entry.id, **written(page.parent)})
        return
    if text:
        say((page.parent / TEXT).read_text(encoding="utf-8").rstrip())
        return
    say(tr("Report: {path}", path=on_one_line(page)))
    if not no_open:
        show(page)


def _chosen(entries: "list[Entry]", number: int | None) -> "Entry":
    """The session of a number, or the last one that has a report.

    Raises
    ------
    InputError
        There is no session yet, or none that has a report.
    typer.BadParameter
        There is none of this number.
    """
    if number is None:
        with_report = [entry for entry in entries if entry.folder]
        if not with_report:
            raise InputError(
                tr("there is no report yet: begin with formcheck live, or formcheck analyze CLIP --history")
            )
        return with_report[-1]
    found = next((entry for entry in entries if entry.id == number), None)
    if found is None:
        raise typer.BadParameter(
            tr("no session {number}: formcheck history shows their numbers", number=number), param_hint=tr("SESSION")
        )
    return found
