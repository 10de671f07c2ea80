"""Deletes what formcheck keeps, and nothing else; not while another formcheck is at it."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from formcheck.app.privacy.disk import inside, is_file, is_folder
from formcheck.app.privacy.looking import is_history, kept
from formcheck.app.privacy.store import Kept, Kind, Store
from formcheck.errors import OutputError
from formcheck.system.language import tr
from formcheck.system.reasons import reason_of
from formcheck.system.workplace import PREFIX, is_used

_WAIT_S = 1.0


def delete(store: Store, kinds: Sequence[Kind]) -> list[Kept]:
    """Delete everything of some kinds; what was deleted. Where there is nothing, nothing happens.

    Raises
    ------
    OutputError
        Another formcheck is writing, so that nothing was deleted; or something cannot be deleted, and the rest was.
    """
    _refuse_while_used(store)
    wanted = [found for found in kept(store) if found.kind in kinds]
    failures = list(filter(None, (_failure(path) for found in wanted for path in found.paths)))
    for folder in (store.sessions, store.models, store.data):
        with suppress(OSError):  # it is not there, is a link, or holds something that is not ours
            folder.rmdir()
    if failures:
        raise OutputError(
            tr("{failures}; the rest is deleted: close what uses it, and try again", failures=failures[0])
        )
    return wanted


def _refuse_while_used(store: Store) -> None:
    if any(path.name.startswith(PREFIX) and is_used(path) for path in inside(store.sessions)):
        raise OutputError(
            tr("another formcheck is writing to {sessions}: end it, and then delete", sessions=store.sessions)
        )
    if is_file(store.history) and is_history(store.history):
        try:
            with closing(sqlite3.connect(store.history, timeout=_WAIT_S, isolation_level=None)) as connection:
                connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:  # a damaged one, or in a folder that cannot be written, is no use
            if "locked" in str(error):
                raise OutputError(
                    tr("another program is using the history {history}: end it, and then delete", history=store.history)
                ) from error


def _failure(path: Path) -> str:
    """Delete a file, or a folder with all that is in it; why that did not work, empty where it did."""
    try:
        if is_folder(path):
            shutil.rmtree(path)  # which follows no links
        else:
            path.unlink()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return tr("cannot delete {path} ({why})", path=path, why=reason_of(error))
    return ""
