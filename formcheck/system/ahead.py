"""Takes from a source before it is asked, so that who reads and who works on it do so side by side."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, TypeVar

Item = TypeVar("Item")


class _End:
    """What comes after the last one."""


_END: Final = _End()


@contextmanager
def taken_ahead(source: Iterator[Item], most: int = 4) -> Iterator[Iterator[Item]]:
    """The same, in the same order, taken in a thread of its own; left, nothing more is taken and the thread is gone.

    Parameters
    ----------
    source
        It is asked by one thread at a time; what it raises is raised where its item would be.
    most
        So many wait at most.
    """
    with ThreadPoolExecutor(1, "ahead") as reader:
        waiting: deque[Future[Item | _End]] = deque(reader.submit(next, source, _END) for _ in range(most))

        def items() -> Iterator[Item]:
            while not isinstance(item := waiting.popleft().result(), _End):
                waiting.append(reader.submit(next, source, _END))
                yield item

        try:
            yield items()
        finally:
            for one in waiting:
                one.cancel()
