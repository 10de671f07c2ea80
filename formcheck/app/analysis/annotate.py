"""The annotated video of a whole clip, drawn in parts that several processes can take."""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from math import inf, isinf
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from formcheck.counting.advice import PASSING
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.errors import unwritten
from formcheck.feedback.overlay import Overlay
from formcheck.pose.landmarks import Pose
from formcheck.system.paths import TEMPORARY_PREFIX
from formcheck.system.processes import Tick, work
from formcheck.video.clip import ClipInfo
from formcheck.video.encoder import H264Writer
from formcheck.video.file import VideoFile
from formcheck.video.frame import Frame
from formcheck.video.mux import join
from formcheck.video.pace import ROUNDING_S
from formcheck.video.timeline import Part

LEAD_S = 1.0
"""What is shown of a movement that has ended is gone sooner: with so much before it a part is drawn as in one go."""
HIP_ANGLE = "hip_extension_deg"


class _Scene(NamedTuple):
    """All that is drawn on one picture."""

    time_s: float
    title: str
    pose: Pose | None
    snapshot: Snapshot


class Storyboard:
    """Sink that keeps what will be drawn on every picture, part by part, on disk until it is left.

    Parameters
    ----------
    parts
        Of the clip.
    title
        What is done at a time.
    place
        Where its own folder is made; None for where temporary files are.

    Raises
    ------
    OutputError
        It cannot be written.
    """

    def __init__(self, parts: Sequence[Part], title: Callable[[float], str], place: Path | None = None) -> None:
        self.parts = parts
        self._title = title
        self._to_come = list(reversed(parts))
        self._open: dict[Part, BinaryIO] = {}
        self._stack = ExitStack()
        try:
            # What cannot be removed goes with the place it is in.
            made = tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX, dir=place, ignore_cleanup_errors=True)
            self._folder = Path(self._stack.enter_context(made))
        except OSError as error:
            raise unwritten(place or tempfile.gettempdir(), error) from error

    @property
    def folder(self) -> Path:
        """A folder that is there as long as this is."""
        return self._folder

    def file(self, part: Part) -> Path:
        """Where the scenes of a part are."""
        return self._folder / f"{part.number}.scenes"

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Keep one moment: for its part, and where the next one begins shortly for that too."""
        time_s = moment.time_s
        measures = {HIP_ANGLE: snapshot.measures[HIP_ANGLE]} if HIP_ANGLE in snapshot.measures else {}
        reason = "" if snapshot.reason in PASSING else snapshot.reason  # nobody can hold still in a file
        slim = replace(snapshot, reason=reason, measures=measures, raw={}, ended=None)
        scene = pickle.dumps(_Scene(time_s, self._title(time_s), moment.pose, slim))
        try:
            while self._to_come and self._to_come[-1].begin_s - LEAD_S <= time_s:
                part = self._to_come.pop()
                self._open[part] = self._stack.enter_context(self.file(part).open("wb"))
            for part in [part for part in self._open if part.end_s <= time_s]:
                self._open.pop(part).close()
            for file in self._open.values():
                file.write(scene)
        except OSError as error:
            raise unwritten(self._folder, error) from error

    def finished(self) -> list[Part]:
        """All has been shown; the parts of which something was."""
        try:
            while self._open:
                self._open.popitem()[1].close()
        except OSError as error:
            raise unwritten(self._folder, error) from error
        return [part for part in self.parts if self.file(part).exists()]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A part that was drawn; how long it lasts, and whether it was drawn to its end."""

    file: Path
    duration_s: float
    complete: bool


def draw(clip: ClipInfo, board: Storyboard, target: Path, jobs: int, progress: Callable[[int], None]) -> bool:
    """Draw and encode the annotated video of a clip. Interrupted, it ends early; False says so.

    Parameters
    ----------
    clip
        The clip.
    board
        What is drawn, of the whole of it.
    target
        The video that is written.
    jobs
        How many processes may work on it at once.
    progress
        Called with the number of pictures that are done.

    Raises
    ------
    InputError, OutputError, WorkerError
        The clip cannot be read again, the video cannot be written, or processes are ended from outside.
    """
    parts = board.finished()
    done = list[_Drawn]()
    if len(board.parts) == 1:
        tasks = [partial(draw_part, clip, board.file(part), target, part, inf, sound=True) for part in parts]
        return work(tasks, 1, progress, done.append)
    firsts_s = [_first_s(board.file(part), part) for part in parts]
    ends_s = [*firsts_s[1:], inf]
    tasks = [
        partial(draw_part, clip, board.file(part), board.folder / f"{part.number}.mp4", part, end_s)
        for part, end_s in zip(parts, ends_s, strict=True)
    ]
    complete = work(tasks, jobs, progress, done.append)
    files = [drawn.file for drawn in done if drawn.file.exists()]
    if files:
        duration_s = sum(drawn.duration_s for drawn in done)
        join(files, target, clip, first_s=firsts_s[0], duration_s=duration_s)
    return complete


def draw_part(  # noqa: PLR0913 - what a process is given once
    clip: ClipInfo, scenes: Path, target: Path, part: Part, end_s: float, tick: Tick, *, sound: bool = False
) -> _Drawn:
    """Draw one part of a clip; the last picture is shown until ``end_s``."""
    overlay, complete = Overlay(title="", hip_angle=HIP_ANGLE), True
    with VideoFile(clip, measured=False) as video:
        whole = isinf(part.begin_s) and isinf(part.end_s)
        writer = H264Writer(
            target, clip.size, fps=clip.fps, audio_from=clip if sound else None, end_s=end_s, alone=whole
        )
        with writer:
            try:
                for frame, scene in _paired(_frames(video, part), _scenes(scenes)):
                    overlay.title = scene.title
                    image = overlay.draw(frame.image, scene.pose, scene.snapshot, over=True)
                    if scene.time_s < part.begin_s:
                        continue
                    writer.write(image, scene.time_s)
                    if tick():
                        complete = False
                        break
            except KeyboardInterrupt:
                complete = False
    return _Drawn(target, writer.duration_s, complete)


def _frames(video: VideoFile, part: Part) -> Iterable[Frame]:
    """Pictures of a part and of a little before it; of the whole with times that are mended where need be."""
    if isinf(part.begin_s) and isinf(part.end_s):
        return video
    return (one for one in video.between(part.begin_s - LEAD_S, part.end_s) if isinstance(one, Frame))


def _paired(frames: Iterable[Frame], scenes: Iterator[_Scene]) -> Iterator[tuple[Frame, _Scene]]:
    """Every picture with what is drawn on it; a picture that was decoded only once is left out."""
    scene = next(scenes, None)
    for frame in frames:
        while scene is not None and scene.time_s < frame.time_s - ROUNDING_S:
            scene = next(scenes, None)
        if scene is None:
            return
        if scene.time_s < frame.time_s + ROUNDING_S:
            yield frame, scene
            scene = next(scenes, None)


def _first_s(file: Path, part: Part) -> float:
    """Time of the first picture of a part."""
    return next(scene.time_s for scene in _scenes(file) if scene.time_s >= part.begin_s)


def _scenes(file: Path) -> Iterator[_Scene]:
    with file.open("rb") as content:
        while True:
            try:
                yield pickle.load(content)
            except EOFError:
                return
