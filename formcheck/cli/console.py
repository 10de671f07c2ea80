"""The two streams of the terminal, for every command."""

from rich.console import Console
from rich.text import Text

from formcheck.errors import FormcheckError

LONGEST = 900
"""Nobody reads a longer line; its middle is left out."""


class _Terminal(Console):
    """A terminal to which text from outside, such as the name of a file, can do nothing."""

    def render_str(self, text: str, **options: object) -> Text:
        """A text, as people can read it."""
        return super().render_str(readable(text), **options)  # type: ignore[arg-type]


out = _Terminal(highlight=False, emoji=False)
err = _Terminal(stderr=True, highlight=False, emoji=False)


def readable(text: str) -> str:
    """The text, with whatever moves the cursor, turns the direction round or cannot be seen written out as a code."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter == "\n" else _written_out(letter) for letter in text)


def on_one_line(text: object) -> str:
    """The text of something that has a name, as a file, so that nothing in it looks like a line of the program's."""
    return readable(str(text)).replace("\n", "\\n")


def _written_out(letter: str) -> str:
    return letter.encode("unicode_escape").decode()


def complain(error: FormcheckError) -> str:
    """Tell an error in one line on stderr; the line."""
    line = readable(" ".join(str(error).split()))
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"
    err.print(f"formcheck: {line}", markup=False, soft_wrap=True)
    return line
