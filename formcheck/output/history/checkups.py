"""The check-ups of a history file."""

import sqlite3
from collections.abc import Iterable, Sequence

from formcheck.output.history.file import HistoryFile, transaction
from formcheck.output.history.kept_checkup import KeptCheckup, checkup_of, row_of_checkup


class Checkups:
    """Check-ups in a file of the history.

    Parameters
    ----------
    file
        The file; made with the first of them.
    """

    def __init__(self, file: HistoryFile) -> None:
        self._file = file

    def keep(self, kept: KeptCheckup) -> None:
        """Write a check-up; what was there of the same one is replaced.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        with self._file.opened(make=True) as connection, transaction(connection):
            _write(connection, kept)

    def all(self) -> list[KeptCheckup]:
        """All of them, the oldest first.

        Raises
        ------
        HistoryError
            They cannot be read.
        """
        if not self._file.is_begun():
            return []
        with self._file.opened() as connection, self._file.damage_told():
            found = _read(connection)
        return sorted(found, key=lambda kept: (kept.started_at, kept.id))

    def merge(self, others: Iterable[KeptCheckup]) -> int:
        """Add those of another history, all or nothing; how many are new.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        with self._file.opened(make=True) as connection, self._file.damage_told(), transaction(connection):
            known = {kept.uuid for kept in _read(connection)}
            new = {kept.uuid: kept for kept in others if kept.uuid not in known}
            for kept in new.values():
                _write(connection, kept)
        return len(new)

    def delete(self, ids: Sequence[int]) -> None:
        """Delete some by their numbers; those that are not there are no mistake.

        Raises
        ------
        HistoryError
            It cannot be written; nothing has changed.
        """
        if not self._file.is_begun():
            return
        with self._file.opened() as connection, transaction(connection):
            connection.executemany("DELETE FROM checkups WHERE id = ?", [(one,) for one in ids])


def _read(connection: sqlite3.Connection) -> list[KeptCheckup]:
    rows = connection.execute("SELECT id, uuid, started_at, content FROM checkups")
    return [checkup_of(dict(row)) for row in rows]


def _write(connection: sqlite3.Connection, kept: KeptCheckup) -> None:
    connection.execute(
        "INSERT INTO checkups (uuid, started_at, content) VALUES (:uuid, :started_at, :content)"
        " ON CONFLICT (uuid) DO UPDATE SET started_at = excluded.started_at, content = excluded.content",
        row_of_checkup(kept),
    )
