"""How the pages of formcheck begin, so that one is known again before it is replaced or deleted."""

from pathlib import Path

from formcheck.system.paths import is_file


def mark_of(kind: str) -> bytes:
    """The first bytes of every page of a kind; they come from the templates."""
    return f'<!doctype html>\n<html lang="en" data-generator="formcheck {kind}">\n'.encode()


def is_page(path: Path, kind: str) -> bool:
    """Whether there is a page of this kind that formcheck has written."""
    if not is_file(path):
        return False
    mark = mark_of(kind)
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except OSError:
        return False
