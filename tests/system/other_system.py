"""Pretends to be another system, as far as that goes, and runs formcheck there: ``other_system.py SYSTEM FOLDER``.

What is faked: ``sys.platform``, the modules and functions that are missing or added there, and for Windows its rules
for files: none is renamed or deleted while it is open, and some names cannot be had. Not faked is ``os.name``, on
which `pathlib` depends, nor what any device does.
"""

import contextlib
import ctypes
import importlib
import json
import os
import pkgutil
import platform
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

ONLY_ELSEWHERE = {
    "win32": ("fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "dbus_idle", "jeepney", "AVFoundation"),
    "darwin": ("winreg", "msvcrt", "winsound", "dbus_idle", "jeepney"),
}
"""Modules that are not there: of another system, or left out by the markers in pyproject.toml."""
NO_SUCH_FUNCTION: dict[str, dict[ModuleType, tuple[str, ...]]] = {
    "win32": {
        os: ("getuid", "geteuid", "getgid", "fork", "killpg", "setsid", "mkfifo", "sched_getaffinity", "O_NONBLOCK"),
        signal: ("SIGHUP", "SIGALRM", "SIGUSR1", "alarm", "setitimer"),
    },
    "darwin": {os: ("sched_getaffinity",)},
}
BEFOREHAND = (
    "asyncio", "babel.dates", "http.client", "multiprocessing.shared_memory", "concurrent.futures.process", "sqlite3",
    "urllib.request", "webbrowser", "ctypes.util", "getpass", "curses", "cv2", "filelock", "imageio_ffmpeg",
    "matplotlib.figure", "matplotlib.backends.backend_agg", "numpy", "PIL.ImageFont", "rich.progress", "scipy.signal",
    "scipy.optimize", "scipy.ndimage", "starlette.testclient", "typer.testing", "uvicorn", "websockets",
)  # fmt: skip
"""Libraries that look at the system when they are imported; they are those of this one."""
MACHINES = {"win32": "AMD64", "darwin": "arm64"}
_IMPOSSIBLE = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)


def open_files() -> set[str]:
    """What this program has open."""
    found = set()
    for number in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(str(number.readlink()))
    return found


class WindowsRules:
    """Refuses what the disks of Windows refuse, below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.realpath(folder)
        self.refused: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("open", "os.mkdir", "os.rename"):
            for path in arguments[: 2 if event == "os.rename" else 1]:
                self._check_name(event, path)
        if event in ("os.remove", "os.rmdir", "os.rename"):
            for path in arguments[: 2 if event == "os.rename" else 1]:
                self._check_closed(event, path)

    def _below(self, path: object) -> str | None:
        if not isinstance(path, str | os.PathLike):
            return None
        place = os.path.abspath(os.fspath(path))  # noqa: PTH100 - without following links
        return place if place.startswith(self._folder + os.sep) else None

    def _check_name(self, event: str, path: object) -> None:
        place = self._below(path)
        if place is not None and any(map(_IMPOSSIBLE.search, Path(place[len(self._folder) + 1 :]).parts)):
            self._refuse(event, place, OSError(22, "Invalid argument", place))

    def _check_closed(self, event: str, path: object) -> None:
        place = self._below(path)
        if place is not None and any(one == place or one.startswith(place + os.sep) for one in open_files()):
            self._refuse(event, place, PermissionError(13, "in use by another process", place))

    def _refuse(self, event: str, place: str, error: OSError) -> None:
        self.refused.append(f"{event} {place[len(self._folder) + 1 :]}")
        raise error


class Popen(subprocess.Popen[Any]):
    """A process that can be told what only Windows can do."""

    flags: list[int] = []  # noqa: RUF012 - of all of them

    def __init__(self, *arguments: Any, creationflags: int = 0, **options: Any) -> None:  # noqa: ANN401
        self.flags.append(creationflags)
        super().__init__(*arguments, **options)


class Library:
    """A library of Windows of which every function fails, but for the one that tells the language."""

    def __getattr__(self, name: str) -> Callable[..., int]:
        return lambda *_: 0x0407 if name == "GetUserDefaultUILanguage" else 0


def pretend(system: str) -> None:
    """Become it."""
    for name in BEFOREHAND:
        importlib.import_module(name)
    os.environ["IMAGEIO_FFMPEG_EXE"] = sys.modules["imageio_ffmpeg"].get_ffmpeg_exe()
    for name in ONLY_ELSEWHERE[system]:
        sys.modules[name] = None  # type: ignore[assignment]
    for module, names in NO_SUCH_FUNCTION[system].items():
        for name in names:
            delattr(module, name)
    if system == "win32":
        subprocess.CREATE_NEW_PROCESS_GROUP, subprocess.CREATE_NO_WINDOW = 0x200, 0x8000000  # type: ignore[attr-defined]
        subprocess.Popen = Popen  # type: ignore[misc]
        ctypes.windll = SimpleNamespace(kernel32=Library(), user32=Library(), shell32=Library())  # type: ignore[attr-defined]
        winreg = ModuleType("winreg")
        winreg.__dict__.update(HKEY_CURRENT_USER=1, HKEY_LOCAL_MACHINE=2, OpenKey=_nothing_registered)
        sys.modules["winreg"] = winreg
    platform.machine = lambda: MACHINES[system]
    platform.version = lambda: "10.0.26100"
    platform.mac_ver = lambda *_: ("15.1", ("", "", ""), "")
    sys.platform = system
    if system == "win32":
        folders = importlib.import_module("platformdirs.windows")
        folders.get_win_folder = lambda _: os.environ["LOCALAPPDATA"]  # type: ignore[attr-defined]


def _nothing_registered(*_: object) -> None:
    raise FileNotFoundError(2, "not registered")


def imported() -> dict[str, str]:
    """Imports every module; those that cannot be, and why."""
    import formcheck

    failed = {}
    for module in pkgutil.walk_packages(formcheck.__path__, "formcheck."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError as error:
                failed[module.name] = str(error)
    return failed


def said(*arguments: str) -> str:
    """What a command prints; it has to end well."""
    from typer.testing import CliRunner

    from formcheck.cli.main import app

    done = CliRunner().invoke(app, list(arguments))
    if done.exit_code:
        raise SystemExit(f"{arguments}: {done.exit_code}\n{done.output}\n{done.exception!r}")
    return done.output


def refused_here(folder: Path) -> list[str]:
    """What is refused to whoever breaks the rules of this system."""
    found = []
    with (folder / "open").open("w"):
        for act in ((folder / "open").unlink, (folder / "a:b").touch, (folder / "nul.txt").touch):
            try:
                act()
            except OSError as error:
                found.append(str(error.strerror))
    for path in folder.glob("[oan][pu:][eblt]*"):
        path.unlink()
    return found


def main(system: str, folder: Path) -> dict[str, object]:
    """Be it, and do there what people do."""
    pretend(system)
    found: dict[str, object] = {"failed": imported()}
    from formcheck.feedback.voice.synthesis import find_voice
    from formcheck.system.awake import awake
    from formcheck.system.desktop import this_desktop
    from formcheck.system.folders import user_folder
    from formcheck.system.language.chosen import chosen
    from formcheck.system.processes import cores

    rules = WindowsRules(folder)
    if system == "win32":
        sys.addaudithook(rules)
        found["refused to others"] = refused_here(folder)
        rules.refused.clear()
    found["language"] = chosen([], {})
    found["cores"] = cores()
    found["data"] = str(user_folder())
    found["desktop"] = type(this_desktop()).__name__
    with awake(), contextlib.closing(find_voice("en")) as voice:
        found["voice"], found["heard_s"] = voice.name, voice.render("One two").duration_s
    history = str(folder / "history.sqlite3")
    os.environ["FORMCHECK_HISTORY"] = history
    inputs = [str(folder / "clip.npz"), str(folder / "clip.mp4")]
    for _ in range(2):  # the second time in the place of the first
        said("analyze", *inputs, "--save-recording", "--history", "--no-open", "--jobs", "1",
             "--out", str(folder / "results"))  # fmt: skip
    found["written"] = sorted(path.name for path in (folder / "results" / "clip.mp4").iterdir())
    found["sessions"] = len(json.loads(said("history", "--json"))["sessions"])
    found["system"] = next(one["found"] for one in json.loads(said("doctor", "--json")) if one["name"] == "system")
    said("doctor", "--report", "--yes")
    said("privacy", "--delete-all", "--yes")
    found["deleted"] = not Path(history).exists()
    found["left"] = sorted(
        path.name for path in folder.rglob(".*") if "formcheck" in path.name or path.suffix == ".part"
    )
    found["refused"], found["flags"] = rules.refused, sorted({*Popen.flags} - {0})
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
