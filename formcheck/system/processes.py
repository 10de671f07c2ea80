"""Several processes that work side by side, with one progress, and one way to stop them all."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, Protocol, TypeVar

from formcheck.errors import WorkerError
from formcheck.system.language import tr

LOOK_S = 0.1
"""The progress is looked at so often."""

Tick = Callable[[], bool]
"""Called for every picture that is done; whether to stop."""


class Interruptible(Protocol):
    """The result of a task that may have been ended early."""

    @property
    def complete(self) -> bool:
        """Whether the task was done to its end."""


Result = TypeVar("Result", bound=Interruptible)
Task = Callable[[Tick], Result]
"""A piece of work. Interrupted or stopped, it ends with what it has. To be sent to another process it has to be
a function of a module, or a `functools.partial` of one."""


def cores() -> int:
    """How many processes this program may run at once on this computer."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work(
    tasks: Sequence[Task[Result]],
    jobs: int,
    progress: Callable[[int], None],
    take: Callable[[Result], None],
    *,
    in_order: bool = True,
) -> bool:
    """Do tasks, several at once where more than one job is allowed; whether all are done completely.

    Parameters
    ----------
    tasks
        What is to be done.
    jobs
        How many at once; with one, or where there is one task, it is this process that does them.
    progress
        Called with the number of pictures that are done.
    take
        Called with every result.
    in_order
        Whether results are taken in the order of their tasks, and after an interrupt up to the first that is not
        complete; or each when it is there.

    Raises
    ------
    WorkerError
        A process was ended from outside, and again when another had taken its place; or both times none could begin.
    """
    results = _Results(take, in_order=in_order)
    if jobs > 1 and len(tasks) > 1:
        _side_by_side(tasks, min(jobs, len(tasks)), progress, results)
    else:
        tick = _count(progress)
        for number, task in enumerate(tasks):
            results.put(number, task(tick))
            if results.broken_off:
                break
    return len(results) == len(tasks) and not results.broken_off


class _Results(Generic[Result]):
    """Hands results on in the order of their tasks, or each at once."""

    def __init__(self, take: Callable[[Result], None], *, in_order: bool) -> None:
        self._take = take
        self._in_order = in_order
        self._waiting: dict[int, Result] = {}
        self._there = set[int]()
        self._next = 0
        self.broken_off = False

    def put(self, number: int, result: Result) -> None:
        self._there.add(number)
        if not self._in_order:
            self.broken_off = self.broken_off or not result.complete
            self._take(result)
            return
        self._waiting[number] = result
        while self._next in self._waiting and not self.broken_off:
            following = self._waiting.pop(self._next)
            self._next += 1
            self.broken_off = not following.complete
            self._take(following)

    def __contains__(self, number: int) -> bool:
        return number in self._there

    def __len__(self) -> int:
        return len(self._there)


def _count(progress: Callable[[int], None]) -> Tick:
    done = 0

    def tick() -> bool:
        nonlocal done
        done += 1
        progress(done)
        return False

    return tick


def _side_by_side(
    tasks: Sequence[Task[Result]], jobs: int, progress: Callable[[int], None], results: _Results[Result]
) -> None:
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        # This is such a process itself, and reads the script that began it. That one says what is wrong.
        raise SystemExit(1)
    for last_try in (False, True):
        left = {number: task for number, task in enumerate(tasks) if number not in results}
        pool = _Pool(jobs, progress)
        try:
            pool.do(left, results)
            return
        except BrokenProcessPool as error:
            if not last_try:
                continue
            if not pool.begun:
                raise WorkerError(
                    'no process could begin its work: a script has to begin with if __name__ == "__main__":,'
                    " since each process reads it first; or use one: jobs=1"
                ) from None
            raise WorkerError(
                tr(
                    "a process that works on a video was ended from outside, twice; where that is for"
                    " lack of memory, use fewer: --jobs 1"
                )
            ) from error


class _Pool:
    """Processes for some tasks. Ctrl-C is left to this process, which stops the others."""

    def __init__(self, jobs: int, progress: Callable[[int], None]) -> None:
        # Not forked: a fork copies locks of libraries, which stay locked there.
        context = multiprocessing.get_context("spawn")
        self._progress = progress
        self._done, self._stop, self._begun = context.Value("Q", 0), context.RawValue("b", 0), context.RawValue("b", 0)
        shared = self._done, self._stop, self._begun
        self._pool = ProcessPoolExecutor(jobs, context, initializer=_join, initargs=shared)

    @property
    def begun(self) -> bool:
        """Whether any process has come as far as its work."""
        return bool(self._begun.value)

    def do(self, tasks: dict[int, Task[Result]], results: _Results[Result]) -> None:
        """Do the tasks; after an interrupt, as much as is under way."""
        with self._pool:
            futures = {self._pool.submit(_do, task): number for number, task in tasks.items()}
            try:
                self._watch(futures, results)
            except BaseException as error:
                self._stop.value = 1
                under_way = {future: number for future, number in futures.items() if not future.cancel()}
                if not isinstance(error, KeyboardInterrupt):
                    raise
                self._watch(under_way, results)

    def _watch(self, futures: dict[Future[Result], int], results: _Results[Result]) -> None:
        """Report the progress, and take what is done, until all is."""
        while futures:
            done, _ = wait(futures, LOOK_S, FIRST_COMPLETED)
            self._progress(self._done.value)
            for future in done:
                results.put(futures[future], future.result())
                del futures[future]  # with its result, which may be large


_shared: Any = None


def _join(done: Any, stop: Any, begun: Any) -> None:  # noqa: ANN401 - multiprocessing does not type them
    """In a new process: leave Ctrl-C to the one that began it, and do not outlive it."""
    global _shared  # noqa: PLW0603 - the one thing a process of the pool is given
    _shared = done, stop
    begun.value = 1
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), name="parent", daemon=True).start()


def _end_with(parent: Any) -> None:  # noqa: ANN401 - multiprocessing does not type it
    parent.join()
    os._exit(1)


def _do(task: Task[Result]) -> Result:
    done, stop = _shared

    def tick() -> bool:
        with done.get_lock():
            done.value += 1
        return bool(stop.value)

    return task(tick)
