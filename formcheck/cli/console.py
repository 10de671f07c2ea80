"""The two streams of the terminal, for every command."""

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from formcheck.errors import FormcheckError
from formcheck.system.language import tr
from formcheck.system.readable import readable

LONGEST = 900
"""A longer line is not read; its middle is left out."""


class _Terminal(Console):
    """A terminal to which text from outside, such as the name of a file, can do nothing."""

    def render_str(self, text: str, **options: object) -> Text:
        """A text, as people can read it."""
        return super().render_str(readable(text), **options)  # type: ignore[arg-type]

    def print(self, *objects: object, soft_wrap: bool | None = None, **options: Any) -> None:  # noqa: ANN401
        """Print; of what is one line for programs people see several, broken between words and never in a path."""
        if soft_wrap and self.is_terminal:
            objects = tuple(_broken(one, self.width) if isinstance(one, str) else one for one in objects)
        super().print(*objects, soft_wrap=soft_wrap, **options)


def _broken(text: str, width: int) -> str:
    lines = (wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(line) for line in lines)


out = _Terminal(highlight=False, emoji=False)
err = _Terminal(stderr=True, highlight=False, emoji=False)
_programs = Console(highlight=False, emoji=False)


def for_programs(wanted: bool) -> bool:
    """Leave stdout to `print_json`: what people read goes to stderr from now on; False takes it back."""
    out.stderr = wanted
    return wanted


def read_by_program() -> bool:
    """Whether stdout is left to `print_json`."""
    return out.stderr


def say(line: str = "") -> None:
    """Print a line as it is, however long."""
    out.print(line, markup=False, soft_wrap=True)


def warn(line: str) -> None:
    """The same on stderr."""
    err.print(line, markup=False, soft_wrap=True)


def confirm(question: str) -> bool:
    """Ask for yes or no, in the language of the program; without an answer it is no."""
    yes, no = tr("yes").casefold(), tr("no").casefold()
    while True:
        choice = f"{question} [{yes[0]}/{no[0].upper()}]"
        answer = typer.prompt(choice, default="", show_default=False, err=read_by_program()).strip().casefold()
        if answer in (yes, yes[0], "yes", "y"):
            return True
        if answer in ("", no, no[0], "no", "n"):
            return False


def listing(rows: Sequence[tuple[str, ...]]) -> Table:
    """Names, figures, and what is said of each, side by side, as wide as the terminal and no wider."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for place in range(len(rows[0])):
        last = place == len(rows[0]) - 1
        table.add_column(
            style="" if place else "bold", no_wrap=not last, justify="left" if last or not place else "right"
        )
    for row in rows:
        table.add_row(*(Text(readable(cell)) for cell in row))
    return table


def print_json(value: object) -> None:
    """Print what a program reads; in ASCII, which every terminal and pipe leaves as it is."""
    _programs.print(json.dumps(value, indent=2, allow_nan=False), markup=False, soft_wrap=True)


def complain(error: FormcheckError) -> str:
    """Print an error in one line on stderr; the line."""
    line = readable(" ".join(str(error).split()))
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"
    warn(f"formcheck: {line}")
    return line
