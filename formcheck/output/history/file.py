"""The file of the history: opened, brought up to date, and refused where it is none of ours."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from stat import S_ISREG

from formcheck.errors import HistoryError
from formcheck.output.history.schema import APPLICATION, STEPS, Step, run
from formcheck.system.folders import user_folder
from formcheck.system.language import tr
from formcheck.system.language.local import brief
from formcheck.system.paths import is_file, is_there

ENVIRONMENT_VARIABLE = "FORMCHECK_HISTORY"
FILE = "history.sqlite3"
PATIENCE_S = 10.0
"""So long another program that writes is waited for."""


def history_path() -> Path:
    """Where the history of this user is; it need not exist. FORMCHECK_HISTORY names another place."""
    given = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(given) if given else user_folder() / FILE


class HistoryFile:
    """A file of the history, open no longer than for one piece of work, so that it may be used from any thread.

    Parameters
    ----------
    path
        The file; made with the first session.
    steps
        How its tables have come about; a file of fewer is brought up to date, one of more is refused.
    patience_s
        How long another program that writes is waited for.
    """

    def __init__(self, path: Path, steps: Sequence[Step] = STEPS, patience_s: float = PATIENCE_S) -> None:
        self.path = path
        self._steps = tuple(steps)
        self._patience_s = patience_s

    @contextmanager
    def opened(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        """An open file whose tables are those of this program."""
        try:
            if make:
                self._make()
            if is_there(self.path) and not S_ISREG(self.path.stat().st_mode):
                raise HistoryError(
                    tr(
                        "the history {path} cannot be used: it is not a file; name one with {variable}",
                        path=self.path,
                        variable=ENVIRONMENT_VARIABLE,
                    )
                )
            # Every change is one transaction, begun by hand: a step that alters tables would end an implicit one.
            opened = sqlite3.connect(self.path, timeout=self._patience_s, isolation_level=None)
            with closing(opened) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA secure_delete = ON")  # what is deleted or moved is overwritten as well
                connection.execute("PRAGMA synchronous = EXTRA")  # written is written, also where the power goes
                self._bring_up_to_date(connection)
                yield connection
        except (sqlite3.OperationalError, OSError) as error:
            if isinstance(error, sqlite3.OperationalError) and _is_damage(error):
                raise HistoryError(self._foreign(tr("damaged ({why})", why=error))) from error
            raise HistoryError(
                tr("the history {path} cannot be used: {why}", path=self.path, why=self._why(error))
            ) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # its own message may be damaged too
            raise HistoryError(self._foreign(tr("damaged ({why})", why=error))) from error

    def is_begun(self) -> bool:
        """Whether there may be anything in it: where the disk was full, there is a file, and not even its tables."""
        return is_there(self.path) and not (is_file(self.path) and self.path.stat().st_size == 0)

    def _make(self) -> None:
        """An empty file that only its owner may read."""
        if not is_there(self.path):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        while self._check(connection) < len(self._steps):
            with transaction(connection):
                version = self._check(connection)  # another program may have been faster
                if version < len(self._steps):
                    with self.damage_told():
                        run(self._steps[version], connection)
                    connection.execute(f"PRAGMA user_version = {version + 1}")

    def _check(self, connection: sqlite3.Connection) -> int:
        """The version of the file, if it is one of ours that this program can read."""
        version = int(_pragma(connection, "user_version"))
        if version > len(self._steps):
            raise HistoryError(
                tr(
                    "the history {path} was written by a newer formcheck (version {version}, this one"
                    " knows {count}): update formcheck",
                    path=self.path,
                    version=version,
                    count=len(self._steps),
                )
            )
        kinds = {row["type"] for row in connection.execute("SELECT DISTINCT type FROM sqlite_master")}
        ours = (version == 0 and not kinds) or _pragma(connection, "application_id") == APPLICATION
        # Of triggers and views there are none of ours: they would run what another program has written into them.
        if version < 0 or not ours or kinds & {"trigger", "view"}:
            raise HistoryError(self._foreign(tr("the file of another program")))
        return version

    @contextmanager
    def damage_told(self) -> Iterator[None]:
        """What cannot be read is damage, reported in one line."""
        try:
            yield
        except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
            raise HistoryError(self._foreign(tr("damaged ({why})", why=error))) from error

    def _foreign(self, found: str) -> str:
        return tr(
            "{path}: expected a history, found it {found}: move the file away, and a new one is begun",
            path=self.path,
            found=found,
        )

    def _why(self, error: Exception) -> str:
        if "locked" in str(error):
            return tr(
                "another program has been writing to it for {seconds} seconds; try again",
                seconds=brief(self._patience_s),
            )
        reason = getattr(error, "strerror", None) or error
        return tr("{reason}; see whether the disk is full, and whether you may write there", reason=reason)


def _is_damage(error: sqlite3.OperationalError) -> bool:
    """Whether the file holds other things than it should, and not the disk or another program is the matter."""
    return getattr(error, "sqlite_errorname", "SQLITE_ERROR") == "SQLITE_ERROR"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside, or nothing; other writers wait."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
