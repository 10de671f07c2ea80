"""Whoever keeps what is done in a live session, while it is done."""

from typing import Protocol

from formcheck.counting.moment import Moment, Sink
from formcheck.counting.results import Summary
from formcheck.counting.snapshot import Snapshot


class Keeper(Sink, Protocol):
    """Keeps what is done, while it is done."""

    def finish(self, summary: Summary) -> None:
        """Keep what a session that is over has come to."""

    def forget(self) -> None:
        """What was done until now does not count: the session begins again."""


class KeepNothing:
    """For sessions that nobody wants to remember."""

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Nothing is kept of it."""

    def finish(self, summary: Summary) -> None:
        """Nothing is kept of it."""

    def forget(self) -> None:
        """There is nothing."""


class KeepAll:
    """Several who keep what is done, each in its own way."""

    def __init__(self, *keepers: Keeper) -> None:
        self._keepers = keepers

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Show it to each."""
        for keeper in self._keepers:
            keeper.show(moment, snapshot)

    def finish(self, summary: Summary) -> None:
        """Have each keep it."""
        for keeper in self._keepers:
            keeper.finish(summary)

    def forget(self) -> None:
        """Have each forget it."""
        for keeper in self._keepers:
            keeper.forget()
