"""Everything the page asks for, by address: views, sessions, clips, files, settings."""

import asyncio
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.app import changes
from formcheck.app.asked import asked_for
from formcheck.app.desk import switch
from formcheck.app.kept_reports import with_its_video
from formcheck.errors import FormcheckError, InputError
from formcheck.output.report import PAGE
from formcheck.system.language import tr
from formcheck.system.plain import plainly, understood
from formcheck.web.clips import Clips, TooMuchError
from formcheck.web.feed import Feed
from formcheck.web.gate import TOKEN, Gate
from formcheck.web.keys import Keys
from formcheck.web.reports import named_report
from formcheck.web.sessions import Sessions
from formcheck.web.share import Sharing
from formcheck.web.views import VIEWS, rendered

LARGEST_BODY = 16384
FIRST_WORD_S = 10.0
STATIC = {"/app.js": "text/javascript", "/status.js": "text/javascript", "/style.css": "text/css"}
IN_A_REPORT = (
    "default-src 'none'; img-src data:; media-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
    " sandbox allow-scripts; frame-ancestors 'self'"
)
"""A report runs its own script, and by its own policy no other, in a room of its own within the page."""


@dataclass(slots=True)
class Site:
    """The page and everything behind it.

    Attributes
    ----------
    keys, feed, sessions, clips, sharing
        Who may come in; what is told; what is under way; what is analysed; the second screen.
    scratch
        A folder for files that are made to be fetched.
    camera, model
        What the program was begun with; None for what is chosen on the page.
    ended
        Set where the page asks for the end of the program.
    """

    keys: Keys
    feed: Feed
    sessions: Sessions
    clips: Clips
    sharing: Sharing
    scratch: Path
    camera: str | None = None
    model: Path | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def app(self, host: str) -> ASGIApp:
        """All of it, for one address, behind its gate."""
        posts = {"/begin": self._begin, "/lend": self._lend, "/look": self._look, "/share": self._share,
                 "/change": self._change, "/desk": self._desk, "/enter": self._enter}  # fmt: skip
        routes: list[BaseRoute] = [Route(path, _answering(act), methods=["POST"]) for path, act in posts.items()]
        routes += [Route(path, _static, methods=["GET"]) for path in ("/", *STATIC)]
        routes += [
            Route("/view/{name}", self._view),
            Route("/file/{key}", self._file),
            Route("/clips/{name}", self._clip, methods=["PUT"]),
            WebSocketRoute("/live", self._live),
        ]
        inner = Starlette(routes=routes, exception_handlers={FormcheckError: _refused})
        return Gate(inner, host, self.keys.knows, frozenset(("/", "/enter", *STATIC)))

    async def _enter(self, request: Request, said: Mapping[str, Any]) -> Mapping[str, object] | Response:
        token = self.keys.exchange(str(said.get("key", "")))
        return {"token": token} if token else Response(status_code=403)

    async def _view(self, request: Request) -> Response:
        view = VIEWS.get(request.path_params["name"])
        if view is None:
            return Response(status_code=404)
        return HTMLResponse(await asyncio.to_thread(view, request.query_params.get("of", "")))

    async def _begin(self, request: Request, said: Mapping[str, Any]) -> Mapping[str, object]:
        return await asyncio.to_thread(self._begun, str(said.get("kind", "")), str(said.get("name", "")))

    def _begun(self, kind: str, name: str) -> Mapping[str, object]:
        if not self.sessions.begin(*asked_for(kind, name, self.camera, self.model)):
            raise InputError(tr("A session is under way already: end it first."))
        self.sharing.renew()
        return {}

    async def _lend(self, request: Request, said: Mapping[str, Any]) -> Mapping[str, object] | Response:
        file = await asyncio.to_thread(named_report, said, self.sessions, self.clips, self.scratch)
        if file is None:
            raise InputError(tr("This report is not there any more."))
        return {"url": f"/file/{self.keys.lend(request.headers[TOKEN], file)}"}

    async def _look(self, request: Request, said: Mapping[str, Any]) -> Mapping[str, object]:
        if said.get("stop"):
            await asyncio.to_thread(self.sessions.look_no_more)
        elif not await asyncio.to_thread(self.sessions.look, str(said.get("camera") or self.camera or "0")):
            raise InputError(tr("The session under way has the camera."))
        return {}

    async def _share(self, request: Request, said: Mapping[str, Any]) -> Mapping[str, object]:
        if said.get("stop"):
            await asyncio.to_thread(self.sharing.close)
            return {}
        address = str(said.get("address", ""))
        return await asyncio.to_thread(self.sharing.begin, address)

    async def _change(self, request: Request, said: Mapping[str, Any]) -> Mapping[str, object]:
        if said.get("what") == "quit":
            self.ended.set()
            return {}
        return await asyncio.to_thread(changes.change, said)

    async def _desk(self, request: Request, said: Mapping[str, Any]) -> Mapping[str, object]:
        await asyncio.to_thread(switch.tell, str(said.get("tell", "")), self.camera, self.model)
        return {}

    async def _file(self, request: Request) -> Response:
        found = self.keys.lent(request.path_params["key"])
        if found is None or not found[1].is_file():
            return Response(status_code=404)
        token, file = found
        free = {"cross-origin-resource-policy": "cross-origin"}  # a report's room is an origin of its own
        if file.name != PAGE:
            return FileResponse(file, headers=free, filename=file.name, content_disposition_type="inline")
        text = await asyncio.to_thread(with_its_video, file, lambda one: f"/file/{self.keys.lend(token, one)}")
        return HTMLResponse(text, headers={**free, "content-security-policy": IN_A_REPORT})

    async def _clip(self, request: Request) -> Response:
        size = request.headers.get("content-length", "")
        if not size.isdecimal():
            return Response(status_code=411)
        try:
            await self.clips.take(request.path_params["name"], int(size), request.stream())
        except TooMuchError as error:
            return JSONResponse({"error": plainly(str(error))}, 507)
        except ClientDisconnect:
            return Response(status_code=400)
        return JSONResponse({}, 202)

    async def _live(self, socket: WebSocket) -> None:
        await socket.accept()
        try:
            token = await asyncio.wait_for(socket.receive_text(), FIRST_WORD_S)
        except (TimeoutError, WebSocketDisconnect, KeyError):
            token = ""
        if not self.keys.knows(token):
            await socket.close(1008)
            return
        await self.feed.serve(socket, self.sessions.ask)


def _answering(act: Any) -> Any:  # noqa: ANN401 - a method of the site, as starlette wants it
    """An endpoint that takes JSON, not too much of it, and answers with JSON."""

    async def endpoint(request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                return Response(status_code=413)
        said = understood(body or b"{}")
        if said is None:
            return Response(status_code=400)
        try:
            answer = await act(request, said)
        except ValidationError:
            return Response(status_code=400)
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    return endpoint


async def _static(request: Request) -> Response:
    path = request.url.path
    if path == "/":
        return HTMLResponse(rendered("shell.html"))
    return Response(static(path.removeprefix("/")), media_type=STATIC[path])


def static(name: str) -> str:
    """A script, or the style: that of reports and of the history, and what the page adds."""
    rooms = {"formcheck.output.report": "page.css", "formcheck.output.history": "history.css"}
    before = "".join(_text(room, file) for room, file in rooms.items()) if name.endswith(".css") else ""
    return before + _text("formcheck.web", name)


def _text(room: str, name: str) -> str:
    return (resources.files(room) / "templates" / name).read_text(encoding="utf-8")


async def _refused(_: Request, error: Exception) -> Response:
    return JSONResponse({"error": plainly(str(error))}, 400)
