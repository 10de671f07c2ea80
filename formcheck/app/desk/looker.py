"""A process that looks for us, and is ended when its time is up: a camera can block for ever."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import Any

from formcheck.system.language import tr

WATCHING = (sys.executable, "-m", "formcheck.app.desk.watching")


class Looker:
    """One such process.

    Parameters
    ----------
    command
        The program and its arguments; it writes lines of JSON.
    limit_s
        After so many seconds it is ended.
    """

    def __init__(self, command: Sequence[str], limit_s: float) -> None:
        self._until_s = time.monotonic() + limit_s
        self._lines: Queue[str] = Queue()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=sys.platform != "win32",
        )
        self._complaints: list[str] = []
        self._threads = [Thread(target=self._read, daemon=True), Thread(target=self._listen, daemon=True)]
        for thread in self._threads:
            thread.start()

    def found(self) -> list[dict[str, Any]]:
        """What it has found since the last call."""
        found = []
        with suppress(Empty):
            while True:
                found.append(json.loads(self._lines.get_nowait()))
        return found

    def ended(self) -> bool:
        """Whether it has ended, or been ended since its time was up."""
        if self._process.poll() is None and time.monotonic() > self._until_s:
            self.end()
            self._complaints.append(tr("the camera did not answer"))
        if self._process.poll() is None:
            return False
        for thread in self._threads:  # all that it has said is here then
            thread.join(1.0)
        return True

    @property
    def failure(self) -> str | None:
        """Why it has failed; None where it has not."""
        if self._process.poll() in (None, 0):
            return None
        return self._complaints[-1] if self._complaints else tr("it ended before its time")

    def end(self) -> None:
        """End it now."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                if line.startswith("{"):
                    self._lines.put(line)

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            self._complaints += [line.strip() for line in lines if line.strip()]
