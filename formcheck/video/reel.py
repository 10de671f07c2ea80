"""A video file as it is decoded, picture by picture: upright, pixels square, one size; what is damaged is missing."""

import math
from pathlib import Path

from formcheck.errors import InputError
from formcheck.system.language import tr
from formcheck.video import hdr, probe, protocols
from formcheck.video.capture import Capture, Image, as_bgr, name_for_cv2, quiet_cv2, retrieve
from formcheck.video.refusal import why_unreadable
from formcheck.video.turn import Turn
from formcheck.video.woven import Unweaver

LARGEST_PX = 50_000_000
"""Pictures with more pixels are refused: those of the largest cameras (8K) have 33 million."""
SMALLEST_PX = 2
"""Narrower ones cannot be written again, and show no person."""
_DEPTHS = (10, 12, 14, 16)
"""Bits of a colour, as the last letter of the four by which a kind of pixels is called."""
_DAMAGED = 300
"""So many pictures in a row that cannot be decoded are the end: at the end nothing comes, and costs nothing."""


class Reel:
    """The pictures of a file in order.

    Parameters
    ----------
    path
        The file.
    turn
        What is done to its pictures so that they are upright.
    size
        Of its pictures before they are turned, where it is known; otherwise that of the first.
    described
        What ffmpeg says of it; empty for asking it.

    Raises
    ------
    InputError
        It cannot be opened, or its pictures are too large or too small.
    MissingLibraryError
        cv2 needs a library of the system that is not installed.
    """

    def __init__(self, path: Path, turn: Turn, size: tuple[int, int] | None, described: str = "") -> None:
        self._path, self._turn, self._size = path, turn, size
        self._cv2 = quiet_cv2()
        self._capture = self._open()
        self.described = said = described or probe.describe(path)
        self._unweaver: Unweaver | None = None
        if probe.is_woven(said):
            self._unweaver = Unweaver(path, probe.first_picture_s(said) or 0.0, probe.picture_lead_s(said))
        # A high dynamic range takes more than eight bits; whether it is one, cv2 does not say.
        deep = int(self._capture.get(self._cv2.CAP_PROP_CODEC_PIXEL_FORMAT)) >> 24 in _DEPTHS
        self._transfer = hdr.transfer_of(said) if deep else None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright pictures; a first one has to have been had."""
        assert self._size is not None
        return self._turn.size(self._size)

    @property
    def position_ms(self) -> float:
        """When the picture that was grabbed last is shown, by the file's own clock."""
        return float(self._capture.get(self._cv2.CAP_PROP_POS_MSEC))

    @property
    def declared(self) -> tuple[float, float]:
        """Pictures a second, and how many, as the file says."""
        cv2 = self._cv2
        return float(self._capture.get(cv2.CAP_PROP_FPS)), float(self._capture.get(cv2.CAP_PROP_FRAME_COUNT))

    def grab(self) -> bool:
        """Decode the next picture that can be; whether there was one."""
        for _ in range(_DAMAGED):
            try:
                if self._capture.grab():
                    if self._unweaver is not None:
                        self._unweaver.passed()
                    return True
            except self._cv2.error:
                return False
        return False

    def image(self) -> Image | None:
        """The picture that was grabbed last; None where it cannot be had."""
        image = self._unwoven(retrieve(self._cv2, self._capture))
        if image is None:
            return None
        if self._size is None:
            self._size = self._with_square_pixels(image.shape[1], image.shape[0])
        if self._size != (image.shape[1], image.shape[0]):
            image = as_bgr(self._cv2.resize(image, self._size, interpolation=self._cv2.INTER_AREA))
        if self._transfer is not None:
            image = hdr.as_ordinary(image, self._transfer)
        return self._turn.apply(image)

    def _unwoven(self, image: Image | None) -> Image | None:
        """The same; of an interlaced film, of which it shows nothing, the picture with its halves taken apart."""
        if image is None or self._unweaver is None:
            return image
        return self._unweaver.image(self.position_ms, (image.shape[1], image.shape[0]))

    def next(self) -> Image | None:
        """The next picture that can be had."""
        while self.grab():
            if (image := self.image()) is not None:
                return image
        return None

    def rewind(self) -> None:
        """Begin again."""
        self.release()
        self._capture = self._open()

    def seek(self, time_ms: float) -> None:
        """Go to about a time by the file's own clock; `position_ms` of the next picture tells where that is."""
        self._capture.set(self._cv2.CAP_PROP_POS_MSEC, time_ms)
        if self._unweaver is not None:
            self._unweaver.forget()

    def release(self) -> None:
        """Let go of the file; a second time does nothing."""
        self._capture.release()
        if self._unweaver is not None:
            self._unweaver.forget()

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
                tr(
                    '"{path}" has pictures of {found}: record or convert it in a usual size, as 1280 x 720',
                    path=self._path,
                    found=found,
                )
            )

    def _with_square_pixels(self, width: int, height: int) -> tuple[int, int]:
        """Angles of a picture whose pixels are not square would be wrong."""
        cv2, capture = self._cv2, self._capture
        over, under = capture.get(cv2.CAP_PROP_SAR_NUM), capture.get(cv2.CAP_PROP_SAR_DEN)
        aspect = over / under if over > 0 and under > 0 else 1.0
        if not 0.1 < aspect < 10 or math.isclose(aspect, 1, abs_tol=0.005):
            return width, height
        on_its_side = int(capture.get(cv2.CAP_PROP_ORIENTATION_META)) % 180 == 90
        size = (width, round(height * aspect)) if on_its_side else (round(width * aspect), height)
        return size if min(size) >= SMALLEST_PX and size[0] * size[1] <= LARGEST_PX else (width, height)
