"""Histories spoilt: the bytes of the file, its tables, and the values in them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest import mock

from benchmarks.fault_mutations import spoilt_bytes
from benchmarks.fault_recordings import SOURCE
from benchmarks.fault_texts import odd_file
from benchmarks.fault_trial import RefusedError, Room, Trial, program
from formcheck.app.loop import follow, recorded
from formcheck.counting.results import Rep
from formcheck.counting.session import Session
from formcheck.errors import HistoryError
from formcheck.exercises import catalogue
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.store import ENVIRONMENT_VARIABLE, History
from formcheck.output.report.summary import Source
from formcheck.pose.recording import Recording

COLUMNS = ("uuid", "started_at", "kind", "name", "summary", "exercises", "id")
KEYS = {
    "": ("source", "exercise", "complete", "counts", "sets", "reps", "tracking", "formcheck_version", "schema_version"),
    "tracking.": ("seen", "near_side", "yaw_deg"),
    "sets[0].": ("exercise", "side", "start_s", "end_s", "target", "counts", "verify", "stopped_for", "hold_target_s"),
    "reps[0].": tuple(field.name for field in fields(Rep)),
}
VALUES = (
    "NULL",
    "''",
    "'x'",
    "x'ff00'",
    "-1",
    "0",
    "1e300",
    "-1e300",
    "9e999",
    "-9e999",
    "9223372036854775807",
    "'a' || char(10) || 'b'",
    "char(8238) || 'abc'",
    "zeroblob(100000)",
    "CAST(x'ff' AS TEXT)",
    "'2026-01-01'",
    "'2026-01-01T00:00:00'",
    "'9999-12-31T23:59:59+00:00'",
    "'0001-01-01T00:00:00-12:00'",
    "'[]'",
    "'{}'",
    "'[{}]'",
    "'[1]'",
    "'[{\"id\": 1}]'",
    "'both'",
    "'rep'",
    "'live'",
    "printf('%.*c', 3000, '[')",
    "'<script>alert(1)</script>'",
    "'[bold]'",
    "2",
    "'2'",
    "char(27) || '[2J'",
)
STATEMENTS = (
    "DROP TABLE sessions",
    "ALTER TABLE sessions RENAME TO others",
    "ALTER TABLE sessions DROP COLUMN summary",
    "ALTER TABLE sessions ADD COLUMN more TEXT",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 1",
    "PRAGMA user_version = -5",
    "PRAGMA user_version = 99",
    "PRAGMA application_id = 1",
    "DELETE FROM sessions",
    "CREATE TRIGGER t AFTER INSERT ON sessions BEGIN DELETE FROM sessions; END",
    "CREATE VIEW v AS SELECT * FROM sessions",
    "PRAGMA journal_mode = WAL",
    "PRAGMA encoding = 'UTF-16'",
    "VACUUM",
    "DROP TABLE sessions; CREATE VIEW sessions AS"
    " WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x id FROM c",
    "DROP TABLE sessions; CREATE TABLE sessions (id, uuid)",
)


class Histories:
    """Files of past sessions: shown, exported, and written to."""

    name = "history"

    def prepare(self, store: Path) -> None:
        """Keep some sessions."""
        path = store / "history.sqlite3"
        if not path.exists():
            chosen, recording = catalogue.load("donkey_kick"), Recording.load(SOURCE)
            summary = follow(recorded(recording), Session(chosen), [])
            for day in range(6):
                at = datetime(2026, 3, 2, 7, 30, tzinfo=UTC) + timedelta(days=day)
                begun = Entry.begun(str(day), at, Kind.LIVE, "Donkey kick", "0")
                History(path).keep(begun.with_summary(summary, Source("0"), {chosen.id: chosen}))
        self._content = path.read_bytes()

    def trial(self, random: Random, room: Room) -> Trial:
        path = room.home / "history.sqlite3"
        what = self._spoil(random, path)

        def run() -> None:
            with mock.patch.dict("os.environ", {ENVIRONMENT_VARIABLE: str(path)}):
                refused = _refused(lambda: program("history", "--no-open"))
                _refused(lambda: program("history", "--export", str(room.home / "all.csv")))
                _refused(lambda: program("history", "--export", str(room.home / "all.json")))
                again = Entry.begun("new", datetime(2026, 4, 2, tzinfo=UTC), Kind.LIVE, "New", "0")
                _refused(lambda: History(path).keep(again))
                _refused(lambda: program("history", "--delete", "2", "--yes"))
            if refused is not None:
                raise refused

        beside = [path.name + end for end in ("", "-journal", "-wal", "-shm")]
        beside.append("nowhere")  # where a link may lead
        return Trial(what, run, ["history", "--no-open"], [*beside, "history.html", "all.csv", "all.json"])

    def _spoil(self, random: Random, path: Path) -> str:
        way = random.random()
        if way < 0.06:
            return odd_file(random, path)
        path.write_bytes(self._content)
        if way < 0.5:
            content, what = spoilt_bytes(random, self._content)
            path.write_bytes(content)
            return what
        with closing(sqlite3.connect(path)) as connection, connection:
            if way < 0.65:
                statement = random.choice(STATEMENTS)
                connection.executescript(statement)
                return statement[:40]
            for _ in range(random.choice((1, 1, 3))):
                column, value = random.choice(COLUMNS), random.choice(VALUES)
                if random.random() < 0.7:
                    part = random.choice(list(KEYS))
                    column, path_in = "summary", f"$.{part}{random.choice(KEYS[part])}"
                    value = f"json_set(summary, '{path_in}', {value})"
                where = random.choice(("", " WHERE rowid = 1"))
                with suppress(sqlite3.Error):  # the table itself refuses it
                    connection.execute(f"UPDATE OR IGNORE sessions SET {column} = {value}{where}")
        return f"{column} = {value[:40]}"


def _refused(run: Callable[[], object]) -> Exception | None:
    """What is told, where the program refuses."""
    try:
        run()
    except (RefusedError, HistoryError) as refusal:
        return refusal
    return None
