"""A recorded workout, from the file to the folder of results."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from formcheck.app.analysis.annotate import VIDEO
from formcheck.app.analysis.closer import hurried, look_closer
from formcheck.app.analysis.counted import Counted, count
from formcheck.app.analysis.extract import extract
from formcheck.app.analysis.named_curves import fill_curves
from formcheck.app.analysis.one_pass import MOST_JOBS, look_and_count
from formcheck.app.analysis.options import Options
from formcheck.app.analysis.remarks import remarks
from formcheck.app.analysis.seen import Extraction
from formcheck.app.analysis.uprighting import uprighted
from formcheck.counting.summary import Summary
from formcheck.errors import InputError
from formcheck.exercises.exercise import Exercise
from formcheck.output.history.filing import filing_of
from formcheck.output.report import PAGE, TEXT, OutputFolder, ReportData, Source, as_json, report_page, report_text
from formcheck.pose.model import Model
from formcheck.pose.recording_file import save
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.system.interrupts import interrupts_deferred
from formcheck.system.language import later, tr
from formcheck.system.paths import is_folder, is_name, is_there
from formcheck.video.address import masked, resembles_address
from formcheck.video.timeline import Part
from formcheck.video.turn import Turn

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how many frames of it are, and of how many (None where that is not known)."""
LOOKING, AGAIN, DRAWING = later("Looking"), later("Looking closer"), later("Drawing")
"""What may be being done."""


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


def analyze(  # noqa: PLR0913 - what, how, and where to
    path: Path,
    exercise: Exercise | None,
    out: Path,
    *,
    model: Model | None,
    options: Options,
    progress: Progress,
    name: str = "",
) -> Analysis:
    """Look at one file and write everything about it into a folder of its own.

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
    name
        What the folder in ``out`` is called; empty for the name of the file.

    Returns
    -------
    Analysis
        Where the user interrupted, with what was seen until then.

    Raises
    ------
    InputError, OutputError, ModelError
        The file cannot be read, the results cannot be written, or the model does not load.
    """
    name = name or path.name
    _check_place(path, out / name)
    stopwatch = _Stopwatch()
    with OutputFolder(out, name) as folder, ExitStack() as stack:
        counted = None
        if is_recording(path):
            seen = _read(path, options.speed)
        elif options.video and options.jobs <= MOST_JOBS:
            seen, counted = _in_one_pass(
                path, exercise, folder, _required(model), options, stack=stack, progress=progress
            )
        else:
            seen = _extract(path, _required(model), options, progress)
        filing = filing_of(path, options.filmed)
        stopwatch.lap(later("looking"))
        counted = counted or count(seen, exercise, folder, options, stack)
        if seen.clip is not None and seen.complete and not counted.interrupted:
            stretches = hurried(seen, counted.summary.reps)
            if stretches:
                closer = _closer(seen, stretches, _required(model), options, progress)
                if closer.complete:
                    counted = count(closer, exercise, folder, options, stack)
                seen = closer
        stopwatch.lap(later("counting"))
        if options.save_recording:
            save(seen.recording, folder.path / "recording.npz")
        interrupted = counted.interrupted
        if counted.video is not None and not interrupted:
            interrupted = not counted.video.draw(_stage(progress, DRAWING, seen))
        stopwatch.lap(later("drawing"))
        complete, summary = seen.complete and not interrupted, counted.summary
        source = Source(
            str(path), None if seen.clip is None else model, complete, tuple(remarks(seen, summary.reps)),
            filing.uuid, filing.started_at, options.load, filing.file_id, options.looked,
        )  # fmt: skip
        _write(folder, summary, source, counted.report_data if options.page else None, seen)
        stopwatch.lap(later("writing"))
    return Analysis(summary, source, folder.final, stopwatch.laps_s)


def _write(
    folder: OutputFolder, summary: Summary, source: Source, report_data: ReportData | None, seen: Extraction
) -> None:
    folder.write("summary.json", as_json(summary, source))
    if report_data is not None:
        beside = VIDEO if (folder.path / VIDEO).is_file() else None
        with suppress(KeyboardInterrupt), interrupts_deferred():  # a moment more, and all is saved
            if summary.recognised:
                fill_curves(report_data, seen, summary)
            folder.write(TEXT, report_text(summary, source, report_data))
            folder.write(PAGE, report_page(summary, source, report_data, beside, seen.clip))


def _check_place(path: Path, result: Path) -> None:
    if not is_name(path):
        raise InputError(tr("{path} is no name that a file can have: check it", path=ascii(str(path))))
    if is_folder(path):
        raise InputError(tr('"{path}" is a folder: name the files in it', path=path))
    if resembles_address(str(path)) and not is_there(path):
        raise InputError(tr('"{path}" is an address: fetch the video, and name the file', path=masked(str(path))))
    if Path(os.path.realpath(result)) in Path(os.path.realpath(path)).parents:
        raise InputError(
            tr('"{path}" lies in the result that it would replace: choose another folder with --out', path=path)
        )


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
        raise InputError(tr("a video needs a pose model"))
    return model


def _read(path: Path, speed: float) -> Extraction:
    return Extraction(SpooledRecording.load(path, speed), speed=speed)


def _in_one_pass(  # noqa: PLR0913 - what, how, and where to
    path: Path,
    exercise: Exercise | None,
    folder: OutputFolder,
    model: Model,
    options: Options,
    *,
    stack: ExitStack,
    progress: Progress,
) -> tuple[Extraction, Counted]:
    """What is seen, and what came of it, the video being drawn meanwhile; once more where it is not upright."""
    passes: list[tuple[Extraction, Counted]] = []

    def looked_at(turn: Turn) -> Extraction:
        turned, told = replace(options, turn=turn), _looking(progress)
        passes.append(look_and_count(path, exercise, folder, model.path, turned, stack=stack, progress=told))
        return passes[-1][0]

    seen = looked_at(options.turn)
    seen = uprighted(seen, looked_at, options.turn) if options.upright else seen
    return seen, next(counted for one, counted in passes if one.recording is seen.recording)


def _extract(path: Path, model: Model, options: Options, progress: Progress) -> Extraction:
    def looked_at(turn: Turn) -> Extraction:
        return extract(path, model.path, replace(options, turn=turn), _looking(progress))

    seen = looked_at(options.turn)
    return uprighted(seen, looked_at, options.turn) if options.upright else seen


def _closer(
    seen: Extraction, stretches: Sequence[Part], model: Model, options: Options, progress: Progress
) -> Extraction:
    return look_closer(seen, stretches, model.path, options.jobs, lambda done: progress(AGAIN, done, None))


def _looking(progress: Progress) -> Callable[[int, int | None], None]:
    return lambda done, of: progress(LOOKING, done, of)


def _stage(progress: Progress, name: str, seen: Extraction) -> Callable[[int], None]:
    return lambda done: progress(name, done, len(seen.times_s))
