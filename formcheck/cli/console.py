"""The two streams of the terminal, for every command."""

from rich.console import Console
from rich.text import Text

from formcheck.errors import FormcheckError
from formcheck.system.readable import readable

LONGEST = 900
"""A longer line is not read; its middle is left out."""


class _Terminal(Console):
    """A terminal to which text from outside, such as the name of a file, can do nothing."""

    def render_str(self, text: str, **options: object) -> Text:
        """A text, as people can read it."""
        return super().render_str(readable(text), **options)  # type: ignore[arg-type]


out = _Terminal(highlight=False, emoji=False)
err = _Terminal(stderr=True, highlight=False, emoji=False)


def say(line: str = "") -> None:
    """Print a line as it is, however long."""
    out.print(line, markup=False, soft_wrap=True)


def warn(line: str) -> None:
    """The same on stderr."""
    err.print(line, markup=False, soft_wrap=True)


def complain(error: FormcheckError) -> str:
    """Print an error in one line on stderr; the line."""
    line = readable(" ".join(str(error).split()))
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"
    warn(f"formcheck: {line}")
    return line
