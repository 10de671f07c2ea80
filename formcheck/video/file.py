"""Video files in: upright pictures, each with its true time, and one clear line about a file that is none."""

import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from formcheck.errors import InputError
from formcheck.system.language import tr
from formcheck.video import probe
from formcheck.video.capture import Meter
from formcheck.video.clip import ClipInfo
from formcheck.video.frame import UNMEASURED, Frame, Passed
from formcheck.video.mediaclock import MediaClock, nominal_rate
from formcheck.video.reel import Reel
from formcheck.video.refusal import ONLY_SOUND, check_file
from formcheck.video.turn import AS_IT_IS, Turn

_MISSING_S = 0.25  # by how much a clip may be shorter than declared before it is checked whether its end is missing

_MARGINS_S = (0.5, 10.0, 60.0)  # how long before the time that is looked for a file is entered, if later fails

Look = Callable[[float], bool]
"""Whether a picture is looked at, by its time in seconds; asked of every one in turn."""


class VideoFile:
    """A video file as an iterable of frames; iterating again reads it again from its start.

    Pictures are upright (the rotation a phone notes in the file is applied), have square pixels, three channels
    of eight bits, and one size throughout.

    Parameters
    ----------
    source
        The file; or what is known of it already, which is not found out again.
    turn, speed
        What is done to its pictures so that they are upright, and how many times as fast as it plays it was filmed;
        of what is known already, that is known too.
    measured
        Whether brightness and standstill of its pictures are measured; otherwise nothing is known of them.
    drawn
        Whether those that are not looked at have their image too.

    Attributes
    ----------
    info
        What is known of it.

    Raises
    ------
    InputError
        There is no such file, or it is not a video of which at least one picture can be decoded.
    MissingLibraryError
        cv2 needs a library of the system that is not installed.

    Examples
    --------
    >>> with VideoFile("sample_videos/glute_bridge.mp4") as video:
    ...     times = [frame.time_s for frame in video]
    """

    def __init__(
        self,
        source: str | os.PathLike[str] | ClipInfo,
        turn: Turn = AS_IT_IS,
        speed: float = 1.0,
        *,
        measured: bool = True,
        drawn: bool = False,
    ) -> None:
        known = source if isinstance(source, ClipInfo) else None
        self._path = Path(source) if not isinstance(source, ClipInfo) else source.path
        self._ended_early = False
        self._closed = False
        self._measured, self._drawn = measured, drawn
        check_file(self._path)
        turn, self._speed = (turn, speed) if known is None else (known.turn, known.speed)
        self._reel = Reel(
            self._path, turn, *((None, "") if known is None else (turn.size(known.size), known.description))
        )
        self._first = self._reel.next()
        if self._first is None:
            self.close()
            raise InputError(
                tr('"{path}": no picture of it can be decoded: it is damaged, record or copy it again', path=self._path)
            )
        self._origin_ms = self._reel.position_ms
        self.info = known or self._found_out(turn)

    def _found_out(self, turn: Turn) -> ClipInfo:
        declared, frames = self._reel.declared
        known = math.isfinite(declared) and declared > 0 and 0 < frames < 1e9
        fps = nominal_rate(declared)
        info = ClipInfo(
            path=self._path,
            size=self._reel.size,
            fps=fps * self._speed,
            duration_s=frames / declared / self._speed if known else None,
            # Some files count ticks instead of frames; their rate shows it.
            frame_estimate=round(frames) if known and declared == fps else None,
            turn=turn,
            speed=self._speed,
            described=self._reel.described,
        )
        if declared != fps and not probe.has_video(info.description):
            self.close()
            raise InputError(f'"{self._path}" {tr(ONLY_SOUND)}')  # the cover of a song is a picture too
        return info

    @property
    def ended_early(self) -> bool:
        """Whether the end of the file is missing, so that less came than it declares; known after the last frame."""
        return self._ended_early

    def __iter__(self) -> Iterator[Frame]:
        return (frame for frame in self.glance(_every_one) if isinstance(frame, Frame))

    def glance(self, look: Look) -> Iterator[Frame | Passed]:
        """All pictures with their times, mended where need be, and the image of those that are looked at.

        Parameters
        ----------
        look
            The others are decoded and no more.
        """
        if self._closed:
            raise ValueError(f"{self._path}: read after close")
        there = self._first is not None
        if not there:
            self._reel.rewind()
            there = self._reel.grab()
        clock, time_s = MediaClock(self.info.fps / self._speed), 0.0
        for frame in self._frames(lambda: clock.time_s(self._reel.position_ms) / self._speed, look, there=there):
            time_s = frame.time_s
            yield frame
        if not self._closed:
            self._ended_early = self._lacks_end(time_s + 1 / self.info.fps)

    def between(self, begin_s: float, end_s: float) -> Iterator[Frame]:
        """The pictures of [begin_s, end_s), all looked at; see `glance_between`."""
        return (one for one in self.glance_between(_every_one, begin_s, end_s) if isinstance(one, Frame))

    def glance_between(self, look: Look, begin_s: float, end_s: float) -> Iterator[Frame | Passed]:
        """The pictures of [begin_s, end_s), with the times of the file's own clock, for a file that has a steady one.

        Those before are not decoded but for the few that are needed. Their numbers begin with 0.

        Parameters
        ----------
        look
            As for `glance`.
        begin_s, end_s
            Seconds since the first picture.
        """
        for frame in self._frames(self._position_s, look, there=self._go_to(begin_s)):
            if frame.time_s >= end_s:
                return
            yield frame

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        self._closed = True
        self._reel.release()

    def _frames(self, clock: Callable[[], float], look: Look, *, there: bool) -> Iterator[Frame | Passed]:
        """From the picture that was grabbed last on, if there is one."""
        meter, index = Meter(), 0
        while there:
            first, self._first = self._first, None
            time_s = clock()
            looked_at = look(time_s)
            image = first if first is not None or not (looked_at or self._drawn) else self._reel.image()
            if not looked_at:
                yield Passed(time_s, image)
            elif image is not None:
                yield Frame(index, time_s, image, meter.measure(image) if self._measured else UNMEASURED)
                index += 1
            there = not self._closed and self._reel.grab()

    def _go_to(self, begin_s: float) -> bool:
        """Grab the first picture that is not before a time; whether there is one."""
        if self._first is not None and begin_s <= 0:
            return True
        self._first = None
        for margin_s in _MARGINS_S:
            earlier_ms = self._origin_ms + 1000 * (begin_s * self._speed - margin_s)
            if earlier_ms <= self._origin_ms:
                break
            self._reel.seek(earlier_ms)
            if self._reel.grab() and self._position_s() < begin_s:
                return self._forward(begin_s)
        self._reel.rewind()
        return self._forward(begin_s)

    def _forward(self, begin_s: float) -> bool:
        while self._reel.grab():
            if self._position_s() >= begin_s:
                return True
        return False

    def _position_s(self) -> float:
        return (self._reel.position_ms - self._origin_ms) / 1000 / self._speed

    def _lacks_end(self, seen_s: float) -> bool:
        """Short of its declared length is not enough: sound may last longer than the picture."""
        if self.info.duration_s is None:
            return probe.is_cut_off(self._path)
        return self.info.duration_s - seen_s > max(_MISSING_S, 1.5 / self.info.fps) and probe.is_cut_off(self._path)


def _every_one(time_s: float) -> bool:
    return True
