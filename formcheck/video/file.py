"""Video files in: upright pictures, each with its true time, and one clear line about a file that is none."""

import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from formcheck.errors import InputError
from formcheck.video import probe, protocols
from formcheck.video.capture import Capture, Image, Meter, as_bgr, name_for_cv2, quiet_cv2, retrieve
from formcheck.video.clip import ClipInfo
from formcheck.video.frame import Frame
from formcheck.video.mediaclock import MediaClock, nominal_rate
from formcheck.video.refusal import ONLY_SOUND, check_file, why_unreadable
from formcheck.video.turn import AS_IT_IS, Turn

_MISSING_S = 0.25  # by how much a clip may be shorter than declared before it is checked whether its end is missing

_MARGINS_S = (0.5, 10.0, 60.0)  # how long before the time that is looked for a file is entered, if later fails

LARGEST_PX = 50_000_000
"""Pictures with more pixels are refused: those of the largest cameras (8K) have 33 million."""
SMALLEST_PX = 2
"""Narrower ones cannot be written again, and show no person."""


class VideoFile:
    """A video file as an iterable of frames; iterating again reads it again from its start.

    Pictures are upright (the rotation a phone notes in the file is applied), have square pixels, three channels
    of eight bits, and one size throughout.

    Parameters
    ----------
    source
        The file; or what is known of it already, which is not found out again.
    turn
        What is done to its pictures so that they are upright; of what is known already, that is known too.

    Attributes
    ----------
    info
        What is known of it.

    Raises
    ------
    InputError
        There is no such file, or it is not a video of which at least one picture can be decoded.
    MissingLibraryError
        cv2 needs a library of the system that is not installed.

    Examples
    --------
    >>> with VideoFile("sample_videos/glute_bridge.mp4") as video:
    ...     times = [frame.time_s for frame in video]
    """

    def __init__(self, source: str | os.PathLike[str] | ClipInfo, turn: Turn = AS_IT_IS) -> None:
        known = source if isinstance(source, ClipInfo) else None
        self._path = Path(source) if not isinstance(source, ClipInfo) else source.path
        self._cv2 = quiet_cv2()
        self._ended_early = False
        self._closed = False
        check_file(self._path)
        self._turn = turn if known is None else known.turn
        self._size = None if known is None else self._turn.size(known.size)  # as it is in the file
        self._capture = self._open()
        self._first = self._read()
        if self._first is None:
            self.close()
            raise InputError(f'"{self._path}": no picture of it can be decoded: it is damaged, record or copy it again')
        self._origin_ms = float(self._capture.get(self._cv2.CAP_PROP_POS_MSEC))
        self.info = known or self._found_out()

    def _found_out(self) -> ClipInfo:
        declared = float(self._capture.get(self._cv2.CAP_PROP_FPS))
        frames = float(self._capture.get(self._cv2.CAP_PROP_FRAME_COUNT))
        known = math.isfinite(declared) and declared > 0 and 0 < frames < 1e9
        fps = nominal_rate(declared)
        assert self._size is not None  # the first picture has been read
        info = ClipInfo(
            path=self._path,
            size=self._turn.size(self._size),
            fps=fps,
            duration_s=frames / declared if known else None,
            # Some files count ticks instead of frames; their rate shows it.
            frame_estimate=round(frames) if known and declared == fps else None,
            turn=self._turn,
        )
        if declared != fps and not probe.has_video(info.description):
            self.close()
            raise InputError(f'"{self._path}" {ONLY_SOUND}')  # the cover of a song is a picture too
        return info

    @property
    def ended_early(self) -> bool:
        """Whether the end of the file is missing, so that less came than it declares; known after the last frame."""
        return self._ended_early

    def __iter__(self) -> Iterator[Frame]:
        if self._closed:
            raise ValueError(f"{self._path}: read after close")
        if self._first is None:
            self._capture.release()
            self._capture = self._open()
            self._first = self._read()
        image, self._first = self._first, None
        clock, meter = MediaClock(self.info.fps), Meter()
        index, time_s = 0, 0.0
        while image is not None:
            time_s = clock.time_s(self._capture.get(self._cv2.CAP_PROP_POS_MSEC))
            yield Frame(index, time_s, image, meter.measure(image))
            index += 1
            if self._closed:
                return
            image = self._read()
        self._ended_early = self._lacks_end(time_s + 1 / self.info.fps)

    def between(self, begin_s: float, end_s: float) -> Iterator[Frame]:
        """The pictures of [begin_s, end_s), with the times of the file's own clock, for a file that has a steady one.

        Those before are not decoded but for the few that are needed. Their numbers begin with 0.

        Parameters
        ----------
        begin_s, end_s
            Seconds since the first picture.
        """
        image, meter, index = self._at(begin_s), Meter(), 0
        while image is not None:
            time_s = self._position_s()
            if time_s >= end_s:
                return
            yield Frame(index, time_s, image, meter.measure(image))
            index += 1
            image = None if self._closed else self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        self._closed = True
        self._capture.release()

    def _at(self, begin_s: float) -> Image | None:
        """The first picture that is not before a time."""
        first, self._first = self._first, None
        if first is not None and begin_s <= 0:
            return first
        for margin_s in _MARGINS_S:
            earlier_ms = self._origin_ms + 1000 * (begin_s - margin_s)
            if earlier_ms <= self._origin_ms:
                break
            self._capture.set(self._cv2.CAP_PROP_POS_MSEC, earlier_ms)
            if self._grab() and self._position_s() < begin_s:
                return self._forward(begin_s)
        self._capture.release()
        self._capture = self._open()
        return self._forward(begin_s)

    def _forward(self, begin_s: float) -> Image | None:
        while self._grab():
            if self._position_s() >= begin_s:
                return self._retrieve()
        return None

    def _position_s(self) -> float:
        return (self._capture.get(self._cv2.CAP_PROP_POS_MSEC) - self._origin_ms) / 1000

    def _open(self) -> Capture:
        cv2 = self._cv2
        protocols.bind_files()
        with name_for_cv2(self._path) as name:
            capture: Capture = cv2.VideoCapture(name, cv2.CAP_FFMPEG)
        if not capture.isOpened():
            raise InputError(f'"{self._path}" {why_unreadable(self._path)}')
        self._check_size(capture)
        capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 1)
        return capture

    def _check_size(self, capture: Capture) -> None:
        """Before a picture takes memory, as far as the file says."""
        width, height = (capture.get(at) for at in (self._cv2.CAP_PROP_FRAME_WIDTH, self._cv2.CAP_PROP_FRAME_HEIGHT))
        if width * height > LARGEST_PX or 0 < min(width, height) < SMALLEST_PX:
            capture.release()
            found = f"{width:.0f} x {height:.0f} pixels"
            raise InputError(
                f'"{self._path}" has pictures of {found}: record or convert it in a usual size, as 1280 x 720'
            )

    def _read(self) -> Image | None:
        return self._retrieve() if self._grab() else None

    def _grab(self) -> bool:
        try:
            return self._capture.grab()
        except self._cv2.error:
            return False

    def _retrieve(self) -> Image | None:
        """The picture that was grabbed."""
        image = retrieve(self._cv2, self._capture)
        if image is None:
            return None
        if self._size is None:
            self._size = self._with_square_pixels(image.shape[1], image.shape[0])
        if self._size != (image.shape[1], image.shape[0]):
            image = as_bgr(self._cv2.resize(image, self._size, interpolation=self._cv2.INTER_AREA))
        return self._turn.apply(image)

    def _with_square_pixels(self, width: int, height: int) -> tuple[int, int]:
        """Angles of a picture whose pixels are not square would be wrong."""
        cv2, capture = self._cv2, self._capture
        over, under = capture.get(cv2.CAP_PROP_SAR_NUM), capture.get(cv2.CAP_PROP_SAR_DEN)
        aspect = over / under if over > 0 and under > 0 else 1.0
        if not 0.1 < aspect < 10 or abs(aspect - 1) < 0.005:
            return width, height
        on_its_side = int(capture.get(cv2.CAP_PROP_ORIENTATION_META)) % 180 == 90
        size = (width, round(height * aspect)) if on_its_side else (round(width * aspect), height)
        return size if min(size) >= SMALLEST_PX and size[0] * size[1] <= LARGEST_PX else (width, height)

    def _lacks_end(self, seen_s: float) -> bool:
        """Short of its declared length is not enough: sound may last longer than the picture."""
        if self.info.duration_s is None:
            return probe.is_cut_off(self._path)
        return self.info.duration_s - seen_s > max(_MISSING_S, 1.5 / self.info.fps) and probe.is_cut_off(self._path)
