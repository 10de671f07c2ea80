"""Left against right in a report: what each side did, and what is a difference."""

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.counting.results import Counts, Rep
from formcheck.counting.tally import totals
from formcheck.exercises.exercise import Exercise
from formcheck.output.report.shown import degrees, seconds
from formcheck.output.sides import OneSide, compare, limits, remarks
from formcheck.pose.landmarks import Side
from formcheck.system.language import tr


@dataclass(frozen=True, slots=True)
class SideRow:
    """What one side did, ready to be shown; range and hold only where they may be compared."""

    side: str
    counts: Counts
    range: str
    hold: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, sentences about what differs, and from where on that is called a difference."""

    rows: tuple[SideRow, SideRow]
    remarks: tuple[str, ...]
    limits: str


def side_by_side(reps: Sequence[Rep], exercise: Exercise) -> Comparison | None:
    """Both sides of an exercise that is done with one at a time; None for others, and where one did nothing."""
    left, right = ([rep for rep in reps if rep.side is side and not rep.other_leg] for side in (Side.LEFT, Side.RIGHT))
    if not exercise.one_sided or not left or not right:
        return None
    asked = {"in_degrees": exercise.judge.measure.endswith("_deg"), "held": exercise.hold.seconds > 0}
    found = compare([*left, *right], **asked)
    known = (OneSide(0, 0), OneSide(0, 0)) if isinstance(found, str) else (found.left, found.right)
    rows = (_row(tr("left"), left, known[0]), _row(tr("right"), right, known[1]))
    return Comparison(rows, tuple(remarks(found)), "" if isinstance(found, str) else limits())


def _row(side: str, reps: Sequence[Rep], known: OneSide) -> SideRow:
    return SideRow(side, totals(reps), degrees(known.range_deg), seconds(known.hold_s))
