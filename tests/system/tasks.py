"""Tasks for processes of their own, which import this module and so little else: they begin at once."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from formcheck.errors import InputError
from formcheck.system.processes import Tick


@dataclass
class Done:
    """A number, and the process that made it."""

    number: int
    process: int
    complete: bool = True


def count(number: int, lasts_s: float, tick: Tick) -> Done:
    time.sleep(lasts_s)
    stop = tick()
    return Done(number, os.getpid(), not stop)


def die(number: int, once: Path | None, tick: Tick) -> Done:
    """End the process the hard way; only the first time, where a file is named."""
    if once is None or not once.exists():
        if once is not None:
            once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return count(number, 0, tick)


def refuse(tick: Tick) -> Done:
    raise InputError("no such file")
