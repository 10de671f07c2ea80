"""How the page of this user is entered: by a file only they can read, beside a lock that tells that it is served."""

import html
import json
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from formcheck.app.privacy import Store
from formcheck.errors import unwritten
from formcheck.system.private_file import keep_private
from formcheck.system.workplace import Workplace

DOOR, LOCK = "open.html", "lock"
_PAGE = """<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>formcheck</title>
<script>location.replace({address})</script><a href="{link}">formcheck</a>
"""


@dataclass(frozen=True, slots=True)
class Door:
    """How the page is entered: a file for the browser, which nobody else can read, and the address in it."""

    file: Path
    address: str

    def open(self) -> bool:
        """Open it in the browser; whether there is one."""
        return webbrowser.open(self.file.absolute().as_uri())


def door_of_another() -> Door | None:
    """That of the program that is running already; None where none is."""
    folder = Store.of_this_user().page
    if not folder.is_dir():
        return None
    try:
        with FileLock(folder / LOCK, timeout=0):
            return None
    except Timeout:
        with suppress(OSError):
            found = (folder / DOOR).read_text(encoding="utf-8")
            return Door(folder / DOOR, json.loads(found.split("replace(")[1].split(")</script>")[0]))
    return None


@contextmanager
def page_folder() -> Iterator[Path]:
    """The folder of this page, which is this program's alone."""
    folder = Store.of_this_user().page
    try:
        for one in (folder.parent, folder):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=5)
        lock.acquire()
    except OSError as error:
        raise unwritten(folder, error) from error
    try:
        yield folder
    finally:
        for name in (DOOR, LOCK):
            with suppress(OSError):
                (folder / name).unlink()
        lock.release()
        with suppress(OSError):
            folder.rmdir()


def write_door(folder: Path, address: str) -> Door:
    """Write it, in place of the one before."""
    file = folder / DOOR
    keep_private(file, _PAGE.format(address=json.dumps(address), link=html.escape(address)))
    return Door(file, address)


@contextmanager
def workplace(folder: Path) -> Iterator[Workplace]:
    """Room for clips; what a program that was killed has left there goes away first."""
    try:
        place = Workplace(folder)
    except OSError as error:
        raise unwritten(folder, error) from error
    try:
        yield place
    finally:
        place.clear()
