"""The facts of a video file."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from formcheck.video import probe
from formcheck.video.turn import AS_IT_IS, Turn


@dataclass(frozen=True)
class ClipInfo:
    """What is known of a video file: found once, by the `VideoFile` that opens it first, and passed along.

    Attributes
    ----------
    path
        The file.
    size
        Width and height in pixels of the upright picture with square pixels.
    fps
        Nominal frames a second, the mean for a variable rate; 30 where the file says nothing sensible.
    duration_s
        How long the file claims to last, in seconds; None where it does not say.
    frame_estimate
        How many frames it claims to have, good enough for a progress bar; None where it does not say.
    turn
        What is done to its pictures so that they are upright.
    speed
        How many times as fast as it plays it was filmed. All times and rates are those of what was filmed.
    described
        What ffmpeg says of it; empty where it was not asked yet.
    """

    path: Path
    size: tuple[int, int]
    fps: float
    duration_s: float | None
    frame_estimate: int | None
    turn: Turn = AS_IT_IS
    speed: float = 1.0
    described: str = field(default="", repr=False, compare=False)

    @cached_property
    def description(self) -> str:
        """What ffmpeg says of it, which is asked when this is needed first, and once."""
        return self.described or probe.describe(self.path)

    @property
    def first_picture_s(self) -> float | None:
        """When the first picture is shown, on the file's own clock, in seconds; None where that cannot be read."""
        return probe.first_picture_s(self.description)

    @property
    def sound(self) -> probe.Sound | None:
        """Its first sound track that can be decoded; None if there is none, or it was slowed down with the pictures."""
        return probe.find_sound(self.description) if self.speed == 1 else None
