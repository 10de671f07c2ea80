"""Where live pictures come from besides a camera of this computer: an address in the network, a file."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol

from formcheck.errors import DeviceError
from formcheck.system.language import tr
from formcheck.system.language.local import brief
from formcheck.video import protocols
from formcheck.video.address import masked
from formcheck.video.capture import Capture, Image, fetch
from formcheck.video.file import VideoFile
from formcheck.video.mediaclock import MediaClock, nominal_rate
from formcheck.video.unanswered import why_unanswered

MOST_MISSING = 25
"""So many pictures in a row may be damaged; then it is not the pictures."""
_PAUSE_S = 0.02  # where the connection is over, the next picture is refused at once


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as it was taken: its number since its source was opened, its time in seconds, and the picture.

    The time of a live source is that of the monotonic clock; any other has a clock of its own.
    """

    index: int
    time_s: float
    image: Image


class Source(Protocol):
    """What `Camera` takes pictures from; a few pictures with these members serve as well in a test.

    Attributes
    ----------
    name
        Fit to be shown, no password in it.
    size, fps
        What was obtained.
    live
        Whether time runs already, so that pictures have to be fetched from now on.
    """

    name: str
    size: tuple[int, int]
    fps: float
    live: bool

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        """Pictures as they come, until the source ends or `stop` is set; run in a thread of its own.

        Raises
        ------
        DeviceError
            It is broken or has fallen silent.
        """

    def close(self) -> None:
        """Let go; called once, by the thread that took the pictures if there was one."""


class Stream:
    """A network camera, or a recording behind an address, which is then played at its own speed.

    Parameters
    ----------
    cv2
        The module.
    address
        With all secrets; ``name`` is the same without.
    patience_s
        Time-out for opening, in seconds; for each picture it is twice as long.

    Raises
    ------
    DeviceError
        There is no answer, or one without pictures.
    """

    def __init__(self, cv2: ModuleType, address: str, patience_s: float) -> None:
        self.name = masked(address)
        self._cv2 = cv2
        # Slow ones send a picture every few seconds, and are no less alive.
        self._silence_s = 2 * patience_s
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, round(patience_s * 1000)]
        limits += [cv2.CAP_PROP_READ_TIMEOUT_MSEC, round(self._silence_s * 1000)]
        protocols.bind_streams()
        self._capture: Capture = cv2.VideoCapture(address, cv2.CAP_FFMPEG, limits)
        first, self._first_s = fetch(cv2, self._capture)
        if first is None:
            self._capture.release()
            raise DeviceError(f"{self.name} {why_unanswered(address, patience_s)}")
        self._first = first
        self.size = first.shape[1], first.shape[0]
        self.fps = nominal_rate(float(self._capture.get(cv2.CAP_PROP_FPS)))
        recorded = float(self._capture.get(cv2.CAP_PROP_FRAME_COUNT)) > 0
        self._clock = MediaClock(self.fps) if recorded else None
        self.live = not recorded

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        """Pictures as they arrive, with their time of arrival; those of a recording when they are due.

        Raises
        ------
        DeviceError
            Nothing more arrives, and it is not the end.
        """
        image: Image | None = self._first
        index, taken_s, begin_s = 0, self._first_s, time.monotonic()
        while image is not None and not stop.is_set():
            if self._clock is not None:
                taken_s = self._clock.time_s(self._capture.get(self._cv2.CAP_PROP_POS_MSEC))
                stop.wait(max(0.0, begin_s + taken_s - time.monotonic()))
            yield Shot(index, taken_s, image)
            image, taken_s, missing = self._next(stop)
            index += 1 + missing

    def close(self) -> None:
        """Hang up."""
        self._capture.release()

    def _next(self, stop: threading.Event) -> tuple[Image | None, float, int]:
        """The next picture, None where the connection is over, and how many before it could not be decoded."""
        missing = 0
        while True:
            asked_s = time.monotonic()
            image, taken_s = fetch(self._cv2, self._capture)
            if image is None and time.monotonic() - asked_s > 0.8 * self._silence_s:
                raise DeviceError(
                    tr(
                        "{name} has sent nothing for {silence_s} s: see that it is in the network",
                        name=self.name,
                        silence_s=brief(self._silence_s),
                    )
                )
            if image is not None or missing == MOST_MISSING or stop.wait(_PAUSE_S):
                return image, taken_s, missing
            missing += 1


class Playback:
    """A file played at its own speed in place of a camera.

    Parameters
    ----------
    video
        The file, open.
    """

    live = False  # the video begins when its pictures are asked for

    def __init__(self, video: VideoFile) -> None:
        self.name = str(video.info.path)
        self.size = video.info.size
        self.fps = video.info.fps
        self._video = video

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        """Pictures when they are due, with their time in the file."""
        begin_s = time.monotonic()
        for frame in self._video:
            stop.wait(max(0.0, begin_s + frame.time_s - time.monotonic()))
            if stop.is_set():
                return
            yield Shot(frame.index, frame.time_s, frame.image)

    def close(self) -> None:
        """Close the file."""
        self._video.close()
