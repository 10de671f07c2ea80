"""What is reported of a movement: a repetition or an attempt, and why."""

from dataclasses import replace
from math import nan

from formcheck.counting.judgement import Judgement
from formcheck.counting.movements import Attempt, Repetition
from formcheck.counting.results import FaultSpan, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import WITHIN_DEG
from formcheck.exercises.severity import Severity
from formcheck.kinematics.heights import HEIGHTS


def attempt(this: Attempt, found: Judgement, exercise: Exercise) -> Rep:
    """A movement that did not count, with its reason."""
    return replace(_rep(this, found, exercise), verdict=Verdict.ATTEMPT, reason=Reason(this.reason))


def repetition(
    this: Repetition, found: Judgement, faults: tuple[FaultSpan, ...], exercise: Exercise, *, surely: bool
) -> Rep:
    """A movement that counted, with what was short where the view could judge it.

    Parameters
    ----------
    this, found, faults
        What was counted, what was measured of it, and what was wrong meanwhile.
    exercise
        Says what a full repetition is.
    surely
        Whether it surely was this exercise: its range is not judged otherwise. What is wrong with it is told all the
        same: the person has said what it is, and the worst form looks like another exercise.
    """
    reason = Reason.GOOD
    if not found.may_be_judged(exercise):
        judged = Judged(
            found.view, reason=NotJudged.VIEW if found.off_side_deg > exercise.judge.within_deg else NotJudged.UNSEEN
        )
    elif not surely:
        judged = Judged(found.view, reason=NotJudged.OTHER_MOVEMENT)
    else:
        rest = NotJudged.VIEW if found.off_side_deg > exercise.form_within_deg else NotJudged.NOTHING
        judged = Judged(found.view, (exercise.judge.measure,), rest)
        reason = _shortfall(found, exercise, faults)
    return replace(_rep(this, found, exercise), reason=reason, faults=faults, dips=this.dips, judged=judged)


def _shortfall(found: Judgement, exercise: Exercise, faults: tuple[FaultSpan, ...]) -> Reason:
    """Why a repetition is not a good one; empty where nothing is short."""
    if found.judged_peak < found.full:
        return Reason.NOT_HIGH_ENOUGH
    if found.hold_s < exercise.hold.seconds - exercise.hold.tolerance_s:
        return Reason.HOLD_SHORT
    return Reason.FORM if any(fault.severity is not Severity.TIP for fault in faults) else Reason.GOOD


def _rep(this: Repetition | Attempt, found: Judgement, exercise: Exercise) -> Rep:
    """What was measured, of whatever it was; an angle is left out where the view does not show it."""
    shown = found.may_be_judged(exercise)
    sign = HEIGHTS[exercise.count.height].direction if exercise.count.height in HEIGHTS else 1
    return Rep(
        number=0,
        side=found.side if exercise.one_sided and exercise.judge.leg is not None else this.side,
        verdict=Verdict.REP,
        reason=Reason.GOOD,
        start_s=found.start_s,
        top_s=found.top_s,
        end_s=found.end_s,
        hold_s=found.hold_s,
        hold_gate=found.hold_gate,
        peak_hip_extension_deg=found.hip_extension_deg if found.off_side_deg <= WITHIN_DEG else nan,
        peak_leg_height=found.leg_height,
        rest=sign * this.rest,
        peak=sign * (this.rest + this.rise),
        count_gate=sign * this.gate,
        lift_s=found.lift_s,
        lower_s=found.lower_s,
        judged_rest=found.judged_rest if shown else nan,
        judged_peak=found.judged_peak if shown else nan,
        depth_deg=found.depth_deg,
        told_s=this.told_s,
        hold_on=found.hold_on,
        judged=Judged(found.view),
        direction=exercise.judge.direction,
    )
