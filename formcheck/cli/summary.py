"""What the terminal shows at the end: a sentence, the table of repetitions, and what could be judged."""

from collections.abc import Sequence
from math import isnan

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.cli.recognised import ANALYZE, name_of, taken_for
from formcheck.counting.results import Judged, Rep
from formcheck.counting.summary import EndedSet, SetSummary, Summary
from formcheck.counting.tally import judged_together, totals
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Described, Exercise
from formcheck.feedback.reasons import SIDES, in_short, tally_of
from formcheck.output.columns import ABOUT, ABOUT_WORDS, cells_of
from formcheck.output.report.camera import seen_words, unseen, why_little
from formcheck.output.report.next_step import next_step, to_mend
from formcheck.output.report.rows import verdict_of
from formcheck.output.sets import in_sets
from formcheck.system.language import ENGLISH, current, retold, tr
from formcheck.system.language.local import number
from formcheck.system.readable import on_one_line
from formcheck.workout.plan import PlannedSet


def print_summary(
    console: Console, summary: Summary, exercise: Described | None, notes: Sequence[str] = (), *, hint: str = ANALYZE
) -> None:
    """The table of repetitions, and a sentence above it for the whole, or for each set where they were recognised.

    Parameters
    ----------
    console, summary, notes
        Where to, what, and sentences about the source.
    exercise
        What was done; None where it was recognised.
    hint
        How to say that it was something else.
    """
    if summary.recognised:
        console.print(taken_for(summary, hint), markup=False, soft_wrap=True)
    elif nobody := unseen(summary):
        console.print(nobody, markup=False)
    for head, reps, known in _parts(summary, exercise):
        console.print(on_one_line(head), style="bold", markup=False)
        if reps:
            _print_reps(console, reps, known)
    for note in notes:
        console.print(tr("Note: {note}.", note=on_one_line(retold(note))), markup=False)
    if not summary.reps and (why := why_little(summary)):
        console.print(why, markup=False)
    if not unseen(summary):
        console.print(seen_words(summary), style="dim")


def print_routine(console: Console, summary: Summary, plan: Sequence[PlannedSet]) -> None:
    """One line for every set of a routine: what was counted, and by whom."""
    names = {planned.exercise.id: tr(planned.exercise.name) for planned in plan}
    console.print(on_one_line(tr(summary.routine or plan[0].exercise.name)), style="bold", markup=False)
    for one in in_sets(summary):
        line = set_line(names[one.summary.exercise], one.summary, judged_together(one.reps))
        console.print(on_one_line(line), markup=False, soft_wrap=True)
    if summary.unfinished is not None and summary.sets and summary.routine:
        done, total = summary.unfinished.done, summary.unfinished.total
        console.print(tr("Stopped after {done} of {total}; --continue goes on from there.", done=done, total=total))
    if not summary.sets:
        why = unseen(summary) or why_little(summary)
        console.print(f"{tr('Nothing was done.')} {why}".strip(), markup=False)


def set_line(name: str, kept: SetSummary, judged: Judged) -> str:
    """What came of one set, and what could be judged of it."""
    side = "" if kept.side is None else f", {tr(SIDES[kept.side.value])}"
    counts = kept.counts
    count = counts.timed if kept.verify == "timer" else counts.reps
    number = tr("{count} of {target}", count=count, target=kept.target) if kept.target else str(count)
    if kept.verify == "timer":
        text = tr("{count} by the timer, unseen", count=number)
    else:
        text = f"{tr('{count} counted', count=number)}, {tally_of(counts, judged)}"
        text += f"; {tr('{count} with the other leg', count=counts.other_leg)}" if counts.other_leg else ""
    return f"{name}{side}: {text}" + (f"; {tr('left out from then on: it hurt')}" if kept.stopped_for else "")


def _parts(summary: Summary, exercise: Described | None) -> list[tuple[str, Sequence[Rep], Exercise | None]]:
    """Of the whole, or of each set that was recognised: its headline, its repetitions, and its exercise."""
    if exercise is not None:
        known = exercise if isinstance(exercise, Exercise) else None
        return [(headline(tr(exercise.name), summary.reps), summary.reps, known)]
    sets = list(in_sets(summary))
    if len(sets) == 1:  # also what belongs to no set
        name = sets[0].summary.exercise
        return [(headline(name_of(name), summary.reps), summary.reps, catalogue.load(name))]
    return [_numbered(number, one) for number, one in enumerate(sets, 1)]


def _numbered(number: int, one: EndedSet) -> tuple[str, Sequence[Rep], Exercise | None]:
    name = one.summary.exercise
    return f"{number}. {headline(name_of(name), one.reps)}", one.reps, catalogue.load(name)


def headline(name: str, reps: Sequence[Rep]) -> str:
    """What was counted of an exercise, and how much of it was good or could not be judged."""
    return f"{name}: {in_short(totals(reps), judged_together(reps))}"


def _print_reps(console: Console, reps: Sequence[Rep], exercise: Exercise | None) -> None:
    console.print(_table(reps, exercise))
    cells = (text for rep in reps if exercise for _, text in cells_of(rep, exercise))
    if any(text.startswith(ABOUT) for text in cells):
        console.print(tr(ABOUT_WORDS), style="dim")
    if step := next_step(reps):
        console.print(f"{tr('Next step:')} {escape(on_one_line(step))}")


def _table(reps: Sequence[Rep], exercise: Exercise | None) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    sided = any(SIDES[rep.side.value] for rep in reps)
    cells = [[] if exercise is None else cells_of(rep, exercise) for rep in reps]
    table.add_column("#", justify="right")
    if sided:
        table.add_column(tr("side"))
    for name in (tr("start"), tr("end"), *(_short(label) for label, _ in cells[0])):
        table.add_column(name, justify="right", overflow="fold")
    table.add_column(tr("verdict"), overflow="fold")
    for rep, row in zip(reps, cells, strict=True):
        side = [tr(SIDES[rep.side.value])] if sided else []
        times = [_seconds(rep.start_s), _seconds(rep.end_s)]
        table.add_row(str(rep.number), *side, *times, *(text for _, text in row), _verdict(rep))
    return table


def _short(label: str) -> str:
    """The name of a column in the terminal, where columns are narrow."""
    at_top = tr("{label} at top", label="").strip()
    name = label.removesuffix(at_top).removeprefix(at_top).strip()
    return name.lower() if current().language == ENGLISH else name


def _verdict(rep: Rep) -> str:
    colour = "green" if rep.good else "yellow" if rep.judged.whole or rep.reason else "default"
    text = " ".join([f"{verdict_of(rep)}{'.' if to_mend(rep) else ''}", *to_mend(rep)])
    return f"[{'red' if rep.attempt else colour}]{escape(on_one_line(text))}[/]"


def _seconds(value: float) -> str:
    return "–" if isnan(value) else f"{number(value, 1)} s"
