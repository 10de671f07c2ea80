"""What a program costs that runs in a process of its own: time, work of the processor, memory. Linux only."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import monotonic

ITSELF = "itself"
LOOK_EVERY_S = 0.1


@dataclass
class Memory:
    """The most memory that was held at once, RSS in megabytes: what processes share counts for each of them.

    Attributes
    ----------
    own_mb
        Of the program itself.
    children_mb
        Of all processes together that it started, and they.
    largest_mb
        Of a single process, by its name; `ITSELF` is the program.
    """

    own_mb: float = 0.0
    children_mb: float = 0.0
    largest_mb: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds from start to end, seconds of all processors, memory; and what it said."""

    time_s: float
    cpu_s: float
    memory: Memory
    said: str


def run(command: Sequence[str], settings: Mapping[str, str] | None = None) -> Cost:
    """Run a program to its end and measure it.

    Parameters
    ----------
    command
        The program and its arguments.
    settings
        Environment variables beside those that are there.

    Raises
    ------
    SystemExit
        It has failed; the message has its last line.
    """
    with tempfile.TemporaryFile("w+") as output:
        before_s = monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env={**os.environ, **(settings or {})}
        )
        watch = _Watch(process.pid)
        try:
            watch.start()
            # Not `process.wait`: this one also tells what the program and all that it waited for have used.
            _, status, used = os.wait4(process.pid, 0)
            time_s = monotonic() - before_s
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            watch.stop()
            if process.returncode is None:
                process.terminate()
                process.wait()
        output.seek(0)
        said = output.read()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: status {process.returncode}\n{said[-2000:]}")
    # Workers that nobody waits for are missing in the one, and what ends within a moment in the other.
    cpu_s = max(used.ru_utime + used.ru_stime, sum(watch.cpu_s.values()))
    return Cost(time_s, cpu_s, watch.memory, said)


class _Watch(Thread):
    """Looks at the memory and the work of a process and of all below it, ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(name="memory", daemon=True)
        self.memory = Memory()
        self.cpu_s: dict[int, float] = {}
        self._pid = pid
        self._over = Event()
        self._known: set[tuple[int, str]] = set()

    def run(self) -> None:
        while not self._over.wait(LOOK_EVERY_S):
            self._look()

    def stop(self) -> None:
        self._over.set()
        self.join()

    def _look(self) -> None:
        memory, children_mb, seen = self.memory, 0.0, set()
        for pid in family(self._pid):
            status = _status(pid)
            if "VmRSS" not in status:
                continue  # it has just ended
            seen.add((pid, status["Name"]))
            if (pid, status["Name"]) not in self._known:
                continue  # a process that has just been started may still show the memory of the one that did
            self.cpu_s[pid] = _cpu_s(pid) or self.cpu_s.get(pid, 0.0)
            now_mb, most_mb = (int(status[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
            name = ITSELF if pid == self._pid else status["Name"].split("-")[0]
            memory.largest_mb[name] = max(memory.largest_mb.get(name, 0.0), most_mb)
            if pid != self._pid:
                children_mb += now_mb
        self._known = seen
        memory.own_mb = memory.largest_mb.get(ITSELF, 0.0)
        memory.children_mb = max(memory.children_mb, children_mb)


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text().split()
        except OSError:  # it has just ended
            continue
        for child in children:
            yield from family(int(child))


def _status(pid: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def _cpu_s(pid: int) -> float:
    """Seconds that a process has used until now; 0 where it has just ended."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    user, system = map(int, after_name[11:13])
    return (user + system) / os.sysconf("SC_CLK_TCK")
