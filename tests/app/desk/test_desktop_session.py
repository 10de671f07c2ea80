"""The whole companion in a simulated session: a display, a window manager, a bus, and who shows notifications."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from formcheck.app.desk import keeping
from formcheck.app.desk.companion import State
from formcheck.app.desk.situation import Answer
from formcheck.system.desktop.linux import LinuxDesktop
from formcheck.system.desktop.notices import SERVICE
from tests.cli.test_cli_live import display
from tests.system.desktop.private_bus import Service, needs_dbus, private_bus, serving

__all__ = ["display"]
pytestmark = needs_dbus
PATIENCE_S = 40.0


@pytest.fixture
def daemon(display: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Service]:
    """Takes the place of what shows notifications; everything else is the session's own."""
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    with private_bus(monkeypatch) as address, serving(address) as begin:
        yield begin(["org.freedesktop.Notifications"], {"Notify": ("u", (7,))})


def shown(daemon: Service) -> tuple[Any, ...]:
    """The notification, as soon as there is one."""
    until_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s:
        for name, body in daemon.asked:
            if name == "Notify":
                return body
        time.sleep(0.05)
    raise AssertionError(daemon.asked)


def test_a_prompt_appears_its_button_answers_and_the_end_of_the_session_loses_nothing(
    daemon: Service, tmp_path: Path
) -> None:
    kept = tmp_path / "formcheck" / keeping.FILE
    keeping.save(kept, State(sat_s=2700.0), None)
    command = [sys.executable, "-m", "formcheck", "desk", "--no-voice", "--no-camera"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as companion:
        *_, title, text, actions, _, _ = shown(daemon)
        assert (title, text) == ("formcheck", "45 minutes of sitting. Ten squats, or a short walk? Take the stairs.")
        assert actions[:6:2] == ["squats", "walk", "later"], "some desktops show three buttons and no more"
        daemon.signal(SERVICE, "ActionInvoked", "us", 7, "hour")
        until_s = time.monotonic() + PATIENCE_S
        while keeping.load(kept)[0].quiet.answer is None and time.monotonic() < until_s:
            time.sleep(0.05)
        companion.send_signal(signal.SIGTERM)
        assert companion.wait(PATIENCE_S) == 0
        assert companion.stdout is not None
        said = companion.stdout.read()
    assert "asked to get up (45 min)" in said
    assert "put off (45 min)" in said
    state = keeping.load(kept)[0]
    assert (state.asked, state.quiet.answer) == (1, Answer.HOUR)
    assert json.loads(kept.read_text(encoding="utf-8"))["doing"] is None


@pytest.mark.usefixtures("daemon")
def test_the_display_tells_of_keys_and_of_windows() -> None:
    desktop = LinuxDesktop()
    try:
        subprocess.run(["xdotool", "mousemove", "20", "20"], env=dict(os.environ), check=True)
        idle_s = desktop.idle_s()
        assert idle_s is not None
        assert idle_s < PATIENCE_S
        time.sleep(1.0)
        later_s = desktop.idle_s()
        assert later_s is not None
        assert later_s >= idle_s + 0.9
        if shutil.which("xprop"):
            assert desktop.full_screen() in (None, False)
    finally:
        desktop.close()
