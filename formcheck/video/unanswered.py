"""Why a network camera delivers no picture, as far as asking it once more can tell."""

import socket
from urllib.parse import SplitResult, urlsplit

from formcheck.system.language import tr
from formcheck.video.address import masked

_PORTS = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}
_ANSWER_BYTES = 64
_REFUSED = (b" 401", b" 403")


def why_unanswered(address: str, patience_s: float) -> str:
    """What is the matter, and what to do, to stand after the camera's name. Name and password are not sent again."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme.lower()]
    except (ValueError, KeyError):
        return tr("is not an address: check how it is written")
    try:
        with socket.create_connection((host, port), timeout=patience_s) as connection:
            answer = b"" if parts.scheme.lower() in ("https", "rtsps") else _asked(connection, parts, host)
    except UnicodeError:  # a part of the name that is empty, or too long
        return tr("is not an address: check how it is written")
    except socket.gaierror:
        return tr(
            "cannot be found: nothing in this network is called {host}; check the name, or give its number (IP)",
            host=host,
        )
    except ConnectionRefusedError:
        return tr(
            "is there, but nothing answers at port {port}: check the port, and that the camera's app is running",
            port=port,
        )
    except OSError:
        return tr("cannot be reached: see that the camera is on and in the same network, and check the address")
    return _told(answer, parts)


def _told(answer: bytes, parts: SplitResult) -> str:
    """What the first line of an answer means."""
    if any(code in answer for code in _REFUSED):
        if parts.username or parts.password:
            return tr("wants a name and a password, and delivers no picture with those given: check both, and the path")
        place = f"{parts.netloc}{parts.path}"
        with_both = masked(f"{parts.scheme}://NAME:PASSWORD@{place}").replace("***@", "NAME:PASSWORD@")
        return tr("asks for a name and a password: give them in the address, as {with_both}", with_both=with_both)
    if b" 404" in answer:
        return tr("is there, but has no pictures under this path: look up the camera's path for video")
    return tr("answers, but delivers no picture: open the address in a browser or a player to check it")


def _asked(connection: socket.socket, parts: SplitResult, host: str) -> bytes:
    """The first line of its answer, empty where none comes in time."""
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    if parts.scheme.lower() == "rtsp":
        request = f"DESCRIBE rtsp://{host}{path} RTSP/1.0\r\nCSeq: 1\r\n\r\n"
    else:
        request = f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n"
    try:
        connection.sendall(request.encode("utf-8", "replace"))
        return connection.recv(_ANSWER_BYTES).partition(b"\r\n")[0]
    except OSError:
        return b""
