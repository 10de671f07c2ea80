"""Keeps the page running: one program a user, found again by the file that lets its browser in."""

import html
import json
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from filelock import FileLock, Timeout

from formcheck.app.privacy import Store
from formcheck.errors import unwritten
from formcheck.system.atomic import replacing
from formcheck.system.workplace import Workplace
from formcheck.web.clips import Clips
from formcheck.web.feed import Feed
from formcheck.web.keys import Keys
from formcheck.web.serving import Serving
from formcheck.web.sessions import Sessions
from formcheck.web.share import Sharing
from formcheck.web.site import Site, static

DOOR, LOCK = "open.html", "lock"
TURN_S, LONELY_S = 0.3, 900.0
"""How often it looks whether it is wanted any more; after how long without page, session or analysis it is not."""
_PAGE = """<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>formcheck</title>
<script>location.replace({address})</script><a href="{link}">formcheck</a>
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is begun with.

    Attributes
    ----------
    camera, model
        In place of what is chosen on the page.
    share
        A second screen from the beginning.
    """

    camera: str | None = None
    model: Path | None = None
    share: bool = False


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


def serve(
    wanted: Wanted, opened: Callable[[Door], object], shared: Callable[[str], object], ended: Event | None = None
) -> None:
    """Serve the page until it is not wanted any more, or an interrupt comes; a session under way is saved.

    Parameters
    ----------
    wanted
        What it is begun with.
    opened
        Called as soon as it answers.
    shared
        Called with every address of a second screen.
    ended
        Set from outside to end it.
    """
    with _folder() as folder, _workplace(folder) as place, closing(Serving()) as serving:

        def enter(key: str) -> Door:
            return _write(folder / DOOR, f"http://{serving.host}/#key={key}")

        keys, feed = Keys(enter), Feed()
        sessions = Sessions(feed)
        clips = Clips(place.made, feed, sessions, wanted.model)
        sharing = Sharing(feed, sessions.ask, static, shared)
        site = Site(keys, feed, sessions, clips, sharing, place.scratch, wanted.camera, wanted.model)
        site.ended = ended or site.ended
        serving.begin(site.app(serving.host))
        try:
            opened(enter(keys.entry))
            if wanted.share:
                sharing.begin()
            _mind(site)
        finally:
            sharing.close()
            sessions.close()
            clips.close()


def _mind(site: Site) -> None:
    """Wait for the end."""
    wanted_s = time.monotonic()
    while not site.ended.is_set() and time.monotonic() - wanted_s < LONELY_S:
        time.sleep(TURN_S)
        if site.feed.pages or not site.sessions.free.is_set() or site.clips.busy:
            wanted_s = time.monotonic()


@contextmanager
def _folder() -> Iterator[Path]:
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


@contextmanager
def _workplace(folder: Path) -> Iterator[Workplace]:
    """Room for clips; what a program that was killed has left there goes away first."""
    try:
        place = Workplace(folder)
    except OSError as error:
        raise unwritten(folder, error) from error
    try:
        yield place
    finally:
        place.clear()


def _write(file: Path, address: str) -> Door:
    try:
        with replacing(file, mode=0o600) as target:
            page = _PAGE.format(address=json.dumps(address), link=html.escape(address))
            target.write(page.encode())
    except OSError as error:
        raise unwritten(file, error) from error
    return Door(file, address)
