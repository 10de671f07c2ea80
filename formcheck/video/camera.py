"""Live sources: a camera, a network camera, or a file played in place of one; always the newest picture."""

import dataclasses
import time
from collections.abc import Callable, Iterator
from math import inf, isnan, nan
from pathlib import Path
from typing import Self

from formcheck.errors import DeviceError
from formcheck.system.language import tr
from formcheck.system.language.local import brief
from formcheck.system.paths import is_there
from formcheck.video.address import SCHEMES, is_address, masked
from formcheck.video.capture import is_utf8, quiet_cv2
from formcheck.video.device import Device, open_device
from formcheck.video.file import VideoFile
from formcheck.video.frame import Frame, Gap, Picture
from formcheck.video.health import Limits
from formcheck.video.intake import Intake
from formcheck.video.listing import listed, named, number_in, told
from formcheck.video.sources import Playback, Source, Stream
from formcheck.video.trouble import Trouble
from formcheck.video.turn import AS_IT_IS, Turn

PATIENCE_S = 5.0
LIMITS = Limits()

_TURN_S = 0.2  # no wait can be interrupted on Windows, so it is done in turns this long
_LONGEST_TURN_S = 2.0


def open_camera(
    spec: str | int | None = None, *, patience_s: float = PATIENCE_S, limits: Limits = LIMITS, turn: Turn = AS_IT_IS
) -> "Camera":
    """Open a live source; a typo or a camera that is not there is reported at once.

    Parameters
    ----------
    spec
        None for the first camera; the number of a camera, or a path of Linux that leads to it; the http, https or
        rtsp address of a network camera; a video file, which is played at its own speed in place of a camera; or the
        name of a camera, or a part of it.
    patience_s
        How long a network camera may take to answer, in seconds; any camera may take twice as long for a picture
        before it counts as broken.
    limits
        What is done, and when, about a camera that falls silent later on.
    turn
        What is done to its pictures so that they are upright.

    Raises
    ------
    DeviceError
        The camera is not there, is in use, or delivers no picture; or `spec` is nothing of the kind.
    InputError
        `spec` names a file that is not a video.
    MissingLibraryError
        cv2 needs a library of the system that is not installed.
    """
    text = "0" if spec is None else str(spec).strip()
    if number_in(text) is not None:
        return _device(text, chosen=spec is not None, patience_s=patience_s, limits=limits, turn=turn)
    if is_address(text):
        if not is_utf8(text):
            raise DeviceError(tr("{text} holds characters that no address has: type it anew", text=masked(text)))
        return _stream(text, patience_s=patience_s, limits=limits, turn=turn)
    if text and is_there(Path(text)):
        return Camera(Playback(VideoFile(text)), limits=limits, turn=turn)
    return _device(text, chosen=True, patience_s=patience_s, limits=limits, turn=turn)


def _device(text: str, *, chosen: bool, patience_s: float, limits: Limits, turn: Turn) -> "Camera":
    cv2, (number, called) = quiet_cv2(), _meant(text)
    device = open_device(cv2, number, chosen=chosen, patience_s=patience_s, called=called)

    def reopen() -> Device:
        number, called = _meant(text)  # plugged in elsewhere it has another one
        return Device(cv2, number, patience_s=patience_s, called=called)

    return Camera(device, reopen=reopen, limits=limits, turn=turn)


def _meant(text: str) -> tuple[int, str]:
    """The number of a camera of this computer, and what it is called if it was chosen by that."""
    number = number_in(text)
    if number is not None:
        return number, ""
    cameras = listed()
    found = named(text, cameras)
    if found is not None:
        return found.number, found.name
    there = tr("there are the cameras {told}", told=told(cameras)) if cameras else tr("this computer lists no camera")
    raise DeviceError(
        tr(
            '"{text}" is no camera number, no name of a camera, no address ({all}) and no file that exists; {there}',
            text=masked(text),
            all=", ".join(SCHEMES),
            there=there,
        )
    )


def _stream(address: str, *, patience_s: float, limits: Limits, turn: Turn) -> "Camera":
    cv2 = quiet_cv2()

    def connect() -> Stream:
        return Stream(cv2, address, patience_s)

    stream = connect()
    return Camera(stream, reopen=connect if stream.live else None, limits=limits, turn=turn)


class Camera:
    """A live source as an iterable of frames, each the newest there is, and of gaps where there is none.

    Pictures are taken in a thread of their own and only the last one is kept: a slow consumer misses pictures, and
    never falls behind. ``index`` counts the missed ones too; ``time_s`` is when a picture was taken, counted from
    the first one handed out (of a played file: its own time). Neither ever runs backwards.

    While a live source is silent, broken or stuck, gaps are yielded instead, a few a second, on the same clock, and
    the source is opened again with growing pauses. Files and recordings know no gaps: their end is the end.

    Parameters
    ----------
    source
        Where pictures come from; it is closed together with this.
    reopen
        Opens the same source anew, or raises DeviceError; None for a source that ends.
    limits
        When gaps are reported, when the source is opened again, and when it is given up.
    turn
        What is done to its pictures so that they are upright.
    """

    def __init__(
        self,
        source: Source,
        *,
        reopen: Callable[[], Source] | None = None,
        limits: Limits = LIMITS,
        turn: Turn = AS_IT_IS,
    ) -> None:
        self._intake = Intake(source, reopen, limits, turn)
        self._limits = limits
        self._live = source.live
        self._origin_s = nan  # what the clock of the source showed at time 0
        self._first_index: int | None = None
        self._last_s = 0.0
        if source.live:
            self._intake.start()

    @property
    def name(self) -> str:
        """What the source is, fit to be shown."""
        return self._intake.source.name

    @property
    def live(self) -> bool:
        """Whether somebody is before it now; in a file that is played nobody is."""
        return self._live

    @property
    def number(self) -> int | None:
        """The number of a camera of this computer, as it was when it was opened; None of any other source."""
        source = self._intake.source
        return source.number if isinstance(source, Device) else None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels that were obtained when it was opened; frames have their own."""
        return self._intake.turn.size(self._intake.source.size)

    @property
    def fps(self) -> float:
        """Frames a second that the source promises; 30 where it promises nothing sensible."""
        return self._intake.source.fps

    @property
    def dropped(self) -> int:
        """How many pictures were taken and never handed out, because a newer one came or the picture was stuck."""
        return self._intake.dropped

    @property
    def turn(self) -> Turn:
        """What is done to its pictures."""
        return self._intake.turn

    def turn_by(self, angle_deg: int) -> None:
        """Turn all further pictures by a right angle more, clockwise."""
        self._intake.turn = dataclasses.replace(self.turn, rotate_deg=(self.turn.rotate_deg + angle_deg) % 360)

    def halve(self) -> None:
        """Hand out every second picture at most, for a consumer that cannot keep up; a second time does nothing."""
        self._intake.apart = 2

    def __iter__(self) -> Iterator[Frame | Gap]:
        """Frames and gaps until the source ends or it is closed.

        Raises
        ------
        DeviceError
            There was no picture for as long as `limits` allows; or a source that cannot be opened again failed.
        """
        self._intake.start()
        silent_s = reported_s = 0.0  # waited for a picture, until now and until the last gap
        while not self._intake.stopped:
            asked_s = time.monotonic()
            frame = self._intake.newest(min(self._gap_due_s(reported_s) - silent_s, _TURN_S))
            now_s = time.monotonic()
            # A turn that lasted much longer was spent asleep, with the whole computer.
            silent_s += min(now_s - asked_s, _LONGEST_TURN_S)
            if frame is not None:
                silent_s = reported_s = 0.0
                yield self._counted(frame)
            elif self._intake.over:
                if self._intake.failure is not None:
                    raise self._intake.failure
                return
            elif silent_s > self._limits.give_up_s:
                raise DeviceError(self._farewell())
            elif silent_s >= self._gap_due_s(reported_s) and not self._intake.stopped:
                reported_s = silent_s
                yield self._gap(now_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        width, height = self.size
        return f"Camera({self.name}, {width}x{height}, {self.fps:g} fps)"

    def close(self) -> None:
        """Let go of the source and end the iteration; a second time does nothing."""
        self._intake.close()

    def _gap_due_s(self, reported_s: float) -> float:
        if not self._live:
            return inf
        stuck = self._intake.state[0] is Trouble.STUCK  # which is certain already
        return max(reported_s + self._limits.gap_every_s, 0.0 if stuck else self._limits.gap_after_s)

    def _counted(self, frame: Frame) -> Frame:
        if self._first_index is None:
            self._first_index = frame.index
        return dataclasses.replace(frame, index=frame.index - self._first_index, time_s=self._passed_s(frame.time_s))

    def _gap(self, now_s: float) -> Gap:
        lost, detail = self._intake.state
        return Gap(self._passed_s(now_s), Picture(brightness=nan, lost=lost), detail)

    def _passed_s(self, clock_s: float) -> float:
        if isnan(self._origin_s):
            self._origin_s = clock_s
        # A picture may have been taken just before the gap that is older than its arrival.
        self._last_s = max(self._last_s, clock_s - self._origin_s)
        return self._last_s

    def _farewell(self) -> str:
        stuck = self._intake.state[0] is Trouble.STUCK
        seconds = brief(self._limits.give_up_s)
        if stuck:
            return tr(
                "{name} has delivered no new picture for {seconds} s: check its cable or network, close other programs"
                " that use it, and start again",
                name=self.name,
                seconds=seconds,
            )
        return tr(
            "{name} has delivered no picture for {seconds} s: check its cable or network, close other programs that"
            " use it, and start again",
            name=self.name,
            seconds=seconds,
        )
