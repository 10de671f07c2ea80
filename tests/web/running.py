"""The page as it runs, in a thread of the tests, with folders of its own."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from formcheck.app.doorstep import Door
from formcheck.web.gate import TOKEN
from formcheck.web.keeper import Wanted, serve

PATIENCE_S = 30.0


class Running:
    """A page that answers.

    Attributes
    ----------
    door, shared
        How it was opened; the addresses of second screens.
    """

    def __init__(self, door: Door, shared: list[str]) -> None:
        self.door, self.shared = door, shared
        self.origin, _, self.key = door.address.partition("/#key=")
        self.client = httpx2.Client(base_url=self.origin, headers={"origin": self.origin}, timeout=PATIENCE_S)

    def enter(self) -> str:
        """Come in as a tab does, by the door as it is now; the token, which is sent from now on."""
        key = re.findall(r"#key=([\w-]+)", self.door.file.read_text(encoding="utf-8"))[0]
        token: str = self.client.post("/enter", json={"key": key}).json()["token"]
        self.client.headers[TOKEN] = token
        return token


@contextmanager
def running(wanted: Wanted | None = None) -> Iterator[Running]:
    """Serve the page until the end of the ``with``."""
    doors: list[Door] = []
    shared: list[str] = []
    opened, ended = threading.Event(), threading.Event()

    def begin(door: Door) -> None:
        doors.append(door)
        opened.set()

    thread = threading.Thread(target=serve, args=(wanted or Wanted(), begin, shared.append, ended))
    thread.start()
    try:
        assert opened.wait(PATIENCE_S)
        page = Running(doors[0], shared)
        with page.client:
            yield page
    finally:
        ended.set()
        thread.join(PATIENCE_S)


def at_home(folder: Path) -> Path:
    """Where the page keeps its own things in a folder of the user."""
    return folder / "page"
