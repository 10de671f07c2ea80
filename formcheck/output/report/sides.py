"""Left against right: what each side did, and what is a difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formcheck.counting.results import Rep, Verdict
from formcheck.exercises.exercise import Exercise
from formcheck.output.averages import median_known
from formcheck.output.report.shown import SHOWN, seconds
from formcheck.pose.landmarks import Side

FEWER = 0.2
"""By how much fewer good repetitions one side has to have before that is called a difference."""
RANGE_DEG = 10.0
"""Ranges nearer to each other than this are the same: a landmark angle is worth no more."""
HOLD_S = 0.3
"""Holds nearer to each other than this are the same."""
LEAST = 3
"""With fewer repetitions a side nothing is compared."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """What one side did, ready to be shown."""

    side: str
    reps: int
    judged: int
    good: int
    attempts: int
    range: str
    hold: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, and sentences about what differs."""

    rows: tuple[SideRow, SideRow]
    remarks: tuple[str, ...]


def compare(reps: Sequence[Rep], exercise: Exercise) -> Comparison | None:
    """Both sides of an exercise that is done with one at a time; None for others, and where one did nothing."""
    left = [rep for rep in reps if rep.side is Side.LEFT]
    right = [rep for rep in reps if rep.side is Side.RIGHT]
    if not exercise.one_sided or not left or not right:
        return None
    rows = (_row("left", left, exercise), _row("right", right, exercise))
    if min(row.reps for row in rows) < LEAST:
        return Comparison(rows, ("Too few repetitions to compare the sides.",))
    return Comparison(rows, tuple(_remarks(left, right, exercise)) or ("No difference that can be measured.",))


def _row(side: str, reps: Sequence[Rep], exercise: Exercise) -> SideRow:
    done = _done(reps)
    return SideRow(
        side,
        len(done),
        sum(rep.judged.whole for rep in done),
        sum(rep.good for rep in done),
        len(reps) - len(done),
        SHOWN[exercise.judge.measure].text(_range(done), difference=True),
        seconds(_hold(done)) if exercise.hold.seconds else "–",
    )


def _remarks(left: Sequence[Rep], right: Sequence[Rep], exercise: Exercise) -> Iterator[str]:
    done = {"left": _done(left), "right": _done(right)}
    good = {side: sum(rep.good for rep in reps) for side, reps in done.items()}
    fewer = min(good, key=lambda side: good[side])
    known = all(any(rep.judged.whole for rep in reps) for reps in done.values())
    if known and good[fewer] < (1 - FEWER) * max(good.values()):
        yield f"Fewer good repetitions on the {fewer} side. Begin each set with it, and do no more on the other."
    way = {side: _range(reps) for side, reps in done.items()}
    if exercise.judge.measure.endswith("_deg") and abs(way["left"] - way["right"]) >= RANGE_DEG:
        yield f"The {min(way, key=lambda side: way[side])} side went less far."
    held = {side: _hold(reps) for side, reps in done.items()}
    if exercise.hold.seconds and abs(held["left"] - held["right"]) >= HOLD_S:
        yield f"The {min(held, key=lambda side: held[side])} side was held for less long."


def _done(reps: Sequence[Rep]) -> list[Rep]:
    return [rep for rep in reps if rep.verdict is Verdict.REP]


def _range(reps: Sequence[Rep]) -> float:
    return median_known([abs(rep.judged_peak - rep.judged_rest) for rep in reps])


def _hold(reps: Sequence[Rep]) -> float:
    return median_known([rep.hold_s for rep in reps])
