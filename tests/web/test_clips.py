"""Clips that come in over the page: limits, a full disk, a connection that breaks, and one that is broken itself."""

import errno
import shutil
import socket
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from formcheck.output.history.store import History, history_path
from formcheck.web import clips
from tests.program import KICKS
from tests.web.running import Running, at_home, running

Usage = namedtuple("Usage", "total used free")


def waiting(page: Running) -> list[dict[str, Any]]:
    """What the page is told of the clips, once nothing is under way any more."""
    import json

    from websockets.sync.client import connect
    from websockets.typing import Origin

    from formcheck.web.gate import TOKEN

    address = page.origin.replace("http", "ws") + "/live"
    until_s = time.monotonic() + 120
    while time.monotonic() < until_s:
        with connect(address, origin=Origin(page.origin)) as live:
            live.send(page.client.headers[TOKEN])
            told: list[dict[str, Any]] = json.loads(live.recv(timeout=20)).get("clips", [])
        if all(one["ended"] for one in told):
            return told
        time.sleep(0.2)
    raise AssertionError("it takes too long")


def lying_there(home: Path) -> list[str]:
    """Names of what was taken in and is still on the disk."""
    return [path.name for path in at_home(home).rglob("*") if path.is_file() and path.name not in ("lock", "open.html")
            and not path.name.endswith(".lock")]  # fmt: skip


def test_a_broken_clip_beside_a_good_one(page: Running, home: Path) -> None:
    page.enter()
    assert page.client.put("/clips/broken.mp4", content=b"no video at all" * 100).status_code == 202
    assert page.client.put("/clips/kicks.npz", content=Path(KICKS).read_bytes()).status_code == 202
    broken, good = waiting(page)
    assert broken["name"] == "broken.mp4"
    assert "broken.mp4" in broken["error"]
    assert str(home) not in broken["error"]
    assert (good["error"], good["report"]) == ("", True)
    assert good["headline"]
    url = page.client.post("/lend", json={"what": "clip", "id": 1}).json()["url"]
    report = page.client.get(url)
    assert "Donkey kick" in report.text
    assert "sandbox allow-scripts" in report.headers["content-security-policy"]
    (entry,) = History(history_path()).entries()
    assert Path(entry.folder).parent == home / "sessions"
    again = page.client.post("/lend", json={"what": "session", "id": entry.id}).json()["url"]
    assert page.client.get(again).text == report.text
    assert 'data-report="session"' in page.client.get("/view/history").text
    assert "file:" not in page.client.get("/view/history").text
    assert page.client.post("/lend", json={"what": "clip", "id": 0}).status_code == 400
    assert page.client.post("/change", json={"what": "forget", "id": entry.id}).status_code == 200
    assert History(history_path()).entries() == []
    assert page.client.get(url).status_code == 404
    assert lying_there(home) == []


def test_names_are_names_and_lead_nowhere(page: Running, home: Path) -> None:
    page.enter()
    for name in ("..%2f..%2fx.mp4", "%2e%2e", "a%00b.mp4", "C:%5cwin.mp4", "x" * 400 + ".mp4"):
        assert page.client.put(f"/clips/{name}", content=b"x").status_code in (202, 404, 507)
    waiting(page)
    assert lying_there(home) == []
    assert not (home.parent / "x.mp4").exists()


def test_what_is_too_large_or_too_much_is_refused_with_a_reason(
    page: Running, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.enter()
    monkeypatch.setattr(clips, "MOST_BYTES", 1000)
    refused = page.client.put("/clips/a.mp4", content=bytes(2000))
    assert refused.status_code == 507
    assert "a.mp4 is larger than" in refused.json()["error"]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, 0))
    assert "not enough room" in page.client.put("/clips/a.mp4", content=b"x").json()["error"]
    monkeypatch.setattr(clips, "MOST_CLIPS", 0)
    assert "waiting already" in page.client.put("/clips/a.mp4", content=b"x").json()["error"]
    chunked = page.client.put("/clips/a.mp4", content=iter([b"x"]))
    assert chunked.status_code == 411
    assert lying_there(home) == []


def test_a_disk_that_fills_meanwhile_leaves_nothing_behind(
    page: Running, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.enter()
    whole = Path.open

    def full(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:  # noqa: ANN401
        if mode == "xb":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return whole(path, mode, *given, **named)

    monkeypatch.setattr(Path, "open", full)
    refused = page.client.put("/clips/a.mp4", content=b"x")
    assert refused.status_code == 507
    assert str(home) not in refused.text
    assert "a.mp4 could not be taken in" in refused.json()["error"]
    assert lying_there(home) == []


def test_a_connection_that_breaks_leaves_nothing_behind(page: Running, home: Path) -> None:
    from formcheck.web.gate import TOKEN

    token, host = page.enter(), page.origin.removeprefix("http://")
    with socket.create_connection((host.split(":")[0], int(host.split(":")[1])), timeout=5) as raw:
        head = f"PUT /clips/a.mp4 HTTP/1.1\r\nHost: {host}\r\nOrigin: {page.origin}\r\n{TOKEN}: {token}\r\n"
        raw.sendall(f"{head}Content-Length: 1000000\r\n\r\n".encode() + bytes(1000))
        time.sleep(0.3)
    until_s = time.monotonic() + 10
    while lying_there(home) and time.monotonic() < until_s:
        time.sleep(0.05)
    assert lying_there(home) == []
    assert waiting(page) == []


def test_what_a_killed_program_has_left_goes_with_the_next(home: Path) -> None:
    left = at_home(home) / ".formcheck-abcd1234"
    (left / "new" / "1").mkdir(parents=True)
    (left / "new" / "1" / "clip.mp4").write_bytes(b"x")
    left.with_suffix(".lock").touch()
    with running():
        assert not left.exists()
