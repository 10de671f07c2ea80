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
