"""A server on this computer that remembers whoever asked, for tests of what must not be asked for."""

import contextlib
import http.server
from pathlib import Path


class Answers(http.server.BaseHTTPRequestHandler):
    """Notes who asks for what, and answers as the path says."""

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Listener)
        server.asked.append(self.path)
        server.allowed.append(self.headers.get("Authorization") or "")
        path = self.path.partition("?")[0]
        if path == "/film.mp4" and not server.allowed[-1]:
            self._answer(401, b"", ("WWW-Authenticate", 'Basic realm="camera"'))
        elif path == "/moved":
            self._answer(302, b"", ("Location", server.leads_to))
        elif path.endswith(".m3u8"):
            self._answer(200, playlist(server.leads_to).encode(), ("Content-Type", "application/vnd.apple.mpegurl"))
        elif path in server.files:
            self._answer(200, server.files[path].read_bytes(), ("Content-Type", "application/octet-stream"))
        else:
            self._answer(404, b"")

    def _answer(self, status: int, content: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(content)))):
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class Listener(http.server.ThreadingHTTPServer):
    """A server on this computer that remembers whoever asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[str] = []
        self.allowed: list[str] = []
        self.leads_to = ""
        self.files: dict[str, Path] = {}

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is no news."""


def playlist(target: str) -> str:
    """An HLS playlist of one part."""
    return f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{target}\n#EXT-X-ENDLIST\n"
