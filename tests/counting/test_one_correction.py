"""One correction a movement: what matters most, until it is followed."""

from dataclasses import replace
from math import nan

import pytest

from formcheck.counting.advice import Extent
from formcheck.counting.one_correction import REPEAT_S, SHOW_S, STALE_S, TRIES, OneCorrection
from formcheck.counting.results import FaultSpan, Judged, Reason, Rep, Verdict
from formcheck.counting.snapshot import Cue
from formcheck.exercises import catalogue
from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side

BRIDGE = catalogue.load("glute_bridge")
SEEN = Judged("side", ("hip_extension_deg",))
GOOD = Rep(1, Side.BOTH, Verdict.REP, Reason.GOOD, 0, 1, 2, 2, 0, 0, 0, judged=SEEN, judged_rest=-50, judged_peak=0)
SHORT = replace(GOOD, reason=Reason.HOLD_SHORT, hold_s=0.8)
ATTEMPT = replace(GOOD, verdict=Verdict.ATTEMPT, reason=Reason.NOT_HIGH_ENOUGH, judged=Judged())


def fault(id: str, worst: float = nan, limit: float = nan, severity: Severity = Severity.TIP) -> FaultSpan:
    say = {rule.id: rule.say for rule in BRIDGE.fault}[id]
    return FaultSpan(id, severity, say, 0, 1, worst, limit)


FAR = replace(GOOD, faults=(fault("heels_far", 60, 75),))


def said(*reps: Rep, every_s: float = 4.0, spared: int = 0) -> list[Cue | None]:
    """What is said of one movement after another."""
    one = OneCorrection(BRIDGE, spared)
    found = []
    for number, rep in enumerate(reps):
        one.judge(number * every_s, rep)
        found.append(one.cue(number * every_s))
    return found


def ids(*reps: Rep, every_s: float = 4.0, spared: int = 0) -> list[str]:
    return [cue.id if cue is not None else "" for cue in said(*reps, every_s=every_s, spared=spared)]


def test_a_good_repetition_is_left_alone() -> None:
    assert ids(GOOD, GOOD) == ["", ""]


def test_of_several_things_the_one_that_matters_most_is_said() -> None:
    stop = fault("dropping", severity=Severity.STOP)
    mend = fault("past_straight", severity=Severity.FIX)
    tip = fault("heels_far")
    assert ids(replace(SHORT, faults=(tip, mend, stop))) == ["dropping"]
    assert ids(replace(SHORT, faults=(tip, mend))) == ["past_straight"]
    assert ids(replace(SHORT, faults=(tip,))) == ["hold_short"]
    assert ids(replace(GOOD, faults=(tip,))) == ["heels_far"]


def test_the_same_is_not_said_again_within_six_seconds_and_nothing_else_in_its_place() -> None:
    assert ids(SHORT, SHORT, SHORT, SHORT) == ["hold_short", "", "hold_short", ""]
    assert ids(SHORT, replace(SHORT, faults=(fault("heels_far"),))) == ["hold_short", ""]


def test_what_is_not_followed_is_left_alone_in_the_end_and_the_next_thing_is_said() -> None:
    both = replace(SHORT, faults=(fault("heels_far"),))
    assert ids(*[both] * (TRIES + 1), every_s=REPEAT_S) == ["hold_short"] * TRIES + ["heels_far"]


def test_what_is_followed_is_noticed_once() -> None:
    one = OneCorrection(BRIDGE)
    followed = []
    for time_s, rep in enumerate([SHORT, GOOD, GOOD, SHORT]):
        one.judge(10.0 * time_s, rep)
        one.cue(10.0 * time_s)
        followed.append(one.followed())
    assert followed == [False, True, False, False]


def test_a_fault_is_followed_by_the_second_movement_without_it() -> None:
    one = OneCorrection(BRIDGE)
    followed = []
    for time_s, rep in enumerate([FAR, GOOD, FAR, GOOD, GOOD, GOOD, FAR, GOOD, GOOD]):
        one.judge(10.0 * time_s, rep)
        one.cue(10.0 * time_s)
        followed.append(one.followed())
    assert followed == [False, False, False, False, True, False, False, False, True]


def test_a_repetition_that_could_not_be_judged_follows_nothing() -> None:
    one = OneCorrection(BRIDGE)
    one.judge(0.0, SHORT)
    one.cue(0.0)
    one.judge(5.0, replace(GOOD, judged=Judged()))
    assert not one.followed()


def test_what_one_leg_was_told_the_other_does_not_follow() -> None:
    one = OneCorrection(BRIDGE)
    one.judge(0.0, replace(SHORT, side=Side.LEFT))
    told = one.cue(0.0)
    assert told is not None
    assert told.side is Side.LEFT
    one.judge(5.0, replace(GOOD, side=Side.RIGHT))
    assert not one.followed()
    one.judge(10.0, replace(GOOD, side=Side.LEFT))
    assert one.followed()


def test_nothing_is_corrected_on_the_first_repetition_of_somebody_new() -> None:
    assert ids(SHORT, SHORT, spared=1) == ["", "hold_short"]
    danger = replace(GOOD, faults=(fault("dropping", severity=Severity.STOP),))
    assert ids(danger, spared=1) == ["dropping"]


@pytest.mark.parametrize(
    ("rep", "extent", "seconds"),
    [
        (replace(GOOD, faults=(fault("heels_far", 70, 75),)), Extent.LITTLE, 0),
        (FAR, Extent.MUCH, 0),
        (replace(GOOD, faults=(fault("dropping", 0.4, 0.5),)), Extent.LONGER, 0),
        (replace(GOOD, faults=(fault("dropping", 0.2, 0.5),)), Extent.TWICE, 0),
        (replace(GOOD, faults=(fault("heels_far"),)), None, 0),
        (SHORT, Extent.SECOND, 1),
        (replace(SHORT, hold_s=0.1), Extent.SECONDS, 2),
        (replace(GOOD, reason=Reason.NOT_HIGH_ENOUGH, judged_peak=-18), Extent.NEARLY, 0),
        (replace(GOOD, reason=Reason.NOT_HIGH_ENOUGH, judged_peak=-26), Extent.THREE_QUARTERS, 0),
        (replace(GOOD, reason=Reason.NOT_HIGH_ENOUGH, judged_peak=-32), Extent.HALF, 0),
        (ATTEMPT, None, 0),
    ],
)
def test_a_correction_says_by_how_much(rep: Rep, extent: Extent | None, seconds: int) -> None:
    (cue,) = said(rep)
    assert cue is not None
    assert (cue.extent, cue.seconds) == (extent, seconds)


def test_it_is_shown_for_a_while_and_one_that_came_too_late_is_dropped() -> None:
    one = OneCorrection(BRIDGE)
    one.judge(0.0, SHORT)
    assert one.cue(0.0) == one.cue(SHOW_S - 0.1) != one.cue(SHOW_S)
    one.judge(20.0, SHORT)
    assert one.cue(20.0 + STALE_S + 0.1) is None


def test_what_was_said_of_the_last_movement_ends_where_the_next_one_is_held() -> None:
    one = OneCorrection(BRIDGE)
    one.judge(0.0, SHORT)
    assert one.cue(0.0) is not None
    one.drop()
    assert one.cue(1.0) is None
