"""Nobody else gets in: strangers' pages, other users of the machine, and requests that nobody would send."""

import asyncio
import os
import random
import socket
import stat
import sys
import time
from pathlib import Path

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from formcheck.app.doorstep import DOOR, door_of_another
from formcheck.web.gate import TOKEN
from formcheck.web.keys import MOST_FILES, MOST_TABS, Keys
from tests.web.running import Running, at_home

CLOSED = ["/view/start", "/view/history", "/view/settings", "/view/nothing", "/file/", "/clips/a.mp4", "/nothing"]
DOINGS = ["/begin", "/lend", "/look", "/share", "/change"]


def live(page: Running, origin: str | None = None) -> ClientConnection:
    address = page.origin.replace("http", "ws") + "/live"
    return connect(address, origin=Origin(origin or page.origin))


def test_without_a_token_there_is_the_bare_page_and_nothing_else(page: Running) -> None:
    for path in ("/", "/app.js", "/status.js", "/style.css"):
        assert page.client.get(path).status_code == 200
    assert {page.client.get(path).status_code for path in CLOSED} <= {401, 404}
    assert {page.client.post(path, json={}).status_code for path in DOINGS} == {401}
    assert page.client.put("/clips/a.mp4", content=b"x").status_code == 401


def test_the_key_lets_one_tab_in_and_the_next_one_is_another(page: Running, home: Path) -> None:
    token = page.enter()
    assert page.client.get("/view/start").status_code == 200
    assert page.client.post("/enter", json={"key": page.key}).status_code == 403
    other = door_of_another()
    assert other is not None
    assert page.key not in other.address
    assert page.client.post("/enter", json={"key": other.address.partition("=")[2]}).json()["token"] != token
    assert page.client.post("/enter", json={"key": "ü"}).status_code == 403


@pytest.mark.skipif(sys.platform == "win32", reason="a folder of the user is closed to others there")
def test_the_door_can_be_read_by_its_user_alone(page: Running, home: Path) -> None:
    assert stat.S_IMODE((at_home(home) / DOOR).stat().st_mode) == 0o600
    assert stat.S_IMODE(at_home(home).stat().st_mode) == 0o700


def test_nothing_is_left_when_the_program_has_ended(page: Running, home: Path) -> None:
    page.enter()
    assert page.client.post("/change", json={"what": "quit"}).status_code == 200
    until_s = time.monotonic() + 20
    while at_home(home).exists() and time.monotonic() < until_s:
        time.sleep(0.05)
    assert not at_home(home).exists()


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", ""])
def test_a_name_that_leads_here_is_refused(page: Running, host: str) -> None:
    page.enter()
    assert page.client.get("/", headers={"host": host}).status_code == 421
    assert page.client.get("/view/start", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", ""])
def test_a_strangers_page_in_the_same_browser_is_refused(page: Running, origin: str) -> None:
    page.enter()
    assert page.client.get("/view/start", headers={"origin": origin}).status_code == 403
    assert page.client.post("/begin", json={}, headers={"origin": origin}).status_code == 403
    with pytest.raises((InvalidStatus, ConnectionClosed)):
        live(page, origin or "null")


def test_what_changes_something_says_where_it_comes_from(page: Running) -> None:
    token = page.enter()
    with httpx2.Client(base_url=page.origin, headers={TOKEN: token}) as bare:
        assert bare.get("/view/start").status_code == 200
        assert bare.post("/begin", json={}).status_code == 403


def test_a_socket_needs_the_token_as_its_first_word(page: Running) -> None:
    token = page.enter()
    with live(page) as socket:
        socket.send("guessed")
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=10)
    with live(page) as socket:
        socket.send(token)
        assert '"phase"' in str(socket.recv(timeout=10))


def test_every_answer_is_kept_by_nobody_and_framed_by_nobody(page: Running) -> None:
    page.enter()
    for path in ("/", "/app.js", "/view/start", "/nothing", "/file/x"):
        headers = page.client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "set-cookie" not in headers
        assert "server" not in headers


def test_keys_of_files_are_of_one_file_and_forgotten_in_their_turn(tmp_path: Path) -> None:
    keys = Keys()
    token = keys.exchange(keys.entry)
    assert token is not None
    first = keys.lend(token, tmp_path / "a")
    assert keys.lent(first) == (token, tmp_path / "a")
    for number in range(MOST_FILES):
        keys.lend(token, tmp_path / str(number))
    assert keys.lent(first) is None
    others = [keys.exchange(keys.entry) for _ in range(MOST_TABS)]
    assert not keys.knows(token)
    assert keys.knows(others[-1] or "")


PATHS = (
    "/", "/view/..%2f..%2fetc", f"/file/{'A' * 9000}", "/clips/%00", "/live", "//", "/%ff", "/begin", "/lend",
    "/change", "/view/exercise?of=../../x", "/view/routine?of=%22",
)  # fmt: skip
LINES = (
    "Content-Length: -1", "Content-Length: 99999999999", "Transfer-Encoding: chunked", "Upgrade: websocket",
    "Connection: Upgrade", f"X: {'y' * 20000}", "Range: bytes=5-1,9-", "Content-Length: 3",
)  # fmt: skip


def garbage(rng: random.Random, host: str, token: str) -> bytes:
    """Some bytes that look more or less like a request."""
    method = rng.choice(["GET", "POST", "PUT", "DELETE", "\0", "GET" * 40, "OPTIONS"])
    path = rng.choice(PATHS)
    lines = [f"{method} {path} HTTP/1.{rng.randint(0, 9)}", f"Host: {rng.choice([host, host, host, 'x'])}"]
    lines += rng.sample([f"Origin: http://{host}", f"{TOKEN}: {token}", *LINES], rng.randint(0, 6))
    body = rng.choice(
        [b"", b"{}", b"[" * 5000, b'{"kind": {"a": []}, "id": 1e999, "what": "session"}', rng.randbytes(200)]
    )
    return "\r\n".join([*lines, "", ""]).encode() + body


def test_whatever_is_sent_it_goes_on(page: Running, home: Path) -> None:
    token, host, rng = page.enter(), page.origin.removeprefix("http://"), random.Random(23)
    address = host.split(":")[0], int(host.split(":")[1])
    answers = []
    for _ in range(300):
        with socket.create_connection(address, timeout=5) as raw:
            raw.sendall(garbage(rng, host, token))
            raw.shutdown(socket.SHUT_WR)
            answer = b""
            try:
                while chunk := raw.recv(65536):
                    answer += chunk
            except (TimeoutError, ConnectionError):
                pass
            answers.append(answer)
    statuses = {answer.split(b" ")[1] for answer in answers if answer.startswith(b"HTTP/1.1 ")}
    assert {b"200", b"400", b"401", b"403", b"404", b"421"} <= statuses
    assert b"500" not in statuses
    assert not [answer for answer in answers if str(home).encode() in answer or b"Traceback" in answer]
    assert page.client.get("/view/start").status_code == 200


def test_a_hundred_tabs_and_sockets_that_die_in_the_middle(page: Running) -> None:
    token = page.enter()

    async def many() -> int:
        from websockets.asyncio.client import connect as connect_later

        address = page.origin.replace("http", "ws") + "/live"
        tabs = [await connect_later(address, origin=Origin(page.origin)) for _ in range(100)]
        for tab in tabs:
            await tab.send(token)
        told = [await asyncio.wait_for(tab.recv(), 20) for tab in tabs]
        for tab in tabs[:50]:
            tab.transport.abort()
        await tabs[99].send("no json")
        await tabs[99].send(b"bytes")
        for tab in tabs[50:]:
            await tab.close()
        return sum('"phase"' in str(one) for one in told)

    assert asyncio.run(many()) == 100
    assert page.client.get("/view/start").status_code == 200


def test_a_second_program_finds_the_first(page: Running, home: Path) -> None:
    page.enter()
    found = door_of_another()
    assert found is not None
    assert found.address.startswith(f"{page.origin}/#key=")
    assert os.fspath(found.file) == os.fspath(at_home(home) / DOOR)
