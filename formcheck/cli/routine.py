"""The commands for routines."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.console import out, say
from formcheck.cli.live import end, run
from formcheck.cli.options import CameraOptions, ModelOptions, PictureOptions, SoundOptions, StartOptions
from formcheck.cli.past import entries, with_steps
from formcheck.system.language import current, tr
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.counting.summary import Offer
    from formcheck.output.history.entry import Entry
    from formcheck.workout.plan import PlannedSet
    from formcheck.workout.routine import Routine

DEFAULT = "wake_up"


def routine(
    name: Annotated[str, typer.Argument(help="Name of the routine, or a .toml file of your own.")] = DEFAULT,
    *,
    start: StartOptions,
    camera: CameraOptions,
    sound: SoundOptions,
    picture: PictureOptions,
    model: ModelOptions,
) -> None:
    """Do a whole routine in front of the camera, guided by ear."""
    from formcheck.cli.summary import print_routine
    from formcheck.feedback.offers import stopped
    from formcheck.workout import routine as routines

    voice, chosen = sound.settings(), routines.load(name)
    if start.first > len(chosen.blocks):
        raise typer.BadParameter(
            f"found {start.first}; {chosen.id} has {len(chosen.blocks)} blocks", param_hint="--from"
        )
    past = entries()
    plan, offer = chosen.sets(start.first), None if start.first > 1 else _stopped(chosen, past)
    if start.resume:
        if offer is None:
            raise typer.BadParameter(
                tr("nothing of {name} is left to go on with", name=chosen.id), param_hint="--continue"
            )
        plan, offer = _rest(plan, offer), None
    elif offer is not None:
        following = _rest(plan, offer)[0].exercise.name
        say(f"{stopped(current(), offer)} {tr('To go on with {name}: --continue', name=tr(following))}")
    if not start.as_asked:
        plan = with_steps(plan, past, routine=chosen.title)
    finished = run(plan, voice, camera, picture, model, name=chosen.id, offer=offer)
    print_routine(out, finished.summary, plan)
    end(finished)


def _stopped(chosen: "Routine", past: "Sequence[Entry]") -> "Offer | None":
    """What was left of it last time."""
    from formcheck.output.history.unfinished import unfinished

    found = unfinished(past, chosen.title, date.today())
    return found if found is not None and _rest(chosen.sets(), found) else None


def _rest(plan: "Sequence[PlannedSet]", offer: "Offer") -> "tuple[PlannedSet, ...]":
    """What is left of a plan, without what hurt."""
    left = [planned for planned in plan if planned.place >= offer.unfinished.next_set]
    return tuple(planned for planned in left if planned.exercise.id not in offer.left_out)


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
