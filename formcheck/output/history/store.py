"""The file in which sessions are kept, on this computer alone."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from formcheck.output.history.entry import Entry
from formcheck.output.history.file import ENVIRONMENT_VARIABLE, FILE, HistoryFile, history_path, transaction
from formcheck.output.history.rows import entry_of, goal_of, row_of
from formcheck.output.history.weeks import Goal

__all__ = ["ENVIRONMENT_VARIABLE", "FILE", "History", "history_path"]

_COLUMNS = "id, uuid, started_at, kind, name, summary, exercises, folder"


class History(HistoryFile):
    """Past sessions in a file, and the goals of the weeks."""

    def keep(self, entry: Entry) -> bool:
        """Write a session; what was there of the same one is replaced, as a whole or not at all.

        Returns
        -------
        bool
            Whether there was anything of it.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        with self.opened(make=True) as connection, transaction(connection):
            known = connection.execute("SELECT 1 FROM sessions WHERE uuid = ?", (entry.uuid,)).fetchone() is not None
            _write(connection, entry)
        return known

    def entries(self) -> list[Entry]:
        """All sessions, the oldest first.

        Raises
        ------
        HistoryError
            They cannot be read.
        """
        if not self.is_begun():
            return []
        with self.opened() as connection, self.damage_told():
            found = _read(connection)
        return sorted(found, key=lambda entry: (entry.started_at, entry.id))

    def goals(self) -> list[Goal]:
        """The goals of the weeks as they were set, the oldest first.

        Raises
        ------
        HistoryError
            They cannot be read.
        """
        if not self.is_begun():
            return []
        with self.opened() as connection, self.damage_told():
            return [goal_of(dict(row)) for row in connection.execute("SELECT since, days FROM goals ORDER BY since")]

    def aim(self, goal: Goal) -> None:
        """Set the goal of the weeks from a day on.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        with self.opened(make=True) as connection, transaction(connection):
            connection.execute("INSERT OR REPLACE INTO goals VALUES (?, ?)", (goal.since.isoformat(), goal.days))

    def merge(self, entries: Sequence[Entry], goals: Sequence[Goal] = ()) -> int:
        """Add the sessions and goals of another history, all or nothing; how many sessions are new or whole now.

        What is known stays as it is, but for a session that was broken off here and is whole there.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        with self.opened(make=True) as connection, self.damage_told(), transaction(connection):
            known = {entry.uuid: entry for entry in _read(connection)}
            added = 0
            for entry in entries:
                here = known.get(entry.uuid)
                if here is None or (entry.complete and not here.complete):
                    _write(connection, entry if here is None else replace(entry, folder=here.folder))
                    known[entry.uuid] = entry
                    added += 1
            days = [(goal.since.isoformat(), goal.days) for goal in goals]
            connection.executemany("INSERT OR IGNORE INTO goals VALUES (?, ?)", days)
        return added

    def placed(self, uuid: str, folder: Path) -> None:
        """Tell where the result of a session has come to lie; nothing happens where there is no such session.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        if not self.is_begun():
            return
        place = str(folder.absolute()).encode("utf-8", errors="replace").decode("utf-8")
        with self.opened() as connection, transaction(connection):
            connection.execute("UPDATE sessions SET folder = ? WHERE uuid = ?", (place, uuid))

    def first_at(self) -> datetime | None:
        """When the first session began; None where there is none.

        Raises
        ------
        HistoryError
            They cannot be read.
        """
        if not self.is_begun():
            return None
        with self.opened() as connection, self.damage_told():
            begun = [datetime.fromisoformat(row[0]) for row in connection.execute("SELECT started_at FROM sessions")]
        return min(begun, default=None)

    def noted(self, entry: Entry, load: str) -> Entry:
        """Note a weight, a band or the height of a chair in a session that is there; the session as it is then.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        changed = replace(entry, document=entry.document.model_copy(update={"load": load}))
        self.keep(changed)
        return changed

    def delete(self, ids: Sequence[int]) -> None:
        """Delete sessions by their numbers; those that are not there are no mistake.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        self._delete("id", ids)

    def forget(self, uuid: str) -> None:
        """Delete the session with this uuid, if it is there.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        self._delete("uuid", [uuid])

    def _delete(self, column: str, values: Sequence[int | str]) -> None:
        if not self.is_begun():
            return
        with self.opened() as connection, transaction(connection):
            connection.executemany(f"DELETE FROM sessions WHERE {column} = ?", [(value,) for value in values])


def _read(connection: sqlite3.Connection) -> list[Entry]:
    return [entry_of(dict(row)) for row in connection.execute(f"SELECT {_COLUMNS} FROM sessions")]


def _write(connection: sqlite3.Connection, entry: Entry) -> None:
    row = row_of(entry)
    names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    changed = ", ".join(f"{name} = excluded.{name}" for name in row)
    connection.execute(
        f"INSERT INTO sessions ({names}) VALUES ({places}) ON CONFLICT (uuid) DO UPDATE SET {changed}", row
    )
