"""The annotated video of a clip, drawn while the clip is looked at, so that no picture is decoded twice."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from math import inf
from pathlib import Path

from formcheck.app.analysis.annotate import drawn_on, new_overlay
from formcheck.app.analysis.storyboard import LEAD_S, Scene
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.video.capture import Image
from formcheck.video.clip import ClipInfo
from formcheck.video.encoder import H264Writer
from formcheck.video.frame import Frame, Passed
from formcheck.video.mux import join
from formcheck.video.pace import ROUNDING_S
from formcheck.video.timeline import Part

_WAITING = 4
"""So many pictures wait to be drawn at most; then who looks at the next ones waits too."""


class Film:
    """Sink that draws each picture when it is known what is drawn on it, in a thread of its own.

    What is closed without `finish` is not there.

    Parameters
    ----------
    clip, parts
        What is drawn, and how it is divided: part by part it is encoded, as where several processes do so.
    title
        What is done at a time.
    target, scratch
        The video that is written, and a folder for its parts.
    """

    def __init__(
        self, clip: ClipInfo, parts: Sequence[Part], title: Callable[[float], str], target: Path, scratch: Path
    ) -> None:
        self._title = title
        self._images: deque[tuple[float, Image]] = deque()
        self._waiting: deque[Future[None]] = deque()
        self._thread = ThreadPoolExecutor(1, "drawing")
        self._cutter = _Cutter(clip, parts, target, scratch)

    def kept(self, frames: Iterable[Frame | Passed], begin_s: float) -> Iterator[Frame | Passed]:
        """The same, whose pictures since a time will be shown."""
        for frame in frames:
            if frame.image is not None and frame.time_s >= begin_s:
                self._images.append((frame.time_s, frame.image))
            yield frame

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Draw one moment; nothing, where its picture could not be decoded."""
        while self._images and self._images[0][0] < moment.time_s - ROUNDING_S:
            self._images.popleft()
        if not self._images or self._images[0][0] >= moment.time_s + ROUNDING_S:
            return
        _, image = self._images.popleft()
        scene = Scene.of(moment, snapshot, self._title(moment.time_s))
        self._waiting.append(self._thread.submit(self._cutter.draw, image, scene))
        if len(self._waiting) > _WAITING:
            self._waiting.popleft().result()

    def finish(self, progress: Callable[[int], None]) -> bool:
        """Write the video."""
        while self._waiting:
            self._waiting.popleft().result()
        self._cutter.finish()
        return True

    def close(self) -> None:
        """Let go of what is not finished; a second time does nothing."""
        self._thread.shutdown(cancel_futures=True)
        self._cutter.abort()


class _Cutter:
    """Draws and encodes pictures in their order, part by part, and puts the parts together."""

    def __init__(self, clip: ClipInfo, parts: Sequence[Part], target: Path, scratch: Path) -> None:
        self._clip, self._target, self._scratch = clip, target, scratch
        self._to_come, self._whole = deque(parts), len(parts) == 1
        self._end_s = -inf
        self._first_s: float | None = None
        self._overlay, self._next = new_overlay(), new_overlay()
        self._writer: H264Writer | None = None
        self._written: list[tuple[Path, float]] = []

    def draw(self, image: Image, scene: Scene) -> None:
        """Draw on one picture, and encode it."""
        if scene.time_s >= self._end_s:
            self._begin(scene.time_s)
        if self._to_come and scene.time_s >= self._to_come[0].begin_s - LEAD_S:
            drawn_on(image.copy(), scene, self._next)  # what it keeps is as where the next part is drawn by another
        assert self._writer is not None
        self._writer.write(drawn_on(image, scene, self._overlay), scene.time_s)

    def finish(self) -> None:
        """Complete the video; where nothing was drawn there is none."""
        self._close(inf)
        if not self._whole and self._first_s is not None:
            files = [file for file, _ in self._written]
            duration_s = sum(lasts_s for _, lasts_s in self._written)
            join(files, self._target, self._clip, first_s=self._first_s, duration_s=duration_s)

    def abort(self) -> None:
        """Let go of what is not complete."""
        if self._writer is not None:
            self._writer.abort()

    def _begin(self, time_s: float) -> None:
        """Begin the part of this time."""
        if self._first_s is None:
            self._first_s = time_s
        else:
            self._close(time_s)
            self._overlay, self._next = self._next, new_overlay()
        while (part := self._to_come.popleft()).end_s <= time_s:
            continue
        self._end_s = part.end_s
        target, sound = (self._target, self._clip) if self._whole else (self._scratch / f"{part.number}.mp4", None)
        self._writer = H264Writer(target, self._clip.size, fps=self._clip.fps, audio_from=sound, alone=self._whole)

    def _close(self, end_s: float) -> None:
        if self._writer is not None:
            self._writer.end_s = end_s
            self._writer.close()
            self._written.append((self._writer.path, self._writer.duration_s))
            self._writer = None
