"""The folder of one result: it appears under its name when it is complete, and replaces what was there as a whole."""

import errno
import itertools
import os
import shutil
import stat
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from formcheck.errors import OutputError, unwritten
from formcheck.system.atomic import settle
from formcheck.system.interrupts import interrupts_deferred
from formcheck.system.language import tr
from formcheck.system.workplace import Workplace

MARK = "summary.json"
"""A folder that holds this is a result of ours and may be replaced."""
_TRIES, _PAUSE_S = 20, 0.05
"""So often it is tried, with such pauses, where another program puts a result in the same place."""
_IN_THE_WAY = (errno.ENOENT, errno.EEXIST, errno.ENOTEMPTY, errno.EACCES)
"""What comes of that; on Windows also where a file of the old result is open."""
_LOOKS = 3


class OutputFolder:
    """A result in the making, in a hidden folder beside the final one.

    Leaving the ``with`` without an exception puts it in place; with one, nothing under the final name has changed. What
    a program that was killed has left behind beside it is taken away by the next one. Of several programs that put a
    result in the same place, that of the last one is there in the end, whole.

    Parameters
    ----------
    parent
        Folder of all results; made if need be.
    name
        Name of this result.
    keep
        A result of this name that is there in the end stays, and this one gets a number behind its name.

    Attributes
    ----------
    final
        Where it will be; with ``keep``, where it is in the end is known only then.
    path
        Where it is made.
    scratch
        A folder for what is of use meanwhile only; it goes away with the rest, also where the program is killed.

    Raises
    ------
    OutputError
        The place cannot be written to, or is taken by something that is not a result.
    """

    def __init__(self, parent: Path, name: str, *, keep: bool = False) -> None:
        self.final = parent / name
        self._keep = keep
        self._wanted = True
        try:
            self._check()
            parent.mkdir(parents=True, exist_ok=True)
            self._place = Workplace(parent)
        except OSError as error:
            raise unwritten(parent, error) from error
        self.path, self.scratch = self._place.made, self._place.scratch

    def discard(self) -> None:
        """Leaving the ``with`` puts nothing in place: this result cannot be completed."""
        self._wanted = False

    def write(self, name: str, pieces: Iterable[str]) -> None:
        """Write one text file of the result, UTF-8.

        Raises
        ------
        OutputError
            It cannot be written.
        """
        try:
            with (self.path / name).open("w", encoding="utf-8", errors="replace") as file:
                file.writelines([pieces] if isinstance(pieces, str) else pieces)
        except OSError as error:
            raise unwritten(self.final / name, error) from error

    def at_final_place(self, error: OutputError) -> OutputError:
        """An error about a file of this result, with the place where people would look for it."""
        return OutputError(str(error).replace(str(self.path), str(self.final)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._wanted:
                with interrupts_deferred():
                    self._publish()
        finally:
            self._place.clear()
        if isinstance(error, OutputError) and str(self.path) in str(error):
            raise self.at_final_place(error) from error

    def _check(self) -> None:
        if self._keep:
            return
        if not _is_folder(self.final):
            raise OutputError(tr("{final} is a file; choose another folder with --out", final=self.final))
        if not _is_result(self.final):
            raise OutputError(
                tr("{final} holds something else than a result; choose another folder with --out", final=self.final)
            )

    def _publish(self) -> None:
        """Swap the finished folder in, however often another program does the same in this moment."""
        try:
            _write_through(self.path)
            for left in reversed(range(_TRIES)):
                self._check()
                try:
                    self._swap()
                    settle(self.final.parent)
                    break
                except OSError as error:
                    if error.errno not in _IN_THE_WAY or not left:
                        raise
                time.sleep(_PAUSE_S)
        except OSError as error:
            raise unwritten(self.final, error) from error

    def _swap(self) -> None:
        """The old result is out of the way first; where the new one does not take its place, it comes back."""
        old = self._place.replaced / self.final.name
        if self._keep:
            self.final = _next_free(self.final)
        if self.final.exists():
            shutil.rmtree(old, ignore_errors=True)  # of a try before
            self.final.replace(old)
        self.path.replace(self.final)
        shutil.rmtree(old, ignore_errors=True)


def _next_free(place: Path) -> Path:
    if not os.path.lexists(place):
        return place
    names = (place.with_name(f"{place.name}_{number}") for number in itertools.count(2))
    return next(name for name in names if not os.path.lexists(name))


def _is_folder(path: Path) -> bool:
    """Whether this is a folder, or nothing at all; one that is behind a link is none."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return True


def _is_result(folder: Path) -> bool:
    """Whether a folder may be replaced, or is not there; it may be exchanged meanwhile by its like."""
    for _ in range(_LOOKS):
        try:
            if (folder / MARK).is_file() or not any(folder.iterdir()):
                return True
        except (FileNotFoundError, NotADirectoryError):
            return True
    return False


def _write_through(folder: Path) -> None:
    """Have the disk take everything: only then does it report that it is full, and only afterwards may power go."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
