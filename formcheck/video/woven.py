"""Interlaced films: cv2 decodes them and cannot convert their pictures, and says nothing; ffmpeg takes them apart."""

import subprocess
from pathlib import Path

import numpy as np

from formcheck.video import ffmpeg
from formcheck.video.capture import Image
from formcheck.video.pace import ROUNDING_S

ENTER_S = 10.0
"""So long before a picture a file is entered: some forms have no index, and begin only where a picture stands alone."""


class Unweaver:
    """The pictures of an interlaced file, in step with a decoder that tells where they are.

    Parameters
    ----------
    path, first_s, lead_s
        The file; when its first picture is shown on its own clock, and how long before that it begins.
    """

    def __init__(self, path: Path, first_s: float, lead_s: float) -> None:
        self._path, self._first_s, self._lead_s = path, first_s, lead_s
        self._process: subprocess.Popen[bytes] | None = None
        self._behind = 0

    def passed(self) -> None:
        """The decoder has gone on by one picture."""
        self._behind += 1

    def image(self, position_ms: float, size: tuple[int, int]) -> Image | None:
        """The picture at which the decoder is; None where it cannot be had.

        Parameters
        ----------
        position_ms
            When it is shown, since the first one of the file.
        size
            Its width and height.
        """
        if self._process is None:
            self._process, self._behind = self._started(position_ms / 1000), 1
        pipe, (width, height) = self._process.stdout, size
        assert pipe is not None
        content = b""
        for _ in range(self._behind):
            content = pipe.read(width * height * 3)
        self._behind = 0
        if len(content) < width * height * 3:
            return None
        return np.frombuffer(content, np.uint8).reshape(height, width, 3).copy()

    def forget(self) -> None:
        """The decoder goes elsewhere, or has ended."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _started(self, position_s: float) -> subprocess.Popen[bytes]:
        enter_s = position_s + self._lead_s - ENTER_S
        to_there = ["-ss", f"{enter_s:.6f}"] if enter_s > 0 else []
        apart = f"bwdif=mode=send_frame:deint=all,select=gte(t\\,{self._first_s + position_s - ROUNDING_S:.6f})"
        pictures = ["-map", "0:v:0", "-vf", apart, "-fps_mode", "passthrough"]
        raw = ["-f", "rawvideo", "-pix_fmt", "bgr24", "pipe:1"]
        source = str(self._path.absolute())
        return ffmpeg.start(["-loglevel", "quiet", "-copyts", *to_there, "-i", source, *pictures, *raw], read=True)
