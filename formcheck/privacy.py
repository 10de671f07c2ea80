"""What formcheck keeps on this computer: where, how much of it, and how all of it is deleted.

Only what bears a name that this program gives is counted and deleted; links are neither followed nor touched.
"""

import os
import re
import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from formcheck.errors import OutputError
from formcheck.history.schema import APPLICATION
from formcheck.history.store import history_path
from formcheck.model import user_folder
from formcheck.report.folder import MARK
from formcheck.report.workplace import PREFIX, is_used
from formcheck.safety import FILE as SAFETY

SESSIONS_FOLDER = "sessions"
SETTLED_S = 3600.0
"""A temporary folder in which nothing has changed for so long is that of a program that was killed."""

_OWN_FOLDERS = (SESSIONS_FOLDER, "models")
_SESSION = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_.+")
_TEMPORARY = re.compile(r"formcheck-[a-z0-9_]{8}")
_MODEL = "pose_landmarker_*.task"
_SQLITE = b"SQLite format 3\0"
_WAIT_S = 1.0


class Kind(StrEnum):
    """Everything that is kept."""

    SESSIONS = "sessions"
    HISTORY = "history"
    SAFETY = "safety answer"
    LEFTOVERS = "leftovers"
    MODEL = "pose model"


@dataclass(frozen=True, slots=True)
class Store:
    """The places in which formcheck keeps things.

    Attributes
    ----------
    data
        The folder of this user for everything that is to stay.
    history
        The file of past sessions.
    temporary
        The system's folder for temporary files.
    """

    data: Path
    history: Path
    temporary: Path

    @classmethod
    def of_this_user(cls) -> "Store":
        """Where this program keeps things for whoever runs it."""
        return cls(user_folder().parent, history_path(), Path(tempfile.gettempdir()))

    @property
    def sessions(self) -> Path:
        """Folder of the live sessions."""
        return self.data / SESSIONS_FOLDER

    @property
    def models(self) -> Path:
        """Folder of the pose models that were fetched."""
        return self.data / "models"


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is of a kind: files or folders, and how large all of it is."""

    kind: Kind
    paths: tuple[Path, ...]
    size_bytes: int


def kept(store: Store) -> list[Kept]:
    """What there is, of every kind, also of those of which there is nothing."""
    found = []
    for kind, look in _LOOKS.items():
        paths = tuple(sorted(look(store)))
        found.append(Kept(kind, paths, sum(map(_size_bytes, paths))))
    return found


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


def may_be_used(store: Store) -> list[Path]:
    """Temporary folders of ours in which something has changed a short while ago; they are left alone."""
    return [path for path in _temporary(store) if not _has_settled(path)]


def _sessions(store: Store) -> Iterator[Path]:
    for path in _inside(store.sessions):
        if _SESSION.fullmatch(path.name) and _is_folder(path) and (path / MARK).is_file():
            yield path


def _history(store: Store) -> Iterator[Path]:
    path, page = store.history, store.history.with_suffix(".html")
    if _is_file(path) and (path.parent == store.data or _is_history(path)):
        beside = [path.with_name(f"{path.name}{end}") for end in ("-journal", "-wal", "-shm")]
        yield from (one for one in (path, *beside) if _is_file(one))
    if _is_file(page) and (page.parent == store.data or b"formcheck" in _head(page, 2000)):
        yield page


def _safety(store: Store) -> Iterator[Path]:
    if _is_file(store.data / SAFETY):
        yield store.data / SAFETY


def _models(store: Store) -> Iterator[Path]:
    if not store.models.is_symlink():
        yield from filter(_is_file, store.models.glob(_MODEL))


def _leftovers(store: Store) -> Iterator[Path]:
    """What programs that were killed have left behind."""
    for path in _inside(store.sessions):
        if path.name.startswith(PREFIX) and not path.is_symlink() and not is_used(path):
            yield path
    written = (SAFETY, store.history.with_suffix(".html").name, _MODEL)
    for folder in {store.data, store.history.parent, store.models}:
        for name in written:
            if not folder.is_symlink():
                yield from filter(_is_file, folder.glob(f".{name}.*.part"))
    yield from filter(_has_settled, _temporary(store))


def _temporary(store: Store) -> Iterator[Path]:
    """Our folders among the temporary ones: with a name as we make them, and of this user alone."""
    for path in _inside(store.temporary):
        if _TEMPORARY.fullmatch(path.name) and _is_folder(path):
            with suppress(OSError):  # it has just gone
                found = path.lstat()
                if os.name != "posix" or (found.st_uid == os.getuid() and found.st_mode & 0o077 == 0):
                    yield path


def _has_settled(folder: Path) -> bool:
    newest_s = 0.0
    for path in (folder, *_under(folder)):
        with suppress(OSError):  # it has just gone
            newest_s = max(newest_s, path.lstat().st_mtime)
    return time.time() - newest_s > SETTLED_S


_LOOKS: dict[Kind, Callable[[Store], Iterator[Path]]] = {
    Kind.SESSIONS: _sessions,
    Kind.HISTORY: _history,
    Kind.SAFETY: _safety,
    Kind.LEFTOVERS: _leftovers,
    Kind.MODEL: _models,
}


def strangers(store: Store) -> list[Path]:
    """What lies in our folders and is not ours, such as a link; it is left alone."""
    ours = {path for found in kept(store) for path in found.paths}
    ours |= {folder for folder in (store.sessions, store.models) if _is_folder(folder)}
    places = [path for folder in (store.data, store.sessions, store.models) for path in _inside(folder)]
    return sorted(path for path in places if path not in ours)


def _refuse_while_used(store: Store) -> None:
    if any(path.name.startswith(PREFIX) and is_used(path) for path in _inside(store.sessions)):
        raise OutputError(f"another formcheck is writing to {store.sessions}: end it, and then delete")
    if _is_file(store.history) and _is_history(store.history):
        with closing(sqlite3.connect(store.history, timeout=_WAIT_S, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.DatabaseError as error:  # a damaged one, or in a folder that cannot be written, is no use
                if "locked" in str(error):
                    raise OutputError(
                        f"another program is using the history {store.history}: end it, and then delete"
                    ) from error


def _is_history(path: Path) -> bool:
    """Whether a file is one of ours, by its first bytes."""
    head = _head(path, 100)
    return head.startswith(_SQLITE) and int.from_bytes(head[68:72], "big") == APPLICATION


def _head(path: Path, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError:
        return b""


def _inside(folder: Path) -> list[Path]:
    """What is in a folder; nothing where it is missing or a link."""
    try:
        return [] if folder.is_symlink() and folder.name in _OWN_FOLDERS else list(folder.iterdir())
    except OSError:
        return []


def _under(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *names))


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return stat.S_ISDIR(path.lstat().st_mode)
    return False


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return stat.S_ISREG(path.lstat().st_mode)
    return False


def _size_bytes(path: Path) -> int:
    total = 0
    for one in (path, *_under(path)):
        if _is_file(one):
            with suppress(OSError):  # it has just gone
                total += one.lstat().st_size
    return total


def _failure(path: Path) -> str:
    """Delete a file, or a folder with all that is in it; why that did not work, empty where it did."""
    try:
        if _is_folder(path):
            shutil.rmtree(path)  # which follows no links
        else:
            path.unlink()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"cannot delete {path} ({error.strerror or error})"
    return ""
