"""What ffmpeg says of a video file: its tracks, its sound, and whether its end is missing."""

import re
from dataclasses import dataclass
from pathlib import Path

from formcheck.video import ffmpeg

_PATIENCE_S = 120.0  # this takes a tenth of a second; only a dead network folder takes longer
_AUDIO = re.compile(r"^ *Stream #0:(\d+).*?: Audio: (\w+)", re.MULTILINE)
_VIDEO = re.compile(r"^ *Stream #0:\d+.*?: Video: (?!.*\(attached pic\))", re.MULTILINE)
_START = re.compile(r"Duration: .*?, start: (-?[\d.]+)")
_WOVEN = re.compile(r"\bn: *\d+ .* i:[TB] ")
_FIRST_PICTURE = re.compile(r"\bpts_time:(-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of a video file.

    Attributes
    ----------
    stream
        Number of the stream in the file.
    codec
        Its codec in ffmpeg's words, e.g. ``aac``.
    lead_s
        How long before the first picture the file begins (sound first), in seconds; 0 for nearly all.
    """

    stream: int
    codec: str
    lead_s: float


def describe(path: Path) -> str:
    """What ffmpeg says of a file: container, streams, first picture; or why it cannot be read."""
    name = str(path.absolute())
    first_picture = ["-map", "0:v:0", "-frames:v", "1", "-vf", "showinfo", "-f", "null", "-"]
    return ffmpeg.run(["-copyts", "-i", name, *first_picture], _PATIENCE_S)[1]


def has_video(description: str) -> bool:
    """Whether what `describe` said names a video track; the cover of a song is none."""
    return _VIDEO.search(description) is not None


def has_sound(description: str) -> bool:
    """Whether what `describe` said names a sound track."""
    return _AUDIO.search(description) is not None


def first_picture_s(description: str) -> float | None:
    """When the first picture is shown, on the file's own clock, in seconds; None where `describe` did not say."""
    found = _FIRST_PICTURE.search(description)
    return float(found[1]) if found else None


def is_woven(description: str) -> bool:
    """Whether the first picture is interlaced: two halves taken one after the other lie in it line by line."""
    return _WOVEN.search(description) is not None


def picture_lead_s(description: str) -> float:
    """How long before its first picture the file begins, in seconds; 0 where `describe` did not say."""
    picture_s, begin = first_picture_s(description), _START.search(description)
    return picture_s - float(begin[1]) if begin and picture_s is not None else 0.0


def find_sound(description: str) -> Sound | None:
    """The first sound track that can be decoded, of those that `describe` named; None if there is none."""
    # Phones add tracks that ffmpeg cannot decode ("none"): one of those would spoil the whole output.
    tracks = [(int(stream), codec) for stream, codec in _AUDIO.findall(description) if codec not in ("none", "unknown")]
    if not tracks or first_picture_s(description) is None:
        return None
    return Sound(*tracks[0], picture_lead_s(description))


def is_cut_off(path: Path) -> bool:
    """Whether the end of a file is missing: ffmpeg complains when it walks through the whole of it."""
    with path.open("rb") as file:
        kind, length = file.read(4), int.from_bytes(file.read(4), "little")
    if kind == b"RIFF" and length + 8 > path.stat().st_size:  # AVI, of which ffmpeg says nothing
        return True
    _, log = ffmpeg.run(["-v", "error", "-i", str(path.absolute()), "-map", "0:v:0", "-c", "copy", "-f", "null", "-"])
    return bool(ffmpeg.last_line(log))
