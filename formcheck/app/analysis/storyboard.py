"""What is drawn on every picture of a clip, kept on disk until it is drawn."""

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from formcheck.counting.advice import PASSING
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.errors import unwritten
from formcheck.pose.landmarks import Pose
from formcheck.system.paths import TEMPORARY_PREFIX
from formcheck.video.timeline import Part

LEAD_S = 1.0
"""What is shown of a movement that has ended is gone sooner: with so much before it a part is drawn as in one go."""
HIP_ANGLE = "hip_extension_deg"


class Scene(NamedTuple):
    """All that is drawn on one picture."""

    time_s: float
    title: str
    pose: Pose | None
    snapshot: Snapshot

    @classmethod
    def of(cls, moment: Moment, snapshot: Snapshot, title: str) -> "Scene":
        """What is drawn of a moment, and no more."""
        measures = {HIP_ANGLE: snapshot.measures[HIP_ANGLE]} if HIP_ANGLE in snapshot.measures else {}
        reason = "" if snapshot.reason in PASSING else snapshot.reason  # nobody can hold still in a file
        slim = replace(snapshot, reason=reason, measures=measures, raw={}, ended=None)
        return cls(moment.time_s, title, moment.pose, slim)


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
        scene = pickle.dumps(Scene.of(moment, snapshot, self._title(time_s)))
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


def scenes_of(file: Path) -> Iterator[Scene]:
    """What is kept in a file."""
    with file.open("rb") as content:
        while True:
            try:
                yield pickle.load(content)
            except EOFError:
                return
