"""A server in a thread of its own, on one address of this computer."""

import socket
import threading
import time

import uvicorn
from starlette.types import ASGIApp

from formcheck.errors import DeviceError
from formcheck.system.language import tr
from formcheck.system.reasons import reason_of

LOOPBACK = "127.0.0.1"
_LARGEST_MESSAGE = 4096
"""Nothing longer is ever said to us over a socket."""
_STARTING_S, _ENDING_S = 10.0, 3


class Serving:
    """An address that is ours; `begin` answers there until `close`.

    Parameters
    ----------
    address
        Of this computer.

    Raises
    ------
    DeviceError
        Nothing can listen there.
    """

    def __init__(self, address: str = LOOPBACK) -> None:
        try:
            self._socket = socket.create_server((address, 0), backlog=256)
        except OSError as error:
            raise DeviceError(
                tr("nothing can listen at {address}: {why}", address=address, why=reason_of(error))
            ) from error
        self.host = f"{address}:{self._socket.getsockname()[1]}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def begin(self, app: ASGIApp) -> None:
        """Answer, from the moment this returns."""
        config = uvicorn.Config(
            app, http="h11", lifespan="off", log_config=None, log_level="error", access_log=False, proxy_headers=False,
            server_header=False, date_header=False, ws_max_size=_LARGEST_MESSAGE, ws_per_message_deflate=False,
            h11_max_incomplete_event_size=16384, timeout_graceful_shutdown=_ENDING_S,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="page", daemon=True)
        self._thread.start()
        until_s = time.monotonic() + _STARTING_S
        while not self._server.started and self._thread.is_alive() and time.monotonic() < until_s:
            time.sleep(0.01)

    def close(self) -> None:
        """Answer no more; may be called twice."""
        server, self._server = self._server, None
        if server is not None and self._thread is not None:
            server.should_exit = True
            self._thread.join(2 * _ENDING_S)
        self._socket.close()
