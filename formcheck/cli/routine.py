"""The commands for routines."""

from typing import Annotated

import typer

from formcheck.cli.console import out, say
from formcheck.cli.live import end, run
from formcheck.cli.options import CameraOptions, ModelOptions, PictureOptions, SoundOptions
from formcheck.system.readable import on_one_line

DEFAULT = "wake_up"


def routine(
    name: Annotated[str, typer.Argument(help="Name of the routine, or a .toml file of your own.")] = DEFAULT,
    first: Annotated[int, typer.Option("--from", min=1, help="Block to begin with.")] = 1,
    *,
    camera: CameraOptions,
    sound: SoundOptions,
    picture: PictureOptions,
    model: ModelOptions,
) -> None:
    """Do a whole routine in front of the camera, guided by ear."""
    from formcheck.cli.summary import print_routine
    from formcheck.workout import routine as routines

    voice, chosen = sound.settings(), routines.load(name)
    if first > len(chosen.blocks):
        raise typer.BadParameter(f"found {first}; {chosen.id} has {len(chosen.blocks)} blocks", param_hint="--from")
    plan = chosen.sets(first)
    finished = run(plan, voice, camera, picture, model, name=chosen.id)
    print_routine(out, finished.summary, plan)
    end(finished)


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
        say(f"{number:2}. {on_one_line(routine.dose_of(block))}")
    out.print(f"About {chosen.minutes} minutes, ways from one exercise to the next included.")
