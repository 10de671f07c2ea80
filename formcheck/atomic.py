"""Files that appear under their name only when they are complete, and steps that nobody interrupts."""

import contextlib
import glob
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

Handler = Callable[[int, FrameType | None], Any]
_ABANDONED_S = 86_400.0
"""Nothing is written for so long: its program was killed."""


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Write a file beside its final place; leaving without an exception puts it there.

    Safe however many programs do so at once. With an exception nothing has changed and nothing is left over; what a
    program that was killed has left over goes away with a later one.

    Parameters
    ----------
    target
        The file; its folder has to exist.

    Raises
    ------
    OSError
        It cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)  # a temporary file can be read by its owner alone
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _sweep(target)


def _sweep(target: Path) -> None:
    with contextlib.suppress(OSError):
        for part in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
            if time.time() - part.stat().st_mtime > _ABANDONED_S:
                part.unlink()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C, or whoever ends the program kindly, wait until this is done; who insists gets through.

    An interrupt in the middle of an import leaves half a module behind, and one between two steps only the first: what
    has to be done to its end either way is better not disturbed at all. It is raised afterwards.
    """
    waiting = list[int]()
    before: dict[int, Handler] = {}

    def wait(number: int, frame: FrameType | None) -> None:
        waiting.append(number)
        if len(waiting) > 1:
            before[number](number, frame)

    if threading.current_thread() is threading.main_thread():  # the only one that is ever interrupted
        for one in (signal.SIGINT, signal.SIGTERM):
            handler = signal.getsignal(one)
            if callable(handler):
                before[one] = handler
                signal.signal(one, wait)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if len(waiting) == 1:
            signal.raise_signal(waiting[0])
