"""What begins the companion with the desktop session, on each system."""

import configparser
import plistlib
import shlex
import sys
from pathlib import Path

import pytest

from formcheck.app.desk import autostart


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOME", "USERPROFILE", "APPDATA", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(autostart, "said", lambda *command: None)


def test_a_systemd_unit_begins_it_with_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    path = autostart.install(["--hours", "9-17", "--camera", "/dev/v4l/by-id/100% $sure"])
    unit = configparser.RawConfigParser()
    unit.read(path)
    command = shlex.split(unit["Service"]["ExecStart"].replace("%%", "%").replace("$$", "$"))
    assert command == [
        *(sys.executable, "-m", "formcheck", "desk"),
        *("--hours", "9-17", "--camera", "/dev/v4l/by-id/100% $sure"),
    ]
    assert autostart.remove()
    assert not autostart.remove()


def test_a_launch_agent_begins_it_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    agent = plistlib.loads(autostart.install(["--no-glances"]).read_bytes())
    assert agent["RunAtLoad"] is True
    assert agent["ProgramArguments"][1:] == ["-m", "formcheck", "desk", "--no-glances"]


def test_a_line_in_startup_begins_it_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    path = autostart.install(["--no-glances"])
    assert path.parent.name == "Startup"
    assert path.read_text().strip().endswith("-m formcheck desk --no-glances")
