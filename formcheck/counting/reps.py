"""What an excursion was: a repetition, an attempt, and why; or nothing at all."""

from math import isnan

from formcheck.counting.calibration import Calibration, GateValues
from formcheck.counting.excursion import Excursion
from formcheck.counting.results import FaultSpan, Reason, Rep, Verdict
from formcheck.counting.snapshot import Gates
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side

LEAST_ATTEMPT = 0.25
"""A smaller excursion is fidgeting: a supporting leg moves up to 0.2 of the way."""
SHORTEST_S = 0.5
"""Nobody lifts and lowers faster; what does is a jerk, or the tracker."""
DWELL_S = 0.07
"""The count gate is passed after this long, so that a single wild frame passes none."""


def judge(
    excursion: Excursion, exercise: Exercise, gates: Gates, calibration: Calibration | None = None
) -> tuple[Verdict, Reason] | None:
    """Verdict and reason of an excursion, before its faults are known; None where it was no exercise at all.

    The calibration says by how much the driving measure reads too far, and whether the view lets it be judged.
    """
    if not _is_exercise(excursion, exercise):
        return None
    reached = excursion.peak >= gates.count and excursion.above_s >= DWELL_S
    if not (reached or excursion.returned or excursion.lost):
        return None  # broken off on the way up: by the end of the clip or by standing up, not by the person
    if missed := _missed(excursion, reached=reached):
        return Verdict.ATTEMPT, missed
    return Verdict.REP, _shortfall(excursion, exercise, calibration)


def _is_exercise(excursion: Excursion, exercise: Exercise) -> bool:
    """Whether this side did the moving, far enough, and in the way of the exercise."""
    if excursion.rival_peak > excursion.peak or excursion.peak < LEAST_ATTEMPT:
        return False
    if not excursion.fits():
        return False  # another exercise, as its top shows
    return excursion.at_peak("rise") >= exercise.drive.smallest_range / 2 and _confirmed(excursion, exercise)


def _missed(excursion: Excursion, *, reached: bool) -> Reason:
    """Why it is no repetition, empty where it is one."""
    if excursion.lost:
        return Reason.LOST_SIGHT
    if not excursion.returned:
        return Reason.NOT_RETURNED
    if excursion.end_s - excursion.start_s < SHORTEST_S:
        return Reason.TOO_FAST
    return Reason.GOOD if reached else Reason.NOT_HIGH_ENOUGH


def _shortfall(excursion: Excursion, exercise: Exercise, calibration: Calibration | None) -> Reason:
    """Why a repetition is not a good one, as far as its top shows; empty where nothing is short."""
    offset, from_the_side = (calibration.offset, calibration.from_the_side) if calibration else (0.0, True)
    reached = excursion.at_peak("rise") if exercise.drive.relative else excursion.at_peak("drive") - offset
    if from_the_side and reached < exercise.drive.full:
        return Reason.NOT_HIGH_ENOUGH
    short = excursion.hold_s < exercise.hold.seconds - exercise.hold.tolerance_s
    return Reason.HOLD_SHORT if short else Reason.GOOD


def _confirmed(excursion: Excursion, exercise: Exercise) -> bool:
    """Whether the second measure rose with the first, as far as it can be seen; a half lift has to rise by half."""
    if exercise.confirm is None:
        return True
    rise = excursion.at_peak("confirm")
    return isnan(rise) or rise >= exercise.confirm.rise * min(1.0, excursion.peak / Gates().count)


EDGE_TO_COUNT = 0.29
"""Share of its time that a smooth movement takes from 0.15 to 0.65 of its way.

From the minimum-jerk profile of human movement (Flash & Hogan 1985): 10x^3 - 15x^4 + 6x^5 passes 0.15 at 0.290
and 0.65 at 0.581.
"""


def tempo(excursion: Excursion) -> dict[str, float]:
    """Seconds up and seconds down, from edge to count gate and back, scaled to the whole way; NaN if unknown."""
    return {
        "lift_s": (excursion.counted_s - excursion.start_s) / EDGE_TO_COUNT,
        "lower_s": (excursion.end_s - excursion.counted_end_s) / EDGE_TO_COUNT,
    }


def make_rep(
    number: int,
    side: Side,
    excursion: Excursion,
    verdict: tuple[Verdict, Reason],
    way: GateValues,
    faults: tuple[FaultSpan, ...],
) -> Rep:
    """Everything that is reported of a judged excursion."""
    kind, reason = verdict
    up_and_down = tempo(excursion)
    if kind is Verdict.REP and not reason and any(fault.severity is not Severity.TIP for fault in faults):
        reason = Reason.FORM
    return Rep(
        number=number,
        side=side,
        verdict=kind,
        reason=reason,
        start_s=excursion.start_s,
        top_s=excursion.top_s,
        end_s=excursion.end_s,
        hold_s=excursion.hold_s,
        hold_gate=way.hold_gate,
        peak_hip_extension_deg=excursion.at_peak("hip_extension_deg"),
        peak_leg_height=excursion.at_peak("height"),
        faults=faults,
        rest=way.rest,
        peak=excursion.at_peak("drive") - way.offset,
        count_gate=way.count_gate,
        lift_s=up_and_down["lift_s"],
        lower_s=up_and_down["lower_s"],
    )
