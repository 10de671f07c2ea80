"""Progress bars on the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from formcheck.app.analysis.analysis import Progress as Report
from formcheck.system.language import tr


@contextmanager
def progress_bars(console: Console) -> Iterator[Callable[[Path], Report]]:
    """Progress bars with the time left, for one file after another; yields what makes the `Progress` of a file."""
    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:

        def of(path: Path) -> Report:
            for task in bar.task_ids:
                bar.remove_task(task)
            tasks = dict[str, TaskID]()

            def report(stage: str, done: int, total: int | None) -> None:
                if stage not in tasks:
                    tasks[stage] = bar.add_task(tr(stage), total=total)
                bar.update(tasks[stage], completed=done, total=None if total is None else max(total, done))

            return report

        yield of
