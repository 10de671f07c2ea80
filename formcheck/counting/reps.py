"""What is reported of a movement: a repetition or an attempt, and why."""

from formcheck.counting.judgement import Judgement
from formcheck.counting.movements import Attempt, Repetition
from formcheck.counting.results import FaultSpan, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.severity import Severity


def attempt(this: Attempt, found: Judgement, exercise: Exercise) -> Rep:
    """A movement that did not count, with its reason."""
    return _rep(this, found, Verdict.ATTEMPT, Reason(this.reason), (), Judged(found.view), exercise)


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
        Whether it surely was this exercise: it is not judged by its measures otherwise.
    """
    reason = Reason.GOOD
    if not surely:
        judged = Judged(found.view, reason=NotJudged.OTHER_MOVEMENT)
    elif not found.may_be_judged(exercise):
        judged = Judged(
            found.view, reason=NotJudged.VIEW if found.off_side_deg > exercise.judge.within_deg else NotJudged.UNSEEN
        )
    else:
        judged = Judged(found.view, (exercise.judge.measure,))
        reason = _shortfall(found, exercise, faults)
    return _rep(this, found, Verdict.REP, reason, faults if judged.measures else (), judged, exercise)


def _shortfall(found: Judgement, exercise: Exercise, faults: tuple[FaultSpan, ...]) -> Reason:
    """Why a repetition is not a good one; empty where nothing is short."""
    if found.judged_peak < found.full:
        return Reason.NOT_HIGH_ENOUGH
    if found.hold_s < exercise.hold.seconds - exercise.hold.tolerance_s:
        return Reason.HOLD_SHORT
    return Reason.FORM if any(fault.severity is not Severity.TIP for fault in faults) else Reason.GOOD


def _rep(
    this: Repetition | Attempt,
    found: Judgement,
    verdict: Verdict,
    reason: Reason,
    faults: tuple[FaultSpan, ...],
    judged: Judged,
    exercise: Exercise,
) -> Rep:
    return Rep(
        number=0,
        side=this.side if exercise.judge.leg is None else found.side,
        verdict=verdict,
        reason=reason,
        start_s=found.start_s,
        top_s=found.top_s,
        end_s=found.end_s,
        hold_s=found.hold_s,
        hold_gate=found.hold_gate,
        peak_hip_extension_deg=found.hip_extension_deg,
        peak_leg_height=found.leg_height,
        faults=faults,
        rest=0.0,
        peak=this.rise,
        lift_s=found.lift_s,
        lower_s=found.lower_s,
        judged_rest=found.judged_rest,
        judged_peak=found.judged_peak,
        depth_deg=found.depth_deg,
        dips=this.dips if isinstance(this, Repetition) else 0,
        told_s=this.told_s,
        hold_on=found.hold_on,
        judged=judged,
        direction=exercise.judge.direction,
    )
