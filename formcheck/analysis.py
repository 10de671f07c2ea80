"""A recorded workout, from the file to the folder of results."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from formcheck.closeup import pose_estimator
from formcheck.errors import InputError
from formcheck.exercise import Exercise
from formcheck.frame import Frame, Picture
from formcheck.judging import Judging, Named, Unnamed
from formcheck.landmarks import Pose
from formcheck.loop import estimated, follow, recorded
from formcheck.model import Model
from formcheck.moment import Moment
from formcheck.overlay import Overlay
from formcheck.recording import Recording
from formcheck.report import OutputFolder, SignalsFile, Source, as_json
from formcheck.snapshot import Snapshot, Summary
from formcheck.video.encoder import H264Writer
from formcheck.video.file import VideoFile

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how many frames of it are, and of how many (None where that is not known)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `analyze` writes, and how it looks at the clip.

    Attributes
    ----------
    video
        Write ``annotated.mp4``.
    save_recording
        Write ``recording.npz``.
    as_live
        Count as a live session would have, without a first look at the whole.
    """

    video: bool = True
    save_recording: bool = False
    as_live: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of one input: what was found, what is said about the source, and where the files are."""

    summary: Summary
    source: Source
    folder: Path


@dataclass(frozen=True, slots=True)
class _Seen:
    """A source as far as it was looked at: landmarks, what was measured of the pictures, notes on both."""

    recording: Recording
    pictures: tuple[Picture, ...] = ()
    complete: bool = True
    notes: tuple[str, ...] = ()
    fps: float = 30.0


def is_recording(path: Path) -> bool:
    """Whether an input is a landmark recording rather than a video, by its name."""
    return path.suffix.lower() == ".npz"


def analyze(
    path: Path, exercise: Exercise | None, out: Path, *, model: Model | None, options: Options, progress: Progress
) -> Analysis:
    """Look at one file and write everything about it into ``out/<file name>/``.

    Parameters
    ----------
    path
        A video, or a landmark recording (``.npz``).
    exercise
        What is being done in it; None to find that out.
    out
        Folder of all results; an earlier result of the same name is replaced whole.
    model
        The pose model; may be None for a landmark recording.
    options
        What to write.
    progress
        Called with every frame.

    Returns
    -------
    Analysis
        Where the user interrupted, with what was seen until then.

    Raises
    ------
    InputError, OutputError, ModelError
        The file cannot be read, the results cannot be written, or the model does not load.
    """
    if path.is_dir():
        raise InputError(f'"{path}" is a folder: name the files in it')
    with OutputFolder(out, path.name) as folder:
        seen = _read(path) if is_recording(path) else _watch(path, _required(model), progress)
        judging = _judging(seen.recording, exercise, options, progress)
        counted = True
        try:
            summary = _count(seen, judging, folder.path / "signals.csv")
        except KeyboardInterrupt:  # the long part is done: finish the short one, and stop then
            counted, options = False, replace(options, video=False)
            summary = _count(seen, judging, folder.path / "signals.csv")
        if options.save_recording:
            seen.recording.save(folder.path / "recording.npz")
        drawn = True
        if options.video and not is_recording(path):
            drawn = _draw(path, seen, judging, folder.path / "annotated.mp4", progress)
        used = None if is_recording(path) else model
        source = Source(str(path), used, seen.complete and counted and drawn, (*seen.notes, *_remarks(seen)))
        folder.write("summary.json", as_json(summary, source))
    return Analysis(summary, source, folder.final)


def _required(model: Model | None) -> Model:
    if model is None:
        raise InputError("a video needs a pose model")
    return model


def _read(path: Path) -> _Seen:
    return _Seen(Recording.load(path))


def _watch(path: Path, model: Model, progress: Progress) -> _Seen:
    """Estimate the pose in every frame. Interrupted, it keeps what it has."""
    poses: list[tuple[float, Pose | None]] = []
    pictures: list[Picture] = []
    complete = True
    with VideoFile(path) as video, pose_estimator(model.path) as estimator:
        try:
            for moment in estimated(video, estimator):
                poses.append((moment.time_s, moment.pose))
                pictures.append(moment.picture or Picture(0.0))
                progress("Looking", len(poses), video.frame_estimate)
        except KeyboardInterrupt:
            complete = False
            del poses[len(pictures) :]
        notes = (f"the file breaks off after {poses[-1][0]:.1f} s",) if video.ended_early and poses else ()
        recording = Recording.of(poses, video.size)
        return _Seen(recording, tuple(pictures), complete, notes, video.fps)


def _remarks(seen: _Seen) -> Iterator[str]:
    if len(seen.recording) == 1:
        yield "it has a single frame, like a photo: there is no movement to count"


def _judging(recording: Recording, exercise: Exercise | None, options: Options, progress: Progress) -> Judging:
    if exercise is not None:
        return Named(recording, exercise, as_live=options.as_live)
    return Unnamed(recording, as_live=options.as_live, tell=lambda done, of: progress("Comparing", done, of))


def _count(seen: _Seen, judging: Judging, path: Path) -> Summary:
    file = SignalsFile(path)
    try:
        return follow(recorded(seen.recording, seen.pictures), judging.begin(), [file])
    finally:
        file.close()


class _Film:
    """Sink for the annotated video."""

    def __init__(self, writer: H264Writer, title: Callable[[float], str], progress: Callable[[int], None]) -> None:
        self._writer = writer
        self._overlay = Overlay(title="")
        self._title = title
        self._progress = progress
        self._frames = 0

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        if moment.frame is not None:
            self._overlay.title = self._title(moment.time_s)
            self._writer.write(self._overlay.draw(moment.frame.image, moment.pose, snapshot), moment.time_s)
            self._frames += 1
            self._progress(self._frames)


def _draw(path: Path, seen: _Seen, judging: Judging, target: Path, progress: Progress) -> bool:
    """Draw and encode the annotated video. Interrupted, it ends early; False says so."""
    frames = len(seen.recording)
    with VideoFile(path) as source:
        writer = H264Writer(target, source.size, fps=seen.fps, audio_from=path)
        film = _Film(writer, judging.title, lambda done: progress("Drawing", done, frames))
        with writer:
            try:
                moments = recorded(seen.recording, frames=_only(source, frames))
                follow(moments, judging.begin(), [film])
            except KeyboardInterrupt:
                writer.close()
                return False
    return True


def _only(frames: VideoFile, count: int) -> Iterator[Frame]:
    """The first frames of a clip: no more than were looked at before."""
    for frame, _ in zip(frames, range(count), strict=False):
        yield frame
