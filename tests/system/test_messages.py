"""Every error of `system` that a user can meet says what was found, and what to do about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.system.output_folder import OutputFolder
from tests.messages import FILE, Met, blocked, check_words, made


def published(folder: Path, prepare: Callable[[Path], object]) -> object:
    (folder / "out").mkdir()
    prepare(folder / "out" / "clip")
    return OutputFolder(folder / "out", "clip")


MET = [
    Met(
        "result in place of a file",
        lambda folder: published(folder, lambda place: place.write_text("")),
        "{}/out/clip is a file; choose another folder with --out",
    ),
    Met(
        "result in place of something",
        lambda folder: published(folder, lambda place: (made(place) / "a").touch()),
        "{}/out/clip holds something else than a result; choose another folder with --out",
    ),
    Met("results nowhere", lambda folder: OutputFolder(blocked(folder), "clip"), "cannot write {}/file/new" + FILE),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    check_words(met, tmp_path)
