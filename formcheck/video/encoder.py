"""H.264 out: pictures with their times become an MP4 that plays in a browser, with the sound of the clip they are of.

Every picture becomes one frame of the file, shown from its own time until that of the next: a clip of variable rate
stays one, and no picture is doubled or dropped. Times are kept to a tenth of a millisecond.
"""

import math
import os
import secrets
from pathlib import Path
from typing import Self

import numpy as np

from formcheck.errors import MissingLibraryError, OutputError
from formcheck.system.native import import_cv2
from formcheck.video import ffmpeg, matroska
from formcheck.video.capture import Image
from formcheck.video.clip import ClipInfo
from formcheck.video.matroska import TICKS_PER_S
from formcheck.video.mux import MP4, add_sound, named, unwritten

_H264 = (
    # The colours are those of cv2, and it is said so, or browsers guess.
    *("-vf", "setparams=colorspace=smpte170m:color_primaries=bt709:color_trc=bt709:range=tv"),
    # The encoder is what takes longest of drawing: "veryfast" takes two to three times as long, for files of
    # a third of the size that are looked at once or twice and thrown away. At 26 a fifth more time goes into the noise
    # of the camera, for five times the size; letters and lines look the same. A fixed quantiser (-qp 30) takes a fifth
    # less where there is little noise, and twice as long for fifty times the size where there is much.
    *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "30"),
    # Frames in the order of their times: with B-frames the length of a clip of variable rate comes out wrong.
    *("-bf", "0", "-fps_mode", "passthrough", "-enc_time_base", f"1:{TICKS_PER_S}"),
)


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
    end_s
        See there.
    alone
        Whether nothing else is encoded meanwhile, so that it may take every core.

    Attributes
    ----------
    end_s
        Until when the last picture is shown, where that is known; may be set as long as it is open.

    Raises
    ------
    OutputError
        The folder cannot be written to.
    MissingLibraryError
        There is no ffmpeg.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        size: tuple[int, int],
        *,
        fps: float = 30.0,
        audio_from: ClipInfo | None = None,
        end_s: float = math.inf,
        alone: bool = True,
    ) -> None:
        if min(size) < 2:
            raise ValueError(f"size: expected at least 2 by 2 pixels, found {size}")
        if not (math.isfinite(fps) and fps > 0):
            raise ValueError(f"fps: expected a positive number, found {fps}")
        self.path = Path(path)
        self._size = size
        self._last_ticks = max(1, round(TICKS_PER_S / fps))
        self._audio_from = audio_from
        self.end_s = end_s
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
        try:
            self._feed: ffmpeg.Feed | None = ffmpeg.Feed(_arguments(self._silent, alone=alone))
        except MissingLibraryError:
            self._silent.unlink()
            raise

    @property
    def duration_s(self) -> float:
        """Length of the video so far in seconds, the last picture included."""
        return (self._tick + self._lasts_ticks()) / TICKS_PER_S if self._tick >= 0 else 0.0

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
        pixels = _as_i420(image).reshape(-1).data
        if self._tick < 0:
            self._first_s, tick = time_s, 0
            before = matroska.header(width // 2 * 2, height // 2 * 2)
        else:
            tick = max(round((time_s - self._first_s) * TICKS_PER_S), self._tick + 1)
            before = matroska.after_picture(tick - self._tick)
        self._send(before + matroska.before_picture(tick, pixels.nbytes), pixels)
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

    def _lasts_ticks(self) -> int:
        """How long the last picture is shown."""
        if math.isinf(self.end_s):
            return self._last_ticks
        return max(1, round((self.end_s - self._first_s) * TICKS_PER_S) - self._tick)

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
        self._send(matroska.after_picture(self._lasts_ticks()))
        complaint = feed.finish()
        if complaint:
            raise self._error(complaint)
        finished = self._sounding if self._add_sound() else self._silent
        try:
            finished.replace(self.path)
        except OSError as error:
            raise self._error(error.strerror) from error

    def _add_sound(self) -> bool:
        if self._audio_from is None:
            return False
        times = {"first_s": self._first_s, "duration_s": self.duration_s}
        return add_sound(self._silent, self._sounding, self._audio_from, **times)

    def _error(self, reason: str | None) -> OutputError:
        return unwritten(self.path, reason)


def _arguments(target: Path, *, alone: bool) -> list[str]:
    """What ffmpeg is run with."""
    # Nothing is guessed from what happens to be in the pipe already: the same pictures give the same file.
    probing = ("-probesize", "32", "-analyzeduration", "0", "-fpsprobesize", "0")
    source = ("-f", "matroska", *probing, "-i", "pipe:0")
    threads = () if alone else ("-threads", "1")
    return ["-v", "error", "-y", *source, *_H264, *threads, *MP4, named(target)]


def _as_i420(image: Image) -> Image:
    """The colours as they are encoded; of an odd size the last line is left out.

    Here, and not by ffmpeg, which takes ten times as long for it.
    """
    height, width = image.shape[0] // 2 * 2, image.shape[1] // 2 * 2
    cv2 = import_cv2()
    return cv2.cvtColor(image[:height, :width], cv2.COLOR_BGR2YUV_I420)  # type: ignore[no-any-return]
