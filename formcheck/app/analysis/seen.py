"""What was seen of a source: the poses, and the times of all its pictures."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from formcheck.app.analysis.pictures import Pictures
from formcheck.counting.moment import Moment
from formcheck.counting.summary import Summary
from formcheck.pose.company import Company
from formcheck.pose.landmarks import Pose
from formcheck.pose.recording import Recording
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.system.processes import Tick
from formcheck.video.clip import ClipInfo
from formcheck.video.frame import Picture
from formcheck.video.timeline import Part

PIECE = 512
"""So many poses are put together before they are kept."""


@dataclass(frozen=True, slots=True)
class ExtractedPart:
    """A part of a video as far as it was looked at.

    Attributes
    ----------
    pieces
        The poses in it, with times of the file.
    pictures
        What was measured of the pictures that were looked at.
    times_s
        Of all its pictures.
    complete
        False where it was interrupted.
    company
        Whether somebody else was in the picture.
    """

    pieces: list[Recording]
    pictures: Pictures
    times_s: "array[float]"
    complete: bool
    company: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """A source as far as it was looked at.

    Attributes
    ----------
    recording, pictures
        Poses, and what was measured of the pictures that were looked at.
    times_s
        Of all pictures, seconds.
    complete
        False where it was interrupted.
    ended_early
        Whether the end of the file is missing.
    clip
        What is known of the video; None where the source is a recording.
    parts
        How it was divided; one part is the whole.
    steady
        Whether its times are those of the file's own clock, so that a part of it can be looked at again.
    speed
        How many times as fast as it plays it was filmed.
    turned_deg
        By how much its pictures were turned, clockwise, because they plainly were not upright.
    company
        Others in the picture.
    """

    recording: SpooledRecording
    pictures: Sequence[Picture] = ()
    times_s: "array[float]" = field(default_factory=lambda: array("d"))
    complete: bool = True
    ended_early: bool = False
    clip: ClipInfo | None = None
    parts: Sequence[Part] = (Part(0, 0, 0, -inf, inf),)
    steady: bool = False
    speed: float = 1.0
    turned_deg: int = 0
    company: Company = field(default_factory=Company)

    def measured(self, summary: Summary) -> Summary:
        """A summary with the length of the whole, and not only of what was looked at."""
        if not self.times_s:
            return summary
        return replace(summary, frames=len(self.times_s), duration_s=self.times_s[-1] - self.times_s[0])


class Collector:
    """Puts moments together into recordings.

    Parameters
    ----------
    size
        Of the pictures.
    take
        Called with every piece of the recording.

    Attributes
    ----------
    pictures, times_s
        What was measured of the pictures that were looked at, and the times of all.
    complete
        False once it was stopped or interrupted.
    """

    def __init__(self, size: tuple[int, int], take: Callable[[Recording], None]) -> None:
        self._size = size
        self._take = take
        self._waiting: list[tuple[float, Pose | None]] = []
        self._handed_on = 0
        self.pictures, self.times_s, self.complete = Pictures(), array("d"), True

    def all(self, moments: Iterable[Moment], tick: Tick) -> bool:
        """Take every moment, until it is stopped or interrupted; whether neither happened."""
        for _ in self.each(moments, tick):
            pass
        return self.complete

    def each(self, moments: Iterable[Moment], tick: Tick) -> Iterator[Moment]:
        """Take every moment, and hand on those that were looked at."""
        try:
            for moment in moments:
                if moment.looked_at:
                    self._waiting.append((moment.time_s, moment.pose))
                    self.pictures.append(moment.picture or Picture(0.0))
                self.times_s.append(moment.time_s)
                if len(self._waiting) >= PIECE:
                    self._hand_on()
                if moment.looked_at:
                    yield moment
                if tick():
                    self.complete = False
                    break
        except KeyboardInterrupt:
            self.complete = False
            del self._waiting[len(self.pictures) - self._handed_on :]
        finally:
            self._hand_on()

    def _hand_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._handed_on += len(waiting)
        if waiting:
            self._take(Recording.of(waiting, self._size))
