"""The two streams of the terminal, for every command."""

from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
