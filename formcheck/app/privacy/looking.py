"""What formcheck keeps on this computer, and how much of it: only what bears a name that this program gives."""

import glob
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from formcheck.app.checkup.person import FILE as PERSON
from formcheck.app.desk.keeping import FILES as DESK
from formcheck.app.last_camera import FILE as CAMERA
from formcheck.app.privacy.disk import head, inside, is_closed, is_file, is_folder, size_bytes, under
from formcheck.app.privacy.store import Kept, Kind, Store
from formcheck.app.safety import FILE as SAFETY
from formcheck.output.checkup import pagefile as checkup_page
from formcheck.output.history.pagefile import is_page, page_of
from formcheck.output.history.schema import APPLICATION
from formcheck.output.history.store import FILE as HISTORY
from formcheck.system.folders import SETTINGS
from formcheck.system.output_folder import MARK
from formcheck.system.paths import TEMPORARY_PREFIX
from formcheck.system.workplace import PREFIX, is_used

SETTLED_S = 3600.0
"""A temporary folder in which nothing has changed for so long is that of a program that was killed."""

_SESSION = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_.+")
_RANDOM = "[a-z0-9_]" * 8
"""As a pattern of file names: the part of a name that keeps two programs apart."""
_TEMPORARY = f"{TEMPORARY_PREFIX}{_RANDOM}"
_MODEL = "pose_landmarker_*.task"
_SQLITE = b"SQLite format 3\0"


def kept(store: Store) -> list[Kept]:
    """What there is, of every kind, also of those of which there is nothing."""
    found = []
    for kind, look in _LOOKS.items():
        paths = tuple(sorted(look(store)))
        found.append(Kept(kind, paths, sum(map(size_bytes, paths))))
    return found


def may_be_used(store: Store) -> list[Path]:
    """Temporary folders of ours in which something has changed a short while ago; they are left alone."""
    return [path for path in _temporary(store) if not _has_settled(path)]


def strangers(store: Store) -> list[Path]:
    """What lies in our folders and is not ours, such as a link; it is left alone."""
    ours = {path for found in kept(store) for path in found.paths}
    ours |= {folder for folder in (store.sessions, store.models, store.page) if is_folder(folder)}
    shut = set(closed(store))
    places = [*inside(store.data, behind_link=True), *inside(store.sessions), *inside(store.models)]
    return sorted(path for path in places if path not in ours | shut and path.parent not in shut)


def closed(store: Store) -> list[Path]:
    """Folders that we may not look into; what is in them is neither counted nor deleted."""
    outer = [folder for folder in {store.data, store.history.parent} if is_closed(folder)]
    sessions = [path for path in inside(store.sessions) if _SESSION.fullmatch(path.name)]
    inner = [folder for folder in (store.sessions, store.models, *sessions) if is_folder(folder) and is_closed(folder)]
    return sorted([*outer, *inner])


def is_history(path: Path) -> bool:
    """Whether a file is one of ours, by its first bytes."""
    begin = head(path, 100)
    return begin.startswith(_SQLITE) and int.from_bytes(begin[68:72], "big") == APPLICATION


def _sessions(store: Store) -> Iterator[Path]:
    for path in inside(store.sessions):
        if _SESSION.fullmatch(path.name) and is_folder(path) and is_file(path / MARK):
            yield path


def _history(store: Store) -> Iterator[Path]:
    path, page = store.history, page_of(store.history)
    own = path == store.data / HISTORY  # in our folder the name is enough; elsewhere it may be of another program
    if is_file(path) and (own or is_history(path)):
        beside = [path.with_name(f"{path.name}{end}") for end in ("-journal", "-wal", "-shm")]
        yield from (one for one in (path, *beside) if is_file(one))
    if page is not None and is_file(page) and (own or is_page(page)):
        yield page
    last = checkup_page.page_of(path)
    if is_file(last) and (own or checkup_page.is_page(last)):
        yield last


def _answer(store: Store) -> Iterator[Path]:
    if is_file(store.data / SAFETY):
        yield store.data / SAFETY


def _person(store: Store) -> Iterator[Path]:
    if is_file(store.data / PERSON):
        yield store.data / PERSON


def _camera(store: Store) -> Iterator[Path]:
    if is_file(store.data / CAMERA):
        yield store.data / CAMERA


def _desk(store: Store) -> Iterator[Path]:
    yield from (path for path in (store.data / name for name in DESK) if is_file(path))


def _settings(store: Store) -> Iterator[Path]:
    if is_file(store.data / SETTINGS):
        yield store.data / SETTINGS


def _models(store: Store) -> Iterator[Path]:
    yield from (path for path in inside(store.models) if fnmatchcase(path.name, _MODEL) and is_file(path))


def _leftovers(store: Store) -> Iterator[Path]:
    """What programs that were killed have left behind."""
    for path in (*inside(store.sessions), *inside(store.page)):
        if path.name.startswith(PREFIX) and (is_folder(path) or is_file(path)) and not is_used(path):
            yield path
    page = page_of(store.history)
    written = {(store.data, name) for name in (SAFETY, PERSON, CAMERA, SETTINGS, *DESK)} | {(store.models, _MODEL)}
    pages = [checkup_page.page_of(store.history), *([page] if page is not None else [])]
    written |= {(one.parent, glob.escape(one.name)) for one in pages}
    for folder, name in written:
        for path in inside(folder):
            if fnmatchcase(path.name, f".{name}.{_RANDOM}.part") and is_file(path):
                yield path
    yield from filter(_has_settled, _temporary(store))


def _temporary(store: Store) -> Iterator[Path]:
    """Our folders among the temporary ones: with a name as we make them, and of this user alone."""
    for path in inside(store.temporary, behind_link=True):
        if fnmatchcase(path.name, _TEMPORARY) and is_folder(path):
            with suppress(OSError):  # it has just gone
                found = path.lstat()
                if sys.platform == "win32" or (found.st_uid == os.getuid() and found.st_mode & 0o077 == 0):
                    yield path


def _has_settled(folder: Path) -> bool:
    newest_s = 0.0
    for path in (folder, *under(folder)):
        with suppress(OSError):  # it has just gone
            newest_s = max(newest_s, path.lstat().st_mtime)
    return time.time() - newest_s > SETTLED_S


_LOOKS: dict[Kind, Callable[[Store], Iterator[Path]]] = {
    Kind.SESSIONS: _sessions,
    Kind.HISTORY: _history,
    Kind.SAFETY: _answer,
    Kind.PERSON: _person,
    Kind.CAMERA: _camera,
    Kind.SETTINGS: _settings,
    Kind.LEFTOVERS: _leftovers,
    Kind.DESK: _desk,
    Kind.MODEL: _models,
}
