"""The entry in the menu of the desktop: it begins the page, and goes away again."""

import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.system.desktop import menu

HARD = '/opt/a "b" $c `d` 100%/python'


@pytest.fixture(params=["linux", "darwin"])
def system(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "platform", request.param)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return str(request.param)


def test_it_comes_and_goes(system: str, tmp_path: Path) -> None:
    assert not menu.remove()
    path = menu.install()
    assert tmp_path in path.parents
    assert menu.install() == path
    if system == "darwin":
        program = path / "Contents" / "MacOS" / "formcheck"
        assert program.stat().st_mode & 0o111
        assert "-m formcheck app" in program.read_text(encoding="utf-8")
        assert plistlib.loads((path / "Contents" / "Info.plist").read_bytes())["CFBundleExecutable"] == "formcheck"
    else:
        assert '"-m" "formcheck" "app"' in path.read_text(encoding="utf-8")
    assert menu.remove()
    assert not path.exists()


def test_the_name_of_any_interpreter_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", HARD)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (line,) = [one for one in menu.install().read_text(encoding="utf-8").splitlines() if one.startswith("Exec=")]
    assert line.startswith('Exec="/opt/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` 100%%/python" "-m"')


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a shell")
def test_the_script_of_macos_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "it's python"
    python.write_text("#!/bin/sh\necho $*\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    program = menu.install() / "Contents" / "MacOS" / "formcheck"
    done = subprocess.run([program], capture_output=True, text=True, check=True)
    assert done.stdout == "-m formcheck app\n"
