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

from formcheck.cli import analyze, desk, history, live, privacy, routine, safety
from formcheck.cli.console import complain, err, out, say
from formcheck.cli.options import VERBOSE, ModelOptions, grouped
from formcheck.cli.translated import Command, Group, speak
from formcheck.errors import (
    FormcheckError,
    InputError,
    OutputError,
    UnknownExerciseError,
    UnknownRoutineError,
    unusable,
)
from formcheck.system.language import ENVIRONMENT_VARIABLE, languages, tr, use
from formcheck.system.language.chosen import chosen, refused
from formcheck.system.library_lines import hide_library_lines, show_library_lines
from formcheck.system.readable import on_one_line
from formcheck.version import __version__

app = typer.Typer(
    cls=Group,
    help="A camera counts the repetitions of your exercises for hips and glutes, on the floor and standing, times the"
    " hold, and says what to do better.",
    no_args_is_help=True,
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
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None: ...


def exercises(name: Annotated[str | None, typer.Argument(help="One exercise, to read about it.")] = None) -> None:
    """List the exercises, or tell about one."""
    from formcheck.exercises import catalogue
    from formcheck.exercises.checked import UNSEEN, checked

    if name is None:
        for known in (*catalogue.names(), *catalogue.timers()):
            out.print(f"[bold]{known}[/bold]  {catalogue.find(known).about}")
        return
    chosen = catalogue.find(name)
    out.print(on_one_line(chosen.name), style="bold", markup=False)
    out.print(f"{chosen.about}\n\nCamera: {chosen.camera}", markup=False)
    dose = chosen.dose
    side = " a side" if chosen.one_sided else ""
    if chosen.timer is not None:
        out.print(f"Dose: {dose.sets} x {dose.reps}{side}, {chosen.hold_s:g} s each, rest {dose.rest_s:g} s: a timer")
        return
    out.print(f"Dose: {dose.sets} x {dose.reps}{side}, hold {chosen.hold_s:g} s, rest {dose.rest_s:g} s")
    for fault in chosen.fault:
        out.print(f"  {fault.severity.value:4}  {on_one_line(fault.say)}", markup=False)
    for place, what in checked(chosen).items():
        out.print(f"Checked from {place}: {on_one_line('; '.join(what))}", markup=False)
    out.print(f"No camera sees: {UNSEEN}", markup=False)


def model(*, chosen: ModelOptions) -> None:
    """Show which pose model is used; fetch it if there is none."""
    from formcheck.pose.model import find_or_obtain

    found = find_or_obtain(chosen.model, chosen.size)
    say(f"{on_one_line(found.name)} ({found.origin})")
    say(f"{on_one_line(found.path)}\nSHA-256 {found.sha256}")


def doctor(
    cameras: Annotated[bool, typer.Option("--cameras", help="Only list the cameras, by name.")] = False,
) -> None:
    """Check everything formcheck needs on this computer."""
    from formcheck.app.doctor import check_cameras, run_checks

    checks = check_cameras() if cameras else run_checks()
    for check in checks:
        sign = "[green]ok  [/green]" if check.ok else "[red]FAIL[/red]" if check.needed else "[yellow]note[/yellow]"
        out.print(f"{sign}  ", end="")
        out.print(f"{on_one_line(check.name)}: ", end="", markup=False)
        out.print(check.found if check.ok else f"{check.found}; {check.advice}", markup=False, soft_wrap=True)
    if any(check.needed and not check.ok for check in checks):
        raise typer.Exit(1)


for command in (
    analyze.analyze,
    live.live,
    exercises,
    routine.routine,
    routine.routines,
    desk.desk,
    history.history,
    safety.safety,
    privacy.privacy,
    model,
    doctor,
):
    app.command(cls=Command)(grouped(command))


_DISK_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""Where nothing better was said of one of these."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


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
    use(chosen(sys.argv[1:]))
    speak()
    if asked is not None:
        found = tr("found {found}; there are {all}", found=repr(asked), all=", ".join(languages()))
        complain(InputError(f"{ENVIRONMENT_VARIABLE}: {found}"))
        sys.exit(2)


def main() -> None:
    """Run the program."""
    _prepare()
    try:
        app()
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
            OutputError(f"cannot write {error.filename or 'what is told'}: {error.strerror}: make room on the disk")
        )
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("Interrupted.")
        sys.exit(130)
