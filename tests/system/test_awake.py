"""The computer stays awake during a session, and only then."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from formcheck.system.awake import awake

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what keeps other systems awake is theirs")


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a program in place of systemd-inhibit writes: that it begins, what for, and that it ends."""
    journal, folder = tmp_path / "journal", tmp_path / "bin"
    folder.mkdir()
    program = folder / "systemd-inhibit"
    # As the real one: the options are its own, and the rest is the command.
    program.write_text(
        f'#!/bin/sh\nwhile [ "${{1#--}}" != "$1" ]; do echo "$1" >> {journal}; shift; done\n'
        f'"$@"\necho ended >> {journal}\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    return journal


def lines(journal: Path, until: str) -> list[str]:
    """What is in the journal once a line is."""
    end_s = time.monotonic() + 20
    while time.monotonic() < end_s:
        found = journal.read_text().splitlines() if journal.exists() else []
        if until in found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"{until} is not in {journal}")


def test_it_is_kept_awake_for_as_long_as_it_is_asked(journal: Path) -> None:
    with awake():
        begun = lines(journal, "--mode=block")
        assert {"--what=idle:sleep", "--who=formcheck"} <= set(begun)
        assert "ended" not in begun
    assert lines(journal, "ended")[-1] == "ended"


def test_after_a_kill_it_may_sleep_again(journal: Path) -> None:
    program = "from formcheck.system.awake import awake\nimport time\nwith awake():\n    time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], env=os.environ) as session:
        lines(journal, "--mode=block")
        session.send_signal(signal.SIGKILL)
    assert lines(journal, "ended")[-1] == "ended"


def test_where_nothing_keeps_it_awake_the_session_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with awake():
        pass
    broken = tmp_path / "systemd-inhibit"
    broken.write_text("no program")
    broken.chmod(0o755)
    with awake():
        pass
