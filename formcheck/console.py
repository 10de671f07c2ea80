"""The two streams of the terminal, for every command."""

from rich.console import Console

from formcheck.errors import FormcheckError

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def complain(error: FormcheckError) -> str:
    """Tell an error in one line on stderr; the line."""
    line = " ".join(str(error).split())
    err.print(f"formcheck: {line}", markup=False, soft_wrap=True)
    return line
