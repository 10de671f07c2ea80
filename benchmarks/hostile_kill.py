"""The program killed at random moments: what is left under final names, in the history and among the processes."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from uuid import uuid4

from formcheck.app.arrays import read_signals
from formcheck.errors import FormcheckError
from formcheck.output.history.store import History
from formcheck.output.report import PAGE
from formcheck.output.report.reading import read_document
from formcheck.video import ffmpeg

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
PATIENCE_S = 60.0
"""A program that is asked to end does so within this."""
GONE_S = 10.0
"""Its processes are gone within this."""
WRITTEN_S = 2.0
"""A set that ended longer ago is in the history."""
_MARK = "FORMCHECK_HOSTILE"
_REP = re.compile(r"\d+\. \w+ repetition")


@dataclass(frozen=True, slots=True)
class Killed:
    """One program that was killed.

    Attributes
    ----------
    after_s, status, took_s
        When it was killed, how it ended, and how long that took.
    early
        Whether it had ended before.
    told
        Its stderr.
    problems
        What is wrong with what it has left.
    sets_seen
        Sets that it had told of, some time before it was killed.
    """

    after_s: float
    status: int
    took_s: float
    early: bool
    told: str
    problems: list[str] = field(default_factory=list)
    sets_seen: int = 0


def program(*arguments: str | Path) -> list[str]:
    """The program as a person calls it."""
    return [sys.executable, "-m", "formcheck", *map(str, arguments)]


def run_and_kill(command: Sequence[str], kind: signal.Signals, after_s: float, history: Path) -> Killed:
    """Run a program, kill it after so long unless it has ended, and look for its processes."""
    mark = uuid4().hex
    environment = {**os.environ, _MARK: mark, "FORMCHECK_HISTORY": str(history), "PYTHONUNBUFFERED": "1"}
    for display in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(display, None)
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        # Whoever runs this in the background has interrupts ignored, and children inherit it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    reps_s, told = list[float](), list[str]()
    readers = [
        threading.Thread(target=_listen, args=(process.stdout, reps_s, [])),
        threading.Thread(target=_listen, args=(process.stderr, [], told)),
    ]
    for reader in readers:
        reader.start()
    begun_s, early = time.monotonic(), False
    with suppress(subprocess.TimeoutExpired):
        process.wait(after_s)
        early = True
    killed_s = time.monotonic()
    process.send_signal(kind)
    problems = []
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        problems.append(f"still runs {PATIENCE_S:g} s after {kind.name}")
        process.kill()
        process.wait()
    took_s = time.monotonic() - killed_s
    problems += _left_over(mark)
    for reader in readers:
        reader.join()
    text = "".join(told)
    if "Traceback" in text and "formcheck" in text:  # else of an interpreter that was not ready yet
        problems.append("a traceback")
    seen = sum(rep_s < killed_s - WRITTEN_S for rep_s in reps_s)
    return Killed(killed_s - begun_s, process.returncode, took_s, early, text, problems, seen)


def _listen(stream: IO[str], reps_s: list[float], lines: list[str]) -> None:
    with stream:
        for line in stream:
            lines.append(line)
            if _REP.match(line):
                reps_s.append(time.monotonic())


def _left_over(mark: str) -> list[str]:
    """Processes of a program that has ended which have not, after some patience; they are ended."""
    until_s = time.monotonic() + GONE_S
    while (left := list(_processes(mark))) and time.monotonic() < until_s:
        time.sleep(0.05)
    for number, _ in left:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    return [f"process {number} is left over: {name}" for number, name in left]


def _processes(mark: str) -> Iterator[tuple[int, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{_MARK}={mark}".encode() in (folder / "environ").read_bytes():
                name = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if name:  # a zombie has none
                    yield int(folder.name), name[:100]


def broken(out: Path) -> list[str]:
    """What is wrong under final names in a folder of results."""
    return [problem for folder in _results(out) for problem in _wrong_with(folder)]


def hidden(out: Path) -> list[str]:
    """What is left over in a folder of results."""
    return sorted(path.name for path in out.iterdir() if path.name.startswith(".")) if out.is_dir() else []


def _results(out: Path) -> Iterator[Path]:
    for path in sorted(out.iterdir()) if out.is_dir() else ():
        if path.is_dir() and not path.name.startswith("."):
            yield path


def _wrong_with(folder: Path) -> Iterator[str]:
    try:
        document = read_document(folder)
        rows = len(read_signals(folder / "signals.csv")["time_s"])
    except (FormcheckError, OSError) as error:
        yield f"{folder.name}: {error}"
        return
    if rows != document.frames:
        yield f"{folder.name}: {rows} signals of {document.frames} frames"
    if not (folder / PAGE).read_text(encoding="utf-8").rstrip().endswith("</html>"):
        yield f"{folder.name}: {PAGE} breaks off"
    video = folder / "annotated.mp4"
    if video.exists():
        status, log = ffmpeg.run(["-v", "error", "-xerror", "-i", str(video), "-f", "null", "-"], PATIENCE_S)
        if status or log.strip():
            yield f"{folder.name}: the video does not play to its end: {ffmpeg.last_line(log)}"
    strays = [path.name for path in folder.iterdir() if path.name.startswith(".") or path.suffix == ".part"]
    if strays:
        yield f"{folder.name}: holds {', '.join(strays)}"


def damaged(history: Path) -> list[str]:
    """What is wrong with a history."""
    if not history.exists():
        return []
    try:
        with closing(sqlite3.connect(history)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        History(history).entries()
    except (sqlite3.Error, FormcheckError) as error:
        return [f"the history: {error}"]
    return [] if found == ["ok"] else [f"the history: {line}" for line in found]


def kept_sets(history: Path, before: int = 0) -> int:
    """How many sets the sessions of a history have, of those after the first ones."""
    return sum(len(entry.sets) for entry in History(history).entries()[before:])
