"""Small clips made on the fly, and what ffmpeg says of the results."""

import re
import subprocess
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from formcheck.video import ffmpeg
from formcheck.video.encoder import H264Writer
from formcheck.video.file import VideoFile

MOVING = ("-f", "lavfi", "-i", "testsrc=size=160x120:rate=10:duration=3")
# White for the fifth of a second in which the tone sounds. The tone is made of short pieces, or it would begin late.
FLASH = ("-f", "lavfi", "-i", "color=black:s=160x120:r=25:d=4,drawbox=color=white:t=fill:enable='between(t,2,2.2)'")
BEEP = ("-f", "lavfi", "-i", "aevalsrc='if(between(t,2,2.2),sin(6283*t),0)':d=4:s=44100")
YUV = ("-pix_fmt", "yuv420p")


def clip(path: Path, *arguments: str | Path) -> Path:
    """Let ffmpeg make a file; the warnings of a broken call appear in the failure."""
    command = [ffmpeg.executable(), "-v", "error", "-y", *map(str, arguments), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.fail(done.stderr)
    return path


def plain(path: Path, *arguments: str) -> Path:
    """Three seconds of a moving test picture at 10 frames a second."""
    return clip(path, *MOVING, *YUV, *arguments)


def flash_and_beep(path: Path, *arguments: str) -> Path:
    """Four seconds with a flash and a tone at second two."""
    return clip(path, *FLASH, *BEEP, *YUV, *arguments)


def variable_rate(path: Path) -> Path:
    """A second at 30 frames a second, then 60 frames at 10 a second."""
    timing = "settb=1/3000,setpts='if(lt(N,30),100*N,3000+300*(N-30))'"
    source = ("-f", "lavfi", "-i", "testsrc=size=160x120:rate=30:duration=3")
    return clip(path, *source, "-vf", timing, "-fps_mode", "passthrough", "-enc_time_base", "1:3000", *YUV)


def cut_off(source: Path, part: float) -> Path:
    """The beginning of a file."""
    content = source.read_bytes()
    broken = source.with_name(f"broken_{source.name}")
    broken.write_bytes(content[: int(len(content) * part)])
    return broken


def said_of(path: Path) -> str:
    """What ffmpeg says of a file."""
    return ffmpeg.run(["-i", str(path)])[1]


def duration_s(path: Path) -> float:
    """Length of a file in seconds, to a hundredth."""
    found = re.search(r"Duration: 00:(\d\d):([\d.]+)", said_of(path))
    assert found is not None
    return 60 * int(found[1]) + float(found[2])


def tone_s(path: Path, *options: str) -> float:
    """When the sound of a file is first heard, on the clock of its pictures, in seconds."""
    command = [ffmpeg.executable(), "-v", "error", *options, "-i", str(path), "-af", "aresample=async=1:first_pts=0"]
    command += ["-ac", "1", "-ar", "8000", "-f", "f32le", "-"]
    samples = np.frombuffer(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout, np.float32)
    return float(np.flatnonzero(np.abs(samples) > 0.1)[0]) / 8000


def grey(level: int, size: tuple[int, int] = (160, 120)) -> npt.NDArray[np.uint8]:
    """An even picture."""
    return np.full((size[1], size[0], 3), level, np.uint8)


def jpeg(image: npt.NDArray[np.uint8]) -> bytes:
    """The picture as a JPEG file."""
    done, content = cv2.imencode(".jpg", image)
    assert done
    return content.tobytes()


def rewritten(source: Path, *, sound: bool = False, skip_s: float = 0.0) -> Path:
    """Read a clip and write it again, as an analysis does, from some moment on."""
    target = source.parent / "out" / "annotated.mp4"
    with (
        VideoFile(source) as video,
        H264Writer(target, video.info.size, fps=video.info.fps, audio_from=video.info if sound else None) as writer,
    ):
        for frame in video:
            if frame.time_s >= skip_s:
                writer.write(frame.image, frame.time_s)
    assert [file.name for file in target.parent.iterdir()] == ["annotated.mp4"]
    return target


def times(path: Path) -> list[float]:
    """Times of all frames of a clip."""
    with VideoFile(path) as video:
        return [frame.time_s for frame in video]


def tagged(path: Path, *tags: str) -> Path:
    """A clip with these tags in its container."""
    marked = [part for tag in tags for part in ("-metadata", tag)]
    return clip(path, *MOVING, *YUV, *marked, "-movflags", "use_metadata_tags")


def damaged(source: Path, number: int) -> Path:
    """A film without sound in which one picture cannot be decoded: the four bytes that say its length are wrong."""
    status, log = ffmpeg.run(["-v", "error", "-i", str(source), "-c", "copy", "-f", "framecrc", "pipe:2"])
    assert status == 0
    sizes = [int(size) for size in re.findall(r"^0,(?: *-?\d+,){3} *(\d+),", log, re.MULTILINE)]
    content = bytearray(source.read_bytes())
    at = content.index(b"mdat") + 4 + sum(sizes[:number])
    content[at : at + 4] = b"\xff\xff\xff\xff"
    broken = source.with_name(f"damaged_{source.name}")
    broken.write_bytes(content)
    return broken
