"""The command for a session before a camera, and how every such session is run and ends."""

from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli import safety
from formcheck.cli.browser import show_unasked
from formcheck.cli.console import err, out, print_json, say
from formcheck.cli.names import exercise_names
from formcheck.cli.options import CameraOptions, ModelOptions, PictureOptions, SetOptions, SoundOptions
from formcheck.cli.past import entries, recognised_with_steps, with_steps
from formcheck.cli.written import written
from formcheck.system.language import tr
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.app.live.request import Plan
    from formcheck.app.live.run import Finished
    from formcheck.counting.summary import Offer
    from formcheck.exercises.timed import AnyExercise
    from formcheck.feedback.voice.setup import VoiceSettings


def live(
    exercise: Annotated[
        str | None,
        typer.Argument(
            autocompletion=exercise_names,
            help="Name of the exercise, or a .toml file of your own; otherwise it is recognised.",
        ),
    ] = None,
    *,
    camera: CameraOptions,
    sets: SetOptions,
    sound: SoundOptions,
    picture: PictureOptions,
    model: ModelOptions,
) -> None:
    """Exercise in front of the camera, guided by ear."""
    from formcheck.cli.recognised import LIVE
    from formcheck.cli.summary import print_routine, print_summary

    voice, chosen = sound.settings(), _chosen(exercise)
    plan = _plan(chosen, sets)
    finished = run(plan, voice, camera, picture, model)
    if chosen is not None and chosen.timer is not None and not callable(plan):
        print_routine(out, finished.summary, plan)
    else:
        print_summary(out, finished.summary, chosen, hint=LIVE)
    end(finished, camera)


def run(  # noqa: PLR0913 - all groups of options
    plan: "Plan",
    voice: "VoiceSettings",
    camera: CameraOptions,
    picture: PictureOptions,
    model: ModelOptions,
    *,
    name: str = "",
    offer: "Offer | None" = None,
) -> "Finished":
    """Ask the safety questions if need be, and run a session.

    Parameters
    ----------
    plan, voice, camera, picture, model
        What is done, and how.
    name
        What the result of a routine is called.
    offer
        To go on where it was stopped last time.
    """
    from formcheck.app.live.request import Request
    from formcheck.app.live.setup import run_session

    safety.ask_before_the_first()
    request = Request(
        plan,
        voice,
        camera.camera,
        camera.folder,
        model.model,
        model.size,
        name=name,
        record=camera.record,
        turn=picture.turn,
        upright=picture.upright,
        load=camera.load,
        offer=offer,
    )
    return run_session(request, out, err)


def end(finished: "Finished", camera: CameraOptions) -> None:
    """Print where a session is saved, and open its report; what ended it before its time is raised."""
    from formcheck.output.report import PAGE

    if finished.folder is not None:
        say(tr("Saved: {path}", path=on_one_line(finished.folder)))
        say(tr("Report: {path}", path=on_one_line(finished.folder / PAGE)))
        if camera.as_json:
            print_json(written(finished.folder))
        if not camera.no_open:
            show_unasked(finished.folder / PAGE)
    if finished.stopped_by is not None:
        raise finished.stopped_by


def _chosen(exercise: str | None) -> "AnyExercise | None":
    from formcheck.exercises import catalogue
    from formcheck.video.address import resembles_address

    if exercise is not None and resembles_address(exercise):
        raise typer.BadParameter(tr("an address is that of a camera: give it with --camera"), param_hint=tr("EXERCISE"))
    return None if exercise is None else catalogue.find(exercise)


def _plan(chosen: "AnyExercise | None", sets: SetOptions) -> "Plan":
    from formcheck.app.live.request import plan_of
    from formcheck.output.history.today import Free
    from formcheck.workout.asked_side import AskedSide

    sides = None if sets.side is None else AskedSide(sets.side.value)
    try:
        plan = plan_of(chosen, sets=sets.sets, reps=sets.reps, rest_s=sets.rest, hold_s=sets.hold, sides=sides)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--side") from error
    free = Free(sets.hold is None, sets.reps is None, sets.sets is None, sides is None)
    if sets.as_asked:
        return plan
    return recognised_with_steps(plan, entries(), free) if callable(plan) else with_steps(plan, entries(), free)
