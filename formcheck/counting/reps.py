"""What is reported of a movement: a repetition or an attempt, and why."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from math import nan

from formcheck.counting.evidence import History
from formcheck.counting.form import Form
from formcheck.counting.gate import Gate
from formcheck.counting.gate import Verdict as GateVerdict
from formcheck.counting.judgement import Judgement
from formcheck.counting.movements import Movement
from formcheck.counting.results import FaultSpan, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import WITHIN_DEG
from formcheck.exercises.severity import Severity
from formcheck.kinematics.heights import HEIGHTS, MEASURED
from formcheck.kinematics.perception import Followed
from formcheck.pose.landmarks import Side


class Reporter:
    """Makes reports of what a counter tells, as the gate that keeps other movement out decides.

    Attributes
    ----------
    near
        The side towards the camera.
    untold
        Reports that have not been told yet.
    """

    def __init__(self, exercise: Exercise, gate: Gate, form: Form) -> None:
        self._exercise, self._gate, self._form = exercise, gate, form
        self._figures = History()
        self.near = Side.LEFT
        self.untold: deque[Rep] = deque()

    def note(self, time_s: float, followed: Followed | None) -> None:
        """Remember what the gate decides by."""
        if followed is not None and followed.figure is not None:
            self._figures.push(time_s, followed.figure)

    def take(self, told: Sequence[Movement], *, final: bool = False) -> None:
        """Take what has been told at one moment; where nothing comes after, the gate decides on all that waits."""
        for movement in told:
            if movement.counts:
                for verdict in self._gate.push(movement, self._figures.evidence(movement)):
                    self.decide(verdict)
        for verdict in self._gate.finish() if final else ():
            self.decide(verdict)
        for movement in told:
            if not movement.counts:
                self._try(movement)

    def forget(self) -> None:
        """What the gate has not decided is nothing."""
        self._gate.forget()

    def decide(self, verdict: GateVerdict) -> None:
        """Keep a movement as what the gate has found it to be."""
        this = verdict.movement
        if not this.counts:
            self._try(this)
            return
        found = self._form.judge(this, self.near)
        tempo = {"lift_s": found.lift_s, "lower_s": found.lower_s}
        faults = self._form.coach.end(found.start_s, found.end_s, tempo, found.off_side_deg)
        self._keep(repetition(this, found, faults, self._exercise, surely=verdict.surely))

    def _try(self, this: Movement) -> None:
        self._keep(attempt(this, self._form.judge(this, self.near), self._exercise))

    def _keep(self, rep: Rep) -> None:
        self.untold.append(rep)
        self._form.coach.judge(rep.told_s, rep)


def attempt(this: Movement, found: Judgement, exercise: Exercise) -> Rep:
    """A movement that did not count, with its reason."""
    return replace(_rep(this, found, exercise), verdict=Verdict.ATTEMPT, reason=Reason(this.reason))


def repetition(
    this: Movement, found: Judgement, faults: tuple[FaultSpan, ...], exercise: Exercise, *, surely: bool
) -> Rep:
    """A movement that counted, with what was short where the view could judge it.

    Parameters
    ----------
    this, found, faults
        What was counted, what was measured of it, and what was wrong meanwhile.
    exercise
        Says what a full repetition is.
    surely
        Whether it surely was this exercise: otherwise it is not called good. What is short of it or wrong with it is
        told all the same: the person has said what it is, and a small repetition, or the worst form, looks like
        something else.
    """
    reason, near = Reason.GOOD, found.near
    if not found.may_be_judged(exercise):
        judged = Judged(
            found.view,
            reason=NotJudged.VIEW if found.off_side_deg > exercise.judge.within_deg else NotJudged.UNSEEN,
            near=near,
        )
    elif not surely and found.judged_peak >= found.full:
        judged = Judged(found.view, reason=NotJudged.OTHER_MOVEMENT, near=near)
    else:
        judged = Judged(found.view, (exercise.judge.measure,), _unjudged(found, exercise), near)
        reason = _shortfall(found, exercise, faults)
    return replace(_rep(this, found, exercise), reason=reason, faults=faults, dips=this.dips, judged=judged)


def _unjudged(found: Judgement, exercise: Exercise) -> NotJudged:
    """Why something besides the range was not judged."""
    if found.off_side_deg > exercise.form_within_deg:
        return NotJudged.VIEW
    return NotJudged.FEW_PICTURES if exercise.hold.seconds and found.few_pictures else NotJudged.NOTHING


def _shortfall(found: Judgement, exercise: Exercise, faults: tuple[FaultSpan, ...]) -> Reason:
    """Why a repetition is not a good one; empty where nothing is short."""
    if found.judged_peak < found.full:
        return Reason.NOT_HIGH_ENOUGH
    if not found.few_pictures and found.hold_s < exercise.hold.seconds - exercise.hold.tolerance_s:
        return Reason.HOLD_SHORT
    return Reason.FORM if any(fault.severity is not Severity.TIP for fault in faults) else Reason.GOOD


def _rep(this: Movement, found: Judgement, exercise: Exercise) -> Rep:
    """What was measured, of whatever it was; an angle is left out where the view does not show it."""
    shown = found.may_be_judged(exercise)
    sign = HEIGHTS.get(exercise.count.height, MEASURED).direction
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
        judged=Judged(found.view, near=found.near),
        direction=exercise.judge.direction,
    )
