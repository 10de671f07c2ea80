"""Video files in: upright pictures, each with its true time, and one clear line about a file that is none."""

import math
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from formcheck.errors import InputError
from formcheck.system.paths import TEMPORARY_PREFIX
from formcheck.video import probe, protocols
from formcheck.video.capture import Capture, Image, Meter, as_bgr, is_utf8, quiet_cv2, retrieve
from formcheck.video.frame import Frame
from formcheck.video.mediaclock import MediaClock, nominal_rate
from formcheck.video.signature import is_playlist, photo_kind

_MISSING_S = 0.25  # by how much a clip may be shorter than declared before anyone asks whether its end is missing

_MARGINS_S = (0.5, 10.0, 60.0)  # how long before the time that is looked for a file is entered, if later fails

LARGEST_PX = 50_000_000
"""Pictures with more pixels are refused: those of the largest cameras (8K) have 33 million."""
SMALLEST_PX = 2
"""Narrower ones cannot be written again, and show nobody."""

_MP4_BOXES = (b"ftyp", b"mdat", b"free", b"wide", b"skip")
_ONLY_SOUND = "has sound but no picture: a video is needed"


class VideoFile:
    """A video file as an iterable of frames; iterating again reads it again from its start.

    Pictures are upright (the rotation a phone notes in the file is applied), have square pixels, three channels
    of eight bits, and one size throughout.

    Parameters
    ----------
    path
        The file.

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

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._cv2 = quiet_cv2()
        self._ended_early = False
        self._closed = False
        _check_file(self.path)
        self._size: tuple[int, int] | None = None
        self._capture = self._open()
        self._first = self._read()
        if self._first is None:
            self.close()
            raise InputError(f'"{self.path}": no picture of it can be decoded: it is damaged, record or copy it again')
        self._origin_ms = float(self._capture.get(self._cv2.CAP_PROP_POS_MSEC))
        declared = float(self._capture.get(self._cv2.CAP_PROP_FPS))
        frames = float(self._capture.get(self._cv2.CAP_PROP_FRAME_COUNT))
        self._fps = nominal_rate(declared)
        if declared != self._fps and not probe.has_video(probe.describe(self.path)):
            self.close()
            raise InputError(f'"{self.path}" {_ONLY_SOUND}')  # the cover of a song is a picture too
        known = math.isfinite(declared) and declared > 0 and 0 < frames < 1e9
        self._duration_s = frames / declared if known else None
        # Some files count ticks instead of frames; their rate shows it.
        self._frames = round(frames) if known and declared == self._fps else None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the upright picture."""
        assert self._size is not None  # the first picture was read when the file was opened
        return self._size

    @property
    def fps(self) -> float:
        """Nominal frames a second, the mean for a variable rate; 30 where the file says nothing sensible."""
        return self._fps

    @property
    def frame_estimate(self) -> int | None:
        """How many frames the file claims to have, good enough for a progress bar; None where it does not say."""
        return self._frames

    @property
    def duration_s(self) -> float | None:
        """How long the file claims to last, in seconds; None where it does not say."""
        return self._duration_s

    @property
    def ended_early(self) -> bool:
        """Whether the end of the file is missing, so that less came than it declares; known after the last frame."""
        return self._ended_early

    def __iter__(self) -> Iterator[Frame]:
        if self._closed:
            raise ValueError(f"{self.path}: read after close")
        if self._first is None:
            self._capture.release()
            self._capture = self._open()
            self._first = self._read()
        image, self._first = self._first, None
        clock, meter = MediaClock(self.fps), Meter()
        index, time_s = 0, 0.0
        while image is not None:
            time_s = clock.time_s(self._capture.get(self._cv2.CAP_PROP_POS_MSEC))
            yield Frame(index, time_s, image, meter.measure(image))
            index += 1
            if self._closed:
                return
            image = self._read()
        self._ended_early = self._lacks_end(time_s + 1 / self.fps)

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
        with _as_utf8(self.path) as name:
            capture: Capture = cv2.VideoCapture(name, cv2.CAP_FFMPEG)
        if not capture.isOpened():
            raise InputError(f'"{self.path}" {_why_unreadable(self.path)}')
        self._check_size(capture)
        capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 1)
        return capture

    def _check_size(self, capture: Capture) -> None:
        """Before a picture takes memory, as far as the file tells."""
        width, height = (capture.get(at) for at in (self._cv2.CAP_PROP_FRAME_WIDTH, self._cv2.CAP_PROP_FRAME_HEIGHT))
        if width * height > LARGEST_PX or 0 < min(width, height) < SMALLEST_PX:
            capture.release()
            found = f"{width:.0f} x {height:.0f} pixels"
            raise InputError(
                f'"{self.path}" has pictures of {found}: record or convert it in a usual size, as 1280 x 720'
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
        return image

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
        if self._duration_s is None:
            return probe.is_cut_off(self.path)
        return self._duration_s - seen_s > max(_MISSING_S, 1.5 / self.fps) and probe.is_cut_off(self.path)


@contextmanager
def _as_utf8(path: Path) -> Iterator[str]:
    """A name of the file that can be given to cv2."""
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
        raise InputError(f'"{path}" cannot be opened under this name ({error.strerror}): rename it') from error


def _check_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
        head = _head(path) if stat.S_ISREG(mode) else b""
    except (FileNotFoundError, ValueError) as error:  # ValueError: with a zero in it, which no name has
        raise InputError(f'"{path}" does not exist: check its name and folder') from error
    except OSError as error:
        raise InputError(f'"{path}" cannot be opened ({error.strerror}): check its name and permissions') from error
    if stat.S_ISDIR(mode):
        raise InputError(f'"{path}" is a folder: name the video files in it')
    if not stat.S_ISREG(mode):
        raise InputError(f'"{path}" is not a file that holds a video: give an MP4, MOV, MKV, WebM or AVI file')
    if not head:
        raise InputError(f'"{path}" is empty (0 bytes): record or copy it again')
    if is_playlist(head):
        raise InputError(f'"{path}" is a list of other files, and no video itself: name the videos that it lists')
    kind = photo_kind(head)
    if kind and path.suffix.lower() not in (".mjpeg", ".mjpg"):
        raise InputError(f'"{path}" is a photo ({kind}): a movement can only be judged in a video')


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(32)


def _why_unreadable(path: Path) -> str:
    description = probe.describe(path)
    if "moov atom not found" in description and _head(path)[4:8] in _MP4_BOXES:
        return "was never finished: its index is missing, so nothing of it can be read; record it again"
    if probe.has_sound(description) and not probe.has_video(description):
        return _ONLY_SOUND
    if probe.has_video(description):
        return "holds a video in a form that cannot be decoded: convert it to H.264 (MP4)"
    return "is not a video, whatever its name says: give an MP4, MOV, MKV, WebM or AVI file"
