"""Keeps the pictures of a live session as a video, where the user asks for it; otherwise no picture is written."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.errors import MissingLibraryError, OutputError
from formcheck.system.language import tr
from formcheck.system.native import import_cv2
from formcheck.video.capture import Image
from formcheck.video.encoder import H264Writer
from formcheck.video.frame import Frame

VIDEO = "video.mp4"
"""Its name in the folder of the session."""


class Camcorder:
    """A recorder that films: every picture that was judged, with its time, unmirrored, and nothing drawn on it.

    A video that cannot be written is reported once, and the session goes on without. Leaving the ``with`` removes what
    was not finished.

    Parameters
    ----------
    path
        The video.
    fps
        Pictures a second that the camera promises.
    report
        Called with one line why there will be no video.
    """

    def __init__(self, path: Path, fps: float, report: Callable[[str], object]) -> None:
        self._path = path
        self._fps = fps
        self._report = report
        self._writer: H264Writer | None = None
        self._size = (0, 0)
        self._given_up = False

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Film a moment that has a picture."""
        frame = moment.frame
        if frame is not None and min(frame.size) >= 2:
            self._try(lambda: self._film(frame))

    def finish(self, summary: Summary) -> None:
        """Complete the video."""
        self._try(self._close)

    def forget(self) -> None:
        """The session is begun anew: so is the video."""
        self.abort()

    def abort(self) -> None:
        """Remove what was filmed, unless it is finished."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.abort()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.abort()

    def _film(self, frame: Frame) -> None:
        if self._writer is None:
            self._size = frame.size
            self._writer = H264Writer(self._path, frame.size, fps=self._fps)
        self._writer.write(_fitted(frame.image, self._size), frame.time_s)

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.close()

    def _try(self, act: Callable[[], object]) -> None:
        if self._given_up:
            return
        try:
            act()
        except (OutputError, MissingLibraryError) as error:
            self._given_up = True
            self.abort()
            self._report(tr("No video: {why}", why=error))


def _fitted(image: Image, size: tuple[int, int]) -> Image:
    """A picture in another size, whole and undistorted, with black beside it: a camera may change its size."""
    height, width = image.shape[:2]
    if (width, height) == size:
        return image
    scale = min(size[0] / width, size[1] / height)
    inner = max(1, round(width * scale)), max(1, round(height * scale))
    left, top = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    fitted = np.zeros((size[1], size[0], 3), np.uint8)
    cv2 = import_cv2()
    fitted[top : top + inner[1], left : left + inner[0]] = cv2.resize(image, inner, interpolation=cv2.INTER_AREA)
    return fitted
