"""The annotated video of a whole clip, drawn in parts that several processes can take."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from math import inf, isinf
from pathlib import Path

from formcheck.app.analysis.storyboard import HIP_ANGLE, LEAD_S, Scene, Storyboard, scenes_of
from formcheck.feedback.overlay import Overlay
from formcheck.system.processes import Tick, work
from formcheck.video.capture import Image
from formcheck.video.clip import ClipInfo
from formcheck.video.encoder import H264Writer
from formcheck.video.file import VideoFile
from formcheck.video.frame import Frame
from formcheck.video.mux import join
from formcheck.video.pace import ROUNDING_S
from formcheck.video.timeline import Part

VIDEO = "annotated.mp4"
"""What it is called."""


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
    overlay, complete = new_overlay(), True
    with VideoFile(clip, measured=False) as video:
        whole = isinf(part.begin_s) and isinf(part.end_s)
        writer = H264Writer(
            target, clip.size, fps=clip.fps, audio_from=clip if sound else None, end_s=end_s, alone=whole
        )
        with writer:
            try:
                for frame, scene in _paired(_frames(video, part), scenes_of(scenes)):
                    image = drawn_on(frame.image, scene, overlay)
                    if scene.time_s < part.begin_s:
                        continue
                    writer.write(image, scene.time_s)
                    if tick():
                        complete = False
                        break
            except KeyboardInterrupt:
                complete = False
    return _Drawn(target, writer.duration_s, complete)


def new_overlay() -> Overlay:
    """What draws the pictures of a part."""
    return Overlay(title="", hip_angle=HIP_ANGLE)


def drawn_on(image: Image, scene: Scene, overlay: Overlay) -> Image:
    """The picture with a scene on it."""
    overlay.title = scene.title
    return overlay.draw(image, scene.pose, scene.snapshot, over=True)


def _frames(video: VideoFile, part: Part) -> Iterable[Frame]:
    """Pictures of a part and of a little before it; of the whole with times that are mended where need be."""
    if isinf(part.begin_s) and isinf(part.end_s):
        return video
    return (one for one in video.between(part.begin_s - LEAD_S, part.end_s) if isinstance(one, Frame))


def _paired(frames: Iterable[Frame], scenes: Iterator[Scene]) -> Iterator[tuple[Frame, Scene]]:
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
    return next(scene.time_s for scene in scenes_of(file) if scene.time_s >= part.begin_s)
