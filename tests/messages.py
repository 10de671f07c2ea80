"""How a test says of an error what was found, and what to do about it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from formcheck.errors import FormcheckError

FILE = ": a file is in the way: move it or choose another place"
WHERE = "check its name and permissions"


class Met(NamedTuple):
    """How an error is provoked in a folder, and what is said; ``{}`` stands for the folder, ``...`` for anything."""

    name: str
    provoke: Callable[[Path], object]
    said: str


def written(name: str, content: str | bytes, read: Callable[[Path], object]) -> Callable[[Path], object]:
    """Read a file with this content."""

    def provoke(folder: Path) -> object:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path)

    return provoke


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def blocked(folder: Path) -> Path:
    """A place at which nothing can be written, since a file is where its folder should be."""
    (folder / "file").write_text("in the way")
    return folder / "file" / "new"


def expected(met: Met, folder: Path) -> str:
    """The wording as a pattern."""
    return re.escape(met.said).replace(re.escape("{}"), re.escape(str(folder))).replace(re.escape("..."), ".*")


def check_words(met: Met, folder: Path) -> None:
    """That the error is told in one line, with the words that are expected."""
    with pytest.raises(FormcheckError) as caught:
        met.provoke(folder)
    told = str(caught.value)
    assert re.fullmatch(expected(met, folder), told), told
    assert "\n" not in told
    assert "Errno" not in told
    assert len(told) < 700 or "x" * 200 in told
