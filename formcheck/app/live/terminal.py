"""A live session without a window: what happens, line by line."""

import time
from collections.abc import Callable

from rich.console import Console

from formcheck.counting.moment import Moment
from formcheck.counting.results import Rep, Verdict
from formcheck.counting.snapshot import Correction, Snapshot
from formcheck.feedback.reasons import SIDES, words_of
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.output.report.next_step import to_mend
from formcheck.system.language import tr
from formcheck.system.language.local import number
from formcheck.system.readable import on_one_line

_TURN_S = 0.1


def rep_line(rep: Rep, *, asked: bool) -> str:
    """One line about a movement that has just ended; with its hold where one is asked for."""
    side = tr(SIDES[rep.side.value])
    if rep.other_leg:
        return tr("{number}. {why} ({side}), not counted", number=rep.number, why=tr(words_of(rep)), side=side)
    if rep.timed:
        kind, text = tr("by the timer"), ""
    else:
        kind = tr("counted") if rep.verdict is Verdict.REP else tr("attempt")
        if asked and rep.hold_s >= 0:
            kind += ", " + tr("held {seconds} s", seconds=number(rep.hold_s, 1))
        text = ": " + " ".join([f"{tr(words_of(rep))}{'.' if to_mend(rep) else ''}", *to_mend(rep)])
    return " ".join(filter(None, [f"{rep.number}.", side, kind])) + text


def corrected_line(made: Correction) -> str:
    """One line about a count that was taken back or added."""
    if made.taken_back:
        return tr("Taken back: {number}. It is {done} now.", number=made.rep.number, done=made.done)
    return tr("Added by hand: it is {done} now.", done=made.done)


class TerminalDisplay:
    """The display of a session without a window: a line for every repetition, and for everything that is said.

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
            self._console.print(rep_line(snapshot.finished, asked=snapshot.hold_target_s > 0), markup=False)
        if (made := snapshot.correction) is not None:
            self._console.print(corrected_line(made), markup=False)

    def say(self, utterance: Utterance) -> None:
        """Print what is said, but for counts: they have lines of their own."""
        counted = utterance.urgency in (Urgency.NOW, Urgency.COURTESY)
        if self.awake and not counted and utterance.text not in ("", self._last):
            self._last = utterance.text
            self._console.print(utterance.text, markup=False)

    def run(self, ended: Callable[[], bool]) -> None:
        """Wait for the end, in turns short enough for an interrupt."""
        while not ended():
            time.sleep(_TURN_S)

    def wants_no_more(self) -> bool:
        """Without keys only an interrupt ends it."""
        return False
