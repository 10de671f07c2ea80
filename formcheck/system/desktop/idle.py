"""Seconds without a key, from a process of its own: X11 ends whoever asks it when the display dies, D-Bus may hang.

Run as a program it answers every line on standard input with one on standard output.
"""

import os
import subprocess
import sys
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread

TIMEOUT_S = 2.0


def monitors() -> list[str]:
    """Names of the classes of `dbus_idle` that can be believed here: under Wayland X11 sees no key of other windows."""
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        return ["DBusIdleMonitor", "SwayIdleMonitor"]
    return ["DBusIdleMonitor", "X11IdleMonitor"]


class IdleClock:
    """Asks that process; begins it anew where it has ended, at most every so many questions."""

    PATIENCE = 30

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str] = Queue()
        self._pause = 0

    def idle_s(self) -> float | None:
        """None where nobody can tell."""
        if self._pause > 0:
            self._pause -= 1
            return None
        answer = self._ask()
        if answer is None:
            self.close()
            self._pause = self.PATIENCE
            return None
        return answer

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _ask(self) -> float | None:
        with suppress(OSError, ValueError, Empty):
            process = self._process or self._begin()
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
            return float(self._answers.get(timeout=TIMEOUT_S))
        return None

    def _begin(self) -> subprocess.Popen[str]:
        self._answers = Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "formcheck.system.desktop.idle"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        Thread(target=_pass_on, args=(self._process, self._answers), name="idle", daemon=True).start()
        return self._process


def _pass_on(process: "subprocess.Popen[str]", answers: "Queue[str]") -> None:
    assert process.stdout is not None
    with suppress(OSError, ValueError):  # closed meanwhile
        for line in process.stdout:
            answers.put(line)


def _serve() -> None:
    import dbus_idle

    monitor = None
    for name in monitors():
        with suppress(Exception):  # whatever a desktop lacks: the next one is tried
            monitor = getattr(dbus_idle, name)()
            break
    if monitor is None:
        raise SystemExit(1)
    for _ in sys.stdin:
        sys.stdout.write(f"{monitor.get_dbus_idle() / 1000}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
