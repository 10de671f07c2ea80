"""Extracts the poses from a whole video, in parts that several processes can take."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import inf
from pathlib import Path

import numpy as np

from formcheck.app.analysis.options import Options
from formcheck.app.analysis.pictures import Pictures
from formcheck.app.analysis.seen import Collector, ExtractedPart, Extraction
from formcheck.app.loop import estimated
from formcheck.pose.company import Company
from formcheck.pose.crop import pose_estimator
from formcheck.pose.landmarks import FloatArray
from formcheck.pose.recording import Recording
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.system.ahead import taken_ahead
from formcheck.system.processes import Tick, work
from formcheck.video.clip import ClipInfo
from formcheck.video.file import Look, VideoFile
from formcheck.video.pace import ROUNDING_S, Chosen, Pace
from formcheck.video.timeline import Part, parts_of, timeline

LEAD_S = 2.0
"""Before each part so much is looked at and forgotten: time to find a person, also one far away."""


def extract(
    path: Path,
    model_path: Path,
    options: Options,
    progress: Callable[[int, int | None], None],
) -> Extraction:
    """Estimate the poses in a video. Interrupted, it keeps what it has.

    Parameters
    ----------
    path
        The video.
    model_path
        The pose model.
    options
        How it is looked at; what is found does not depend on how many processes do so.
    progress
        Called with the number of pictures that are done, and of all as far as known.

    Raises
    ------
    InputError, ModelError, WorkerError
        The file cannot be read, the model does not load, or processes are ended from outside.
    """
    with VideoFile(path, options.turn, options.speed) as video:
        time_s, parts, chosen = divided(video.info, options)
        if time_s is not None and len(parts) > 1:
            found = _in_parts(
                video.info, model_path, parts, chosen, options.jobs, lambda done: progress(done, len(time_s))
            )
            # Who is followed is known from the beginning: with company it is looked at in one go.
            if found is not None and is_whole(found, time_s):
                return found
        found = _in_one_go(video, model_path, Pace(options.per_second, video.info.fps).wants, progress)
        return replace(found, steady=time_s is not None and is_whole(found, time_s), speed=options.speed)


def divided(clip: ClipInfo, options: Options) -> tuple[FloatArray | None, list[Part], Chosen]:
    """Times of all pictures as far as they are known, the parts that can be looked at, and which pictures are."""
    time_s = timeline(clip.path, clip.speed)
    if time_s is None:
        return None, [], Chosen([])
    pace = Pace(options.per_second, clip.fps)
    return time_s, parts_of(time_s), Chosen([at_s for at_s in time_s.tolist() if pace.wants(at_s)])


def is_whole(found: Extraction, time_s: FloatArray) -> bool:
    """Whether no picture was lost or doubled between the parts; one that cannot be decoded may be missing in them."""
    found_s = np.frombuffer(found.times_s, np.float64)
    if not found.complete:
        time_s = time_s[: np.searchsorted(time_s, found_s[-1] + ROUNDING_S)] if len(found_s) else time_s[:0]
    if not len(found_s):
        return not len(time_s)
    at = np.searchsorted(time_s, found_s - ROUNDING_S)
    if at[-1] >= len(time_s) or (np.diff(at) < 1).any():
        return False
    seams = [row for part in found.parts for row in (part.first, part.end - 1) if row < len(time_s)]
    return bool((np.abs(found_s - time_s[at]) < ROUNDING_S).all()) and set(seams) <= set(at.tolist())


def _in_parts(
    clip: ClipInfo,
    model_path: Path,
    parts: Sequence[Part],
    chosen: Chosen,
    jobs: int,
    progress: Callable[[int], None],
) -> Extraction | None:
    """Look at the parts; None where somebody else was in the picture."""
    recording, pictures, times_s = SpooledRecording(clip.size), Pictures(), array("d")
    company: list[bool] = []

    def take(extracted: ExtractedPart) -> None:
        for piece in extracted.pieces:
            recording.extend(piece)
        pictures.extend(extracted.pictures)
        times_s.extend(extracted.times_s)
        company.append(extracted.company)

    tasks = [
        partial(extract_part, clip, model_path, part, chosen.between(part.begin_s - LEAD_S, part.end_s))
        for part in parts
    ]
    complete = work(tasks, jobs, progress, take)
    if complete and any(company):
        return None
    return Extraction(recording, pictures, times_s, complete, clip=clip, parts=parts, steady=True, speed=clip.speed)


def extract_part(clip: ClipInfo, model_path: Path, part: Part, chosen: Chosen, tick: Tick) -> ExtractedPart:
    """Estimate the pose in chosen pictures of a part, after some before it that are forgotten."""
    pieces: list[Recording] = []
    company = Company()
    with VideoFile(clip) as video, pose_estimator(model_path, company) as estimator:
        collector = Collector(clip.size, pieces.append)
        moments = estimated(video.glance_between(chosen.wants, part.begin_s - LEAD_S, part.end_s), estimator)
        complete = collector.all((moment for moment in moments if moment.time_s >= part.begin_s), tick)
    return ExtractedPart(pieces, collector.pictures, collector.times_s, complete, bool(company.note))


def _in_one_go(
    video: VideoFile, model_path: Path, look: Look, progress: Callable[[int, int | None], None]
) -> Extraction:
    """Look at the whole, with times that are mended where the file's own make no sense."""
    recording, company = SpooledRecording(video.info.size), Company()
    with pose_estimator(model_path, company) as estimator:
        collector = Collector(video.info.size, recording.extend)

        def tick() -> bool:
            progress(len(collector.times_s), video.info.frame_estimate)
            return False

        with taken_ahead(video.glance(look)) as frames:
            complete = collector.all(estimated(frames, estimator), tick)
    whole = Part(0, 0, len(collector.times_s), -inf, inf)
    return Extraction(
        recording,
        collector.pictures,
        collector.times_s,
        complete,
        video.ended_early,
        video.info,
        [whole],
        company=company,
    )
