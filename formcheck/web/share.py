"""A second screen in the same network: count, hold and words of one session, and its buttons; never a picture."""

import asyncio
import secrets
from collections.abc import Callable, Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.errors import InputError
from formcheck.system.codes import as_svg
from formcheck.system.language import tr
from formcheck.system.network import addresses
from formcheck.web.feed import Feed
from formcheck.web.gate import Gate
from formcheck.web.serving import Serving
from formcheck.web.views import rendered
from formcheck.workout.command import Command

FILES = {"/phone.js": "text/javascript", "/status.js": "text/javascript", "/style.css": "text/css"}
MAY = {Command.PAUSE, Command.NEXT, Command.AGAIN, Command.TAKE_BACK, Command.END}


class Sharing:
    """The second screen, while it is wanted.

    Parameters
    ----------
    feed
        What it is told, of which it gets no picture.
    ask
        Called with what it asks for.
    static
        Finds the text of a script or of the style.
    announce
        Called with every new address, for the terminal.
    """

    def __init__(
        self, feed: Feed, ask: Callable[[str], None], static: Callable[[str], str],
        announce: Callable[[str], object] = lambda _: None,
    ) -> None:  # fmt: skip
        self._feed, self._ask, self._static, self._announce = feed, ask, static, announce
        self._serving: Serving | None = None
        self._key = ""

    def begin(self, address: str = "") -> Mapping[str, object]:
        """Let a second screen in; where it is found, and what it may be chosen from.

        Raises
        ------
        InputError, DeviceError
            This computer is in no network; nothing can listen there.
        """
        there = addresses()
        if not there:
            raise InputError(tr("this computer is in no network: connect it and the phone to the same one"))
        chosen = address if address in there else there[0]
        if self._serving is None or not self._serving.host.startswith(f"{chosen}:"):
            self.close()
            self._serving = Serving(chosen)
            self._serving.begin(self._app(self._serving.host))
            self.renew()
        url = self.url
        return {"url": url, "addresses": there, "address": chosen, "code": as_svg(url)}

    @property
    def url(self) -> str:
        """Where the second screen is found, with its key; empty where there is none."""
        return f"http://{self._serving.host}/#key={self._key}" if self._serving is not None else ""

    def renew(self) -> None:
        """Another session begins: it has a key of its own."""
        if self._serving is not None:
            self._key = secrets.token_urlsafe(16)
            self._announce(self.url)
        self._feed.tell(shared=self.url != "", share=secrets.token_hex(4))

    def close(self) -> None:
        """Let nobody in any more; may be called twice."""
        serving, self._serving = self._serving, None
        if serving is not None:
            serving.close()
        self._feed.tell(shared=False)

    def _app(self, host: str) -> ASGIApp:
        routes = [Route(path, self._file) for path in ("/", *FILES)]
        return Gate(Starlette(routes=[*routes, WebSocketRoute("/live", self._live)]), host, lambda _: False,
                    frozenset(("/", *FILES)))  # fmt: skip

    async def _file(self, request: Request) -> Response:
        path = request.url.path
        if path == "/":
            return HTMLResponse(rendered("phone.html"))
        return Response(self._static(path.removeprefix("/")), media_type=FILES[path])

    async def _live(self, screen: WebSocket) -> None:
        await screen.accept()
        try:
            key = await asyncio.wait_for(screen.receive_text(), 10.0)
        except (TimeoutError, WebSocketDisconnect, KeyError):
            key = ""
        if not self._key or not secrets.compare_digest(key.encode(), self._key.encode()):
            await screen.close(1008)
            return

        def ask(what: str) -> None:
            if what in MAY and key == self._key:
                self._ask(what)

        await self._feed.serve(screen, ask, lambda: key == self._key)
