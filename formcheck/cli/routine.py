"""The commands for routines."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.console import listing, out, print_json, say
from formcheck.cli.live import end, run
from formcheck.cli.names import routine_names
from formcheck.cli.options import CameraOptions, ModelOptions, PictureOptions, SoundOptions, StartOptions
from formcheck.cli.past import entries, with_steps
from formcheck.cli.single_options import Json
from formcheck.system.language import current, plural, tr
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.counting.summary import Offer
    from formcheck.output.history.entry import Entry
    from formcheck.workout.routine import Routine

DEFAULT = "wake_up"


def routine(
    name: Annotated[
        str, typer.Argument(autocompletion=routine_names, help="Name of the routine, or a .toml file of your own.")
    ] = DEFAULT,
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
    from formcheck.output.history.unfinished import rest_of
    from formcheck.workout import routine as routines

    voice, chosen = sound.settings(), routines.load(name)
    if start.first > len(chosen.blocks):
        raise typer.BadParameter(
            plural(
                "found {first}; {id} has {count} block",
                "found {first}; {id} has {count} blocks",
                len(chosen.blocks),
                first=start.first,
                id=chosen.id,
            ),
            param_hint="--from",
        )
    past = entries()
    plan, offer = chosen.sets(start.first), None if start.first > 1 else _stopped(chosen, past)
    if start.resume:
        if offer is None:
            raise typer.BadParameter(
                tr("nothing of {name} is left to go on with", name=chosen.id), param_hint="--continue"
            )
        plan, offer = rest_of(plan, offer), None
    elif offer is not None:
        following = rest_of(plan, offer)[0].exercise.name
        say(f"{stopped(current(), offer)} {tr('To go on with {name}: --continue', name=tr(following))}")
    if not start.as_asked:
        plan = with_steps(plan, past, routine=chosen.title)
    finished = run(plan, voice, camera, picture, model, name=chosen.id, offer=offer)
    print_routine(out, finished.summary, plan)
    end(finished, camera)


def _stopped(chosen: "Routine", past: "Sequence[Entry]") -> "Offer | None":
    """What was left of it last time."""
    from formcheck.output.history.unfinished import rest_of, unfinished

    found = unfinished(past, chosen.title, date.today())
    return found if found is not None and rest_of(chosen.sets(), found) else None


def routines(
    name: Annotated[
        str | None, typer.Argument(autocompletion=routine_names, help="One routine, to read about it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the routines, or tell what is in one."""
    from formcheck.workout import routine

    if as_json:
        found = [routine.load(known) for known in routine.names()] if name is None else routine.load(name)
        print_json([_document(one) for one in found] if isinstance(found, list) else _document(found))
    elif name is None:
        out.print(listing([(known, _about(routine.load(known))) for known in routine.names()]))
    else:
        chosen = routine.load(name)
        out.print(on_one_line(tr(chosen.title)), style="bold", markup=False)
        out.print(f"{tr(chosen.about)}\n", markup=False)
        for number, block in enumerate(chosen.blocks, 1):
            say(f"{number:2}. {on_one_line(routine.dose_of(block))}")
        about = plural(
            "About {count} minute, ways from one exercise to the next included.",
            "About {count} minutes, ways from one exercise to the next included.",
            chosen.minutes,
        )
        out.print(about)


def _about(chosen: "Routine") -> str:
    minutes = tr("{minutes} min", minutes=chosen.minutes)
    default = f" ({tr('the default')})" if chosen.id == DEFAULT else ""
    return f"{minutes}{default}: {tr(chosen.about)}"


def _document(chosen: "Routine") -> dict[str, object]:
    blocks = [
        {
            "exercise": block[0].exercise.id,
            "hold_s": block[0].exercise.hold_s,
            "sets": [
                {"side": planned.side and planned.side.value, "reps": planned.reps, "rest_s": planned.rest_s}
                for planned in block
            ],
        }
        for block in chosen.blocks
    ]
    about = {"id": chosen.id, "title": chosen.title, "about": chosen.about, "minutes": chosen.minutes}
    return {**about, "blocks": blocks}
