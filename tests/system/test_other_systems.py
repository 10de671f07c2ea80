"""Windows and macOS, pretended in a process of its own: everything is imported there, and the main job done.

What this cannot show is named in `tests.system.other_system`.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import KICKS, video_of
from tests.system import other_system
from tests.voices import put_powershell, put_say

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the others are pretended on Linux"),
    pytest.mark.slow,
    pytest.mark.weekly,
]

LINUX_ALONE = {f"formcheck.system.desktop.{name}" for name in ("bus", "linux", "notices")}
"""Modules that ask the desktop of Linux, by a library that is installed there alone."""
WRITTEN = ["annotated.mp4", "recording.npz", "report.html", "report.txt", "signals.csv", "summary.json"]


def done_on(system: str, folder: Path, model_path: Path) -> dict[str, object]:
    """What came of the main job on a system; everything lies in the folder."""
    home = folder / "home"
    home.mkdir()
    shutil.copy(KICKS, folder / "clip.npz")
    video_of(4, folder / "clip.mp4")
    of_this = ("XDG_", "FORMCHECK_", "LC_", "LANG")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(of_this)},
        "HOME": str(home), "LOCALAPPDATA": str(home / "AppData"), "PATH": str(folder), "SYSTEMROOT": str(folder),
        "FORMCHECK_MODEL": str(model_path),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, other_system.__file__, system, str(folder)],
        capture_output=True, text=True, check=False, timeout=200, env=environment, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_windows(tmp_path: Path, model_path: Path) -> None:
    put_powershell(tmp_path)
    usual = tmp_path / "System32" / "WindowsPowerShell" / "v1.0"
    usual.mkdir(parents=True)
    (tmp_path / "powershell").rename(usual / "powershell.exe")
    found = done_on("win32", tmp_path, model_path)
    assert found.pop("heard_s") == pytest.approx(0.1, abs=0.05)
    assert found.pop("failed") == {name: "import of jeepney halted; None in sys.modules" for name in LINUX_ALONE}
    assert found == {
        "language": "de", "cores": os.cpu_count(), "data": str(tmp_path / "home" / "AppData" / "formcheck"),
        "system": "Windows 10.0.26100 on AMD64", "desktop": "WindowsDesktop", "voice": "Windows (en)",
        "written": WRITTEN, "sessions": 1,
        "refused to others": ["in use by another process", "Invalid argument", "Invalid argument"],
        "deleted": True, "left": [], "refused": [],
        "flags": [0x8000200],  # a console of its own, which is not shown
    }  # fmt: skip


def test_macos(tmp_path: Path, model_path: Path) -> None:
    put_say(tmp_path)
    found = done_on("darwin", tmp_path, model_path)
    assert found.pop("heard_s") == pytest.approx(0.1, abs=0.05)
    assert set(found.pop("failed")) == LINUX_ALONE  # type: ignore[call-overload]
    assert found == {
        "language": "en", "cores": os.cpu_count(),
        "data": str(tmp_path / "home" / "Library" / "Application Support" / "formcheck"),
        "system": "macOS 15.1 on arm64", "desktop": "MacDesktop", "voice": "say (Daniel)", "written": WRITTEN,
        "sessions": 1,
        "deleted": True, "left": [], "refused": [], "flags": [],
    }  # fmt: skip
