"""cv2 kept quiet, and what every picture goes through on its way in: three channels, brightness, frozen or not."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from formcheck.errors import InputError
from formcheck.system.language import tr
from formcheck.system.native import import_cv2
from formcheck.system.paths import TEMPORARY_PREFIX
from formcheck.system.reasons import reason_of
from formcheck.video.frame import Picture

Image = npt.NDArray[np.uint8]

_SILENT = 0  # OpenCV's lowest level
_LUMA = np.array([0.114, 0.587, 0.299])  # blue, green, red, as in ITU-R BT.601


class Capture(Protocol):
    """What is used of ``cv2.VideoCapture``."""

    def isOpened(self) -> bool: ...  # noqa: D102, N802
    def grab(self) -> bool: ...  # noqa: D102
    def retrieve(self) -> tuple[bool, npt.NDArray[Any] | None]: ...  # noqa: D102
    def get(self, prop: int, /) -> float: ...  # noqa: D102
    def set(self, prop: int, value: float, /) -> bool: ...  # noqa: D102
    def release(self) -> None: ...  # noqa: D102


def quiet_cv2() -> ModuleType:
    """Import cv2 and keep its log, and that of the ffmpeg inside it, off the user's screen.

    To see these lines, set ``OPENCV_LOG_LEVEL`` and ``OPENCV_FFMPEG_LOGLEVEL`` in the environment.

    Raises
    ------
    MissingLibraryError
        cv2 needs a library of the system that is not installed.
    """
    # Read by cv2 when it opens its first video; the camera's time-out when it is imported.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "5")
    cv2 = import_cv2()
    if "OPENCV_LOG_LEVEL" not in os.environ:
        # OpenCV 5 moved it.
        getattr(cv2.utils, "logging", cv2).setLogLevel(_SILENT)
    return cv2


def is_utf8(name: str) -> bool:
    """Whether cv2 can be given a name: it does not survive one with bytes that are no UTF-8, as old files have."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def name_for_cv2(path: Path) -> Iterator[str]:
    """A name of a file that can be given to cv2.

    Raises
    ------
    InputError
        Its own cannot, and it cannot be given another.
    """
    # An absolute path: "a:b.mp4" would be taken for an address with the scheme "a".
    name = str(path.absolute())
    if is_utf8(name):
        yield name
        return
    try:
        with TemporaryDirectory(prefix=TEMPORARY_PREFIX) as folder:
            link = Path(folder) / "clip"
            link.symlink_to(name)
            yield str(link)
    except OSError as error:
        raise InputError(
            tr('"{path}" cannot be opened under this name ({why}): rename it', path=path, why=reason_of(error))
        ) from error


def as_bgr(image: npt.NDArray[Any]) -> Image:
    """The same picture with three channels of eight bits.

    Parameters
    ----------
    image
        What a camera or file delivered: 8 or 16 bits; shape (height, width), or (height, width, 1, 3 or 4).

    Raises
    ------
    ValueError
        An array of any other type or shape.
    """
    if image.dtype == np.uint16:
        image = image >> 8
    elif image.dtype != np.uint8:
        raise ValueError(f"expected a picture of 8 or 16 bits, found {image.dtype}")
    if image.ndim == 2:
        image = image[:, :, np.newaxis]
    if image.ndim != 3 or image.shape[2] not in (1, 3, 4):
        raise ValueError(f"expected a picture of 1, 3 or 4 channels, found shape {image.shape}")
    if image.shape[2] == 1:
        image = np.repeat(image, 3, axis=2)
    return np.ascontiguousarray(image[:, :, :3], dtype=np.uint8)


def fetch(cv2: ModuleType, capture: Capture) -> tuple[Image | None, float]:
    """Take the next picture.

    Parameters
    ----------
    cv2
        The module.
    capture
        An open camera, stream or file.

    Returns
    -------
    tuple
        The picture, None if there was none; and when it was grabbed, on the monotonic clock, in seconds.
    """
    try:
        grabbed, taken_s = capture.grab(), time.monotonic()
    except cv2.error:
        return None, time.monotonic()
    return (retrieve(cv2, capture) if grabbed else None), taken_s


def retrieve(cv2: ModuleType, capture: Capture) -> Image | None:
    """The picture that was grabbed last, None if it cannot be had."""
    try:
        read, raw = capture.retrieve()
        return as_bgr(raw) if read and raw is not None else None
    except (cv2.error, ValueError):
        return None


class Meter:
    """Measures one picture after the other.

    Every fourth line is enough: a camera that delivers has noise in all of them.
    """

    def __init__(self) -> None:
        self._before = b""

    def measure(self, image: Image) -> Picture:
        """Brightness of this picture, and whether it is the one before."""
        # As bytes: comparing them ends at the first that differs.
        lines = image[::4].tobytes()
        frozen, self._before = lines == self._before, lines
        # By cv2, which takes a quarter of numpy's time for it.
        mean = import_cv2().mean(np.ascontiguousarray(image[::8, ::8]))
        return Picture(brightness=float(_LUMA @ mean[:3]), frozen=frozen)
