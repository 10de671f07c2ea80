"""Files that appear under their name only when they are complete."""

import contextlib
import glob
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_ABANDONED_S = 86_400.0
"""Nothing is written for so long: its program was killed."""


@contextmanager
def replacing(target: Path, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Write a file beside its final place; leaving without an exception puts it there.

    Safe however many programs do so at once. With an exception nothing has changed and nothing is left over; what a
    program that was killed has left over goes away with a later one.

    Parameters
    ----------
    target
        The file; its folder has to exist.
    mode
        Who may read and write it, except those whom the umask keeps out.

    Raises
    ------
    OSError
        It cannot be written.
    """
    part = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
    # The system takes off what the umask does: to read that mask, one would have to change it for a moment.
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    settle(target.parent)
    _sweep(target)


def settle(folder: Path) -> None:
    """Wait until names too are on the disk; some disks cannot say, and Windows opens no folder."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _sweep(target: Path) -> None:
    with contextlib.suppress(OSError):
        for part in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
            if time.time() - part.stat().st_mtime > _ABANDONED_S:
                part.unlink()
