"""Lets in who asks from the page itself and knows the token; everybody else is refused, and learns nothing."""

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "x-formcheck-token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:;"
    " media-src 'self'; frame-src 'self'; connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
"""Styles within the page are those of the plots; scripts there are none."""
ALWAYS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_READING = ("GET", "HEAD")


class Gate:
    """Stands before the whole page.

    Parameters
    ----------
    app
        What is behind it.
    host
        The address and port of the page: what every request has to be addressed to, exactly.
    knows
        Whether a token is that of a tab.
    open_to_all
        Paths for which no token is needed.
    lent
        With what the path of a file begins that has a key of its own.
    """

    def __init__(
        self, app: ASGIApp, host: str, knows: Callable[[str], bool], open_to_all: frozenset[str], lent: str = "/file/"
    ) -> None:
        self._app, self._host, self._knows, self._open, self._lent = app, host, knows, open_to_all, lent
        self._origin = f"http://{host}"
        self._policy = POLICY.format(host=host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request, or one socket."""
        refusal = self._refusal(scope)
        if scope["type"] == "websocket" and refusal:
            await send({"type": "websocket.close", "code": 1008})
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (*ALWAYS.items(), ("content-security-policy", self._policy)):
                    headers.setdefault(name, value)
            await send(message)

        app = PlainTextResponse("refused\n", refusal) if refusal else self._app
        await app(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> int:
        """The status of a refusal; 0 where there is none."""
        headers = Headers(scope=scope)
        origins, method = headers.getlist("origin"), scope.get("method", "")
        if headers.getlist("host") != [self._host]:
            return 421
        if origins != [self._origin] and (origins or method not in _READING):  # sockets too say where they come from
            return 403
        path = scope["path"]
        if scope["type"] == "websocket" or path in self._open or (method in _READING and path.startswith(self._lent)):
            return 0
        return 0 if self._knows(headers.get(TOKEN, "")) else 401
