"""The one correction of a movement: what matters most, and not again once it is followed."""

from collections.abc import Iterator
from math import isnan

from formcheck.counting.advice import Extent
from formcheck.counting.results import FaultSpan, Reason, Rep, Verdict
from formcheck.counting.snapshot import Cue
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import TIMES
from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side

LITTLE_DEG, LITTLE_LENGTHS, LITTLE_SHARE = 10.0, 0.1, 0.3
"""So far past its limit is a little: twice the usual error of an angle or a height; a share of the time asked for."""
NEARLY, THREE_QUARTERS = 0.88, 0.63
"""Shares of the way to a full repetition, half-way between what is said beside them."""


def corrections(rep: Rep, exercise: Exercise) -> Iterator[Cue]:
    """What is to change about a movement, what matters most first.

    To stop for; what is to mend, in the order of the exercise's file, for going farther or holding longer with it is
    no better; what fell short; tips.
    """
    said = {fault.id: fault for fault in rep.faults}
    faults = [_of_fault(said[rule.id], rule.measure, rep) for rule in exercise.fault if rule.id in said]
    yield from (cue for cue in faults if cue.severity is Severity.STOP)
    yield from (cue for cue in faults if cue.severity is Severity.FIX)
    says = exercise.cues.model_dump()
    if rep.reason in says:
        yield _of_reason(rep, exercise, says[rep.reason])
    yield from (cue for cue in faults if cue.severity is Severity.TIP)


def could_show(rep: Rep) -> bool:
    """Whether what is to mend would have been seen of this movement."""
    return rep.verdict is Verdict.REP and bool(rep.judged.measures)


def _of_fault(fault: FaultSpan, measure: str, rep: Rep) -> Cue:
    return Cue(fault.id, fault.say, fault.severity, _leg(rep), _extent(abs(fault.worst - fault.limit), fault, measure))


def _extent(past: float, fault: FaultSpan, measure: str) -> Extent | None:
    """By how much it is to change: little, or much."""
    if isnan(past):
        return None
    if measure in TIMES:
        return Extent.LONGER if past <= LITTLE_SHARE * fault.limit else Extent.TWICE
    return Extent.LITTLE if past <= (LITTLE_DEG if measure.endswith("_deg") else LITTLE_LENGTHS) else Extent.MUCH


def _of_reason(rep: Rep, exercise: Exercise, say: str) -> Cue:
    extent, seconds = None, 0
    if rep.reason == Reason.HOLD_SHORT:
        seconds = max(round(exercise.hold_s - rep.hold_s), 1)
        extent = Extent.SECOND if seconds == 1 else Extent.SECONDS
    elif rep.reason == Reason.NOT_HIGH_ENOUGH and rep.judged.measures:
        way = exercise.judge.full_from(rep.judged_rest) - rep.judged_rest
        share = (rep.judged_peak - rep.judged_rest) / way if way > 0 else 1.0
        extent = Extent.NEARLY if share > NEARLY else Extent.THREE_QUARTERS if share > THREE_QUARTERS else Extent.HALF
    return Cue(str(rep.reason), say, Severity.FIX, _leg(rep), extent, seconds)


def _leg(rep: Rep) -> Side | None:
    return None if rep.side is Side.BOTH else rep.side
