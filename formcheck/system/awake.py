"""Keeps the computer from falling asleep, as nobody touches it while they exercise; even a kill lets it sleep again."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator

WHY = "an exercise is under way"
_WAIT = [sys.executable, "-c", "import sys; sys.stdin.read()"]
"""Lasts until this program closes its end of the pipe, as the system does when it is killed."""


def _inhibitors() -> list[list[str]]:
    """The programs of this system that keep it awake for as long as another one runs."""
    if sys.platform == "darwin":
        return [["caffeinate", "-d", "-i", "-m", *_WAIT]]
    if sys.platform == "win32":
        return [[sys.executable, "-c", _WINDOWS]]
    return [
        ["systemd-inhibit", "--what=idle:sleep", "--who=formcheck", f"--why={WHY}", "--mode=block", *_WAIT],
        ["gnome-session-inhibit", "--inhibit", "idle:suspend", "--reason", WHY, *_WAIT],
        ["kde-inhibit", "--power", "--screenSaver", *_WAIT],
    ]


_WINDOWS = (
    "import ctypes, sys;"
    # ES_CONTINUOUS, ES_SYSTEM_REQUIRED and ES_DISPLAY_REQUIRED hold as long as the thread that asks for them.
    "ctypes.windll.kernel32.SetThreadExecutionState(0x80000003);"
    "sys.stdin.read()"
)


@contextlib.contextmanager
def awake() -> Iterator[None]:
    """Within this the computer does not fall asleep by itself, as far as it has a program for that."""
    with contextlib.ExitStack() as running:
        for command in _inhibitors():
            if shutil.which(command[0]) is not None:
                running.enter_context(_beside(command))
        yield


@contextlib.contextmanager
def _beside(command: list[str]) -> Iterator[None]:
    """Run a program until the end of this, and no longer."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=nothing, stderr=nothing)
    except OSError:
        yield  # a session does not depend on it
        return
    try:
        yield
    finally:
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(2.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
