"""What `analyze` is asked for."""

from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from formcheck.video.pace import POSES_PER_SECOND
from formcheck.video.turn import AS_IT_IS, Turn


@dataclass(frozen=True, slots=True)
class Options:
    """What `analyze` writes, how it looks at the clip, and how much of the computer it takes.

    Attributes
    ----------
    video, page
        Write ``annotated.mp4`` and ``report.html``.
    save_recording
        Write ``recording.npz``.
    opensim
        Write ``angles.mot`` and ``markers.trc``.
    as_live
        Does nothing more: a recording is always counted as a live session would have counted it.
    jobs
        How many processes may work at once; the result does not depend on it.
    turn
        What is done to the pictures of a video so that they are upright.
    upright
        Turn them by itself where they plainly are not.
    per_second
        How many pictures of a second are looked at, see `formcheck.video.pace.Pace`; `EVERY` for all of them.
    filmed
        When it was filmed; None for what the file says.
    load
        A weight, a band or the height of a chair, as it stands in the report and in the history.
    speed
        How many times as fast as the clip plays it was filmed.
    """

    video: bool = True
    page: bool = True
    save_recording: bool = False
    opensim: bool = False
    as_live: bool = False
    jobs: int = 1
    turn: Turn = AS_IT_IS
    upright: bool = True
    per_second: float = POSES_PER_SECOND
    filmed: datetime | None = None
    load: str = ""
    speed: float = 1.0

    @property
    def looked(self) -> dict[str, float | None]:
        """How a clip is looked at, by name: looked at otherwise, something else may be counted."""
        return {
            "speed": self.speed,
            "rotate_deg": self.turn.rotate_deg,
            "mirrored": self.turn.mirrored,
            "upright": self.upright,
            "per_second": self.per_second if isfinite(self.per_second) else None,
        }
