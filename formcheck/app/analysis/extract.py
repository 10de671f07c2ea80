"""Extracts the poses from a whole video, in parts that several processes can take."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from pathlib import Path
from typing import overload

import numpy as np

from formcheck.app.loop import estimated
from formcheck.counting.moment import Moment
from formcheck.pose.crop import pose_estimator
from formcheck.pose.landmarks import FloatArray, Pose
from formcheck.pose.recording import Recording
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.system.processes import Tick, work
from formcheck.video.clip import ClipInfo
from formcheck.video.file import VideoFile
from formcheck.video.frame import Picture
from formcheck.video.timeline import Part, parts_of, timeline
from formcheck.video.turn import AS_IT_IS, Turn

LEAD_S = 2.0
"""Before each part so much is looked at and forgotten: time to find a person, also one far away."""
PIECE = 512
"""So many pictures are put together before they are kept."""
ROUNDING_S = 1e-3


class Pictures(Sequence[Picture]):
    """What was measured of every picture, in little memory."""

    def __init__(self) -> None:
        self._brightness = array("d")
        self._frozen = bytearray()

    def append(self, picture: Picture) -> None:
        """Add the next one."""
        self._brightness.append(picture.brightness)
        self._frozen.append(picture.frozen)

    def extend(self, others: "Pictures") -> None:
        """Add those of the next part."""
        self._brightness.extend(others._brightness)
        self._frozen.extend(others._frozen)

    def __len__(self) -> int:
        return len(self._brightness)

    @overload
    def __getitem__(self, row: int) -> Picture: ...
    @overload
    def __getitem__(self, row: slice) -> list[Picture]: ...
    def __getitem__(self, row: int | slice) -> Picture | list[Picture]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        return Picture(self._brightness[row], bool(self._frozen[row]))


@dataclass(frozen=True, slots=True)
class ExtractedPart:
    """A part of a video as far as it was looked at.

    Attributes
    ----------
    pieces
        The poses in it, with times of the file.
    pictures
        What was measured of its pictures.
    complete
        False where it was interrupted.
    """

    pieces: list[Recording]
    pictures: Pictures
    complete: bool


@dataclass(frozen=True, slots=True)
class Extraction:
    """A source as far as it was looked at.

    Attributes
    ----------
    recording, pictures
        Poses, and what was measured of the pictures.
    complete
        False where it was interrupted.
    ended_early
        Whether the end of the file is missing.
    clip
        What is known of the video; None where the source is a recording.
    parts
        How it was divided; one part is the whole.
    """

    recording: SpooledRecording
    pictures: Sequence[Picture] = ()
    complete: bool = True
    ended_early: bool = False
    clip: ClipInfo | None = None
    parts: Sequence[Part] = (Part(0, 0, 0, -inf, inf),)


def extract(
    path: Path,
    model_path: Path,
    jobs: int,
    progress: Callable[[int, int | None], None],
    turn: Turn = AS_IT_IS,
) -> Extraction:
    """Estimate the pose in every picture of a video. Interrupted, it keeps what it has.

    Parameters
    ----------
    path
        The video.
    model_path
        The pose model.
    jobs
        How many processes may look at it at once; what they find does not depend on it.
    progress
        Called with the number of pictures that are done, and of all as far as known.
    turn
        What is done to its pictures so that they are upright.

    Raises
    ------
    InputError, ModelError, WorkerError
        The file cannot be read, the model does not load, or processes are ended from outside.
    """
    with VideoFile(path, turn) as video:
        time_s = timeline(path)
        parts = [] if time_s is None else parts_of(time_s)
        if time_s is not None and len(parts) > 1:
            found = _in_parts(video.info, model_path, parts, jobs, lambda done: progress(done, len(time_s)))
            if _is_whole(found, time_s):
                return found
        return _in_one_go(video, model_path, progress)


def _is_whole(found: Extraction, time_s: FloatArray) -> bool:
    """Whether no picture was lost or doubled between the parts, and none could not be decoded."""
    found_s = found.recording.time_s
    expected_s = time_s if found.complete else time_s[: len(found_s)]
    return len(found_s) == len(expected_s) and bool((np.abs(found_s - expected_s) < ROUNDING_S).all())


def _in_parts(
    clip: ClipInfo, model_path: Path, parts: Sequence[Part], jobs: int, progress: Callable[[int], None]
) -> Extraction:
    recording, pictures = SpooledRecording(clip.size), Pictures()

    def take(extracted: ExtractedPart) -> None:
        for piece in extracted.pieces:
            recording.extend(piece)
        pictures.extend(extracted.pictures)

    complete = work([partial(extract_part, clip, model_path, part) for part in parts], jobs, progress, take)
    return Extraction(recording, pictures, complete, clip=clip, parts=parts)


def extract_part(clip: ClipInfo, model_path: Path, part: Part, tick: Tick) -> ExtractedPart:
    """Estimate the pose in every picture of a part, after some before it that are forgotten."""
    pieces: list[Recording] = []
    with VideoFile(clip) as video, pose_estimator(model_path) as estimator:
        collector = _Collector(clip.size, pieces.append)
        moments = estimated(video.between(part.begin_s - LEAD_S, part.end_s), estimator)
        complete = collector.all((moment for moment in moments if moment.time_s >= part.begin_s), tick)
    return ExtractedPart(pieces, collector.pictures, complete)


def _in_one_go(video: VideoFile, model_path: Path, progress: Callable[[int, int | None], None]) -> Extraction:
    """Look at the whole, with times that are mended where the file's own make no sense."""
    recording = SpooledRecording(video.info.size)
    with pose_estimator(model_path) as estimator:
        collector = _Collector(video.info.size, recording.extend)

        def tick() -> bool:
            progress(len(collector.pictures), video.info.frame_estimate)
            return False

        complete = collector.all(estimated(video, estimator), tick)
    whole = Part(0, 0, len(recording), -inf, inf)
    return Extraction(recording, collector.pictures, complete, video.ended_early, video.info, [whole])


class _Collector:
    """Puts moments together into recordings."""

    def __init__(self, size: tuple[int, int], take: Callable[[Recording], None]) -> None:
        self._size = size
        self._take = take
        self._waiting: list[tuple[float, Pose | None]] = []
        self._handed_on = 0
        self.pictures = Pictures()

    def all(self, moments: Iterable[Moment], tick: Tick) -> bool:
        """Take every moment, until it is stopped or interrupted; whether neither happened."""
        complete = True
        try:
            for moment in moments:
                self._waiting.append((moment.time_s, moment.pose))
                self.pictures.append(moment.picture or Picture(0.0))
                if len(self._waiting) >= PIECE:
                    self._hand_on()
                if tick():
                    complete = False
                    break
        except KeyboardInterrupt:
            complete = False
            del self._waiting[len(self.pictures) - self._handed_on :]
        self._hand_on()
        return complete

    def _hand_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._handed_on += len(waiting)
        self._take(Recording.of(waiting, self._size))
