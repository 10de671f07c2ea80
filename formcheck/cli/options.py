"""Options that several commands take."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Sizes(StrEnum):
    """Sizes of the pose model; those of `model.Size`, without importing it."""

    LITE = "lite"
    FULL = "full"
    HEAVY = "heavy"


ModelPath = Annotated[Path | None, typer.Option("--model", help="Pose model file (.task) of your own.")]
Size = Annotated[Sizes, typer.Option("--model-size", help="Pose model to use.")]
Record = Annotated[
    bool, typer.Option("--record", help="Keep the pictures too, as video.mp4; otherwise none of them is written.")
]
CameraName = Annotated[
    str | None,
    # From the environment too: other users can read the command line, and an address may hold a password.
    typer.Option(
        "--camera",
        envvar="FORMCHECK_CAMERA",
        help="Number of the camera, address of a network camera, or a video file.",
    ),
]
ResultsFolder = Annotated[Path | None, typer.Option("--out", help="Folder for the results.")]

_SOUND = "Sound"
Words = Annotated[bool, typer.Option("--voice/--no-voice", help="Words.", rich_help_panel=_SOUND)]
Tones = Annotated[bool, typer.Option("--tones/--no-tones", help="Tones in place of counts.", rich_help_panel=_SOUND)]
Quiet = Annotated[bool, typer.Option("--quiet", help="Neither.", rich_help_panel=_SOUND)]
Volume = Annotated[int, typer.Option("--volume", min=0, max=100, help="Per cent.", rich_help_panel=_SOUND)]
Rate = Annotated[
    int, typer.Option("--rate", min=80, max=400, help="Words a minute of the voice.", rich_help_panel=_SOUND)
]
Language = Annotated[str, typer.Option("--language", help="Of what is said and shown: en, de.", rich_help_panel=_SOUND)]
