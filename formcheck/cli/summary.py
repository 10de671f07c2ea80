"""What the terminal shows: progress, the table of repetitions, and one line for every error."""

from collections.abc import Sequence
from math import isnan

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.cli.recognised import ANALYZE, name_of, taken_for
from formcheck.counting.results import Judged, Rep, SetSummary, Summary, Verdict
from formcheck.counting.tally import judged_together, totals
from formcheck.exercises.exercise import Described
from formcheck.exercises.schema import Direction
from formcheck.feedback.reasons import SIDES, tally_of, words_of
from formcheck.output.sets import in_sets
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
    for line in headlines(summary, exercise):
        console.print(on_one_line(line), style="bold", markup=False)
    for note in notes:
        console.print(f"Note: {on_one_line(note)}.", markup=False)
    if summary.reps:
        console.print(_table(summary.reps))
    elif summary.advice:
        console.print(f"No movement was counted. Last seen: {escape(summary.advice)}")
    seen, trusted = summary.tracking.seen, summary.tracking.trusted
    console.print(f"Somebody seen in {seen:.0%} of the frames, judged in {trusted:.0%}.", style="dim")


def print_routine(console: Console, summary: Summary, plan: Sequence[PlannedSet]) -> None:
    """One line for every set of a routine: what was counted, and by whom."""
    names = {planned.exercise.id: planned.exercise.name for planned in plan}
    console.print(on_one_line(summary.routine or plan[0].exercise.name), style="bold", markup=False)
    for one in in_sets(summary):
        line = set_line(names[one.summary.exercise], one.summary, judged_together(one.reps))
        console.print(on_one_line(line), markup=False, soft_wrap=True)
    if not summary.sets:
        console.print(f"Nothing was done. Last seen: {escape(summary.advice)}")


def set_line(name: str, kept: SetSummary, judged: Judged) -> str:
    """What came of one set, and what could be judged of it."""
    side = "" if kept.side is None else f", {SIDES[kept.side.value]}"
    text = f"{name}{side}: {kept.counts.reps}" + (f" of {kept.target}" if kept.target else "")
    text += " by the timer, unseen" if kept.verify == "timer" else f", {tally_of(kept.counts, judged)}"
    return text + ("; left out from then on: it hurt" if kept.stopped_for else "")


def headlines(summary: Summary, exercise: Described | None) -> list[str]:
    """One sentence about the whole, or one for each set that was recognised."""
    if exercise is not None:
        return [headline(exercise.name, summary.reps)]
    if len(summary.sets) == 1:
        return [headline(name_of(summary.exercise), summary.reps)]
    return [f"{n}. {headline(name_of(one.summary.exercise), one.reps)}" for n, one in enumerate(in_sets(summary), 1)]


def headline(name: str, reps: Sequence[Rep]) -> str:
    """What was counted of an exercise, and how much of it was good or could not be judged."""
    counts = totals(reps)
    if not reps:
        return f"{name}: no repetition"
    if counts.reps and not counts.judged:
        text = f"{name}: {counts.reps} counted; {tally_of(counts, judged_together(reps))}"
    elif counts.reps:
        text = f"{name}: {_plural(counts.reps, 'repetition')}, {tally_of(counts, judged_together(reps))}"
    else:
        text = f"{name}: no repetition"
    if counts.left or counts.right:
        text += f" (left {counts.left}, right {counts.right})"
    return text + (f"; {_plural(counts.attempts, 'attempt')} that did not count" if counts.attempts else "")


def _table(reps: Sequence[Rep]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    sided = any(SIDES[rep.side.value] for rep in reps)
    several = len({rep.exercise for rep in reps}) > 1
    table.add_column("#", justify="right")
    for name, shown in (("exercise", several), ("side", sided)):
        if shown:
            table.add_column(name)
    deep = any(rep.direction is Direction.DEEPER and not isnan(rep.depth_deg) for rep in reps)
    angled = not all(isnan(rep.peak_hip_extension_deg) for rep in reps)
    names = ["start", "end", "hold", *["hip at top"] * angled, "height", *["depth"] * deep]
    for name in names:
        table.add_column(name, justify="right")
    table.add_column("verdict")
    for rep in reps:
        cells = [str(rep.number), *([name_of(rep.exercise)] if several else [])]
        cells += [SIDES[rep.side.value]] if sided else []
        cells += [_seconds(rep.start_s), _seconds(rep.end_s), _seconds(rep.hold_s)]
        cells += [_angle(180 + rep.peak_hip_extension_deg)] * angled
        cells += [_height(rep.peak_leg_height), *[_angle(rep.depth_deg)] * deep, _verdict(rep)]
        table.add_row(*cells)
    return table


def _verdict(rep: Rep) -> str:
    colour = "green" if rep.good else "yellow" if rep.judged.whole or rep.reason else "default"
    kind, colour = ("rep", colour) if rep.verdict is Verdict.REP else ("attempt", "red")
    remarks = [words_of(rep), *(fault.say for fault in rep.faults)]
    return f"[{colour}]{kind}[/{colour}]: {escape(on_one_line(', '.join(remarks)))}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _seconds(value: float) -> str:
    return "-" if isnan(value) else f"{value:.1f} s"


def _angle(value: float) -> str:
    """Rounded to 5: a landmark angle is worth no more."""
    return "-" if isnan(value) else f"{round(value / 5) * 5}°"


def _height(value: float) -> str:
    return "-" if isnan(value) else f"{value:+.1f} thigh"
