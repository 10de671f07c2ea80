"""Every error of `app` that a user can meet says what was found, and what to do about it."""

from collections.abc import Callable
from math import nan
from pathlib import Path

import pytest

from formcheck.app import safety
from formcheck.app.analysis import analysis
from formcheck.app.analysis.options import Options
from formcheck.app.arrays import read_signals
from formcheck.app.result import Result
from formcheck.counting.summary import Summary, Tracking
from formcheck.counting.tally import totals
from formcheck.output.history.store import History
from formcheck.output.report.summary import Source, document_of
from formcheck.video.file import VideoFile
from tests import clips
from tests.messages import FILE, Met, blocked, check_words, written
from tests.past import an_entry


def video(content: str | bytes, name: str = "clip.mp4") -> Callable[[Path], object]:
    return written(name, content, VideoFile)


def kept(statement: str) -> Callable[[Path], object]:
    """Read a history in which somebody has changed something."""

    def provoke(folder: Path) -> object:
        import sqlite3
        from contextlib import closing

        history = History(folder / "h.sqlite3", patience_s=0.1)
        history.keep(an_entry(0))
        with closing(sqlite3.connect(history.path)) as connection, connection:
            connection.executescript(statement)
        return history.entries()

    return provoke


def analyzed(path: Path, folder: Path) -> object:
    return analysis.analyze(path, None, folder / "out", model=None, options=Options(), progress=lambda *_: None)


MET = [
    Met("folder to analyse", lambda folder: analyzed(folder, folder), '"{}" is a folder: name the files in it'),
    Met(
        "no model to analyse with",
        lambda folder: analyzed(clips.plain(folder / "v.mp4"), folder),
        "a video needs a pose model",
    ),
    Met(
        "signals gone",
        lambda folder: read_signals(folder / "s.csv"),
        "{}/s.csv: cannot be read: No such file or directory: analyse the clip again",
    ),
    Met(
        "signals of something",
        written("s.csv", "a,b\n1,2\n", read_signals),
        "{}/s.csv: not the signals of a result: it has no column time_s",
    ),
    Met(
        "signals of words", written("s.csv", "time_s\nx\n", read_signals), "{}/s.csv: not the signals of a result: ..."
    ),
    Met(
        "answers unwritten",
        lambda folder: safety.keep(blocked(folder), safety.Answer("2026-01-01", False)),
        "cannot write {}/file/new/safety.json" + FILE,
    ),
    Met(
        "no signals kept",
        lambda _: Result(document_of(Summary("", nan, 0, totals(()), (), Tracking()), Source("")), None).signals,
        "no signals: there is no folder to read them from",
    ),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    check_words(met, tmp_path)
