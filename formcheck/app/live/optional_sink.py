"""A sink that a session can do without: it goes on by ear when the disk is full, or the terminal gone."""

from collections.abc import Callable

from formcheck.counting.moment import Moment, Sink
from formcheck.counting.snapshot import Snapshot
from formcheck.errors import OutputError
from formcheck.system.language import tr
from formcheck.system.reasons import reason_of


class OptionalSink:
    """Wraps a sink that is left out once it cannot write any more: no set is broken off for that.

    Parameters
    ----------
    sink
        Shows moments; where it cannot, it raises OutputError or OSError.
    end
        Completes what it writes; it may raise the same.

    Attributes
    ----------
    failure
        Why it was left out; None as long as it is not.
    """

    def __init__(self, sink: Sink, end: Callable[[], object] = lambda: None) -> None:
        self._sink = sink
        self._end = end
        self.failure: OutputError | None = None

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Show one moment, while it can."""
        if self.failure is None:
            self._try(lambda: self._sink.show(moment, snapshot))

    def close(self) -> None:
        """Complete what was written."""
        self._try(self._end)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OutputError as error:
            self.failure = self.failure or error
        except OSError as error:
            self.failure = self.failure or OutputError(
                tr("cannot show any more: {why}: see that the terminal is still there", why=reason_of(error))
            )
