"""The command line: arguments in, the work called, messages and an exit status out.

Status 0 done, 1 something failed (one line on stderr says what, and what to do), 2 wrong usage, 130 interrupted.
Everything heavy is imported by the command that needs it, so that help answers at once.
"""

import errno
import io
import os
import signal
import sys
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from formcheck import __version__, analyze_cli, history_cli, privacy_cli, routine_cli
from formcheck.console import complain, err, on_one_line, out
from formcheck.errors import (
    FormcheckError,
    InputError,
    OutputError,
    UnknownExerciseError,
    UnknownRoutineError,
    unusable,
)
from formcheck.options import (
    CameraName,
    Language,
    ModelPath,
    Quiet,
    Rate,
    Record,
    ResultsFolder,
    Size,
    Sizes,
    Tones,
    Volume,
    Words,
)  # fmt: skip

app = typer.Typer(
    help="A camera watches your glute bridges and donkey kicks: counts them, times the hold, measures the hip.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Sides(StrEnum):
    """Which sides a session asks for; those of `plan.Sides`, without importing it."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    ANY = "any"


SETS = "Sets (by default as the exercise asks)"


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"formcheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None: ...


app.command()(analyze_cli.analyze)


@app.command()
def live(  # noqa: PLR0913, PLR0917 - the options of a command
    exercise: Annotated[
        str | None,
        typer.Argument(help="Name of the exercise, or a .toml file of your own; otherwise it is recognised."),
    ] = None,
    camera: CameraName = None,
    sets: Annotated[int | None, typer.Option(min=1, max=20, help="How many.", rich_help_panel=SETS)] = None,
    reps: Annotated[
        int | None, typer.Option(min=0, max=200, help="Repetitions of each; 0 has no end.", rich_help_panel=SETS)
    ] = None,
    rest: Annotated[
        float | None, typer.Option(min=0, max=600, help="Seconds of rest between them.", rich_help_panel=SETS)
    ] = None,
    hold: Annotated[
        float | None, typer.Option(min=0, max=600, help="Seconds to hold each repetition.", rich_help_panel=SETS)
    ] = None,
    side: Annotated[
        Sides | None, typer.Option(help="Working side, where one works at a time.", rich_help_panel=SETS)
    ] = None,
    voice: Words = True,
    tones: Tones = False,
    quiet: Quiet = False,
    volume: Volume = 100,
    rate: Rate = 170,
    language: Language = "en",
    folder: ResultsFolder = None,
    record: Record = False,
    model: ModelPath = None,
    model_size: Size = Sizes.FULL,
) -> None:
    """Exercise in front of the camera, guided by ear."""
    from formcheck import catalogue
    from formcheck.language import languages
    from formcheck.model.download import Size as ModelSize
    from formcheck.plan import PlannedSet, plan_sets
    from formcheck.plan import Sides as WorkingSides
    from formcheck.studio import Request, perform
    from formcheck.taken import LIVE
    from formcheck.terminal import print_routine, print_summary
    from formcheck.timed import Practice, TimedExercise
    from formcheck.voice.opening import Hearing

    if language not in languages():
        raise typer.BadParameter(f"found {language!r}; there are {', '.join(languages())}", param_hint="--language")
    if "://" in (exercise or ""):
        raise typer.BadParameter("an address is that of a camera: give it with --camera", param_hint="exercise")
    chosen = None if exercise is None else catalogue.find(exercise)
    sides = None if side is None else WorkingSides(side.value)

    def planned(known: Practice) -> tuple[PlannedSet, ...]:
        held = known if hold is None else known.held_for(hold)
        # A side is asked of whatever is recognised, if it has one.
        wanted = sides if chosen is not None or known.sides == "one" else None
        return plan_sets(held, sets=sets, reps=reps, rest_s=rest, sides=wanted)

    try:
        plan = planned if chosen is None else planned(chosen)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--side") from error
    routine_cli.ask_before_the_first(language)
    hearing = Hearing(voice and not quiet, tones and not quiet, volume / 100, rate, language)
    request = Request(plan, hearing, camera, folder, model, ModelSize(model_size.value), record=record)
    finished = perform(request, out, err)
    if isinstance(chosen, TimedExercise):
        print_routine(out, finished.summary, planned(chosen))
    else:
        print_summary(out, finished.summary, chosen, hint=LIVE)
    if finished.folder is not None:
        out.print(f"Saved: {on_one_line(finished.folder)}", markup=False, soft_wrap=True)
    if finished.stopped_by is not None:
        raise finished.stopped_by


@app.command()
def exercises(name: Annotated[str | None, typer.Argument(help="One exercise, to read about it.")] = None) -> None:
    """List the exercises, or tell about one."""
    from formcheck import catalogue
    from formcheck.timed import TimedExercise

    if name is None:
        for known in (*catalogue.names(), *catalogue.timers()):
            out.print(f"[bold]{known}[/bold]  {catalogue.find(known).about}")
        return
    chosen = catalogue.find(name)
    out.print(on_one_line(chosen.name), style="bold", markup=False)
    out.print(f"{chosen.about}\n\nCamera: {chosen.camera}", markup=False)
    dose = chosen.dose
    side = " a side" if chosen.sides == "one" else ""
    if isinstance(chosen, TimedExercise):
        seconds = chosen.timer.work_s
        out.print(f"Dose: {dose.sets} x {dose.reps}{side}, {seconds:g} s each, rest {dose.rest_s:g} s: a timer")
        return
    out.print(f"Dose: {dose.sets} x {dose.reps}{side}, hold {chosen.hold.seconds:g} s, rest {dose.rest_s:g} s")
    for fault in chosen.fault:
        out.print(f"  {fault.severity.value:4}  {on_one_line(fault.say)}", markup=False)


for command in (
    routine_cli.routine,
    routine_cli.routines,
    history_cli.history,
    routine_cli.safety,
    privacy_cli.privacy,
):
    app.command()(command)


@app.command()
def model(model: ModelPath = None, model_size: Size = Sizes.FULL) -> None:
    """Show which pose model is used; fetch it if there is none."""
    from formcheck.model import find_or_obtain
    from formcheck.model.download import Size as ModelSize

    found = find_or_obtain(model, ModelSize(model_size.value))
    out.print(f"{on_one_line(found.name)} ({found.origin})", markup=False, soft_wrap=True)
    out.print(f"{on_one_line(found.path)}\nSHA-256 {found.sha256}", markup=False, soft_wrap=True)


@app.command()
def doctor() -> None:
    """Check everything formcheck needs on this computer."""
    from formcheck.doctor import run_checks

    checks = run_checks()
    for check in checks:
        sign = "[green]ok  [/green]" if check.ok else "[red]FAIL[/red]" if check.needed else "[yellow]note[/yellow]"
        out.print(f"{sign}  {check.name}: ", end="")
        out.print(check.found if check.ok else f"{check.found}; {check.advice}", markup=False, soft_wrap=True)
    if any(check.needed and not check.ok for check in checks):
        raise typer.Exit(1)


_DISK_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""Where nothing better was said of one of these."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """Run the program."""
    if sys.stdin is None:  # closed by whoever began it: nobody can answer, as where it is empty
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGTERM", "SIGHUP"):  # killed, or its terminal closed: what was done is saved all the same
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _terminate)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no degree sign
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
