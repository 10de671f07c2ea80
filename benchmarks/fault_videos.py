"""Videos spoilt: their bytes, headers, times and sizes. Who is in them is told by a script, not by a model."""

import struct
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from unittest import mock

import formcheck.app.analysis.extract
import formcheck.app.analysis.one_pass
import formcheck.pose.model
from benchmarks.fault_mutations import EDGES, flipped, spoilt_bytes
from benchmarks.fault_recordings import FRAMES, SOURCE
from benchmarks.fault_texts import NASTY
from benchmarks.fault_trial import Room, Trial, program
from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Pose
from formcheck.pose.model import Model
from formcheck.pose.recording import Recording
from formcheck.video import ffmpeg
from formcheck.video.frame import Frame

PICTURE = ("-f", "lavfi", "-i", "testsrc=size=160x120:rate=10:duration=2")
SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:duration=2")
YUV = ("-pix_fmt", "yuv420p")
ODD_TIMES = {
    "standing": "setpts='if(lt(N,5),N,5)/10/TB'",
    "slow": "setpts='N*50/TB'",
    "late": "setpts='(N/10+if(gt(N,10),90000,0))/TB'",
    "crowded": "setpts='N/100000/TB'",
    "uneven": "setpts='(N+0.9*mod(N,2))/10/TB'",
    "negative": "setpts='(N/10-1)/TB'",
}
GOOD: dict[str, Sequence[str]] = {
    "plain.mp4": (*PICTURE, *YUV),
    "sound.mp4": (*PICTURE, *SOUND, *YUV, "-shortest"),
    "fragments.mp4": (*PICTURE, *YUV, "-movflags", "frag_keyframe+empty_moov", "-g", "5"),
    "turned.mov": (*PICTURE, *YUV),
    "sound.mkv": (*PICTURE, *SOUND, *YUV, "-shortest"),
    "film.avi": (*PICTURE, "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"),
    "old.avi": (*PICTURE, "-c:v", "mpeg4"),
    "web.webm": (*PICTURE, *YUV, "-c:v", "libvpx", "-deadline", "realtime"),
    "cast.ts": (*PICTURE, *SOUND, *YUV, "-shortest"),
    "film.flv": (*PICTURE, "-c:v", "flv"),
    "film.gif": PICTURE,
    "wide.mp4": (*PICTURE, *YUV, "-vf", "setsar=7/1"),
    "high.mkv": (*PICTURE, *YUV, "-vf", "setsar=1/9"),
    "dot.avi": (*PICTURE, "-vf", "scale=1:1", "-c:v", "ffv1"),
    "thread.avi": (*PICTURE, "-vf", "scale=2:600", "-c:v", "ffv1"),
    "line.avi": (*PICTURE, "-vf", "scale=600:1", "-c:v", "ffv1"),
    "thin.mkv": (*PICTURE, "-vf", "scale=4:200,setsar=1/9", "-c:v", "ffv1"),
    "huge.mkv": ("-f", "lavfi", "-i", "color=black:s=12000x9000:r=5:d=0.6", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"),
    "broad.avi": ("-f", "lavfi", "-i", "color=black:s=20000x100:r=5:d=1", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"),
    "single.mp4": (*PICTURE, *YUV, "-frames:v", "1"),
    **{
        f"{name}.mkv": (*PICTURE, *YUV, "-vf", times, "-fps_mode", "passthrough", "-enc_time_base", "1:100000")
        for name, times in ODD_TIMES.items()
    },
}
COMMON = (
    "plain.mp4",
    "sound.mp4",
    "fragments.mp4",
    "turned.mov",
    "sound.mkv",
    "film.avi",
    "old.avi",
    "web.webm",
    "cast.ts",
    "film.flv",
)
FIELDS = (
    b"mvhd",
    b"tkhd",
    b"mdhd",
    b"elst",
    b"stts",
    b"ctts",
    b"stsc",
    b"stsz",
    b"stco",
    b"stss",
    b"avc1",
    b"avcC",
    b"mp4a",
    b"esds",
    b"trun",
    b"tfdt",
    b"tfhd",
    b"avih",
    b"strh",
    b"strf",
    b"idx1",
    b"moov",
    b"mdat",
    b"trak",
    b"mdia",
    b"stsd",
)


class Videos:
    """Video files, analysed with everything that is written of one."""

    name = "video"

    def prepare(self, store: Path) -> None:
        """Remember where the good ones are; each is made when it is first wanted."""
        self._store = store

    def _good(self, name: str) -> bytes:
        path = self._store / name
        if not path.exists():
            command = [ffmpeg.executable(), "-v", "error", "-y", *GOOD[name], str(path)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        return path.read_bytes()

    def trial(self, random: Random, room: Room) -> Trial:
        name, content, what = self._spoilt(random)
        path = room.given / name
        path.write_bytes(content)
        arguments = ["analyze", "--jobs", "1", str(path), "--exercise", "donkey_kick", "--out", str(room.out)]
        arguments += [option for option in ("--no-video", "--as-live", "--save-recording") if random.random() < 0.2]

        def run() -> None:
            with scripted():
                program(*arguments)

        return Trial(f"{name}: {what}", run, arguments)

    def _spoilt(self, random: Random) -> tuple[str, bytes, str]:
        way = random.random()
        if way < 0.07:
            return random.choice(list(GOOD)), random.choice((*NASTY, random.randbytes(5000))), "nasty"
        name = random.choice(COMMON if way < 0.8 else list(GOOD))
        content = self._good(name)
        if way < 0.12:  # the beginning of one, the rest of another
            other = self._good(random.choice(COMMON))
            at = random.randrange(min(len(content), len(other)))
            return name, content[:at] + other[at:], "two in one"
        if way < 0.45:
            return name, *spoilt_bytes(random, content)
        if way < 0.7:
            return name, *_fields(random, content)
        if way < 0.8:
            return name, *_headers(random, content)
        return name, content, "as it is"


def _headers(random: Random, content: bytes) -> tuple[bytes, str]:
    """Bits turned over where a file says what it is: at its beginning, or in the index."""
    index = max(content.find(b"moov"), 0)
    return flipped(random, content, index, index + 2000), "header"


def _fields(random: Random, content: bytes) -> tuple[bytes, str]:
    """A number in the index set to an extreme: frames, sizes, times."""
    there = [field for field in FIELDS if field in content]
    if not there:
        return _headers(random, content)
    spoilt, field = bytearray(content), random.choice(there)
    for _ in range(random.choice((1, 1, 3))):
        at = content.find(field) + random.choice((-4, *range(4, 60, 4), *range(2, 60, 2)))
        order = "<I" if content.startswith(b"RIFF") else ">I"
        spoilt[at : at + 4] = struct.pack(order, random.choice((*EDGES, random.getrandbits(32))))
    return bytes(spoilt), f"field {field.decode()}"


@cache
def _poses() -> list[Pose | None]:
    return [pose for _, pose in Recording.load(SOURCE).part(0, FRAMES)]


def _seen(frame: Frame) -> Pose | None:
    """Somebody who kicks, in a picture of any size."""
    poses = _poses()
    pose = poses[frame.index % len(poses)]
    return None if pose is None else pose.scaled(frame.size)


@contextmanager
def _estimator(model_path: Path, *company: object) -> Iterator[Estimator]:
    yield mock.Mock(estimate=_seen)


@contextmanager
def scripted() -> Iterator[None]:
    """The program with somebody who kicks in every picture, and no pose model."""
    model = Model(Path("none.task"), "none", "given by the user", "0" * 64)
    found: Callable[..., Model] = lambda *_: model  # noqa: E731
    with (
        mock.patch.object(formcheck.app.analysis.extract, "pose_estimator", _estimator),
        mock.patch.object(formcheck.app.analysis.one_pass, "pose_estimator", _estimator),
        mock.patch.object(formcheck.pose.model, "find_or_obtain", found),
    ):
        yield
