"""The processes in which trials are run: each with a limit of time and memory, so that no fault stops the others."""

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any, Protocol

from benchmarks.fault_trial import End, Outcome, Room, Trial, attempt

PATIENCE_S = 30.0
"""A trial that takes longer hangs."""
MOST_BYTES = 1_500_000_000
"""A trial that holds more in memory, it or what it has started, fails."""
ADDRESSES_BYTES = 8_000_000_000
"""More than this a process cannot ask for: the machine is to live on."""


class Kind(Protocol):
    """A kind of input.

    Attributes
    ----------
    name
        What it is called on the command line and in the table.
    """

    name: str

    def prepare(self, store: Path) -> None:
        """Make what all trials of it begin with, once."""

    def trial(self, random: Random, room: Room) -> Trial:
        """Spoil an input, and put it into the room."""


def tried(kind: Kind, seed: int, number: int, place: Path) -> tuple[str, Outcome]:
    """Make one trial in a folder of its own and run it; how it was spoilt, and how it ended."""
    room = Room(place).make()
    trial = kind.trial(Random(f"{seed}:{kind.name}:{number}"), room)
    return trial.what, attempt(trial, room)


class Worker:
    """A process that runs trials one after another; another takes its place where one does not come back.

    Parameters
    ----------
    kind, seed
        Of the trials.
    place
        A folder for their rooms.
    """

    def __init__(self, kind: Kind, seed: int, place: Path) -> None:
        self._given = kind, seed, place
        self._process: Any = None
        self._line: Connection | None = None

    def run(self, number: int) -> tuple[str, Outcome]:
        """Run one trial."""
        if self._process is None:
            self._start()
        assert self._line is not None
        self._line.send(number)
        if not self._line.poll(PATIENCE_S):
            self.stop()
            return "?", Outcome(End.FAILED, f"not done after {PATIENCE_S:g} s", PATIENCE_S)
        try:
            answer: tuple[str, Outcome, int] = self._line.recv()
        except EOFError:
            self._process.join()
            status = self._process.exitcode
            self.stop()
            return "?", Outcome(End.FAILED, f"the whole process ended ({status})", 0.0)
        what, outcome, most_bytes = answer
        if most_bytes > MOST_BYTES:
            self.stop()  # its highest mark would be that of all that follow
            return what, Outcome(End.FAILED, f"held {most_bytes / 1e9:.1f} GB in memory", outcome.took_s)
        return what, outcome

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, *self._given), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End it, and all that it has started."""
        if self._process is None:
            return
        for child in _children(self._process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process = None


def _children(process: int) -> Sequence[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def _serve(line: Connection, kind: Kind, seed: int, place: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES_BYTES, ADDRESSES_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        number: int = line.recv()
        here = place / str(number)
        shutil.rmtree(here, ignore_errors=True)
        what, outcome = tried(kind, seed, number, here)
        line.send((what, outcome, _most_bytes()))
        if outcome.end is not End.FAILED:
            shutil.rmtree(here, ignore_errors=True)


def _most_bytes() -> int:
    """The most that this process has held in memory so far, or one that it has started."""
    usage = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return 1024 * max(usage)
