"""`signals.csv` read again: what is no such file takes no memory and no time."""

import os
from pathlib import Path

import pytest

from formcheck.app import arrays
from formcheck.app.arrays import read_signals
from formcheck.errors import InputError
from formcheck.output.report.signals import COLUMNS

HEAD = "time_s,state,progress\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "signals.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.skipif(os.name != "posix", reason="devices as on Unix")
def test_a_link_to_something_without_end_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "signals.csv").symlink_to("/dev/zero")
    with pytest.raises(InputError, match=r"signals\.csv: not the signals of a result: it is no file"):
        read_signals(tmp_path / "signals.csv")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="it is no file: analyse the clip again"):
        read_signals(tmp_path / "pipe")


def test_a_file_longer_than_any_clip_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD)
    os.truncate(path, arrays.LARGEST_BYTES + 1)  # takes no room on the disk
    with pytest.raises(InputError, match=r"signals\.csv: longer than 2 GB, and no signals of one clip: divide it"):
        read_signals(path)
    os.truncate(path, arrays.LARGEST_BYTES)
    with pytest.raises(InputError, match="a line is longer than 10000 letters: analyse the clip again"):
        read_signals(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x" * 100_000, "a line is longer than 10000 letters"),
        (HEAD + "0.1,ready," + "9" * 100_000, "a line is longer than 10000 letters"),
        (HEAD + "0.1," + "r" * 101 + ",0.5\n", "a word is longer than 100 letters"),
        (HEAD + '"0.1\n' * 1000, "could not convert string to float"),
    ],
    ids=["head", "number", "word", "quotes"],
)
def test_lines_and_words_that_are_too_long_are_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"not the signals of a result: .*{message}") as refused:
        read_signals(written(tmp_path, text))
    assert "\n" not in str(refused.value)


def test_a_row_of_ours_is_far_shorter_than_the_longest(tmp_path: Path) -> None:
    row = ["-12345.6789"] * len(COLUMNS)
    signals = read_signals(written(tmp_path, f"{','.join(COLUMNS)}\n{','.join(row)}\n"))
    assert list(signals) == list(COLUMNS)
    assert signals["time_s"].tolist() == [-12345.6789]
    assert signals["side"].tolist() == ["-12345.6789"]
