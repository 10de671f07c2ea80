"""Looks in full at what was over in too few poses, and at jumps, before anything is judged for good."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import inf
from pathlib import Path

import numpy as np

from formcheck.app.analysis.extract import LEAD_S, extract_part
from formcheck.app.analysis.jumps import jumps
from formcheck.app.analysis.pictures import Pictures
from formcheck.app.analysis.seen import Collector, ExtractedPart, Extraction
from formcheck.app.loop import estimated
from formcheck.counting.results import Reason, Rep
from formcheck.pose.crop import pose_estimator
from formcheck.pose.recording import Recording
from formcheck.pose.spool import BLOCK
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.system.processes import work
from formcheck.video.clip import ClipInfo
from formcheck.video.file import VideoFile
from formcheck.video.pace import Chosen, Pace
from formcheck.video.timeline import Part

FEWEST = 12
"""A movement over in fewer poses is looked at in full: it lasts less than a second, and each is a tenth of its way."""
CLOSER_PER_SECOND = 59.0
"""So many a second are enough: the fastest movement that counts, of 0.3 s, has 18 poses. Of 240 it is one in four."""
AROUND_S = 0.5
"""So much before and after it too: the rest that it left and came back to, or what is on both sides of a jump."""


def hurried(seen: Extraction, movements: Sequence[Rep]) -> list[Part]:
    """Where there is more to see: movements over in too few poses, and jumps; in time, apart."""
    looked_s, times_s = seen.recording.time_s.tolist(), seen.times_s
    few = (
        (one.start_s, one.end_s)
        for one in movements
        if one.reason is not Reason.NOT_RETURNED and _count(looked_s, one.start_s, one.end_s) < FEWEST
    )
    spans: list[tuple[float, float]] = []
    for first_s, last_s in sorted([*few, *jumps(seen.recording)]):
        begin_s, end_s = first_s - AROUND_S, last_s + AROUND_S
        if not _count(looked_s, begin_s, end_s) < _count(times_s, begin_s, end_s):
            continue
        if spans and begin_s < spans[-1][1] + LEAD_S:
            begin_s, end_s = spans[-1][0], max(spans.pop()[1], end_s)
        spans.append((begin_s, end_s))
    return [_part(number, times_s, *span) for number, span in enumerate(spans)]


def look_closer(
    seen: Extraction, stretches: Sequence[Part], model_path: Path, jobs: int, progress: Callable[[int], None]
) -> Extraction:
    """The same source with some stretches looked at in full; as it was, and not complete, where it is interrupted."""
    assert seen.clip is not None
    found: list[ExtractedPart] = []
    looked_s = seen.recording.time_s.tolist()
    wanted = [_wanted(looked_s, seen.times_s, part, seen.clip.fps) for part in stretches]
    if seen.steady:
        tasks = [
            partial(extract_part, seen.clip, model_path, part, Chosen(times_s))
            for part, times_s in zip(stretches, wanted, strict=True)
        ]
        complete = work(tasks, jobs, progress, found.append)
    else:
        chosen = Chosen([time_s for times_s in wanted for time_s in times_s])
        found.append(_in_one_go(seen.clip, model_path, stretches, chosen, progress))
        complete = found[0].complete
    return _merged(seen, stretches, found) if complete else replace(seen, complete=False)


def _count(times_s: Sequence[float], begin_s: float, end_s: float) -> int:
    return bisect_left(times_s, end_s) - bisect_left(times_s, begin_s)


def _part(number: int, times_s: Sequence[float], begin_s: float, end_s: float) -> Part:
    """A stretch whose ends lie half way between pictures."""
    first, end = bisect_left(times_s, begin_s), bisect_left(times_s, end_s)
    edges_s = [
        (times_s[row - 1] + times_s[row]) / 2 if 0 < row < len(times_s) else (-inf if row == 0 else inf)
        for row in (first, end)
    ]
    return Part(number, first, end, *edges_s)


def _wanted(looked_s: Sequence[float], times_s: Sequence[float], part: Part, fps: float) -> list[float]:
    """Its pictures, and those that were looked at shortly before."""
    pace = Pace(CLOSER_PER_SECOND, fps)
    lead = slice(bisect_left(looked_s, part.begin_s - LEAD_S), bisect_left(looked_s, part.begin_s))
    return [*looked_s[lead], *(at_s for at_s in times_s[part.first : part.end] if pace.wants(at_s))]


def _in_one_go(
    clip: ClipInfo, model_path: Path, stretches: Sequence[Part], chosen: Chosen, progress: Callable[[int], None]
) -> ExtractedPart:
    """Through the whole file, whose own clock cannot be trusted to lead to a time."""
    pieces: list[Recording] = []
    with VideoFile(clip) as video, pose_estimator(model_path) as estimator:
        collector = Collector(clip.size, pieces.append)

        def tick() -> bool:
            progress(len(collector.times_s))
            return False

        moments = estimated(video.glance(chosen.wants), estimator)
        inside = (one for one in moments if any(part.begin_s <= one.time_s < part.end_s for part in stretches))
        complete = collector.all(inside, tick)
    return ExtractedPart(pieces, collector.pictures, collector.times_s, complete)


def _merged(seen: Extraction, stretches: Sequence[Part], found: Sequence[ExtractedPart]) -> Extraction:
    """What was seen outside the stretches, and what was found in them."""
    anew, both = _Sightings(seen.recording.image_size), _Sightings(seen.recording.image_size)
    for one in found:
        for piece in one.pieces:
            anew.recording.extend(piece)
        anew.pictures.extend(one.pictures)
    since_s = -inf
    for part in stretches:
        _copy(seen, since_s, part.begin_s, both)
        _copy(anew, part.begin_s, part.end_s, both)
        since_s = part.end_s
    _copy(seen, since_s, inf, both)
    return replace(seen, recording=both.recording, pictures=both.pictures)


def _copy(source: "Extraction | _Sightings", begin_s: float, end_s: float, target: "_Sightings") -> None:
    first, end = np.searchsorted(source.recording.time_s, [begin_s, end_s]).tolist()
    for row in range(first, end, BLOCK):
        target.recording.extend(source.recording.part(row, min(row + BLOCK, end)))
    for picture in source.pictures[first:end]:
        target.pictures.append(picture)


class _Sightings:
    """Poses, and what was measured of their pictures."""

    def __init__(self, image_size: tuple[int, int]) -> None:
        self.recording, self.pictures = SpooledRecording(image_size), Pictures()
