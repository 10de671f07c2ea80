"""The commands for routines."""

from typing import Annotated

import typer

from formcheck.cli import safety
from formcheck.cli.console import err, out
from formcheck.cli.live import tell_end, voice_settings
from formcheck.cli.options import (
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
from formcheck.system.readable import on_one_line

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
    from formcheck.app.live.setup import Request, perform
    from formcheck.cli.summary import print_routine
    from formcheck.workout import routine as routines

    heard = voice_settings(
        voice=voice and not quiet, tones=tones and not quiet, volume=volume, rate=rate, language=language
    )
    chosen = routines.load(name)
    if first > len(chosen.blocks):
        raise typer.BadParameter(f"found {first}; {chosen.id} has {len(chosen.blocks)} blocks", param_hint="--from")
    safety.ask_before_the_first(language)
    plan = chosen.sets(first)
    finished = perform(Request(plan, heard, camera, folder, model, name=chosen.id, record=record), out, err)
    print_routine(out, finished.summary, plan)
    tell_end(finished)


def routines(name: Annotated[str | None, typer.Argument(help="One routine, to read about it.")] = None) -> None:
    """List the routines, or tell what is in one."""
    from formcheck.workout import routine

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
