"""One spoilt input given to the program: how it ends, what it says, and what it leaves behind."""

import gc
import io
import os
import stat
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from time import monotonic
from unittest import mock

from formcheck.app.safety import UNASKED
from formcheck.cli import main
from formcheck.errors import FormcheckError
from formcheck.output.report.reading import read_document

LONGEST_LINE = 1000
"""A message that is longer is no clear line."""
NOTES = (UNASKED, "stays without sound")
"""What may be said beside a result."""
FILES = {
    "summary.json", "signals.csv", "report.html", "report.txt", "annotated.mp4", "recording.npz", "angles.mot",
    "markers.trc",
}  # fmt: skip


class End(StrEnum):
    """How an input ended: with a result, with one clear line, or in none of the ways in which it should."""

    RESULT = "result"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """How a trial ended, the line that was told or what went wrong, and the seconds it took."""

    end: End
    told: str
    took_s: float


@dataclass(frozen=True)
class Room:
    """The folders of one trial: what is given, where results go, where the user's own files are, what is temporary."""

    place: Path

    @property
    def given(self) -> Path:
        return self.place / "given"

    @property
    def out(self) -> Path:
        return self.place / "out"

    @property
    def home(self) -> Path:
        return self.place / "home"

    @property
    def temporary(self) -> Path:
        return self.place / "tmp"

    def make(self) -> "Room":
        """Make all but the folder of results."""
        for folder in (self.given, self.home, self.temporary):
            folder.mkdir(parents=True)
        return self


@dataclass(frozen=True)
class Trial:
    """What is tried.

    Attributes
    ----------
    what
        How the input was spoilt.
    run
        Runs the program; raises `RefusedError` or `FormcheckError` for one clear line, and anything else for a fault.
    arguments
        Those of the command line that does the same, where there is one.
    changes
        Names in the user's folder that may come, go or change.
    """

    what: str
    run: Callable[[], None]
    arguments: Sequence[str] = ()
    changes: Sequence[str] = field(default=())


class RefusedError(Exception):
    """The program has ended with one line, which this is."""


class FaultError(Exception):
    """The program has done what it must not."""


def program(*arguments: str | Path) -> None:
    """Run the program in this process, as its command line does.

    Raises
    ------
    RefusedError, FaultError
        It has refused something in one line; or it has not ended as it should.
    """
    said, errors = io.BytesIO(), io.BytesIO()
    out, err = io.TextIOWrapper(said, encoding="utf-8"), io.TextIOWrapper(errors, encoding="utf-8")
    status: object = 0
    with (
        mock.patch.object(sys, "argv", ["formcheck", *map(str, arguments)]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main.main()
        except SystemExit as end:
            status = end.code or 0
    err.flush()
    judged(status, errors.getvalue().decode(errors="replace"))


def judged(status: object, stderr: str) -> None:
    """Look at how the program has ended, as `program`."""
    lines = [line for line in stderr.split("\n") if line.strip() and not any(note in line for note in NOTES)]
    if status == 0 and not lines:
        return
    if status == 2 and lines and lines[0].startswith("Usage: "):  # in the form that all such programs have
        raise RefusedError(clear(lines[0]))
    if status in (1, 2) and len(lines) == 1 and lines[0].startswith("formcheck: "):
        raise RefusedError(clear(lines[0]))
    raise FaultError(f"ended with {status} and said {lines}")


def clear(line: str) -> str:
    """The same line, if people can read it."""
    if len(line) > LONGEST_LINE:
        raise FaultError(f"a line of {len(line)} letters: {line[:100]}")
    if not line.isprintable():
        raise FaultError(f"letters that nobody can print: {line!a}")
    return line


def attempt(trial: Trial, room: Room) -> Outcome:
    """Run a trial, and look at all it leaves behind."""
    before, begin_s = _listing(room, trial), monotonic()
    end, told = End.RESULT, ""
    with _watched(room) as natively:
        try:
            trial.run()
        except (RefusedError, FormcheckError) as refusal:
            end, told = End.REFUSED, str(refusal)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            end, told = End.FAILED, _described(error)
        took_s = monotonic() - begin_s
        beside = natively()
    wrong = told if end is End.FAILED else beside or _left_behind(room, trial, before, end)
    return Outcome(End.FAILED if wrong else end, wrong or told, took_s)


@contextmanager
def _watched(room: Room) -> Iterator[Callable[[], str]]:
    """Temporary files in the room, warnings as errors of the program; yields what was said past Python, in one line."""
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(tempfile, "tempdir", str(room.temporary)))
        log = stack.enter_context(tempfile.TemporaryFile(dir=room.place))
        kept = os.dup(2)
        stack.callback(os.close, kept)
        os.dup2(log.fileno(), 2)
        stack.callback(os.dup2, kept, 2)
        warned = stack.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("default")

        def said() -> str:
            log.seek(0)
            lines = [line for line in log.read().decode(errors="replace").splitlines() if line.strip()]
            lines += [f"warned: {one.message} ({one.filename}:{one.lineno})" for one in warned]
            return " | ".join(lines[:3])

        yield said


def _described(error: Exception) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "formcheck" in frame.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]} ({where})"


def _listing(room: Room, trial: Trial) -> dict[str, tuple[int, int]]:
    """Everything in the room but the results, with what shows that it has changed."""
    found = {}
    for folder, folders, files in os.walk(room.place):
        if Path(folder) == room.place and "out" in folders:
            folders.remove("out")
        for name in (*folders, *files):
            path = Path(folder) / name
            if path == room.out:
                continue
            state = path.lstat()
            changing = stat.S_ISDIR(state.st_mode) or (path.parent == room.home and name in trial.changes)
            found[str(path)] = (0, 0) if changing else (state.st_size, state.st_mtime_ns)
    return {name: what for name, what in found.items() if what != (0, 0) or Path(name).parent != room.home}


def _left_behind(room: Room, trial: Trial, before: dict[str, tuple[int, int]], end: End) -> str:
    """What is there that should not be; empty where nothing is."""
    gc.collect()  # temporary files go with their objects
    after = _listing(room, trial)
    if changed := sorted(set(before.items()) ^ set(after.items())):
        return f"changed something outside the folder for results: {changed[:3]!a}"
    results = sorted(room.out.iterdir()) if room.out.is_dir() and not room.out.is_symlink() else []
    if end is End.REFUSED:
        return f"left something after a refusal: {results!a}" if results else ""
    for result in results:
        odd = {path.name for path in result.iterdir()} - FILES if result.is_dir() else {result.name}
        if odd:
            return f"wrote something unknown: {sorted(odd)!a}"
        read_document(result)
    return ""
