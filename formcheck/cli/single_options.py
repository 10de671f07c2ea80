"""Single options that several commands take, each with its one name and meaning, and how what is typed is read."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from formcheck.cli.console import for_programs
from formcheck.system.language import ENGLISH, tr, use

LOAD_HELP = "Weight, band or height of the chair, to stand in report and history."
LONGEST_LOAD = 80


def noted(load: str | None) -> str | None:
    """A load as it is kept: one line, not too long for a column of it; None where none was given.

    Raises
    ------
    typer.BadParameter
        It is too long.
    """
    words = None if load is None else " ".join(load.split())
    if words is not None and (len(words) > LONGEST_LOAD or not words.isprintable()):
        raise typer.BadParameter(
            tr("found {count} letters; write a few words, {most} letters at most", count=len(words), most=LONGEST_LOAD)
        )
    return words


def date_of(text: str) -> datetime:
    """A date, with the time of day or without.

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form)
    raise typer.BadParameter(
        tr('found {found}; expected a date such as 2026-11-29, or with the time "2026-11-29 18:30"', found=repr(text))
    )


def _in_english(wanted: bool) -> bool:
    if for_programs(wanted):  # what programs read is English, whoever runs them
        use(ENGLISH)
    return wanted


_JSON_HELP = "Print for programs, as JSON; all else goes to stderr."
Json = Annotated[bool, typer.Option("--json", callback=_in_english, help=_JSON_HELP)]
JsonOfSession = Annotated[bool, typer.Option("--json", callback=for_programs, help=_JSON_HELP)]
"""Of a command that somebody watches, hears or will read the result of, in their own language."""


NoOpen = Annotated[bool, typer.Option("--no-open", help="Open no page in the browser.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
CameraName = Annotated[
    str | None,
    # From the environment too: other users can read the command line, and an address may hold a password.
    typer.Option(
        envvar="FORMCHECK_CAMERA",
        help="Number or name of the camera (formcheck doctor --cameras), address of a network camera, or a video"
        " file; by default that of last time.",
    ),
]
ModelFile = Annotated[Path | None, typer.Option(help="Pose model file (.task) of your own.")]
