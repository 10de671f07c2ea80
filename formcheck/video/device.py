"""A camera of this computer, opened whichever way works."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from formcheck.errors import DeviceError
from formcheck.system.language import tr
from formcheck.video.capture import Capture, Image, fetch
from formcheck.video.listing import Listed, listed, told
from formcheck.video.mediaclock import nominal_rate
from formcheck.video.sources import Shot
from formcheck.video.why_closed import OTHERWISE, why_closed

WANTED_SIZE = (1280, 720)
WANTED_FPS = 30.0

_WARM_UP_S = 2.0  # some cameras refuse the first pictures after they were opened
_PAUSE_S = 0.02
_REFUSALS = 100  # in a row, pauses between: two seconds at least; one or two now and then are nothing
_NUMBERS_TRIED = 10
"""Where the system lists no cameras."""


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
    called
        What it is called, where it was chosen by that.

    Raises
    ------
    DeviceError
        It cannot be opened or delivers no picture.
    """

    live = True

    def __init__(self, cv2: ModuleType, number: int, *, patience_s: float, called: str = "") -> None:
        self.name = f"{called} (camera {number})" if called else f"camera {number}"
        self.number = number
        self._silence_s = 2 * patience_s
        self._cv2 = cv2
        for backend in _backends(cv2):
            for wished in (True, False):
                self._capture: Capture = cv2.VideoCapture(number, backend)
                if not self._capture.isOpened():
                    self._capture.release()
                    break
                if wished:
                    _wish(cv2, self._capture)
                image = _first_picture(cv2, self._capture)
                if image is not None:
                    self.size = image.shape[1], image.shape[0]
                    self.fps = nominal_rate(float(self._capture.get(cv2.CAP_PROP_FPS)))
                    return
                self._capture.release()
        found, advice = why_closed(number)
        raise DeviceError(tr("{name} cannot be used ({found}): {advice}", name=self.name, found=found, advice=advice))

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
                if refusals >= _REFUSALS or taken_s - last_s >= self._silence_s or _is_gone(self.number):
                    raise DeviceError(_why_silent(self.number))
                stop.wait(_PAUSE_S)
                continue
            refusals, last_s = 0, taken_s
            yield Shot(index, taken_s, image)
            index += 1

    def close(self) -> None:
        """Let go of the camera."""
        self._capture.release()


def open_device(cv2: ModuleType, number: int, *, chosen: bool, patience_s: float, called: str = "") -> Device:
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
    called
        What it is called, where it was chosen by that.

    Raises
    ------
    DeviceError
        It cannot be opened or delivers no picture.
    """
    try:
        return Device(cv2, number, patience_s=patience_s, called=called)
    except DeviceError as error:
        raise DeviceError(_advice(cv2, number, str(error), chosen=chosen)) from error


def camera_numbers(cv2: ModuleType) -> list[int]:
    """Numbers of the cameras that can be opened; it takes a second or two on Windows.

    Parameters
    ----------
    cv2
        The module.
    """
    return [camera.number for camera in answering(cv2)]


def answering(cv2: ModuleType) -> list[Listed]:
    """The cameras that can be opened, of those that the system lists; where it lists none, of the first few numbers."""
    cameras, found = listed(), []
    for camera in cameras or [Listed(number, "") for number in range(_NUMBERS_TRIED)]:
        if _is_gone(camera.number):
            continue
        capture = cv2.VideoCapture(camera.number, _backends(cv2)[0])
        if capture.isOpened():
            found.append(camera)
        capture.release()
        if sys.platform == "darwin" and not cameras and camera not in found:
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


def _why_silent(number: int) -> str:
    if _is_gone(number):
        return tr("camera {number} is gone: plug it in again", number=number)
    return tr("camera {number} stopped answering: check its cable, and close other programs that use it", number=number)


def _advice(cv2: ModuleType, number: int, found: str, *, chosen: bool) -> str:
    """What is said of a camera that cannot be used, with those that can."""
    others = [camera for camera in answering(cv2) if camera.number != number]
    advised = ": " in found
    if others:
        if advised:
            return tr("{found}; or choose one that answers with --camera: {told}", found=found, told=told(others))
        return tr("{found}: choose one that answers with --camera: {told}", found=found, told=told(others))
    alone = tr("no other answers") if chosen else tr("there is no other")
    if advised:
        return f"{found}; {alone}"
    return tr("{found}, and {alone}: plug one in, or {otherwise}", found=found, alone=alone, otherwise=tr(OTHERWISE))
