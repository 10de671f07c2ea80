"""Writes a live session into the history as it goes on: each set as soon as it has ended."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

from formcheck.counting.advice import Advice
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import EndedSet, Summary
from formcheck.errors import HistoryError
from formcheck.exercises.timed import AnyExercise
from formcheck.output.history.entry import Entry
from formcheck.output.history.store import History
from formcheck.output.report.summary import Source
from formcheck.system.language import tr


class Diary:
    """A sink that keeps what was done.

    Writing happens in a thread of its own, and always the whole of the session: what could not be written is tried
    again with the next set and at the end, and only what is missing then is reported. The session never waits for it.

    Parameters
    ----------
    history
        Where it is kept.
    about
        The session, without anything done yet.
    exercises
        The exercises that may come, by their ids.
    report
        Called with one line about what could not be kept.
    """

    def __init__(
        self, history: History, about: Entry, exercises: Mapping[str, AnyExercise], report: Callable[[str], object]
    ) -> None:
        self._history = history
        self._about = about
        self._exercises = exercises
        self._report = report
        self._sets: list[EndedSet] = []
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="diary")
        self._waiting = Future[None]()
        self._forgotten: list[str] = []

    @property
    def source(self) -> Source:
        """Where the session that is kept comes from; one that is begun anew is another."""
        return self._about.source()

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Keep the set that has ended with this moment, if one has, or that the last one hurt."""
        if snapshot.ended is not None:
            if snapshot.ended.corrected:
                self._sets.pop()
            self._sets.append(snapshot.ended)
            self._keep(self._entry())
        elif snapshot.reason is Advice.LEFT_OUT and self._sets and not self._sets[-1].summary.stopped_for:
            hurt = replace(self._sets[-1].summary, stopped_for="pain")
            self._sets[-1] = replace(self._sets[-1], summary=hurt)
            self._keep(self._entry())

    def finish(self, summary: Summary) -> None:
        """Keep all of a session that is over, and wait until it is kept."""
        self._keep(self._about.with_summary(summary, self._about.source(), self._exercises))
        try:
            self._waiting.result()
        except HistoryError as error:
            self._report(tr("{why}. This session is not in the history.", why=error))
        self._writer.shutdown()

    def forget(self) -> None:
        """The session is begun anew: what was done until now is taken out again."""
        self._forgotten.append(self._about.uuid)
        self._about, self._sets = replace(self._about, uuid=str(uuid4())), []
        self._keep(self._entry())

    def _entry(self) -> Entry:
        return self._about.with_sets(self._sets, self._exercises)

    def _keep(self, entry: Entry) -> None:
        self._waiting.cancel()  # what still waits is part of what comes now
        self._waiting = self._writer.submit(self._write, entry, tuple(self._forgotten))

    def _write(self, entry: Entry, forgotten: Sequence[str]) -> None:
        for uuid in forgotten:
            self._history.forget(uuid)
        if entry.worth_keeping:
            self._history.keep(entry)
