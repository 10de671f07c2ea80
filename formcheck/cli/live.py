"""The command for a session before a camera, and what every such session begins and ends with."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli import safety
from formcheck.cli.console import err, out
from formcheck.cli.options import (
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
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.app.live.run import Finished
    from formcheck.feedback.voice.setup import VoiceSettings

SETS = "Sets (by default as the exercise asks)"


class Sides(StrEnum):
    """Which sides a session asks for; some of `AskedSide`, without importing it."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    ANY = "any"


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
    from formcheck.app.live.setup import Request, perform
    from formcheck.cli.recognised import LIVE
    from formcheck.cli.summary import print_routine, print_summary
    from formcheck.exercises import catalogue
    from formcheck.exercises.timed import AnyExercise
    from formcheck.pose.model.download import Size as ModelSize
    from formcheck.video.address import resembles_address
    from formcheck.workout.asked_side import AskedSide
    from formcheck.workout.plan import PlannedSet, plan_sets

    heard = voice_settings(
        voice=voice and not quiet, tones=tones and not quiet, volume=volume, rate=rate, language=language
    )
    if exercise is not None and resembles_address(exercise):
        raise typer.BadParameter("an address is that of a camera: give it with --camera", param_hint="exercise")
    chosen = None if exercise is None else catalogue.find(exercise)
    sides = None if side is None else AskedSide(side.value)

    def planned(known: AnyExercise) -> tuple[PlannedSet, ...]:
        held = known if hold is None else known.held_for(hold)
        # A side is asked of whatever is recognised, if it has one.
        wanted = sides if chosen is not None or known.one_sided else None
        return plan_sets(held, sets=sets, reps=reps, rest_s=rest, sides=wanted)

    try:
        plan = planned if chosen is None else planned(chosen)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--side") from error
    safety.ask_before_the_first(language)
    request = Request(plan, heard, camera, folder, model, ModelSize(model_size.value), record=record)
    finished = perform(request, out, err)
    if chosen is not None and chosen.timer is not None:
        print_routine(out, finished.summary, planned(chosen))
    else:
        print_summary(out, finished.summary, chosen, hint=LIVE)
    tell_end(finished)


def voice_settings(*, voice: bool, tones: bool, volume: int, rate: int, language: str) -> "VoiceSettings":
    """How somebody wants to hear, as the options say it.

    Raises
    ------
    typer.BadParameter
        Nobody speaks that language here.
    """
    from formcheck.feedback.language import languages
    from formcheck.feedback.voice.setup import VoiceSettings

    if language not in languages():
        raise typer.BadParameter(f"found {language!r}; there are {', '.join(languages())}", param_hint="--language")
    return VoiceSettings(voice, tones, volume / 100, rate, language)


def tell_end(finished: "Finished") -> None:
    """Tell where a session is saved; what ended it before its time is raised."""
    if finished.folder is not None:
        out.print(f"Saved: {on_one_line(finished.folder)}", markup=False, soft_wrap=True)
    if finished.stopped_by is not None:
        raise finished.stopped_by
