"""The command for recorded clips."""

import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.browser import show_unasked
from formcheck.cli.console import complain, err, out, say
from formcheck.cli.names import counted_names
from formcheck.cli.options import ModelOptions, PictureOptions, ResultOptions, WorkOptions
from formcheck.errors import HistoryError
from formcheck.system.language import tr
from formcheck.system.language.local import day, number
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.app.analysis.analysis import Analysis
    from formcheck.app.analysis.batch import Order, Outcome
    from formcheck.exercises.exercise import Exercise
    from formcheck.output.report.index import Entry


def analyze(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Videos or landmark recordings (.npz).")],
    exercise: Annotated[
        str | None,
        typer.Option(
            autocompletion=counted_names,
            help="Name of the exercise, or a .toml file of your own; otherwise it is recognised.",
        ),
    ] = None,
    *,
    results: ResultOptions,
    work: WorkOptions,
    picture: PictureOptions,
    model: ModelOptions,
) -> None:
    """Count and check the repetitions in recorded clips."""
    from formcheck.app.analysis.analysis import is_recording
    from formcheck.app.analysis.batch import Order
    from formcheck.app.analysis.options import Options
    from formcheck.app.analysis.places import names_for
    from formcheck.exercises import catalogue
    from formcheck.pose.model import find_or_obtain
    from formcheck.system.processes import cores
    from formcheck.video.pace import EVERY

    names = names_for(inputs, results.folder)
    _check_names(inputs, names.values(), results.folder)
    if results.date is not None and results.date > datetime.now():
        raise typer.BadParameter(
            tr("found {date}, which is still to come", date=day(results.date)), param_hint="--date"
        )
    chosen = None if exercise is None else catalogue.load(exercise)
    options = Options(
        video=not results.no_video,
        save_recording=results.save_recording,
        opensim=results.opensim,
        as_live=work.as_live,
        jobs=work.jobs or cores(),
        turn=picture.turn,
        upright=picture.upright,
        filmed=results.date,
        load=results.load,
        per_second=EVERY if work.every else work.poses_per_second,
        speed=work.speed,
    )
    found = None if all(map(is_recording, inputs)) else find_or_obtain(model.model, model.size)
    order = Order(chosen, results.folder, found, options, 0.0 if work.resume else None, names)
    printer = _Printer(chosen, results, several=len(inputs) > 1, times=work.times)
    if work.scheduler is None:
        _here(inputs, order, printer)
    else:
        _on_a_cluster(work.scheduler, inputs, order, printer)
    printer.end(inputs, results.folder)


def _check_names(inputs: Sequence[Path], names: Iterable[str], folder: Path) -> None:
    """Each input has a folder of its own, and of several there is a page over all beside them."""
    from formcheck.output.history.filing import file_id
    from formcheck.output.report.index import INDEX, check_index

    if len({file_id(path) for path in inputs}) < len(inputs):
        raise typer.BadParameter(tr("the same file is named twice: name each once"))
    if len(inputs) > 1:
        if INDEX in map(str.casefold, names):
            raise typer.BadParameter(
                tr("the page over several results is called {index}: analyse that one by itself", index=INDEX)
            )
        check_index(folder)


def _here(inputs: list[Path], order: "Order", printer: "_Printer") -> None:
    from formcheck.app.analysis.batch import analyze_here
    from formcheck.cli.progress import progress_bars

    with progress_bars(err) as progress:
        printer.interrupted = not analyze_here(inputs, order, progress, printer.take)


def _on_a_cluster(address: str, inputs: list[Path], order: "Order", printer: "_Printer") -> None:
    from dataclasses import replace

    from formcheck.app.analysis.batch import analyze_there
    from formcheck.app.analysis.cluster import cluster

    since_s = time.time() if order.since_s is None else order.since_s
    with cluster(address) as executor:
        analyze_there(inputs, replace(order, since_s=since_s), executor, printer.take)


class _Printer:
    """Prints every outcome, and keeps what the page over all of them needs."""

    def __init__(self, chosen: "Exercise | None", results: ResultOptions, *, several: bool, times: bool) -> None:
        self._chosen = chosen
        self._several = several
        self._results = results
        self._times = times
        self._failures: dict[Path, Entry] = {}
        self._report: Path | None = None
        self._failed = False
        self.interrupted = False

    def take(self, outcome: "Outcome") -> None:
        """Print one outcome."""
        from formcheck.output.report import PAGE
        from formcheck.output.report.index import Entry

        path = outcome.path
        if outcome.error is not None:
            self._failed = True
            self._failures[path] = Entry(path, failed=complain(outcome.error))
        if outcome.analysis is not None:
            self._report = outcome.analysis.folder / PAGE
            self._print(outcome, outcome.analysis)

    def end(self, inputs: list[Path], folder: Path) -> None:
        """Print what came of all.

        Raises
        ------
        typer.Exit
            Something failed, or the user interrupted.
        """
        from formcheck.output.report.index import is_index_place, results_in, write_index

        page = self._report
        done = results_in(folder, self._chosen)
        if self._several or (len(done) > 1 and is_index_place(folder)):
            failed = [self._failures[path] for path in inputs if path in self._failures]
            index = write_index(folder, [*failed, *done])
            say()
            say(tr("All reports: {path}", path=on_one_line(index)))
            page = index if self._several else page
        if page is not None and not self._results.no_open and not self.interrupted:
            show_unasked(page)
        if self.interrupted:
            err.print(tr("Interrupted: what was analysed until then is saved."))
        if self.interrupted or self._failed:
            raise typer.Exit(130 if self.interrupted else 1)

    def _print(self, outcome: "Outcome", analysis: "Analysis") -> None:
        from formcheck.cli.summary import print_summary
        from formcheck.output.report import PAGE

        if self._several:
            before = f" ({tr('done before')})" if outcome.before else ""
            out.print(f"\n{on_one_line(outcome.path)}{before}", style="bold", markup=False)
        print_summary(out, analysis.summary, self._chosen, analysis.source.notes)
        say(tr("Results: {path}", path=on_one_line(analysis.folder)))
        say(tr("Report: {path}", path=on_one_line(analysis.folder / PAGE)))
        if self._times and analysis.times_s:
            stages = ", ".join(f"{tr(name)} {number(taken_s, 1)} s" for name, taken_s in analysis.times_s.items())
            out.print(tr("Times: {stages}", stages=stages), markup=False)
        if self._results.history:
            kept = _added(outcome.path, analysis, self._chosen, self._results.date)
            self._failed = not kept or self._failed


def _added(path: Path, analysis: "Analysis", chosen: "Exercise | None", filmed: datetime | None) -> bool:
    """Add a clip to the history; False where that failed."""
    from formcheck.output.history.clip import Kept, keep_clip
    from formcheck.output.history.store import History, history_path
    from formcheck.workout.recognition.candidates import candidates

    exercises = {exercise.id: exercise for exercise in (candidates() if chosen is None else [chosen])}
    try:
        kept = keep_clip(
            History(history_path()), path, analysis.summary, analysis.source, exercises, filmed, analysis.folder
        )
    except HistoryError as error:
        complain(error)
        return False
    told = {
        Kept.ADDED: tr("Added to the history."),
        Kept.REPLACED: tr("It was in the history already: replaced by this."),
        Kept.NOTHING: tr("Not in the history: nothing was counted."),
    }
    out.print(told[kept])
    return True
