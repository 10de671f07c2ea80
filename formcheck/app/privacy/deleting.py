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
        raise OutputError(f"{failures[0]}; the rest is deleted: close what uses it, and try again")
    return wanted


def _refuse_while_used(store: Store) -> None:
    if any(path.name.startswith(PREFIX) and is_used(path) for path in inside(store.sessions)):
        raise OutputError(f"another formcheck is writing to {store.sessions}: end it, and then delete")
    if is_file(store.history) and is_history(store.history):
        try:
            with closing(sqlite3.connect(store.history, timeout=_WAIT_S, isolation_level=None)) as connection:
                connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:  # a damaged one, or in a folder that cannot be written, is no use
            if "locked" in str(error):
                raise OutputError(
                    f"another program is using the history {store.history}: end it, and then delete"
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
        return f"cannot delete {path} ({error.strerror or error})"
    return ""
