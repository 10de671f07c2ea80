"""What is printed of every clip that has been analysed, and at the end of all."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from formcheck.cli.browser import show_unasked
from formcheck.cli.console import complain, err, out, print_json, say
from formcheck.cli.options import ResultOptions
from formcheck.cli.written import written
from formcheck.errors import HistoryError
from formcheck.system.language import tr
from formcheck.system.language.local import number
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.app.analysis.analysis import Analysis
    from formcheck.app.analysis.batch import Outcome
    from formcheck.exercises.exercise import Exercise
    from formcheck.output.report.index import Entry


class Printer:
    """Prints every outcome, and keeps what the page over all of them needs."""

    def __init__(self, chosen: "Exercise | None", results: ResultOptions, *, several: bool, times: bool) -> None:
        self._chosen = chosen
        self._several = several
        self._results = results
        self._times = times
        self._failures: dict[Path, Entry] = {}
        self._written: dict[Path, dict[str, object]] = {}
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
            self._written[path] = {"error": self._failures[path].failed}
        if outcome.analysis is not None:
            self._report = outcome.analysis.folder / PAGE
            if self._results.as_json:
                self._written[path] = written(outcome.analysis.folder)
            self._print(outcome, outcome.analysis)

    def end(self, inputs: list[Path], folder: Path) -> None:
        """Print what came of all.

        Raises
        ------
        typer.Exit
            Something failed, or the user interrupted.
        """
        from formcheck.output.report.index import is_index_place, results_in, write_index

        page, index = self._report, None
        done = results_in(folder, self._chosen)
        if self._several or (len(done) > 1 and is_index_place(folder)):
            failed = [self._failures[path] for path in inputs if path in self._failures]
            index = write_index(folder, [*failed, *done])
            say()
            say(tr("All reports: {path}", path=on_one_line(index)))
            page = index if self._several else page
        if self._results.as_json:
            every = [{"input": str(path), **self._written.get(path, {})} for path in inputs]
            print_json({"results": every, "index": index and str(index.absolute())})
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
    from formcheck.output.report.kept_result import session_of
    from formcheck.workout.recognition.candidates import candidates

    exercises = {exercise.id: exercise for exercise in (candidates() if chosen is None else [chosen])}
    history = History(history_path())
    try:
        session = session_of(path)
        of = next((entry for entry in history.entries() if session and entry.uuid == session), None)
        if of is not None:
            out.print(tr("Not added to the history: it is of session {number}, which is there.", number=of.id))
            return True
        kept = keep_clip(history, path, analysis.summary, analysis.source, exercises, filmed, analysis.folder)
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
