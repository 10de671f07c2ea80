"""The options of the commands, in groups: a command takes a group as one argument, typer sees each of its fields."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.single_options import (
    LOAD_HELP,
    CameraName,
    JsonOfSession,
    ModelFile,
    NoOpen,
    date_of,
    noted,
)
from formcheck.system.language import current
from formcheck.video.pace import POSES_PER_SECOND

if TYPE_CHECKING:
    from formcheck.feedback.voice.setup import VoiceSettings
    from formcheck.pose.model.download import Size
    from formcheck.video.turn import Turn

of_sets = partial(typer.Option, rich_help_panel="Sets (by default as the exercise asks)")
of_sound = partial(typer.Option, rich_help_panel="Sound")
of_results = partial(typer.Option, rich_help_panel="What is written")
of_work = partial(typer.Option, rich_help_panel="How the work is done")


class Sizes(StrEnum):
    """Sizes of the pose model; those of `model.download.Size`, without importing it."""

    LITE = "lite"
    FULL = "full"
    HEAVY = "heavy"


class Sides(StrEnum):
    """Which sides a session asks for; those of `plan.Sides`, without importing it."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    ALTERNATE = "alternate"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Which pose model."""

    model: ModelFile = None
    model_size: Annotated[Sizes, typer.Option(help="Pose model to use.")] = Sizes.FULL

    @property
    def size(self) -> "Size":
        """The size, as the pose model knows it."""
        from formcheck.pose.model.download import Size

        return Size(self.model_size.value)


class Rotations(StrEnum):
    """Right angles, clockwise."""

    NONE = "0"
    RIGHT = "90"
    HALF = "180"
    LEFT = "270"


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """What is done to every picture."""

    rotate: Annotated[
        Rotations | None,
        typer.Option(help="Turn the picture clockwise; by default only one that is plainly not upright is turned."),
    ] = None
    mirrored: Annotated[
        bool, typer.Option("--mirror", help="The picture is a mirror image: exchange left and right.")
    ] = False

    @property
    def turn(self) -> "Turn":
        """The same, as the video knows it."""
        from formcheck.video.turn import Turn

        return Turn(int((self.rotate or Rotations.NONE).value), self.mirrored)

    @property
    def upright(self) -> bool:
        """Whether a picture that is plainly not upright is turned by itself."""
        return self.rotate is None


@dataclass(frozen=True, slots=True)
class CameraOptions:
    """Where the pictures of a session come from, and where its result goes."""

    camera: CameraName = None
    folder: Annotated[Path | None, typer.Option("--out", help="Folder for the results.")] = None
    record: Annotated[
        bool, typer.Option("--record", help="Keep the pictures too, as video.mp4; otherwise none of them is written.")
    ] = False
    load: Annotated[str, typer.Option(callback=noted, help=LOAD_HELP)] = ""
    no_open: NoOpen = False
    as_json: JsonOfSession = False


AsAsked = Annotated[bool, of_sets("--as-asked", help="As the exercise asks, whatever the history suggests.")]
Continue = Annotated[bool, typer.Option("--continue", help="Go on where it was stopped last time.")]


@dataclass(frozen=True, slots=True)
class SetOptions:
    """How many sets of what; None for what the exercise asks."""

    sets: Annotated[int | None, of_sets(min=1, max=20, help="How many.")] = None
    reps: Annotated[int | None, of_sets(min=0, max=200, help="Repetitions of each; 0 has no end.")] = None
    rest: Annotated[float | None, of_sets(min=0, max=600, help="Seconds of rest between them.")] = None
    hold: Annotated[float | None, of_sets(min=0, max=600, help="Seconds to hold each repetition.")] = None
    side: Annotated[Sides | None, of_sets(help="Working side, where one works at a time.")] = None
    as_asked: AsAsked = False


@dataclass(frozen=True, slots=True)
class StartOptions:
    """Where a routine begins."""

    first: Annotated[int, typer.Option("--from", min=1, help="Block to begin with.")] = 1
    resume: Continue = False
    as_asked: AsAsked = False


@dataclass(frozen=True, slots=True)
class SoundOptions:
    """What is heard."""

    voice: Annotated[bool, of_sound("--voice/--no-voice", help="Words.")] = True
    tones: Annotated[bool, of_sound("--tones/--no-tones", help="Sounds for counts, holds and attempts.")] = False
    quiet: Annotated[bool, of_sound("--quiet", help="Neither.")] = False
    volume: Annotated[int, of_sound(min=0, max=100, help="Per cent.")] = 100
    rate: Annotated[int, of_sound(min=80, max=400, help="Words a minute of the voice.")] = 170

    def settings(self) -> "VoiceSettings":
        """The same, as the voice takes it."""
        from formcheck.feedback.voice.setup import VoiceSettings

        voice, tones = self.voice and not self.quiet, self.tones and not self.quiet
        return VoiceSettings(voice, tones, self.volume / 100, self.rate, current().language)


@dataclass(frozen=True, slots=True)
class ResultOptions:
    """What is written of a recorded clip."""

    folder: Annotated[Path, of_results("--out", help="Folder for the results.")] = Path("formcheck-out")
    no_video: Annotated[bool, of_results("--no-video", help="No annotated video.")] = False
    save_recording: Annotated[bool, of_results("--save-recording", help="The landmarks too.")] = False
    opensim: Annotated[bool, of_results("--opensim", help="Joint angles and markers for OpenSim too.")] = False
    history: Annotated[bool, of_results("--history", help="Add it to the past sessions.")] = False
    date: Annotated[
        datetime | None,
        of_results(parser=date_of, metavar="DATE", help="When it was filmed; by default as the file says."),
    ] = None
    load: Annotated[str, of_results(callback=noted, help=LOAD_HELP)] = ""
    no_open: NoOpen = False
    as_json: JsonOfSession = False


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """How the work on recorded clips is done."""

    jobs: Annotated[int | None, of_work(min=1, max=256, help="Processes; by default one a core.")] = None
    resume: Continue = False
    resume_too: Annotated[bool, of_work("--resume", hidden=True, help="As --continue.")] = False
    scheduler: Annotated[str | None, of_work(help="Address of a Dask cluster that does the work.")] = None
    as_live: Annotated[
        bool, of_work("--as-live", hidden=True, help="Does nothing more: recordings are always counted as live.")
    ] = False
    every: Annotated[
        bool, of_work("--every-picture", help="Look at every picture; otherwise at 12 to 15 a second.")
    ] = False
    poses_per_second: Annotated[
        float, of_work(min=4, max=1000, help="Look at so many pictures a second, at least.")
    ] = POSES_PER_SECOND
    speed: Annotated[
        float, of_work(min=0.05, max=100, help="The clip was filmed so many times as fast as it plays: slow motion.")
    ] = 1.0
    times: Annotated[bool, of_work("--times", help="Tell how long each stage took.")] = False
