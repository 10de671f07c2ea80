"""The newest picture and the newest words, for every page that watches: a slow one sees fewer, never older."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.system.plain import understood

Ask = Callable[[str], None]
ELSEWHERE = ("phase", "title", "now")
"""All that is told to a second screen."""


@dataclass(eq=False, slots=True)
class Watcher:
    """One page.

    Attributes
    ----------
    wants_pictures, ready
        Whether it looks at pictures, and has shown the last one.
    sent
        Number of that one.
    """

    loop: asyncio.AbstractEventLoop
    news: asyncio.Event = field(default_factory=asyncio.Event)
    wants_pictures: bool = False
    ready: bool = True
    sent: int = 0


class Feed:
    """Between the thread of the session, which never waits for a page, and the pages.

    Parameters
    ----------
    on_shown
        Called with the number of every picture, from 1, that a page says it has shown.

    Attributes
    ----------
    pages
        How many pages there are.
    """

    def __init__(self, on_shown: Callable[[int], object] = lambda _: None) -> None:
        self._lock, self._on_shown = Lock(), on_shown
        self._watchers: set[Watcher] = set()
        self._picture, self._number = b"", 0
        self._told: dict[str, object] = {}
        self._text = self._elsewhere = "{}"

    @property
    def pages(self) -> int:
        """How many pages are open."""
        return len(self._watchers)

    @property
    def watched(self) -> bool:
        """Whether anybody looks at pictures."""
        with self._lock:
            return any(one.wants_pictures for one in self._watchers)

    @property
    def ready(self) -> bool:
        """Whether somebody has shown the last picture, and waits for the next."""
        with self._lock:
            return any(one.wants_pictures and one.ready for one in self._watchers)

    def picture(self, jpeg: bytes) -> None:
        """Take the newest picture; empty for none."""
        with self._lock:
            self._picture, self._number = jpeg, self._number + 1
        self._wake()

    def tell(self, **news: object) -> None:
        """Change some of what is told in words and numbers."""
        with self._lock:
            self._told |= news
            text = json.dumps(self._told)
            if text == self._text:
                return
            self._text = text
            self._elsewhere = json.dumps({key: self._told.get(key) for key in ELSEWHERE})
        self._wake()

    async def serve(self, socket: WebSocket, ask: Ask, second: Callable[[], bool] | None = None) -> None:
        """Tell a page everything that is new, and take what it asks for, until it is gone.

        Parameters
        ----------
        socket
            Accepted.
        ask
            Called with what the page asks for.
        second
            Of a second screen, which gets no picture: whether it may still see anything.
        """
        watcher = Watcher(asyncio.get_running_loop())
        with self._lock:
            self._watchers.add(watcher)
        telling = asyncio.create_task(self._send(socket, watcher, second))
        try:
            while True:
                said = understood(await socket.receive_text()) or {}
                if "shown" in said and not watcher.ready:
                    watcher.ready = True
                    self._on_shown(watcher.sent)
                if "watch" in said:
                    watcher.wants_pictures = second is None and said["watch"] is True
                if isinstance(said.get("ask"), str):
                    ask(str(said["ask"]))
                watcher.news.set()
        except (WebSocketDisconnect, RuntimeError, KeyError):  # it is gone, or has said what no page of ours says
            return
        finally:
            with self._lock:
                self._watchers.discard(watcher)
            telling.cancel()

    async def _send(self, socket: WebSocket, watcher: Watcher, second: Callable[[], bool] | None) -> None:
        text = ""
        while second is None or second():
            if text != (text := self._text if second is None else self._elsewhere):
                await socket.send_text(text)
            if watcher.wants_pictures and watcher.ready and watcher.sent != self._number:
                watcher.sent, jpeg = self._number, self._picture
                watcher.ready = not jpeg
                if jpeg:
                    await socket.send_bytes(jpeg)
            await watcher.news.wait()
            watcher.news.clear()
        await socket.close(1008)

    def _wake(self) -> None:
        with self._lock:
            watchers = list(self._watchers)
        for one in watchers:
            if not one.loop.is_closed():
                one.loop.call_soon_threadsafe(one.news.set)
