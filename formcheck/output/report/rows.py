"""The table of repetitions, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from formcheck.counting.results import Rep
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import Direction
from formcheck.feedback.reasons import SIDES, words_of
from formcheck.output.columns import ABOUT, cells_of
from formcheck.output.report.next_step import to_mend
from formcheck.output.report.shown import clock, seconds
from formcheck.output.report.spans import kind_of, span_of
from formcheck.system.language import later, tr

BEFORE_S = 0.7
"""The video begins so long before a repetition."""
_WAYS = {
    Direction.HIGHER: (later("Up"), later("Down")),
    Direction.DEEPER: (later("Down"), later("Up")),
    Direction.FURTHER: (later("Out"), later("Back")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One repetition or attempt.

    Attributes
    ----------
    number, label, kind
        Its number in the session, and in its set; good, mend, counted or missed.
    seek_s, start_s, end_s
        Where the video begins for it, and from when to when it lasted.
    at, side
        When it began as a video player shows it; left, right, or nothing.
    cells
        Pairs of a column's name and its text.
    verdict, faults
        What it was, in words; what has to be mended for it to be good.
    """

    number: int
    kind: str
    seek_s: float
    start_s: float
    end_s: float
    at: str
    side: str
    cells: tuple[tuple[str, str], ...]
    verdict: str
    faults: tuple[str, ...]
    label: int = 0

    @property
    def estimated(self) -> bool:
        """Whether a number is not known by the angle."""
        return any(text.startswith(ABOUT) for _, text in self.cells)


def rows_of(reps: Sequence[Rep], exercise: Exercise, first: int = 1) -> tuple[Row, ...]:
    """The rows of one set, or of a part of it that begins with this repetition."""
    numbered = enumerate(reps, first)
    return tuple(_row(rep, exercise, label) for label, rep in numbered if isfinite(span_of(rep)[0]))


def verdict_of(rep: Rep) -> str:
    """What a repetition was, and why it was not good."""
    reason = tr(words_of(rep))
    return tr("attempt: {reason}", reason=reason) if rep.attempt else reason


def _row(rep: Rep, exercise: Exercise, label: int) -> Row:
    start_s, end_s = span_of(rep)
    cells = cells_of(rep, exercise)
    out, back = _WAYS[rep.direction]
    cells += [(tr(out), seconds(rep.lift_s)), (tr(back), seconds(rep.lower_s))]
    return Row(
        rep.number,
        kind_of(rep),
        max(start_s - BEFORE_S, 0.0),
        start_s,
        end_s,
        clock(start_s),
        tr(SIDES[rep.side.value]) if exercise.one_sided else "",
        tuple(cells),
        verdict_of(rep),
        to_mend(rep),
        label,
    )
