"""The clips of `benchmarks.speed`: a sample brought to the sizes, the rate and the noise of a camera.

The samples have 10 or 12 pictures a second, drawn without noise. In between come pictures of real motion, and over all
of them a slight noise that survives the encoding, at about the bit rate of a phone: a program that leaves out what
repeats gains nothing by it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from formcheck.video import ffmpeg

SAMPLE = Path(__file__).parents[1] / "sample_videos" / "glute_bridge.mp4"
SAMPLE_S = 24.0
RATES = (30, 60)
"""Pictures a second."""
ALIKE = 0.5
"""Pictures that differ by less than this from the one before, of 255 and on average, count as the same."""
_NOISE = "noise=alls=8:allf=t:all_seed=1"
# A key picture every second and none that refers to later ones, as phones encode; x264 would leave faint noise out.
_CAMERA = (
    *("-crf", "24", "-bf", "0", "-preset", "veryfast", "-pix_fmt", "yuv420p"),
    *("-x264-params", "no-fast-pskip=1:no-dct-decimate=1"),
)


@dataclass(frozen=True)
class Size:
    """How a sample is brought to a size, by how much a player has to turn it, degrees, and with which noise."""

    filters: str
    turned_deg: int = 0
    noise: str = _NOISE


SIZES = {
    "360p": Size("null"),
    "720p": Size("scale=1280:720"),
    # As rendered, with hardly anything to decode and to encode.
    "720p_clean": Size("scale=1280:720", noise="null"),
    # Upright, as a phone does it: stored lying, with a note to turn it; above and below floor and wall go on.
    "1080p": Size("scale=1080:608,pad=1080:1920:0:656,fillborders=top=656:bottom=656:mode=smear,transpose=cclock", -90),
}


@dataclass(frozen=True)
class Look:
    """What a clip is, as its pictures are read.

    Attributes
    ----------
    size
        Width and height in pixels, upright.
    pictures
        How many.
    alike
        Share of them that are the same as the one before, see `ALIKE`.
    identical
        Share of them that are the same to the last pixel.
    """

    size: tuple[int, int]
    pictures: int
    alike: float
    identical: float


def make(name: str, seconds: float, folder: Path, rate: int = RATES[0]) -> Path:
    """A clip of one of the `SIZES` at a rate; what is in the folder already is taken from there.

    Longer than `SAMPLE_S` it begins again, without being encoded again.
    """
    scene_s = min(seconds, SAMPLE_S)
    scene = scene_of(name, scene_s, folder, rate)
    if seconds <= scene_s:
        return scene
    target = folder / f"{name}_{rate}_{seconds:g}s.mp4"
    if not target.is_file():
        with _finished(target) as part:
            _ffmpeg(
                *_turned(SIZES[name]),
                "-stream_loop",
                "-1",
                "-i",
                str(scene),
                "-t",
                f"{seconds:g}",
                "-c",
                "copy",
                str(part),
            )
    return target


def scene_of(name: str, seconds: float, folder: Path, rate: int) -> Path:
    """The beginning of the sample, of one of the `SIZES`."""
    size, target = SIZES[name], folder / f"scene_{name}_{rate}_{seconds:g}s.mp4"
    if target.is_file():
        return target
    motion = folder / f"motion_{rate}_{seconds:g}s.mp4"
    if not motion.is_file():
        with _finished(motion) as part:
            filled_in = f"minterpolate=fps={rate}:mi_mode=mci"
            _ffmpeg("-i", str(SAMPLE), "-vf", filled_in, "-t", f"{seconds:g}", "-crf", "12", "-an", str(part))
    lying = folder / f"lying_{target.name}"
    try:
        _ffmpeg("-i", str(motion), "-vf", f"{size.filters},{size.noise}", *_CAMERA, "-g", str(rate), str(lying))
        with _finished(target) as part:
            _ffmpeg(*_turned(size), "-i", str(lying), "-c", "copy", str(part))
    finally:
        lying.unlink(missing_ok=True)
    return target


def _turned(size: Size) -> tuple[str, ...]:
    return ("-display_rotation:v:0", str(size.turned_deg)) if size.turned_deg else ()


@contextmanager
def _finished(target: Path) -> Iterator[Path]:
    """A name to write under; the file gets its own when it is complete."""
    part = target.with_name(f"part_{target.name}")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _ffmpeg(*arguments: str) -> None:
    status, log = ffmpeg.run(["-v", "error", "-y", *arguments])
    if status != 0:
        raise SystemExit(f"no clip: {ffmpeg.last_line(log)}")


def look_at(path: Path, most: int = 300) -> Look:
    """Read a clip; ``most`` pictures are compared, all are counted."""
    import cv2
    import numpy as np

    capture = cv2.VideoCapture(str(path))
    before, differences = None, list[float]()
    while len(differences) + 1 < most:
        read, picture = capture.read()
        if not read:
            break
        if before is not None:
            differences.append(float(np.abs(picture.astype(np.int16) - before).mean()))
        before = picture
    if before is None:
        raise SystemExit(f"{path}: no picture")
    pictures = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
    capture.release()
    different = np.array(differences)
    height, width = before.shape[:2]
    return Look((width, height), pictures, float((different < ALIKE).mean()), float((different == 0).mean()))
