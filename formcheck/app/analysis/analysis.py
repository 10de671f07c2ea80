"""A recorded workout, from the file to the folder of results."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from formcheck.app.analysis.annotate import Storyboard, draw
from formcheck.app.analysis.extract import Extraction, extract
from formcheck.app.analysis.judges import Judges, NamedExercise, RecognisedExercise
from formcheck.app.analysis.remarks import remarks
from formcheck.app.loop import follow, recorded
from formcheck.counting.moment import Sink
from formcheck.counting.summary import Summary
from formcheck.errors import InputError
from formcheck.exercises.exercise import Exercise
from formcheck.output.history.filing import filing_of
from formcheck.output.opensim import OpenSimFiles
from formcheck.output.report import PAGE, OutputFolder, ReportData, SignalsFile, Source, as_json, report_page
from formcheck.pose.model import Model
from formcheck.pose.recording_file import save
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.system.interrupts import interrupts_deferred
from formcheck.system.paths import is_folder, is_name, is_there
from formcheck.video.address import masked, resembles_address
from formcheck.video.clip import ClipInfo
from formcheck.video.turn import AS_IT_IS, Turn
from formcheck.workout.recognition.candidates import candidates

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how many frames of it are, and of how many (None where that is not known)."""
LOOKING, DRAWING = "Looking", "Drawing"
"""What may be being done."""
VIDEO = "annotated.mp4"


@dataclass(frozen=True, slots=True)
class Options:
    """What `analyze` writes, how it looks at the clip, and how much of the computer it takes.

    Attributes
    ----------
    video, page
        Write ``annotated.mp4`` and ``report.html``.
    save_recording
        Write ``recording.npz``.
    opensim
        Write ``angles.mot`` and ``markers.trc``.
    as_live
        Does nothing more: a recording is always counted as a live session would have counted it.
    jobs
        How many processes may work at once; the result does not depend on it.
    turn
        What is done to the pictures of a video so that they are upright.
    filmed
        When it was filmed; None for what the file says.
    load
        A weight, a band or the height of a chair, as it stands in the report and in the history.
    """

    video: bool = True
    page: bool = True
    save_recording: bool = False
    opensim: bool = False
    as_live: bool = False
    jobs: int = 1
    turn: Turn = AS_IT_IS
    filmed: datetime | None = None
    load: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of one input.

    Attributes
    ----------
    summary, source, folder
        What was found, what is said about the source, and where the files are.
    times_s
        How long each stage of the work has taken.
    """

    summary: Summary
    source: Source
    folder: Path
    times_s: Mapping[str, float] = field(default_factory=dict)


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
    options, progress
        What to write; called with every frame.

    Returns
    -------
    Analysis
        Where the user interrupted, with what was seen until then.

    Raises
    ------
    InputError, OutputError, ModelError
        The file cannot be read, the results cannot be written, or the model does not load.
    """
    _check_place(path, out)
    stopwatch = _Stopwatch()
    with OutputFolder(out, path.name) as folder:
        seen = _read(path) if is_recording(path) else _extract(path, _required(model), options, progress)
        filing = filing_of(path, options.filmed)
        stopwatch.lap("looking")
        judges = _judges(exercise)
        report_data = ReportData(candidates() if exercise is None else [exercise])
        with Storyboard(seen.parts, judges.title, folder.scratch) as board:
            drawn = options.video and seen.clip is not None
            sinks: list[Sink] = [report_data, *([board] if drawn else [])]
            summary, interrupted = _count(seen, judges, folder.path, options, sinks)
            stopwatch.lap("counting")
            if options.save_recording:
                save(seen.recording, folder.path / "recording.npz")
            if drawn and seen.clip is not None and not interrupted:
                video = folder.path / VIDEO
                interrupted = not draw(seen.clip, board, video, options.jobs, _stage(progress, DRAWING, seen))
            stopwatch.lap("drawing")
        complete = seen.complete and not interrupted
        source = Source(
            str(path), None if seen.clip is None else model, complete, tuple(remarks(seen, summary.reps)),
            filing.uuid, filing.started_at, options.load, filing.file_id,
        )  # fmt: skip
        _write(folder, summary, source, report_data if options.page else None, seen.clip)
        stopwatch.lap("writing")
    return Analysis(summary, source, folder.final, stopwatch.laps_s)


def _write(
    folder: OutputFolder, summary: Summary, source: Source, report_data: ReportData | None, clip: ClipInfo | None
) -> None:
    folder.write("summary.json", as_json(summary, source))
    if report_data is not None:
        beside = VIDEO if (folder.path / VIDEO).is_file() else None
        with suppress(KeyboardInterrupt), interrupts_deferred():  # a moment more, and all is saved
            folder.write(PAGE, report_page(summary, source, report_data, beside, clip))


def _check_place(path: Path, out: Path) -> None:
    if not is_name(path):
        raise InputError(f"{str(path)!a} is no name that a file can have: check it")
    if is_folder(path):
        raise InputError(f'"{path}" is a folder: name the files in it')
    if resembles_address(str(path)) and not is_there(path):
        raise InputError(f'"{masked(str(path))}" is an address: fetch the video, and name the file')
    if Path(os.path.realpath(out / path.name)) in Path(os.path.realpath(path)).parents:
        raise InputError(f'"{path}" lies in the result that it would replace: choose another folder with --out')


class _Stopwatch:
    """How long one stage after another has taken."""

    def __init__(self) -> None:
        self._since_s = time.perf_counter()
        self.laps_s: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """A stage has ended."""
        now_s = time.perf_counter()
        self.laps_s[name], self._since_s = now_s - self._since_s, now_s


def _required(model: Model | None) -> Model:
    if model is None:
        raise InputError("a video needs a pose model")
    return model


def _read(path: Path) -> Extraction:
    return Extraction(SpooledRecording.load(path))


def _extract(path: Path, model: Model, options: Options, progress: Progress) -> Extraction:
    return extract(path, model.path, options.jobs, lambda done, of: progress(LOOKING, done, of), options.turn)


def _stage(progress: Progress, name: str, seen: Extraction) -> Callable[[int], None]:
    return lambda done: progress(name, done, len(seen.recording))


def _judges(exercise: Exercise | None) -> Judges:
    return RecognisedExercise() if exercise is None else NamedExercise(exercise)


def _count(
    seen: Extraction, judges: Judges, folder: Path, options: Options, sinks: Sequence[Sink]
) -> tuple[Summary, bool]:
    """The summary, and whether the user interrupted meanwhile: it is short, and finished unless the user insists."""
    summary = None
    try:
        with interrupts_deferred(), ExitStack() as files:
            written: list[SignalsFile | OpenSimFiles] = [SignalsFile(folder / "signals.csv")]
            files.callback(written[0].close)
            if options.opensim:
                written.append(OpenSimFiles(folder))
                files.callback(written[1].close)
            summary = follow(recorded(seen.recording, seen.pictures), judges.begin(), [*written, *sinks])
    except KeyboardInterrupt:
        if summary is None:
            raise
        return summary, True
    return summary, False
