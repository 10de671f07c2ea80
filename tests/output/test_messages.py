"""Every error of `output` that a user can meet says what was found, and what to do about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.output.history.clip import keep_clip
from formcheck.output.history.export import export
from formcheck.output.history.overview import overview
from formcheck.output.history.page import write_page
from formcheck.output.history.store import History
from formcheck.output.report.index import write_index
from formcheck.output.report.reading import read_document
from formcheck.output.report.signals import SignalsFile
from formcheck.output.report.summary import Source
from tests.messages import FILE, WHERE, Met, blocked, check_words, written
from tests.past import DAY, an_entry

SUMMARY = "{}/summary.json: "
AGAIN = "move the file away, and a new one is begun"


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


MET = [
    Met("summary gone", read_document, SUMMARY + f"cannot be read: No such file or directory: {WHERE}"),
    Met("summary no JSON", written("summary.json", "{", read_document), SUMMARY + "not valid JSON: ..."),
    Met(
        "summary of something",
        written("summary.json", "{}", read_document),
        SUMMARY + "not a summary: it has no schema_version; give the summary.json of a result",
    ),
    Met(
        "summary of tomorrow",
        written("summary.json", '{"schema_version": 99}', read_document),
        SUMMARY + "has schema version 99, this formcheck knows ...: update formcheck",
    ),
    Met(
        "summary of part",
        written("summary.json", '{"schema_version": 1, "frames": "x"}', read_document),
        SUMMARY + "...",
    ),
    Met(
        "signals unwritten",
        lambda folder: SignalsFile(blocked(folder)),
        "cannot write {}/file/new" + FILE,
    ),
    Met(
        "index unwritten",
        lambda folder: write_index(blocked(folder), []),
        "cannot write {}/file/new/index.html" + FILE,
    ),
    Met(
        "history nowhere",
        lambda folder: History(blocked(folder)).keep(an_entry(0)),
        "the history {}/file/new cannot be used: ...; see whether the disk is full, and whether you may write there",
    ),
    Met(
        "history is a folder",
        lambda folder: History(folder).entries(),
        "the history {} cannot be used: it is not a file; name one with FORMCHECK_HISTORY",
    ),
    Met(
        "history of tomorrow",
        kept("PRAGMA user_version = 99"),
        "the history {}/h.sqlite3 was written by a newer formcheck (version 99, this one knows ...): update formcheck",
    ),
    Met(
        "history of another",
        kept("PRAGMA application_id = 1"),
        f"{{}}/h.sqlite3: expected a history, found it the file of another program: {AGAIN}",
    ),
    Met(
        "history with a trigger",
        kept("CREATE TRIGGER t AFTER INSERT ON sessions BEGIN DELETE FROM sessions; END"),
        f"{{}}/h.sqlite3: expected a history, found it the file of another program: {AGAIN}",
    ),
    Met(
        "history without a table",
        kept("ALTER TABLE sessions DROP COLUMN summary"),
        f"{{}}/h.sqlite3: expected a history, found it damaged (no such column: summary): {AGAIN}",
    ),
    Met(
        "history with a wrong value",
        kept("UPDATE sessions SET summary = json_set(summary, '$.reps[0].peak', 'high')"),
        f"{{}}/h.sqlite3: expected a history, found it damaged (summary.reps.0.peak: expected a number (found"
        f" 'high')): {AGAIN}",
    ),
    Met(
        "history of text",
        written("h.sqlite3", "hello" * 999, lambda path: History(path).entries()),
        f"{{}}/h.sqlite3: expected a history, found it damaged (file is not a database): {AGAIN}",
    ),
    Met(
        "clip gone",
        lambda folder: keep_clip(History(folder / "h"), folder / "c", None, Source(""), {}),  # type: ignore[arg-type]
        "{}/c is not in the history: No such file or directory",
    ),
    Met(
        "export unwritten",
        lambda folder: export([], blocked(folder).with_suffix(".csv")),
        "cannot write {}/file/new.csv" + FILE,
    ),
    Met(
        "page unwritten",
        lambda folder: write_page(overview([], DAY.date()), blocked(folder)),
        "cannot write {}/file/new" + FILE,
    ),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    check_words(met, tmp_path)
