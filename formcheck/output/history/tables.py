"""The history in the terminal: the last sessions, how each exercise has changed, and what to do next."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.checkup.scoring import closing
from formcheck.output.history import formatting as shown
from formcheck.output.history.checkup_rows import checkup_rows_of, id_of
from formcheck.output.history.checkup_steps import Past
from formcheck.output.history.figures import figures, greeting
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.output.history.overview import ExerciseOverview, Overview
from formcheck.system.language import plural, tr

LAST = 10


def print_overview(console: Console, overview: Overview) -> None:
    """Everything, or how to begin."""
    if not overview.rows:
        console.print(tr(shown.BEGIN), markup=False, soft_wrap=True)
        return
    console.print(_sessions(overview))
    console.print()
    greeted = greeting(overview)
    if greeted:
        console.print(greeted, markup=False, soft_wrap=True)
    if overview.entries:
        console.print(_figures(overview))
    for one in overview.exercises:
        _print_exercise(console, one)
    if overview.checkups:
        _print_checkup(console, overview.checkups)
    console.print()
    if overview.entries:
        console.print(f"[dim]{escape(tr(shown.NOW))}[/dim]", soft_wrap=True)
    for suggestion in overview.suggestions:
        console.print(f"\n[bold]>[/bold] {escape(suggestion.text)}", soft_wrap=True)
    console.print()


def _sessions(overview: Overview) -> Table:
    table = _table()
    table.add_column(tr("id"), justify="right", style="dim")
    table.add_column(tr("when"), overflow="fold")
    table.add_column(tr("what"), overflow="fold", min_width=10)
    for name in (tr("counted"), tr("good"), tr("minutes")):
        table.add_column(name, justify="right", overflow="fold")
    for entry in overview.rows[-LAST:]:
        if isinstance(entry, KeptCheckup):
            what = tr("Check-up") if entry.checkup.complete else f"{tr('Check-up')} ({tr('broken off')})"
            table.add_row(id_of(entry), shown.date_of(entry.started_at), what, *[shown.NOTHING] * 3)
            continue
        note = "" if entry.complete else f" ({tr('broken off')})"
        table.add_row(
            str(entry.id), shown.date_of(entry.started_at), escape(shown.what(entry) + note),
            shown.counted_of([entry]), shown.good_of(entry), shown.minutes(entry.lasted_s),
        )  # fmt: skip
    return table


def _figures(overview: Overview) -> Table:
    table = _table()
    table.show_header = False
    for figure in figures(overview):
        table.add_row(f"[bold]{figure.value}[/bold]", figure.label, f"[dim]{escape(figure.best)}[/dim]")
    table.columns[0].justify = "right"
    return table


def _print_exercise(console: Console, one: ExerciseOverview) -> None:
    sessions = one.trends.exercise_sessions
    timed = "" if any(session.measured for session in sessions) else f", {tr('by the timer')}"
    number = plural("{count} session", "{count} sessions", len(sessions))
    console.print(f"\n[bold]{escape(tr(one.title))}[/bold] [dim]{escape(number + timed)}[/dim]")
    table = _table()
    for name in ("", tr("now"), tr("at first"), tr("change"), tr("best so far")):
        table.add_column(name, overflow="fold")
    for row in shown.rows(one.trends):
        table.add_row(*map(escape, row))
    console.print(table)
    if one.sides is not None:
        console.print(tr("Left and right: {what}", what=shown.compared(one.sides)), markup=False, soft_wrap=True)
    note = shown.judged_from(one.trends)
    if note:
        console.print(f"[dim]{escape(note)}[/dim]", soft_wrap=True)


def _print_checkup(console: Console, past: Past) -> None:
    console.print(f"\n[bold]{escape(tr('Check-up'))}[/bold] [dim]{shown.date_of(past[-1][0].started_at)}[/dim]")
    table = _table()
    for name in ("", tr("now"), tr("last time")):
        table.add_column(name, overflow="fold")
    for row in checkup_rows_of(past):
        table.add_row(*map(escape, row))
    console.print(table)
    console.print(closing(past[-1][1]), markup=False, soft_wrap=True)


def _table() -> Table:
    return Table(box=None, pad_edge=False, header_style="dim", padding=(0, 3, 0, 0))
