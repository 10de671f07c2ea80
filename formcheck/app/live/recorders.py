"""What keeps a live session while it goes on."""

from typing import Protocol

from formcheck.counting.moment import Moment, Sink
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary


class Recorder(Sink, Protocol):
    """Keeps what is done, while it is done."""

    def finish(self, summary: Summary) -> None:
        """Keep what a session that is over has come to."""

    def forget(self) -> None:
        """What was done until now does not count: the session begins again."""


class Recorders:
    """Several recorders as one; none of them for a session that is not to be remembered."""

    def __init__(self, *recorders: Recorder) -> None:
        self._recorders = recorders

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Show it to each."""
        for recorder in self._recorders:
            recorder.show(moment, snapshot)

    def finish(self, summary: Summary) -> None:
        """Have each keep it."""
        for recorder in self._recorders:
            recorder.finish(summary)

    def forget(self) -> None:
        """Have each forget it."""
        for recorder in self._recorders:
            recorder.forget()
