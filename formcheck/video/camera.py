"""Live sources: a camera, a network camera, or a file played in place of one; always the newest picture."""

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from formcheck.errors import DeviceError, FormcheckError
from formcheck.frame import Frame
from formcheck.video.capture import Meter, quiet_cv2
from formcheck.video.device import Device
from formcheck.video.file import VideoFile
from formcheck.video.sources import Playback, Shot, Source, Stream

PATIENCE_S = 5.0
SCHEMES = ("http", "https", "rtsp")

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_TURN_S = 0.2  # Windows lets nobody interrupt a wait, so it is done in turns this long
_FAREWELL_S = 2.0


def open_camera(spec: str | int | None = None, *, patience_s: float = PATIENCE_S) -> "Camera":
    """Open a live source.

    Parameters
    ----------
    spec
        None for the first camera; the number of a camera; the http, https or rtsp address of a network camera; or
        a video file, which is played at its own speed in place of a camera.
    patience_s
        How long to wait for a picture before the source counts as silent, in seconds.

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
    number = re.fullmatch(r"(?:/dev/video)?([0-9]{1,4})", text)
    if number:
        return Camera(Device(quiet_cv2(), int(number[1]), chosen=spec is not None), patience_s=patience_s)
    address = _ADDRESS.match(text)
    if address:
        if address[1].lower() not in SCHEMES:
            raise DeviceError(f"{masked(text)}: expected an address with {', '.join(SCHEMES)}, found {address[1]}")
        return Camera(Stream(quiet_cv2(), text, masked(text), patience_s), patience_s=patience_s)
    if _exists(text):
        return Camera(Playback(VideoFile(text)), patience_s=patience_s)
    raise DeviceError(f'"{text}" is no camera number, no address ({", ".join(SCHEMES)}) and no file that exists')


def _exists(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):  # too long for a name, or no name at all
        return False


def masked(address: str) -> str:
    """An address fit to be shown: without name, password, and what follows a question mark.

    Parameters
    ----------
    address
        Of a network camera; it need not be well formed.
    """
    shown = re.sub(r"(?<=://).*@", "***@", address)
    return re.sub(r"[?#].*", "?***", shown)


class Camera:
    """A live source as an iterable of frames, each the newest there is.

    Pictures are taken in a thread of their own and only the last one is kept: a slow consumer misses pictures, and
    never falls behind. ``index`` counts the missed ones too; ``time_s`` is when a picture was taken, counted from
    the first one handed out (of a played file: its own time).

    Parameters
    ----------
    source
        Where pictures come from; it is closed together with this.
    patience_s
        How long to wait for a picture, in seconds.
    """

    def __init__(self, source: Source, *, patience_s: float = PATIENCE_S) -> None:
        self._source = source
        self._patience_s = patience_s
        self._meter = Meter()
        self._first: Shot | None = None
        self._shot: Shot | None = None
        self._failure: FormcheckError | None = None
        self._ended = False
        self._stop = threading.Event()
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._take, name=f"camera {source.name}", daemon=True)
        if source.live:
            self._thread.start()

    @property
    def name(self) -> str:
        """What the source is, fit to be shown."""
        return self._source.name

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels that were obtained."""
        return self._source.size

    @property
    def fps(self) -> float:
        """Frames a second that the source promises; 30 where it promises nothing sensible."""
        return self._source.fps

    def __iter__(self) -> Iterator[Frame]:
        if self._thread.ident is None and not self._stop.is_set():
            self._thread.start()
        while (shot := self._newest()) is not None:
            first = self._first = self._first or shot
            picture = self._meter.measure(shot.image)
            yield Frame(shot.index - first.index, shot.time_s - first.time_s, shot.image, picture)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        width, height = self.size
        return f"Camera({self.name}, {width}x{height}, {self.fps:g} fps)"

    def close(self) -> None:
        """Let go of the source and end the iteration; a second time does nothing."""
        with self._news:
            self._stop.set()
            self._news.notify_all()
        if self._thread.ident is None:
            self._source.close()
        elif self._thread is not threading.current_thread():
            # A driver that hangs must not hang us: its thread closes the source whenever it gets back.
            self._thread.join(_FAREWELL_S)

    def _take(self) -> None:
        try:
            for shot in self._source.shots(self._stop):
                with self._news:
                    self._shot = shot
                    self._news.notify_all()
        except FormcheckError as error:
            self._failure = error
        finally:
            self._source.close()
            with self._news:
                self._ended = True
                self._news.notify_all()

    def _newest(self) -> Shot | None:
        """The newest picture that was not handed out yet, waiting for one; None at the end."""
        until = time.monotonic() + self._patience_s
        with self._news:
            while not self._stop.is_set():
                if self._shot is not None:
                    shot, self._shot = self._shot, None
                    return shot
                if self._failure is not None:
                    raise self._failure
                if self._ended:
                    return None
                if time.monotonic() > until:
                    raise DeviceError(
                        f"{self.name} has delivered no picture for {self._patience_s:g} s: check its cable or network,"
                        " close other programs that use it, and start again"
                    )
                self._news.wait(_TURN_S)
        return None
