"""A camera of this computer, opened whichever way works."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from formcheck.errors import DeviceError
from formcheck.video.capture import Capture, Image, fetch
from formcheck.video.mediaclock import nominal_rate
from formcheck.video.sources import Shot

WANTED_SIZE = (1280, 720)
WANTED_FPS = 30.0

_WARM_UP_S = 2.0  # some cameras refuse the first pictures after they were opened
_PAUSE_S = 0.02
_REFUSALS = 100  # in a row, pauses between: two seconds at least; one or two now and then are nothing
_NUMBERS_TRIED = 4


class Device:
    """A camera of this computer.

    Parameters
    ----------
    cv2
        The module.
    number
        Which camera, from 0.
    patience_s
        Twice as long it may take for a picture, in seconds, before it counts as broken.

    Raises
    ------
    DeviceError
        It cannot be opened or delivers no picture.
    """

    live = True

    def __init__(self, cv2: ModuleType, number: int, *, patience_s: float) -> None:
        self.name = f"camera {number}"
        self._number = number
        self._silence_s = 2 * patience_s
        self._cv2 = cv2
        attempts = []
        for backend in _backends(cv2):
            for wished in (True, False):
                self._capture: Capture = cv2.VideoCapture(number, backend)
                if not self._capture.isOpened():
                    self._capture.release()
                    attempts.append(_why_closed(number))
                    break
                if wished:
                    _wish(cv2, self._capture)
                image = _first_picture(cv2, self._capture)
                if image is not None:
                    self.size = image.shape[1], image.shape[0]
                    self.fps = nominal_rate(float(self._capture.get(cv2.CAP_PROP_FPS)))
                    return
                self._capture.release()
                attempts.append("it opens and delivers no picture")
        raise DeviceError(f"{self.name} cannot be used ({', '.join(dict.fromkeys(attempts))})")

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        """Pictures with the time at which each was grabbed, on the monotonic clock.

        Raises
        ------
        DeviceError
            It refused many times in a row or for long, or is gone.
        """
        index, refusals, last_s = 0, 0, time.monotonic()
        while not stop.is_set():
            image, taken_s = fetch(self._cv2, self._capture)
            if image is None:
                refusals += 1
                # Some drivers refuse at once, others after seconds of waiting.
                if refusals >= _REFUSALS or taken_s - last_s >= self._silence_s or _is_gone(self._number):
                    raise DeviceError(_why_silent(self._number))
                stop.wait(_PAUSE_S)
                continue
            refusals, last_s = 0, taken_s
            yield Shot(index, taken_s, image)
            index += 1

    def close(self) -> None:
        """Let go of the camera."""
        self._capture.release()


def open_device(cv2: ModuleType, number: int, *, chosen: bool, patience_s: float) -> Device:
    """Open a camera of this computer; if that fails, look which others answer and say so.

    Parameters
    ----------
    cv2
        The module.
    number
        Which camera, from 0.
    chosen
        Whether a person asked for this one; only the advice depends on it.
    patience_s
        Twice as long it may take for a picture, in seconds, before it counts as broken.

    Raises
    ------
    DeviceError
        It cannot be opened or delivers no picture.
    """
    try:
        return Device(cv2, number, patience_s=patience_s)
    except DeviceError as error:
        raise DeviceError(_advice(cv2, number, str(error), chosen=chosen)) from error


def camera_numbers(cv2: ModuleType) -> list[int]:
    """Numbers of the cameras that can be opened, of the first few; it takes a second or two on Windows.

    Parameters
    ----------
    cv2
        The module.
    """
    found = []
    for number in range(_NUMBERS_TRIED):
        if _is_gone(number):
            continue
        capture = cv2.VideoCapture(number, _backends(cv2)[0])
        if capture.isOpened():
            found.append(number)
        capture.release()
        if sys.platform == "darwin" and number not in found:
            break  # its numbers have no gaps, and to each further question it prints a line
    return found


def _backends(cv2: ModuleType) -> list[int]:
    by_system = {
        "linux": [cv2.CAP_V4L2],
        "darwin": [cv2.CAP_AVFOUNDATION],
        "win32": [cv2.CAP_DSHOW, cv2.CAP_MSMF],
    }
    return by_system.get(sys.platform, [cv2.CAP_ANY])


def _wish(cv2: ModuleType, capture: Capture) -> None:
    if sys.platform != "darwin":
        # Uncompressed, USB 2 carries this size at 10 frames a second only. It comes first: it resets the others.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, WANTED_SIZE[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, WANTED_SIZE[1])
    capture.set(cv2.CAP_PROP_FPS, WANTED_FPS)


def _first_picture(cv2: ModuleType, capture: Capture) -> Image | None:
    until = time.monotonic() + _WARM_UP_S
    while time.monotonic() < until:
        image, _ = fetch(cv2, capture)
        if image is not None:
            return image
        time.sleep(_PAUSE_S)
    return None


def _is_gone(number: int) -> bool:
    return sys.platform == "linux" and not Path(f"/dev/video{number}").exists()


def _why_closed(number: int) -> str:
    if _is_gone(number):
        return "there is none of this number"
    if sys.platform == "linux" and not os.access(f"/dev/video{number}", os.R_OK | os.W_OK):
        return "this user may not use it: join the group video"
    return "it is not there, in use by another program, or not allowed by the system's privacy settings"


def _why_silent(number: int) -> str:
    if _is_gone(number):
        return f"camera {number} is gone: plug it in again"
    return f"camera {number} stopped answering: check its cable, and close other programs that use it"


def _advice(cv2: ModuleType, number: int, found: str, *, chosen: bool) -> str:
    others = [other for other in camera_numbers(cv2) if other != number]
    if others:
        return f"{found}: these answer, choose one of them: {', '.join(map(str, others))}"
    alone = "and no other answers" if chosen else "and there is no other"
    return f"{found}, {alone}: plug one in, or give the address of a network camera or a video file instead"
