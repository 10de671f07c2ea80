"""A live session without a window: what happens, line by line."""

import time
from collections.abc import Callable, Sequence

from rich.console import Console

from formcheck.counting.moment import Moment
from formcheck.counting.results import Rep, Verdict
from formcheck.counting.snapshot import Snapshot, State
from formcheck.feedback.reasons import SIDES, words_of
from formcheck.system.readable import on_one_line
from formcheck.workout.command import Command

_STATES = {State.READY: "Ready.", State.RESTING: "Rest.", State.DONE: "Done."}
_TURN_S = 0.1


def rep_line(rep: Rep) -> str:
    """One line about a repetition that has just ended."""
    kind = "repetition" if rep.verdict is Verdict.REP else "attempt"
    remarks = ", ".join([words_of(rep), *(fault.say for fault in rep.faults)])
    return f"{rep.number}. {SIDES[rep.side.value]} {kind}, held {rep.hold_s:.1f} s: {remarks}".replace("  ", " ")


class TerminalDisplay:
    """The display of a session without a window: a line for every repetition, and for every change of what to do.

    Parameters
    ----------
    console
        Where it is printed.
    awake
        Whether anything is; what stands by for a window that fails is not, to begin with.
    """

    def __init__(self, console: Console, *, awake: bool = True) -> None:
        self._console = console
        self.awake = awake
        self._last = ""
        self._name: str | None = None

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Print what is new."""
        if not self.awake:
            return
        name = snapshot.sets.name if snapshot.sets is not None else ""
        if self._name is not None and name not in ("", self._name):
            self._console.print(f"{on_one_line(name)}.", markup=False)
        self._name = name
        if snapshot.finished is not None:
            self._console.print(rep_line(snapshot.finished), markup=False)
        text = snapshot.reason or _STATES.get(snapshot.state, "")
        if text and text != self._last:
            self._last = text
            self._console.print(text, markup=False)

    def run(self, ended: Callable[[], bool]) -> None:
        """Wait for the end, in turns short enough for an interrupt."""
        while not ended():
            time.sleep(_TURN_S)

    def wants_no_more(self) -> bool:
        """Without keys only an interrupt ends it."""
        return False

    def restarted(self) -> bool:
        """Without keys it cannot be asked for."""
        return False

    def commands(self) -> Sequence[Command]:
        """None: there are no keys."""
        return ()
