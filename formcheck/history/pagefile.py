"""The file of the page of plots: beside the history, and known again by its first line before it is replaced."""

from pathlib import Path

from formcheck.place import is_file

MARK = b'<!doctype html>\n<html lang="en" data-generator="formcheck history">\n'
"""With which every page of ours begins; it comes from the templates."""


def page_of(history: Path) -> Path | None:
    """Where the page of a history is; None where a history of such a name has no room for one beside it."""
    if not history.name or history.suffix.lower() == ".html":
        return None
    return history.with_suffix(".html")


def is_page(path: Path) -> bool:
    """Whether there is a page that formcheck has written."""
    if not is_file(path):
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError:
        return False
