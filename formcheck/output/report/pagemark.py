"""How the pages of formcheck begin, so that one is known again before it is replaced or deleted."""

from pathlib import Path

from formcheck.system.language import languages
from formcheck.system.paths import is_file


def mark_of(kind: str, language: str = "en") -> bytes:
    """The first bytes of every page of a kind and a language; they come from the templates."""
    return f'<!doctype html>\n<html lang="{language}" data-generator="formcheck {kind}">\n'.encode()


def is_page(path: Path, kind: str) -> bool:
    """Whether there is a page of this kind that formcheck has written."""
    if not is_file(path):
        return False
    marks = tuple(mark_of(kind, language) for language in languages())
    try:
        with path.open("rb") as file:
            return file.read(max(map(len, marks))).startswith(marks)
    except OSError:
        return False
