"""What is reported of a movement: a repetition or an attempt, good only where it was judged, and why not."""

from dataclasses import replace
from math import isnan, nan

import pytest

from formcheck.counting.judgement import Judgement
from formcheck.counting.movements import Movement
from formcheck.counting.reps import attempt, repetition
from formcheck.counting.results import FaultSpan, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.exercises import catalogue
from formcheck.exercises.severity import Severity
from formcheck.output.columns import hold_words
from formcheck.pose.landmarks import Side

BRIDGE, SQUAT = catalogue.load("glute_bridge"), catalogue.load("squat")
COUNTED = Movement(1.0, 2.5, 4.0, 4.1, rise=0.4, dips=2, side=Side.BOTH, rest=-0.1, gate=0.16)
SEEN = Judgement(
    Side.LEFT, start_s=0.8, top_s=1.6, end_s=4.2, judged_rest=-50.0, judged_peak=-4.0, full=-15.0, hold_gate=-15.0,
    hold_s=2.2, hold_on="hip_extension_deg", hip_extension_deg=-4.0, leg_height=0.5, depth_deg=nan, off_side_deg=5.0,
    view="side", lift_s=1.1, lower_s=1.2, near=Side.RIGHT,
)  # fmt: skip
FROM_THE_FRONT = replace(SEEN, off_side_deg=80.0, view="front", hold_on="height")


def told(seen: Judgement = SEEN, *faults: FaultSpan, surely: bool = True) -> Rep:
    return repetition(COUNTED, seen, faults, BRIDGE, surely=surely)


def fault(severity: Severity) -> FaultSpan:
    return FaultSpan("id", severity, "Say.", 1.0, 2.0)


def test_a_judged_repetition_that_lacks_nothing_is_good() -> None:
    rep = told()
    assert (rep.verdict, rep.reason, rep.good) == (Verdict.REP, Reason.GOOD, True)
    assert (rep.judged.view, rep.judged.measures) == ("side", ("hip_extension_deg",))


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (replace(SEEN, judged_peak=-15.1), Reason.NOT_HIGH_ENOUGH),
        (replace(SEEN, judged_peak=-15.0), Reason.GOOD),
        (replace(SEEN, hold_s=1.69), Reason.HOLD_SHORT),
        (replace(SEEN, hold_s=1.71), Reason.GOOD),
        (replace(SEEN, judged_peak=-15.1, hold_s=0.0), Reason.NOT_HIGH_ENOUGH),
    ],
)
def test_it_counts_and_is_not_good_where_range_or_hold_falls_short(seen: Judgement, reason: Reason) -> None:
    rep = told(seen)
    assert (rep.verdict, rep.reason, rep.good) == (Verdict.REP, reason, not reason)


@pytest.mark.parametrize(
    ("severity", "reason"), [(Severity.TIP, Reason.GOOD), (Severity.FIX, Reason.FORM), (Severity.STOP, Reason.FORM)]
)
def test_a_fault_to_mend_makes_it_less_than_good_and_a_tip_does_not(severity: Severity, reason: Reason) -> None:
    rep = told(SEEN, fault(severity))
    assert (rep.reason, rep.good, [one.severity for one in rep.faults]) == (reason, not reason, [severity])


@pytest.mark.parametrize(
    ("seen", "surely", "why"),
    [
        (FROM_THE_FRONT, True, NotJudged.VIEW),
        (replace(SEEN, judged_peak=nan), True, NotJudged.UNSEEN),
        (SEEN, False, NotJudged.OTHER_MOVEMENT),
    ],
)
def test_what_is_not_judged_counts_and_is_neither_good_nor_short(seen: Judgement, surely: bool, why: NotJudged) -> None:
    rep = told(replace(seen, hold_s=0.0), surely=surely)
    assert (rep.verdict, rep.reason, rep.good) == (Verdict.REP, Reason.GOOD, False)
    assert (rep.judged.reason, rep.judged.measures) == (why, ())


def test_faults_of_what_may_be_another_movement_are_told_and_it_is_not_judged() -> None:
    rep = told(SEEN, fault(Severity.STOP), surely=False)
    assert [one.id for one in rep.faults] == ["id"]
    assert (rep.reason, rep.judged.reason) == (Reason.GOOD, NotJudged.OTHER_MOVEMENT)


def test_an_angle_is_left_out_where_the_view_does_not_show_it() -> None:
    beside, ahead = told(), told(FROM_THE_FRONT)
    assert (beside.judged_rest, beside.judged_peak, beside.peak_hip_extension_deg) == (-50.0, -4.0, -4.0)
    assert all(isnan(value) for value in (ahead.judged_rest, ahead.judged_peak, ahead.peak_hip_extension_deg))
    assert (ahead.rest, ahead.peak, ahead.hold_s) == (beside.rest, beside.peak, beside.hold_s)


@pytest.mark.parametrize("reason", ["not_high_enough", "too_fast", "not_returned", "lost_sight", "other_movement"])
def test_an_attempt_has_its_reason_and_is_never_good(reason: str) -> None:
    rep = attempt(Movement(1.0, 2.5, 4.0, 4.1, 0.1, Side.BOTH, reason=reason), SEEN, BRIDGE)
    assert (rep.verdict, rep.reason, rep.good) == (Verdict.ATTEMPT, reason, False)


def test_it_tells_its_times_tempo_and_dips_and_the_heights_it_was_counted_by() -> None:
    rep = told()
    assert (rep.start_s, rep.top_s, rep.end_s, rep.told_s) == (0.8, 1.6, 4.2, 4.1)
    assert (rep.lift_s, rep.lower_s, rep.hold_s, rep.dips) == (1.1, 1.2, 2.2, 2)
    assert (rep.rest, rep.peak, rep.count_gate) == pytest.approx((-0.1, 0.3, 0.16))


def test_heights_that_fall_are_told_as_they_are() -> None:
    """A squat is counted downwards: at rest the hips are two thighs over the foot, at the bottom one."""
    down = replace(COUNTED, rest=-2.0, rise=1.0, gate=-1.35)
    rep = repetition(down, replace(SEEN, judged_rest=5.0, judged_peak=95.0, full=80.0), (), SQUAT, surely=True)
    assert (rep.rest, rep.peak, rep.count_gate) == pytest.approx((2.0, 1.0, 1.35))
    assert rep.good


def test_the_side_is_the_one_that_worked_and_of_a_picked_leg_the_picked_one() -> None:
    lunge = catalogue.load("split_squat")
    assert told().side is Side.BOTH
    assert repetition(COUNTED, SEEN, (), lunge, surely=True).side is Side.LEFT


def test_a_hold_that_nobody_could_time_is_neither_good_nor_short() -> None:
    for hold_s in (2.4, 0.4):
        rep = told(replace(SEEN, hold_s=hold_s, few_pictures=True))
        assert (rep.counted, rep.good, rep.reason, rep.hold_s) == (True, False, "", hold_s)
        assert rep.judged == Judged("side", ("hip_extension_deg",), NotJudged.FEW_PICTURES, Side.RIGHT)
        assert hold_words(rep).startswith("~")
    squat = replace(SEEN, few_pictures=True, judged_peak=70.0, full=57.0)
    assert repetition(COUNTED, squat, (), SQUAT, surely=True).good  # where no hold is asked for none is missed
