"""Opens a page in the browser, where there is a screen, and somebody before it."""

import sys
from pathlib import Path

from formcheck.cli.console import read_by_program, warn
from formcheck.system.language import tr


def show(page: Path) -> None:
    """Open a page that was asked for; nothing happens where there is no display."""
    import webbrowser

    from formcheck.feedback.window import display_available

    if display_available() and not webbrowser.open(page.absolute().as_uri()):
        warn(tr("No browser could be opened: open the page by hand."))


def show_unasked(page: Path) -> None:
    """Open a page that has just been made; not where a program reads what is printed."""
    if sys.stdout.isatty() and not read_by_program():
        show(page)
