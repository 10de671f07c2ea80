"""The history in the terminal: the last sessions, how each exercise has changed, and what to do next."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.output.history import formatting as shown
from formcheck.output.history.exercise_session import ExerciseSession
from formcheck.output.history.overview import Overview
from formcheck.output.report.shown import degrees, percent, seconds

LAST = 10


def print_overview(console: Console, overview: Overview) -> None:
    """Everything, or how to begin."""
    if not overview.entries:
        console.print(shown.BEGIN, markup=False, soft_wrap=True)
        return
    console.print(_sessions(overview))
    streak = overview.streak_days
    console.print(f"\n{shown.days(streak)} in a row." if streak else "\nNothing today or yesterday.")
    console.print()
    console.print(_exercises(overview))
    console.print("[dim]Of the last sessions, against the first. No change: none that can be measured.[/dim]")
    for suggestion in overview.suggestions:
        console.print(f"\n[bold]>[/bold] {escape(suggestion.text)}", soft_wrap=True)
    console.print()


def _sessions(overview: Overview) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("id", justify="right", style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("what")
    for name in ("counted", "good", "minutes"):
        table.add_column(name, justify="right", no_wrap=True)
    for entry in overview.entries[-LAST:]:
        note = "" if entry.complete else " (broken off)"
        table.add_row(
            str(entry.id), shown.date_of(entry.started_at), escape(shown.what(entry) + note),
            shown.counted_of([entry]), shown.good_of(entry), shown.minutes(entry.lasted_s),
        )  # fmt: skip
    return table


def _exercises(overview: Overview) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("exercise", "sessions", "counted", "good", "range", "hold", "left and right"):
        table.add_column(name, justify="right" if name == "sessions" else "left")
    for one in overview.exercises:
        trends = one.trends
        measured = any(map(_measured, trends.exercise_sessions))
        table.add_row(
            escape(one.title), str(len(trends.exercise_sessions)), _lines(shown.trend_text(trends.reps, shown.count)),
            _lines(shown.trend_text(trends.good, percent)) if measured else "by the timer",
            _lines(shown.trend_text(trends.range_deg, degrees)),
            _lines(shown.trend_text(trends.hold_s, seconds)),
            shown.compared(one.sides),
        )  # fmt: skip
    return table


def _lines(text: str) -> str:
    """The number in one line and what has become of it in the next: all columns fit into eighty letters."""
    return text.replace(", ", "\n", 1)


def _measured(session: ExerciseSession) -> bool:
    return session.measured
