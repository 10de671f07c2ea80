"""When the pictures of a file are shown, as its container says without decoding any, and where it may be divided."""

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from formcheck.video import ffmpeg
from formcheck.video.mediaclock import MediaClock
from formcheck.video.pace import ROUNDING_S

SHORTEST_S = 30.0
"""No part is shorter: what is looked at twice, before each part, stays below a fifteenth."""
_BASE = re.compile(r"^#tb 0: (\d+)/(\d+)", re.MULTILINE)
_PACKET = re.compile(r"^0, *-?\d+, *(-?\d+),", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """Pictures of a file that are looked at on their own.

    Attributes
    ----------
    number
        From 0.
    first, end
        Its pictures: the first, and the one after the last.
    begin_s, end_s
        Its time, [begin_s, end_s), half way between the pictures on both sides; endless for the last part.
    """

    number: int
    first: int
    end: int
    begin_s: float
    end_s: float


def timeline(path: Path, speed: float = 1.0) -> npt.NDArray[np.float64] | None:
    """Times of all pictures of a file, seconds since the first; None where its clock needs mending, or says nothing.

    Where it was filmed so many times as fast as it plays, they are those of what was filmed.
    """
    name = str(path.absolute())
    copied = ["-map", "0:v:0", "-c", "copy", "-f", "framecrc", "pipe:2"]
    status, log = ffmpeg.run(["-v", "error", "-copyts", "-i", name, *copied])
    base = _BASE.search(log)
    if status != 0 or base is None:
        return None
    ticks = np.sort(np.array(_PACKET.findall(log), dtype=np.int64))
    if len(ticks) < 2:
        return None
    time_s: npt.NDArray[np.float64] = (ticks - ticks[0]) * (int(base[1]) / int(base[2]))
    clock = MediaClock(1.0)
    steady = all(abs(clock.time_s(1000.0 + 1000 * at_s) - at_s) < ROUNDING_S for at_s in time_s.tolist())
    return time_s / speed if steady and (np.diff(time_s / speed) > ROUNDING_S).all() else None


def parts_of(time_s: npt.NDArray[np.float64]) -> list[Part]:
    """Divide a clip: in halves, until a part would become too short.

    The parts depend on the clip alone, so that its result does not depend on how many work on it.
    """
    duration_s = float(time_s[-1])
    count = 2 ** max(0, math.floor(math.log2(duration_s / SHORTEST_S))) if duration_s > 0 else 1
    firsts = np.searchsorted(time_s, np.arange(count) * duration_s / count).tolist()
    edges = [-math.inf, *((time_s[at - 1] + time_s[at]) / 2 for at in firsts[1:]), math.inf]
    ends = [*firsts[1:], len(time_s)]
    return [
        Part(number, first, end, begin_s, end_s)
        for number, (first, end, (begin_s, end_s)) in enumerate(zip(firsts, ends, pairwise(edges), strict=True))
    ]
