"""The commands for routines and for the safety questions."""

import sys
from datetime import date
from typing import Annotated

import typer

from formcheck.console import err, on_one_line, out
from formcheck.options import (
    CameraName,
    Language,
    ModelPath,
    Quiet,
    Rate,
    Record,
    ResultsFolder,
    Tones,
    Volume,
    Words,
)  # fmt: skip

DEFAULT = "wake_up"


def routine(  # noqa: PLR0913, PLR0917 - the options of a command
    name: Annotated[str, typer.Argument(help="Name of the routine, or a .toml file of your own.")] = DEFAULT,
    first: Annotated[int, typer.Option("--from", min=1, help="Block to begin with.")] = 1,
    camera: CameraName = None,
    voice: Words = True,
    tones: Tones = False,
    quiet: Quiet = False,
    volume: Volume = 100,
    rate: Rate = 170,
    language: Language = "en",
    folder: ResultsFolder = None,
    record: Record = False,
    model: ModelPath = None,
) -> None:
    """Do a whole routine in front of the camera, guided by ear."""
    from formcheck import routine as routines
    from formcheck.language import languages
    from formcheck.studio import Request, perform
    from formcheck.terminal import print_routine
    from formcheck.voice.opening import Hearing

    if language not in languages():
        raise typer.BadParameter(f"found {language!r}; there are {', '.join(languages())}", param_hint="--language")
    chosen = routines.load(name)
    if first > len(chosen.blocks):
        raise typer.BadParameter(f"found {first}; {chosen.id} has {len(chosen.blocks)} blocks", param_hint="--from")
    ask_before_the_first(language)
    hearing = Hearing(voice and not quiet, tones and not quiet, volume / 100, rate, language)
    plan = chosen.sets(first)
    finished = perform(Request(plan, hearing, camera, folder, model, name=chosen.id, record=record), out, err)
    print_routine(out, finished.summary, plan)
    if finished.folder is not None:
        out.print(f"Saved: {on_one_line(finished.folder)}", markup=False, soft_wrap=True)
    if finished.stopped_by is not None:
        raise finished.stopped_by


def routines(name: Annotated[str | None, typer.Argument(help="One routine, to read about it.")] = None) -> None:
    """List the routines, or tell what is in one."""
    from formcheck import routine

    if name is None:
        for known in routine.names():
            one = routine.load(known)
            default = " (the default)" if known == DEFAULT else ""
            out.print(f"[bold]{known}[/bold]  {one.minutes} min{default}: {one.about}")
        return
    chosen = routine.load(name)
    out.print(on_one_line(chosen.title), style="bold", markup=False)
    out.print(f"{chosen.about}\n", markup=False)
    for number, block in enumerate(chosen.blocks, 1):
        out.print(f"{number:2}. {on_one_line(routine.dose_of(block))}", markup=False, soft_wrap=True)
    out.print(f"About {chosen.minutes} minutes, ways from one exercise to the next included.")


def safety() -> None:
    """Show what to look out for, and ask the questions again."""
    from formcheck import safety as asking
    from formcheck.language import Words
    from formcheck.model import user_folder

    words = Words()
    for line in asking.STOP:
        _tell(line)
    if sys.stdin.isatty():
        asking.ask(user_folder().parent, date.today(), words, _tell, _confirm)
        return
    for line in asking.questions(words):
        _tell(line)
    _tell(f"{asking.APPLIES} {asking.SEE_SOMEBODY}")


def ask_before_the_first(language: str) -> None:
    """Ask the safety questions unless they have been answered; where nobody can answer, say so.

    Raises
    ------
    typer.Exit
        Somebody would rather not go on.
    """
    from formcheck import safety as asking
    from formcheck.language import Words
    from formcheck.model import user_folder

    folder, words = user_folder().parent, Words(language)
    if asking.kept(folder) is not None:
        return
    if not sys.stdin.isatty():
        err.print(words(asking.UNASKED), soft_wrap=True)
    elif not asking.ask(folder, date.today(), words, _tell, _confirm):
        raise typer.Exit


def _tell(line: str) -> None:
    out.print(line, markup=False)


def _confirm(question: str) -> bool:
    return typer.confirm(question, default=False)
