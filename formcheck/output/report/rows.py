"""The table of repetitions, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from formcheck.counting.results import Rep, Verdict
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import Direction
from formcheck.feedback.reasons import words_of
from formcheck.output.report.shown import DEPTH, SHOWN, clock, seconds
from formcheck.output.report.spans import kind_of, span_of
from formcheck.pose.landmarks import Side

BEFORE_S = 0.7
"""The video begins so long before a repetition."""
_WAYS = {Direction.HIGHER: ("Up", "Down"), Direction.DEEPER: ("Down", "Up"), Direction.FURTHER: ("Out", "Back")}


@dataclass(frozen=True, slots=True)
class Row:
    """One repetition or attempt.

    Attributes
    ----------
    number, kind
        Its number; good, mend, counted or missed.
    seek_s, start_s, end_s
        Where the video begins for it, and from when to when it lasted.
    at, side
        When it began as a video player shows it; left, right, or nothing.
    cells
        Pairs of a column's name and its text.
    verdict, faults
        What it was, in words; what to mend.
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


def rows_of(reps: Sequence[Rep], exercise: Exercise) -> tuple[Row, ...]:
    """The rows of one set."""
    sided = exercise.one_sided
    return tuple(_row(rep, exercise, sided=sided) for rep in reps if isfinite(span_of(rep)[0]))


def verdict_of(rep: Rep) -> str:
    """What a repetition was, and why it was not good."""
    reason = words_of(rep)
    return f"attempt: {reason}" if rep.verdict is Verdict.ATTEMPT else reason


def _row(rep: Rep, exercise: Exercise, *, sided: bool) -> Row:
    start_s, end_s = span_of(rep)
    drive, height = exercise.judge.measure, exercise.height.measure
    cells = [(f"{SHOWN[drive].label} at top", SHOWN[drive].text(rep.judged_peak))]
    if rep.direction is Direction.DEEPER and drive != DEPTH:
        cells.append(("Depth", SHOWN[DEPTH].text(rep.depth_deg)))
    if height != drive:
        label = f"{SHOWN[height].label}, from rest" if exercise.height.from_rest else SHOWN[height].label
        cells.append((label, SHOWN[height].text(rep.peak_leg_height)))
    if exercise.hold.seconds:
        cells.append(("Hold", seconds(rep.hold_s)))
    out, back = _WAYS[rep.direction]
    cells += [(out, seconds(rep.lift_s)), (back, seconds(rep.lower_s))]
    return Row(
        rep.number,
        kind_of(rep),
        max(start_s - BEFORE_S, 0.0),
        start_s,
        end_s,
        clock(start_s),
        rep.side.value if sided and rep.side is not Side.BOTH else "",
        tuple(cells),
        verdict_of(rep),
        tuple(dict.fromkeys(fault.say for fault in rep.faults)),
    )
