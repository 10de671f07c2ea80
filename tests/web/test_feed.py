"""Each page gets the newest picture only, and nobody waits for a page."""

import ast
import time
from pathlib import Path

import pytest
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from formcheck import web
from formcheck.web.feed import Feed
from formcheck.web.gate import Gate
from formcheck.web.keys import Keys
from formcheck.web.serving import Serving
from formcheck.web.sessions import Sessions


@pytest.fixture
def feed() -> Feed:
    return Feed()


class Screen:
    """A page that watches."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def shown(self) -> None:
        self._socket.send('{"shown": 1}')

    def next(self) -> str | bytes:
        return self._socket.recv(timeout=10)


def wait(what: object, until: object) -> None:
    assert callable(what)
    end_s = time.monotonic() + 10
    while what() != until and time.monotonic() < end_s:
        time.sleep(0.01)
    assert what() == until


def test_a_slow_page_sees_fewer_pictures_and_never_older_ones(feed: Feed, tmp_path: Path) -> None:
    from formcheck.web.clips import Clips
    from formcheck.web.share import Sharing
    from formcheck.web.site import Site, static

    asked: list[str] = []
    sessions = Sessions(feed)
    keys = Keys()
    sharing = Sharing(feed, asked.append, static)
    clips = Clips(tmp_path, feed, sessions)
    serving = Serving()
    app = Site(keys, feed, sessions, clips, sharing, tmp_path).app(serving.host)
    assert isinstance(app, Gate)
    serving.begin(app)
    try:
        token = keys.exchange(keys.entry)
        with connect(f"ws://{serving.host}/live", origin=Origin(f"http://{serving.host}")) as socket:
            socket.send(token or "")
            socket.send('{"watch": true}')
            screen = Screen(socket)
            assert '"idle"' in str(screen.next())
            wait(lambda: feed.watched, True)
            feed.picture(b"first")
            assert screen.next() == b"first"
            begin_s = time.monotonic()
            for number in range(500):
                feed.picture(str(number).encode())
            assert time.monotonic() - begin_s < 5  # nobody waits for a page that shows nothing
            screen.shown()
            assert screen.next() == b"499"
        wait(lambda: feed.pages, 0)
    finally:
        serving.close()
        clips.close()


def test_a_second_screen_is_told_of_the_moment_and_of_nothing_else(feed: Feed) -> None:
    feed.tell(phase="running", now={"count": 3}, note="secret", clips=[{"name": "secret"}])
    assert "secret" not in feed._elsewhere
    assert '"count": 3' in feed._elsewhere


def test_the_room_stays_small() -> None:
    """Python without its documentation, and JavaScript: 1,200 lines together."""
    room = Path(web.__file__).parent
    lines = [line for path in room.rglob("*.js") for line in path.read_text("utf-8").splitlines() if line.strip()]
    for path in room.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and is_text(node.value)}
        inside = {number for node in said for number in range(node.lineno, (node.end_lineno or 0) + 1)}
        numbered = enumerate(path.read_text("utf-8").splitlines(), 1)
        lines += [line for number, line in numbered if line.strip() and number not in inside]
    assert len(lines) < 1200


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
