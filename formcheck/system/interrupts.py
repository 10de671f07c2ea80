"""Steps that are not interrupted half-way."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Handler = Callable[[int, FrameType | None], Any]


@contextmanager
def interrupts_deferred() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C or SIGTERM wait until this is done; a second one gets through. What it gives tells whether one waits.

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
        yield lambda: bool(waiting)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if len(waiting) == 1:
            signal.raise_signal(waiting[0])
