"""A hidden folder for what is in the making, which goes away with the program that made it, however that ends.

Beside the folder lies a file that its program keeps locked. The system lets go of the lock when the program ends, also
where it is killed or the power goes: a lock that can be had is that of a dead program.
"""

import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from filelock import lock_descriptor

PREFIX, LOCK, OLD = ".formcheck-", ".lock", "old"
_TRIES = 3
_NAME = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}{re.escape(LOCK)}")
"""As `tempfile` makes them: a file with another name belongs to another program."""


class Workplace:
    """A hidden folder that is this program's alone, with room for what is made and for what that takes the place of.

    What dead programs have left behind in the same parent is swept away first.

    Parameters
    ----------
    parent
        The folder in which it is made.

    Attributes
    ----------
    made, replaced, scratch
        Folders in it: of what is made, of what that takes the place of, and of what is of use meanwhile.

    Raises
    ------
    OSError
        It cannot be made.
    """

    def __init__(self, parent: Path) -> None:
        sweep(parent)
        self._lock: int | None
        self._lock, self._place = _claimed(parent)
        self.made, self.replaced, self.scratch = (self._place / name for name in ("new", OLD, "scratch"))
        try:
            self._place.mkdir(mode=0o700)
            for folder in (self.made, self.replaced, self.scratch):
                folder.mkdir()
        except BaseException:
            self.clear()
            raise

    def clear(self) -> None:
        """Put back what was to be replaced and has not been, and take all the rest away; a second time does nothing."""
        lock, self._lock = self._lock, None
        if lock is not None:
            _clear(lock, self._place)


def sweep(parent: Path) -> None:
    """Take away what dead programs have left behind in a folder; what they were about to replace is put back."""
    for name in parent.glob(f"{PREFIX}*{LOCK}"):
        if not _NAME.fullmatch(name.name) or name.is_symlink():
            continue
        with contextlib.suppress(OSError):  # another program sweeps too, or nothing can be changed here
            lock = os.open(name, os.O_RDWR)
            if not _is_held(lock):
                os.close(lock)
                continue
            _clear(lock, name.with_suffix(""))


def is_used(place: Path) -> bool:
    """Whether a hidden folder, or its lock, belongs to a program that is running."""
    try:
        lock = os.open(place.with_suffix(LOCK), os.O_RDWR)
    except OSError:
        return False
    held = _is_held(lock)
    os.close(lock)
    return not held


def _claimed(parent: Path) -> tuple[int, Path]:
    """A lock that is held, and the folder it stands for, which is not there yet."""
    for left in reversed(range(_TRIES)):
        lock, name = tempfile.mkstemp(LOCK, PREFIX, parent)
        place = Path(name).with_suffix("")
        # A program that sweeps at this moment takes it for that of a dead program. Some network disks lock nothing:
        # there it stays unlocked, and a program that cannot lock it does not sweep it away.
        if (_is_held(lock) and _is_there(lock, name)) or not left:
            break
        _clear(lock, place)
    return lock, place


def _is_held(lock: int) -> bool:
    """Whether the lock is ours from now on."""
    try:
        return lock_descriptor(lock, blocking=False)
    except OSError:  # nothing can be locked on this disk
        return False


def _is_there(lock: int, name: str) -> bool:
    """Whether an open file is still what is found under its name."""
    try:
        return os.path.samestat(os.fstat(lock), os.stat(name))  # noqa: PTH116 - a name as mkstemp gives it
    except OSError:
        return False


def _clear(lock: int, place: Path) -> None:
    try:
        # What is behind a link is not ours.
        old = place / OLD
        for kept in [] if place.is_symlink() or old.is_symlink() else list(old.glob("*")):
            if not (place.parent / kept.name).exists():
                kept.replace(place.parent / kept.name)
    except OSError:  # it stays where it is, for the next one to sweep
        os.close(lock)
        return
    shutil.rmtree(place, ignore_errors=True)
    os.close(lock)  # Windows deletes no open file
    if not place.exists():
        with contextlib.suppress(OSError):
            place.with_suffix(LOCK).unlink()
