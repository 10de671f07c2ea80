"""The command for recorded clips."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.console import complain, err, out
from formcheck.cli.options import ModelPath, Size, Sizes
from formcheck.errors import HistoryError
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.app.analysis.analysis import Analysis
    from formcheck.app.analysis.batch import Order, Outcome
    from formcheck.exercises.exercise import Exercise
    from formcheck.output.report.index import Entry

WRITES, WORK = "What is written", "How the work is done"


def analyze(  # noqa: PLR0913, PLR0917 - the options of a command
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Videos or landmark recordings (.npz).")],
    exercise: Annotated[
        str | None, typer.Option(help="Name of the exercise, or a .toml file of your own; otherwise it is recognised.")
    ] = None,
    as_live: Annotated[bool, typer.Option("--as-live", help="Count as a live session would have.")] = False,
    folder: Annotated[Path, typer.Option("--out", help="Folder for the results.", rich_help_panel=WRITES)] = Path(
        "formcheck-out"
    ),
    no_video: Annotated[bool, typer.Option("--no-video", help="No annotated video.", rich_help_panel=WRITES)] = False,
    save_recording: Annotated[
        bool, typer.Option("--save-recording", help="The landmarks too.", rich_help_panel=WRITES)
    ] = False,
    opensim: Annotated[
        bool, typer.Option("--opensim", help="Joint angles and markers for OpenSim too.", rich_help_panel=WRITES)
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Add it to the past sessions.", rich_help_panel=WRITES)
    ] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes; by default one a core.", rich_help_panel=WORK)
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Leave out what is finished.", rich_help_panel=WORK)] = False,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask cluster that does the work.", rich_help_panel=WORK)
    ] = None,
    times: Annotated[
        bool, typer.Option("--times", help="Tell how long each stage took.", rich_help_panel=WORK)
    ] = False,
    model: ModelPath = None,
    model_size: Size = Sizes.FULL,
) -> None:
    """Count and check the repetitions in recorded clips."""
    from formcheck.app.analysis.analysis import Options, is_recording
    from formcheck.app.analysis.batch import Order
    from formcheck.exercises import catalogue
    from formcheck.output.report.index import INDEX, check_index
    from formcheck.pose.model import find_or_obtain
    from formcheck.pose.model.download import Size as ModelSize
    from formcheck.system.processes import cores

    if len({path.name.casefold() for path in inputs}) < len(inputs):
        raise typer.BadParameter("two inputs have the same file name: analyse them one by one, each with its own --out")
    several = len(inputs) > 1
    if several:
        if INDEX in {path.name.casefold() for path in inputs}:
            raise typer.BadParameter(f"the page over several results is called {INDEX}: analyse that one by itself")
        check_index(folder)
    chosen = None if exercise is None else catalogue.load(exercise)
    options = Options(
        video=not no_video,
        save_recording=save_recording,
        opensim=opensim,
        as_live=as_live,
        jobs=jobs or cores(),
    )
    found = None if all(map(is_recording, inputs)) else find_or_obtain(model, ModelSize(model_size.value))
    told = _Told(chosen, several=several, history=history, times=times)
    order = Order(chosen, folder, found, options, 0.0 if resume else None)
    if scheduler is not None:
        _on_a_cluster(scheduler, inputs, order, told)
    else:
        _here(inputs, order, told)
    told.end(inputs, folder)


def _here(inputs: list[Path], order: "Order", told: "_Told") -> None:
    from formcheck.app.analysis.batch import analyze_here
    from formcheck.cli.progress import progress_bars

    with progress_bars(err) as progress:
        told.interrupted = not analyze_here(inputs, order, progress, told.take)


def _on_a_cluster(address: str, inputs: list[Path], order: "Order", told: "_Told") -> None:
    from dataclasses import replace

    from formcheck.app.analysis.batch import analyze_there
    from formcheck.app.analysis.cluster import cluster

    since_s = time.time() if order.since_s is None else order.since_s
    with cluster(address) as executor:
        analyze_there(inputs, replace(order, since_s=since_s), executor, told.take)


class _Told:
    """Tells every outcome, and keeps what the page over all of them needs."""

    def __init__(self, chosen: "Exercise | None", *, several: bool, history: bool, times: bool) -> None:
        self._chosen = chosen
        self._several = several
        self._history = history
        self._times = times
        self._entries: dict[Path, Entry] = {}
        self._failed = False
        self.interrupted = False

    def take(self, outcome: "Outcome") -> None:
        """Tell one outcome."""
        from formcheck.output.report.index import Entry, entry_of

        path = outcome.path
        if outcome.error is not None:
            self._failed = True
            self._entries[path] = Entry(path, failed=complain(outcome.error))
        if outcome.analysis is not None:
            self._entries[path] = entry_of(path, outcome.analysis.summary, self._chosen)
            self._tell(outcome, outcome.analysis)

    def end(self, inputs: list[Path], folder: Path) -> None:
        """Tell what came of all.

        Raises
        ------
        typer.Exit
            Something failed, or somebody interrupted.
        """
        from formcheck.output.report.index import write_index

        if self._several:
            entries = [self._entries[path] for path in inputs if path in self._entries]
            out.print(f"\nAll reports: {on_one_line(write_index(folder, entries))}", markup=False, soft_wrap=True)
        if self.interrupted:
            err.print("Interrupted: what was analysed until then is saved.")
        if self.interrupted or self._failed:
            raise typer.Exit(130 if self.interrupted else 1)

    def _tell(self, outcome: "Outcome", analysis: "Analysis") -> None:
        from formcheck.cli.summary import print_summary
        from formcheck.output.report import PAGE

        if self._several:
            before = " (done before)" if outcome.before else ""
            out.print(f"\n{on_one_line(outcome.path)}{before}", style="bold", markup=False)
        print_summary(out, analysis.summary, self._chosen, analysis.source.notes)
        out.print(f"Results: {on_one_line(analysis.folder)}", markup=False, soft_wrap=True)
        out.print(f"Report: {on_one_line(analysis.folder / PAGE)}", markup=False, soft_wrap=True)
        if self._times and analysis.times_s:
            stages = ", ".join(f"{name} {taken_s:.1f} s" for name, taken_s in analysis.times_s.items())
            out.print(f"Times: {stages}", markup=False)
        if self._history:
            self._failed = not _added(outcome.path, analysis, self._chosen) or self._failed


def _added(path: Path, analysis: "Analysis", chosen: "Exercise | None") -> bool:
    """Add a clip to the history; False where that failed."""
    from formcheck.output.history.clip import keep_clip
    from formcheck.output.history.store import History, history_path
    from formcheck.workout.recognition.candidates import candidates

    practices = {exercise.id: exercise for exercise in (candidates() if chosen is None else [chosen])}
    try:
        kept = keep_clip(History(history_path()), path, analysis.summary, analysis.source, practices)
    except HistoryError as error:
        complain(error)
        return False
    out.print("Added to the history." if kept else "Not in the history: nothing was counted.")
    return True
