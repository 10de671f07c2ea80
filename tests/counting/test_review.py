"""After a set: one thing to keep, one to change."""

from dataclasses import replace

import pytest

from formcheck.counting.advice import Keep
from formcheck.counting.results import FaultSpan, Judged, Reason, Rep, Verdict
from formcheck.counting.review import review
from formcheck.counting.summary import Review
from formcheck.exercises import catalogue
from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side

BRIDGE, SQUAT = catalogue.load("glute_bridge"), catalogue.load("squat")
SEEN = Judged("side", ("hip_extension_deg",))
GOOD = Rep(1, Side.BOTH, Verdict.REP, Reason.GOOD, 0, 1, 2, 2, 0, 0, 0, judged=SEEN, judged_rest=-50, judged_peak=0)
SHORT = replace(GOOD, reason=Reason.HOLD_SHORT)
LOW = replace(GOOD, reason=Reason.NOT_HIGH_ENOUGH)
FAR = replace(GOOD, faults=(FaultSpan("heels_far", Severity.TIP, "Bring your heels closer.", 0, 1),))
CLOSER, LONGER, HIGHER = "Bring your heels closer.", BRIDGE.cues.hold_short, BRIDGE.cues.not_high_enough


@pytest.mark.parametrize(
    ("reps", "expected"),
    [
        ([GOOD] * 5, Review(Keep.HOLD)),
        ([SHORT] * 5, Review(Keep.RANGE, change=LONGER)),
        ([LOW] * 5, Review(change=HIGHER)),
        ([GOOD] * 4 + [SHORT], Review(Keep.HOLD)),
        ([*[GOOD] * 3, SHORT, SHORT], Review(Keep.RANGE, change=LONGER)),
        ([FAR, SHORT, SHORT, FAR, GOOD], Review(Keep.RANGE, change=LONGER)),
        ([FAR, GOOD, GOOD, FAR, GOOD], Review(Keep.HOLD, change=CLOSER)),
        ([GOOD] * 2, Review()),
        ([replace(GOOD, judged=Judged())] * 9, Review()),
        ([replace(LOW, verdict=Verdict.ATTEMPT, judged=Judged())] * 3, Review(change=HIGHER)),
    ],
)
def test_what_is_kept_and_what_is_changed(reps: list[Rep], expected: Review) -> None:
    assert review(reps, BRIDGE) == expected


def test_what_was_mended_in_the_second_half_is_kept_and_no_longer_to_be_changed() -> None:
    assert review([FAR, FAR, FAR, *[GOOD] * 5], BRIDGE) == Review(Keep.MENDED, CLOSER)


def test_without_a_hold_the_range_is_kept() -> None:
    assert review([GOOD] * 5, SQUAT).keep is Keep.RANGE
