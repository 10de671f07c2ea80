"""A load noted after the session: in the files of its result, which stay as they are otherwise."""

import html
import re
from collections.abc import Callable
from pathlib import Path

from formcheck.errors import unwritten
from formcheck.output.report.page import PAGE
from formcheck.output.report.plain import TEXT, with_load
from formcheck.output.report.reading import read_document
from formcheck.output.report.summary import json_text
from formcheck.system.atomic import replacing
from formcheck.system.output_folder import MARK
from formcheck.system.paths import is_file

_LOAD = re.compile(r'(<span class="load">).*?(</span>)')
_TEXT = re.compile(r"(<textarea[^>]*>)(.*?)(</textarea>)", re.DOTALL)


def note_load(folder: Path, load: str) -> None:
    """Note a weight, a band or the height of a chair in a result.

    Raises
    ------
    InputError, OutputError
        The result cannot be read, or not be written.
    """
    document = read_document(folder)
    before = document.load

    def in_text(text: str) -> str:
        return with_load(text, before, load)

    def within(escaped: str) -> str:
        return html.escape(in_text(html.unescape(escaped)))

    def in_page(page: str) -> str:
        shown = html.escape(f" · {load}" if load else "")
        page = _LOAD.sub(lambda found: f"{found[1]}{shown}{found[2]}", page, count=1)
        return _TEXT.sub(lambda found: f"{found[1]}{within(found[2])}{found[3]}", page, count=1)

    _rewrite(folder / PAGE, in_page)
    _rewrite(folder / TEXT, in_text)
    noted = json_text(document.model_copy(update={"load": load}))
    _rewrite(folder / MARK, lambda _: noted)


def _rewrite(file: Path, change: Callable[[str], str]) -> None:
    """Change a text, if it is there."""
    if not is_file(file):
        return
    try:
        text = file.read_text(encoding="utf-8")
        with replacing(file) as new:
            new.write(change(text).encode("utf-8", errors="replace"))
    except OSError as error:
        raise unwritten(file, error) from error
