"""A disk that is full or read-only from the n-th write on, for every n; and real small disks, where that is allowed."""

import errno
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any

MOST = 400
"""No program writes so often; one that does is broken."""
_MAKES = {"os.mkdir": 0, "sqlite3.connect": 0, "os.link": 1, "os.symlink": 1}
_CHANGES = {"os.rename": 0, "os.remove": 0, "os.rmdir": 0, "os.chmod": 0, "os.truncate": 0}
"""What the interpreter tells before it does it, and which of its arguments names the place."""
_IN_FOLDERS = ("os.remove", "os.rmdir")


class Fault(Enum):
    """What the disk does: nothing new fits on it, or nothing on it can be changed."""

    FULL = errno.ENOSPC
    READ_ONLY = errno.EROFS


class Disk:
    """Refuses from a given write on.

    Attributes
    ----------
    refused
        How often it has.
    """

    def __init__(self, fault: Fault, first: int, places: Sequence[Path]) -> None:
        self.refused = 0
        self._fault, self._first = fault, first
        self._places = tuple(str(place) for place in places)
        self._count = 0
        self._counting = threading.Lock()

    def hear(self, event: str, arguments: Sequence[Any]) -> None:
        """Take what is about to be done.

        Raises
        ------
        OSError
            It cannot be.
        """
        place = self._written(event, arguments)
        if not place.startswith(self._places):
            return
        with self._counting:
            self._count += 1
            refused = self._count >= self._first
            self.refused += refused
        if refused:
            raise OSError(self._fault.value, os.strerror(self._fault.value), place)

    def _written(self, event: str, arguments: Sequence[Any]) -> str:
        """The place that is about to be written; empty where none is."""
        if event == "open":
            path, _, flags = arguments
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            return os.fsdecode(path) if writes and isinstance(path, (str, bytes, os.PathLike)) else ""
        events = _MAKES if self._fault is Fault.FULL else {**_MAKES, **_CHANGES}
        if event not in events:
            return ""
        path = os.fsdecode(arguments[events[event]])
        if event in _IN_FOLDERS and arguments[1] != -1:
            with suppress(OSError):  # a whole tree is taken away by names in open folders
                path = os.path.join(os.readlink(f"/proc/self/fd/{arguments[1]}"), path)  # noqa: PTH115, PTH118
        return path


_disk: Disk | None = None
_hooked = False


def _hear(event: str, arguments: Sequence[Any]) -> None:
    if _disk is not None:
        _disk.hear(event, arguments)


@contextmanager
def refusing(fault: Fault, first: int, places: Sequence[Path]) -> Iterator[Disk]:
    """A disk that refuses from the given write on, for this process; the first write is 1."""
    global _disk, _hooked  # noqa: PLW0603 - a hook of the interpreter stays for ever
    if not _hooked:
        sys.addaudithook(_hear)
        _hooked = True
    _disk = disk = Disk(fault, first, places)
    try:
        yield disk
    finally:
        _disk = None


def at_every_write(
    fault: Fault, places: Sequence[Path], act: Callable[[], object], *, step: int = 1
) -> Iterator[BaseException | None]:
    """Do something again and again, with the first write refused, then the second, until none is; what came of each."""
    for first in range(1, MOST, step):
        found: BaseException | None = None
        with refusing(fault, first, places) as disk:
            try:
                act()
            except BaseException as error:  # noqa: BLE001 - it is judged by whoever asked
                found = error
        yield found
        if not disk.refused:
            return
    raise AssertionError(f"it has written {MOST} times and is not done")


@contextmanager
def files_no_larger_than(size_bytes: int) -> Iterator[None]:
    """Nothing beyond this size is written to any file by this process, nor by those it starts."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(size_bytes: int) -> Iterator[Path | None]:
    """A disk of this size; None where this user may not have one."""
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "none", str(folder)]
    mounted = False
    with suppress(OSError):
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
        folder.rmdir()
