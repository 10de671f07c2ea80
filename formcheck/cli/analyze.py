"""The command for recorded clips."""

import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.console import err
from formcheck.cli.names import counted_names
from formcheck.cli.options import ModelOptions, PictureOptions, ResultOptions, WorkOptions
from formcheck.cli.outcomes import Printer
from formcheck.system.language import tr
from formcheck.system.language.local import day

if TYPE_CHECKING:
    from formcheck.app.analysis.batch import Order


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
    order = Order(chosen, results.folder, found, options, 0.0 if work.resume or work.resume_too else None, names)
    printer = Printer(chosen, results, several=len(inputs) > 1, times=work.times)
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


def _here(inputs: list[Path], order: "Order", printer: "Printer") -> None:
    from formcheck.app.analysis.batch import analyze_here
    from formcheck.cli.progress import progress_bars

    with progress_bars(err) as progress:
        printer.interrupted = not analyze_here(inputs, order, progress, printer.take)


def _on_a_cluster(address: str, inputs: list[Path], order: "Order", printer: "Printer") -> None:
    from dataclasses import replace

    from formcheck.app.analysis.batch import analyze_there
    from formcheck.app.analysis.cluster import cluster

    since_s = time.time() if order.since_s is None else order.since_s
    with cluster(address) as executor:
        analyze_there(inputs, replace(order, since_s=since_s), executor, printer.take)
