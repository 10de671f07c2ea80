"""Once the model is there, nothing goes to a network: shown where there is none, and where nobody may ask for one."""

import os
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import formcheck
from tests.program import video_of
from tests.replay import FOLDER

pytestmark = pytest.mark.slow

REPORTS = """
import sys
import mediapipe
from mediapipe.tasks.python import vision

options = vision.PoseLandmarkerOptions(base_options=mediapipe.tasks.BaseOptions(model_asset_path=sys.argv[1]))
vision.PoseLandmarker.create_from_options(options).close()
"""
ANSWERED = "import socket; print('sent' if not socket.socket().connect_ex(('127.0.0.1', 9)) else 'refused')"
TRACER = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o"]


@cache
def why_not_sealed() -> str:
    """Why nothing can be run without a network here; empty where it can."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return "network namespaces are a thing of Linux"
    tried = subprocess.run(["unshare", "-rn", "true"], capture_output=True, text=True, check=False)
    return f"not permitted here: {tried.stderr.strip()}" if tried.returncode else ""


@cache
def can_trace() -> bool:
    """Whether it can be watched what a program asks of the network."""
    tracing = [*TRACER, os.devnull, "true"]
    return (
        shutil.which("strace") is not None and subprocess.run(tracing, capture_output=True, check=False).returncode == 0
    )


def asked(log: Path) -> list[str]:
    """What was asked of a network, in a log of the tracer; sockets of this computer alone are none."""
    return [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if "AF_INET" in line]


def sealed(log: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python where there is no network, and log what it asks of one."""
    traced = [*TRACER, str(log)] if can_trace() else []
    log.touch()
    return subprocess.run(
        ["unshare", "-rn", *traced, sys.executable, *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        # Whoever wants no proxy must not thereby open a way.
        env={**os.environ, "COLUMNS": "120", "DISPLAY": "", "WAYLAND_DISPLAY": "", "NO_PROXY": "*"},
    )  # fmt: skip


needs_seal = pytest.mark.skipif(bool(why_not_sealed()), reason=why_not_sealed() or "it can be")


@needs_seal
def test_there_is_no_network_there_and_who_asks_is_seen(tmp_path: Path) -> None:
    log = tmp_path / "log"
    done = sealed(log, "-c", ANSWERED)
    assert done.stdout.strip() == "refused"
    assert bool(asked(log)) is can_trace()


@needs_seal
@pytest.mark.skipif(not can_trace(), reason="strace is missing, or not permitted here")
def test_mediapipe_by_itself_reports_how_it_is_used(tmp_path: Path, model_path: Path) -> None:
    """Should this fail one day, `formcheck.pose.telemetry` may be of no more use."""
    log = tmp_path / "log"
    assert sealed(log, "-c", REPORTS, model_path).returncode == 0
    assert asked(log)


@needs_seal
def test_a_video_is_analysed_without_a_network_and_none_is_asked_for(tmp_path: Path, model_path: Path) -> None:
    clip, log = video_of(4, tmp_path / "clip.mp4"), tmp_path / "log"
    done = sealed(log, "-m", "formcheck", "analyze", clip, "--out", tmp_path / "out", "--model", model_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "clip.mp4" / "annotated.mp4").is_file()
    assert asked(log) == []


@needs_seal
def test_a_live_session_runs_without_a_network_and_none_is_asked_for(tmp_path: Path, model_path: Path) -> None:
    clip, log = video_of(4, tmp_path / "clip.mp4"), tmp_path / "log"
    done = sealed(log, "-m", "formcheck", "live", "glute_bridge", "--camera", clip, "--out", tmp_path / "out",
                  "--model", model_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*_glute_bridge/summary.json"))) == 1
    assert asked(log) == []


def test_nothing_of_formcheck_opens_a_connection(
    tmp_path: Path, model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        tried.append(arguments)
        raise OSError("no network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("127.0.0.1", 9))
    assert len(tried) == 1
    clip = video_of(2, tmp_path / "clip.mp4")
    result = formcheck.analyze(clip, exercise="glute_bridge", out=tmp_path / "out", video=True, model=model_path)
    assert len(result.signals["time_s"]) > 20
    formcheck.analyze(FOLDER / "donkey_kick_2.npz")
    assert len(tried) == 1
