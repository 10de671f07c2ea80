"""One set as the page shows it: what was wanted, its plots, and its repetitions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isnan

from formcheck.counting.results import Rep
from formcheck.counting.summary import SetSummary
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import AnyExercise
from formcheck.output.report.next_step import next_step
from formcheck.output.report.numbering import NamedSet
from formcheck.output.report.plots import MARGIN_S, Plot, plots_of
from formcheck.output.report.report_data import ReportData
from formcheck.output.report.rows import Row, rows_of
from formcheck.output.report.spans import span_of
from formcheck.output.report.words import called, paced
from formcheck.system.language import tr
from formcheck.system.language.local import brief

MOST_REPS = 50
"""So many repetitions share a plot."""


@dataclass(frozen=True, slots=True)
class SetView:
    """One set as the page shows it: its place, title, what was wanted or who has paced it, plots, rows, next step."""

    number: int
    title: str
    wanted: str = ""
    timer: str = ""
    plots: tuple[Plot, ...] = ()
    rows: tuple[Row, ...] = ()
    held: bool = False
    step: str = ""

    @property
    def faulty(self) -> bool:
        """Whether any repetition has a fault."""
        return any(row.faults for row in self.rows)

    @property
    def sided(self) -> bool:
        """Whether any repetition has a side of its own."""
        return any(row.side for row in self.rows)


def set_views(named: NamedSet, practice: AnyExercise | None, report_data: ReportData) -> Iterator[SetView]:
    """A set as it is plotted: of very many repetitions no more at once than can be looked at, and drawn."""
    kept = named.ended.summary
    if practice is None or practice.timer is not None:
        yield SetView(named.number, named.name, "", f"{paced(kept.counts.timed, practice)}.")
        return
    reps = named.ended.reps
    firsts = range(0, max(len(reps), 1), MOST_REPS)
    for first in firsts:
        part = reps[first : first + MOST_REPS]
        title = named.name
        if len(firsts) > 1:
            span = tr("{first} to {last}", first=first + 1, last=first + len(part))
            title = f"{title}: {span}" if title else span
        yield _view(named, title, part, first, practice, report_data)


def _view(
    named: NamedSet, title: str, reps: tuple[Rep, ...], first: int, exercise: Exercise, report_data: ReportData
) -> SetView:
    kept, window_s = named.ended.summary, _window_s(named.ended.summary, reps, report_data)
    numbered = tuple(replace(rep, number=number) for number, rep in enumerate(reps, first + 1))
    name = f"set-{named.number}-{first}"
    plots = plots_of(report_data.curves, exercise, numbered, window_s, name) if window_s is not None else ()
    return SetView(
        named.number, title, _wanted(kept, exercise), "", plots, rows_of(reps, exercise, first + 1),
        exercise.hold.seconds > 0, next_step(reps),
    )  # fmt: skip


def _window_s(kept: SetSummary, reps: tuple[Rep, ...], report_data: ReportData) -> tuple[float, float] | None:
    """What is plotted: from shortly before the first repetition to shortly after the last; without any, the whole."""
    span_s = report_data.curves.span_s
    if span_s is None:
        return None
    first_s, last_s = span_s
    spans = [span_of(rep) for rep in reps]
    starts, ends = [s for s, _ in spans if not isnan(s)], [e for _, e in spans if not isnan(e)]
    if not starts or not ends:
        start_s, end_s = kept.start_s, kept.end_s
        return (first_s, last_s) if isnan(start_s) or isnan(end_s) else (max(start_s, first_s), min(end_s, last_s))
    return max(min(starts) - MARGIN_S, first_s), min(max(ends) + MARGIN_S, last_s)


def _wanted(kept: SetSummary, exercise: Exercise) -> str:
    asked = [called(kept.target, exercise)] if kept.target else []
    asked += [tr("hold {seconds} s", seconds=brief(kept.hold_target_s))] if kept.hold_target_s else []
    wanted = [tr("Wanted: {what}", what=", ".join(asked))] if asked else []
    hurt = [tr("left out from then on, because something hurt")] if kept.stopped_for else []
    return "; ".join([*wanted, *hurt])
