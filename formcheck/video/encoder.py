"""H.264 out: pictures with their times become an MP4 that plays in a browser, with the sound of the clip they are of.

Every picture becomes one frame of the file, shown from its own time until that of the next: a clip of variable rate
stays one, and no picture is doubled or dropped. Times are kept to a tenth of a millisecond.
"""

import logging
import math
import os
import secrets
from pathlib import Path
from typing import Self

import numpy as np

from formcheck.errors import MissingLibraryError, OutputError
from formcheck.video import ffmpeg, probe, timedstream
from formcheck.video.capture import Image
from formcheck.video.timedstream import TICKS_PER_S

logger = logging.getLogger(__name__)

_H264 = (
    # One line less of an odd size; the colours of HD video, and said so, or browsers guess.
    "-vf",
    "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,"
    "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv",
    *("-c:v", "libx264", "-preset", "veryfast", "-crf", "23"),
    # Frames in the order of their times: with B-frames the length of a clip of variable rate comes out wrong.
    *("-bf", "0", "-fps_mode", "passthrough", "-enc_time_base", f"1:{TICKS_PER_S}"),
)
_AAC_LEAD_S = 0.05  # an AAC track may begin this much early, with the samples its decoder throws away
_COPIED = ("-c:a", "copy")
_ENCODED = ("-c:a", "aac", "-b:a", "160k", "-af", "aresample=async=1:first_pts=0")
_MP4 = ("-movflags", "+faststart", "-f", "mp4")


class H264Writer:
    """A video file in the making; under its final name it appears when it is complete, or not at all.

    Leaving the ``with`` by an exception removes what was written; `close` in an ``except`` keeps it. If no picture
    was written there will be no file.

    Parameters
    ----------
    path
        The file, replaced if it exists. Its folder is made if need be.
    size
        Width and height in pixels of the pictures, at least 2 each. Of an odd number the last line is left out.
    fps
        Nominal rate of the source: one over it is how long the last picture is shown.
    audio_from
        The video whose sound is added, shifted so that it fits the pictures: their times are those of `VideoFile`.
        Without a sound that can be read the video stays silent.

    Raises
    ------
    OutputError
        The folder cannot be written to.
    MissingLibraryError
        There is no ffmpeg.
    """

    def __init__(
        self, path: str | os.PathLike[str], size: tuple[int, int], *, fps: float = 30.0, audio_from: Path | None = None
    ) -> None:
        if min(size) < 2:
            raise ValueError(f"size: expected at least 2 by 2 pixels, found {size}")
        if not (math.isfinite(fps) and fps > 0):
            raise ValueError(f"fps: expected a positive number, found {fps}")
        self.path = Path(path)
        self._size = size
        self._last_ticks = max(1, round(TICKS_PER_S / fps))
        self._audio_from = audio_from
        self._first_s = 0.0
        self._tick = -1
        name = f".{self.path.stem}.{secrets.token_hex(4)}"
        self._silent = self.path.with_name(f"{name}.part")
        self._sounding = self.path.with_name(f"{name}.sound.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._silent.touch()
        except OSError as error:
            raise self._error(error.strerror) from error
        source = ("-f", "matroska", "-probesize", "32", "-i", "pipe:0")
        arguments = ["-v", "error", "-y", *source, *_H264, *_MP4, _name(self._silent)]
        try:
            self._feed: ffmpeg.Feed | None = ffmpeg.Feed(arguments)
        except MissingLibraryError:
            self._silent.unlink()
            raise

    @property
    def duration_s(self) -> float:
        """Length of the video so far in seconds, the last picture included."""
        return (self._tick + self._last_ticks) / TICKS_PER_S if self._tick >= 0 else 0.0

    def write(self, image: Image, time_s: float) -> None:
        """Add a picture.

        Parameters
        ----------
        image
            uint8 array of shape (height, width, 3), blue-green-red. It is free for other use afterwards.
        time_s
            When it was taken, in seconds; the first picture is shown at once. A time that does not come after that
            of the picture before counts as a tenth of a millisecond later.

        Raises
        ------
        OutputError
            The video cannot be written, e.g. for a full disk. Nothing of it is left.
        """
        if self._feed is None:
            raise ValueError(f"{self.path}: write after close")
        width, height = self._size
        if image.shape != (height, width, 3) or image.dtype != np.uint8:
            raise ValueError(f"expected a picture of uint8 {(height, width, 3)}, found {image.dtype} {image.shape}")
        if not math.isfinite(time_s):
            raise ValueError(f"time_s: expected a number of seconds, found {time_s}")
        pixels = np.ascontiguousarray(image).reshape(-1).data
        if self._tick < 0:
            self._first_s, tick = time_s, 0
            before = timedstream.header(width, height)
        else:
            tick = max(round((time_s - self._first_s) * TICKS_PER_S), self._tick + 1)
            before = timedstream.after_picture(tick - self._tick)
        self._send(before + timedstream.before_picture(tick, pixels.nbytes), pixels)
        self._tick = tick

    def close(self) -> None:
        """Finish the file and give it its name; a second time does nothing.

        Raises
        ------
        OutputError
            The video cannot be written. Nothing of it is left.
        """
        if self._feed is None:
            return
        try:
            if self._tick >= 0:
                self._finish(self._feed)
        finally:
            self.abort()

    def abort(self) -> None:
        """Give up and remove what was written; does nothing after `close`."""
        feed, self._feed = self._feed, None
        if feed is not None:
            feed.kill()
            for part in (self._silent, self._sounding):
                part.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *details: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()

    def _send(self, *parts: bytes | memoryview) -> None:
        assert self._feed is not None
        try:
            self._feed.send(*parts)
        except OSError as error:
            complaint = self._feed.stop()
            self.abort()
            raise self._error(complaint) from error

    def _finish(self, feed: ffmpeg.Feed) -> None:
        # Where a Ctrl-C came in the middle of a picture it is still too short now, and ffmpeg leaves it out.
        self._send(timedstream.after_picture(self._last_ticks))
        complaint = feed.finish()
        if complaint:
            raise self._error(complaint)
        finished = self._sounding if self._add_sound() else self._silent
        try:
            finished.replace(self.path)
        except OSError as error:
            raise self._error(error.strerror) from error

    def _add_sound(self) -> bool:
        """Put the sound beside the finished pictures; a sound that spoils must not cost them."""
        sound = probe.find_sound(self._audio_from) if self._audio_from else None
        if sound is None:
            return False
        begin_s = -sound.lead_s - self._first_s  # of the source, on the clock of this file
        # What lies before the first picture can only be cut off to the sample by encoding anew.
        codec = _COPIED if sound.codec == "aac" and begin_s > -_AAC_LEAD_S else _ENCODED
        sources = ("-i", _name(self._silent), "-itsoffset", f"{begin_s:.6f}", "-i", _name(Path(self._audio_from or "")))
        tracks = ("-map", "0:v:0", "-map", f"1:{sound.stream}", "-c:v", "copy", *codec)
        end = ("-t", f"{self.duration_s:.6f}")
        status, log = ffmpeg.run(["-v", "error", "-y", *sources, *tracks, *end, *_MP4, _name(self._sounding)])
        if status != 0:
            logger.warning("%s stays without sound: %s", self.path, ffmpeg.last_line(log))
        return status == 0

    def _error(self, reason: str | None) -> OutputError:
        return OutputError(
            f'"{self.path}" cannot be written ({reason}): make room on the disk or choose another folder'
        )


def _name(path: Path) -> str:
    return str(path.absolute())  # one that begins with "-" would be an option
