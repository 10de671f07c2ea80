"""What is said at times of the clock."""

from collections.abc import Sequence

from formcheck.checkup.tables import Call


class Calls:
    """Each of the calls once, when its time has come.

    Parameters
    ----------
    calls
        In any order.
    """

    def __init__(self, calls: Sequence[Call]) -> None:
        self._waiting = sorted(calls, key=lambda call: call.at_s)

    def due(self, clock_s: float) -> Sequence[Call]:
        """Those whose time has come since the last call."""
        due = [call for call in self._waiting if call.at_s <= clock_s + 1e-9]
        self._waiting = self._waiting[len(due) :]
        return due
