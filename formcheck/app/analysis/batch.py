"""Many recordings: one after another or side by side, here or on other machines; one that fails stops none."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from formcheck.app.analysis.analysis import DRAWING, LOOKING, Analysis, Progress, analyze, is_recording
from formcheck.app.analysis.annotate import VIDEO
from formcheck.app.analysis.options import Options
from formcheck.errors import FormcheckError, InputError, WorkerError, unusable
from formcheck.exercises.exercise import Exercise
from formcheck.output.report import PAGE, Source
from formcheck.output.report.reading import read_document, summary_of
from formcheck.pose.model import Model, find_or_obtain
from formcheck.system.language import later, tr
from formcheck.system.paths import is_file
from formcheck.system.processes import Tick, work

_LOST = ("KilledWorker", "FutureCancelledError")
"""What Dask calls it, without importing it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of every input.

    Attributes
    ----------
    exercise, out, model, options
        As for `analyze`.
    since_s
        A complete result that was written later than this, seconds since the epoch, is kept as it is; 0 for any, None
        to make every one anew.
    names
        What the folder of each result is called, where not as its file.
    """

    exercise: Exercise | None
    out: Path
    model: Model | None
    options: Options
    since_s: float | None = None
    names: Mapping[Path, str] = field(default_factory=dict)

    def name_of(self, path: Path) -> str:
        """What the folder of its result is called."""
        return self.names.get(path, path.name)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input.

    Attributes
    ----------
    path
        The input.
    analysis, error
        Its result, or why there is none.
    before
        Whether the result was there already.
    """

    path: Path
    analysis: Analysis | None = None
    error: FormcheckError | None = None
    before: bool = False

    @property
    def complete(self) -> bool:
        """Whether it was not interrupted."""
        return self.analysis is None or self.analysis.source.complete


Take = Callable[[Outcome], None]


def analyze_here(paths: Sequence[Path], order: Order, progress: Callable[[Path], Progress], take: Take) -> bool:
    """Analyse files on this computer; False where the user interrupted.

    Where there are at least as many files as jobs, whole files are done side by side; else one file after another,
    each by all.

    Parameters
    ----------
    paths, order
        What, and how.
    progress
        Makes the function that is called with the progress: of a file, or of all where they are done side by side.
    take
        Called with every outcome.
    """
    jobs = order.options.jobs
    if 1 < jobs <= len(paths):
        alone = replace(order, options=replace(order.options, jobs=1))
        report = progress(Path())
        pictures = partial(report, later("Pictures"))
        done = 0

        def count(outcome: Outcome) -> None:
            nonlocal done
            done += 1
            report(later("Files"), done, len(paths))
            take(outcome)

        tasks = [partial(_counted, path, alone) for path in paths]
        return work(tasks, jobs, lambda count: pictures(count, None), count, in_order=False)
    for path in paths:
        outcome = analyze_one(path, order, progress(path))
        take(outcome)
        if not outcome.complete:
            return False
    return True


def analyze_there(paths: Sequence[Path], order: Order, executor: Executor, take: Take) -> None:
    """Analyse files wherever an executor has them done, also on other machines that see the same folders.

    Parameters
    ----------
    paths, order
        What, and how; `Order.since_s` should be the time now, or earlier: a file whose result was already written
        when the machine that wrote it went away is not done again.
    executor
        Any of `concurrent.futures`; where it starts processes anew, ``formcheck`` has to be importable there.
    take
        Called with every outcome, as they come.
    """
    places = {path: Path(os.path.realpath(path)) for path in paths}
    names = {places[path]: order.name_of(path) for path in paths}
    there = replace(order, out=order.out.resolve(), options=replace(order.options, jobs=1), names=names)
    futures = {executor.submit(analyze_one, places[path], there): path for path in paths}
    try:
        for future in as_completed(futures):
            take(_outcome_of(future, futures[future]))
    except BaseException:
        for future in futures:
            future.cancel()
        raise


def _outcome_of(future: Future[Outcome], path: Path) -> Outcome:
    """What came of a file; also where those who worked on it were lost, one after another."""
    error = future.exception()
    if isinstance(error, BrokenExecutor) or type(error).__name__ in _LOST:
        lost = WorkerError(
            tr('"{path}": whoever worked on it was lost ({name}): try it alone', path=path, name=type(error).__name__)
        )
        return Outcome(path, error=lost)
    return replace(future.result(), path=path)


def analyze_one(path: Path, order: Order, progress: Progress = lambda *_: None) -> Outcome:
    """Analyse one file, unless it has been; an error is an outcome too."""
    try:
        if order.since_s is not None and (finished := _finished(path, order, order.since_s)) is not None:
            return Outcome(path, finished, before=True)
        model = order.model
        if model is not None and not is_file(model.path):
            model = find_or_obtain(None)  # on another machine, where it is elsewhere
        return Outcome(
            path,
            analyze(
                path,
                order.exercise,
                order.out,
                model=model,
                options=order.options,
                progress=progress,
                name=order.name_of(path),
            ),
        )
    except FormcheckError as error:
        return Outcome(path, error=error)
    except OSError as error:
        if error.filename is None:
            raise
        return Outcome(path, error=InputError(unusable(error)))


def _counted(path: Path, order: Order, tick: Tick) -> Outcome:
    """Analyse one file in a process of its own."""
    stopped = False

    def progress(stage: str, done: int, total: int | None) -> None:
        nonlocal stopped
        # What counts is short, and not disturbed.
        if tick() and not stopped and stage in (LOOKING, DRAWING):
            stopped = True
            raise KeyboardInterrupt

    return analyze_one(path, order, progress)


def _finished(path: Path, order: Order, since_s: float) -> Analysis | None:
    """The result of an earlier run, if it is whole, no older than the file, of this exercise, and looked at alike."""
    folder = order.out / order.name_of(path)
    wanted = ["summary.json", "signals.csv", *([PAGE] if order.options.page else [])]
    wanted += [VIDEO] if order.options.video and not is_recording(path) else []
    wanted += ["recording.npz"] if order.options.save_recording else []
    wanted += ["angles.mot", "markers.trc"] if order.options.opensim else []
    try:
        written_s = (folder / "summary.json").stat().st_mtime
        if written_s < max(since_s, path.stat().st_mtime) or not all((folder / name).is_file() for name in wanted):
            return None
        found = read_document(folder)
    except (OSError, InputError):
        return None  # there is none, or it cannot be read: it is made anew
    same = order.exercise is None if found.recognised else order.exercise and order.exercise.id == found.exercise
    alike = (found.looked or Options().looked) == order.options.looked
    if found.model is not None and order.model is not None:
        alike = alike and found.model.sha256 == order.model.sha256
    if not (same and found.complete and alike):
        return None
    filmed, load = order.options.filmed or found.started_at, order.options.load or found.load
    source = Source(
        found.source, None, True, tuple(found.notes), found.session, filmed, load, found.file_id, found.looked
    )
    return Analysis(summary_of(found), source, folder)
