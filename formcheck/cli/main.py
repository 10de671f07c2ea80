"""The command line: arguments in, the work called, messages and an exit status out.

Status 0 done, 1 something failed (one line on stderr says what, and what to do), 2 wrong usage, 130 interrupted.
Everything heavy is imported by the command that needs it, so that help answers at once.
"""

import errno
import io
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from formcheck.cli import (
    analyze,
    checkup,
    computer,
    desk,
    exercises,
    history,
    live,
    privacy,
    report,
    routine,
    safety,
)
from formcheck.cli import app as page
from formcheck.cli.console import complain, err, for_programs, out
from formcheck.cli.every_command import VERBOSE, grouped
from formcheck.cli.translated import Command, Group, speak
from formcheck.errors import (
    FormcheckError,
    InputError,
    OutputError,
    UnknownExerciseError,
    UnknownRoutineError,
    unusable,
)
from formcheck.system.folders import SETTINGS, user_folder
from formcheck.system.language import ENVIRONMENT_VARIABLE, languages, later, tr, use
from formcheck.system.language.chosen import chosen, kept_language, refused
from formcheck.system.library_lines import hide_library_lines, show_library_lines
from formcheck.system.reasons import reason_of
from formcheck.version import __version__

ABOUT = later(
    "A camera counts the repetitions of your exercises for hips and glutes, on the floor and standing, times the hold,"
    " and says what to do better."
)
app = typer.Typer(
    cls=Group,
    help=ABOUT,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"formcheck {__version__}")
        raise typer.Exit


@app.callback()
@grouped
def _options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    for_programs(False)  # until a command is told otherwise
    if context.invoked_subcommand is None:
        from formcheck.feedback.window import display_available

        if not display_available():  # nobody can see a page here: what there is, and the address for another way
            out.print(context.get_help())
        page.serve()


EVERY_DAY, NOW_AND_THEN, SET_UP = later("Every day"), later("Now and then"), later("Setting up, and for contributors")
COMMANDS = (
    (EVERY_DAY, (page.app, live.live, routine.routine, desk.desk, analyze.analyze, report.report, history.history)),
    (NOW_AND_THEN, (checkup.checkup, exercises.exercises, routine.routines, safety.safety, privacy.privacy)),
    (SET_UP, (computer.doctor, computer.model)),
)
for panel, commands in COMMANDS:
    for command in commands:
        app.command(cls=Command, rich_help_panel=panel)(grouped(command))


_DISK_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""Where nothing better was said of one of these."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _kept_language() -> str:
    try:
        return kept_language(user_folder() / SETTINGS)
    except OutputError:  # this user has no folder, and no settings
        return ""


def _prepare() -> None:
    """Streams, signals and libraries, before anything is typed out."""
    if sys.stdin is None:  # closed by the program that began it: no answers, as where it is empty
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGTERM", "SIGHUP"):  # killed, or its terminal closed: what was done is saved all the same
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _terminate)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no degree sign
    if VERBOSE in sys.argv:  # before the first library is loaded, wherever on the line it stands
        show_library_lines()
    else:
        hide_library_lines()
    asked = refused()
    use(chosen(sys.argv[1:], kept=_kept_language()))
    speak()
    if asked is not None:
        found = tr("found {found}; there are {all}", found=repr(asked), all=", ".join(languages()))
        complain(InputError(f"{ENVIRONMENT_VARIABLE}: {found}"))
        sys.exit(2)


def main() -> None:
    """Run the program."""
    _prepare()
    try:
        app(prog_name="formcheck")
    except FormcheckError as error:
        complain(error)
        sys.exit(2 if isinstance(error, UnknownExerciseError | UnknownRoutineError) else 1)
    except OSError as error:
        if error.errno not in _DISK_FAULTS:
            if error.filename is None:
                raise
            complain(InputError(unusable(error)))
            sys.exit(1)
        if error.filename is None:  # what is still to be printed would fail once more at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        complain(
            OutputError(
                tr(
                    "cannot write {place}: {why}: make room on the disk",
                    place=error.filename or tr("what is told"),
                    why=reason_of(error),
                )
            )
        )
        sys.exit(1)
    except KeyboardInterrupt:
        err.print(tr("Interrupted."))
        sys.exit(130)
