"""What an excursion is judged to be."""

from math import nan
from typing import NamedTuple

import pytest
from formcheck.counting.calibration import GateValues
from formcheck.counting.excursion import Excursion, Sample

from formcheck.counting.reps import EDGE_TO_COUNT, judge, make_rep, tempo
from formcheck.counting.results import FaultSpan, Reason, Verdict
from formcheck.counting.snapshot import Gates
from formcheck.exercises import catalogue
from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side

BRIDGE = catalogue.load("glute_bridge")

WAY = GateValues(rest=-50.0, count_gate=-17.5, hold_gate=-15.0, offset=4.0)
"""From fifty degrees of flexion to straight, of somebody whose landmarks read four degrees past it."""


def lift(
    peak: float = 1.0, *, hold_s: float = 2.5, lasts_s: float = 4.0, rise: float = 0.4, returned: bool = True,
    lost: bool = False, rival: float = 0.0,
) -> Excursion:  # fmt: skip
    """A bridge from rest at -50 degrees to ``peak`` of the way to 0."""
    sample = Sample(1.0, peak, rise=50 * peak, drive=50 * peak - 50, confirm=rise, height=rise)
    return Excursion(
        start_s=0.0, end_s=lasts_s, peak=peak, hold_s=hold_s, above_s=2.0 if peak >= 0.65 else 0.0,
        returned=returned, lost=lost, rival_peak=rival, samples=[sample],
    )  # fmt: skip


class Case(NamedTuple):
    """An excursion and what it has to be."""

    name: str
    excursion: Excursion
    verdict: tuple[Verdict, str] | None


CASES = [
    Case("good", lift(), (Verdict.REP, Reason.GOOD)),
    Case("held too short", lift(hold_s=1.0), (Verdict.REP, "hold_short")),
    Case("held just within the tolerance", lift(hold_s=1.71), (Verdict.REP, Reason.GOOD)),
    Case("counted but not to a straight line", lift(0.68), (Verdict.REP, "not_high_enough")),
    Case("half way", lift(0.5), (Verdict.ATTEMPT, "not_high_enough")),
    Case("fidgeting", lift(0.2), None),
    Case("never came down", lift(returned=False), (Verdict.ATTEMPT, "not_returned")),
    Case("broken off on the way up", lift(0.5, returned=False), None),
    Case("out of sight", lift(lost=True, returned=False), (Verdict.ATTEMPT, "lost_sight")),
    Case("a jerk", lift(lasts_s=0.4), (Verdict.ATTEMPT, Reason.TOO_FAST)),
    Case("as slow as one likes", lift(lasts_s=40.0), (Verdict.REP, Reason.GOOD)),
    Case("legs slid out, hips stayed", lift(rise=0.0), None),
    Case("hips not seen to rise or stay", lift(rise=nan), (Verdict.REP, Reason.GOOD)),
    Case("the other leg did it", lift(0.5, rival=0.9), None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_verdict_of_an_excursion(case: Case) -> None:
    assert judge(case.excursion, BRIDGE, Gates()) == case.verdict


def test_a_single_wild_frame_counts_nothing() -> None:
    wild = lift()
    wild.above_s = 0.03
    assert judge(wild, BRIDGE, Gates()) == (Verdict.ATTEMPT, "not_high_enough")


def test_a_small_movement_of_somebody_with_a_small_range_is_nothing() -> None:
    small = Excursion(0.0, 2.0, peak=0.3, returned=True, samples=[Sample(1.0, 0.3, rise=7.0, drive=-20.0, confirm=0.2)])
    assert judge(small, BRIDGE, Gates()) is None


def test_tempo_is_scaled_from_the_middle_of_a_smooth_movement_to_the_whole() -> None:
    # 10x^3 - 15x^4 + 6x^5 passes 0.15 at 0.290 and 0.65 at 0.581 of its time: here two seconds up, one down.
    excursion = Excursion(0.58, 10.71, counted_s=1.162, counted_end_s=10.419)
    found = tempo(excursion)
    assert found["lift_s"] == pytest.approx(2.0, rel=0.01)
    assert found["lower_s"] == pytest.approx(1.0, rel=0.01)
    for share, level in ((0.290, 0.15), (0.581, 0.65)):
        assert 10 * share**3 - 15 * share**4 + 6 * share**5 == pytest.approx(level, abs=0.005)
    assert abs(EDGE_TO_COUNT - (0.581 - 0.290)) < 0.002


@pytest.mark.parametrize(
    ("severity", "reason", "good"),
    [(Severity.TIP, "", True), (Severity.FIX, "form", False), (Severity.STOP, "form", False)],
)
def test_a_fault_to_mend_makes_a_repetition_less_than_good_and_a_tip_does_not(
    severity: Severity, reason: str, good: bool
) -> None:
    fault = FaultSpan("id", severity, "Say.", 1.0, 2.0)
    rep = make_rep(1, Side.BOTH, lift(), (Verdict.REP, Reason.GOOD), WAY, (fault,))
    assert (rep.reason, rep.good) == (reason, good)


def test_an_attempt_is_never_good() -> None:
    assert not make_rep(1, Side.LEFT, lift(), (Verdict.ATTEMPT, Reason.TOO_FAST), WAY, ()).good


def test_a_repetition_tells_its_way_its_gates_and_its_tempo_free_of_the_landmarks_offset() -> None:
    seen = lift()
    seen.counted_s, seen.counted_end_s = 0.58, 3.42
    rep = make_rep(1, Side.BOTH, seen, (Verdict.REP, Reason.GOOD), WAY, ())
    assert (rep.rest, rep.count_gate, rep.hold_gate) == (-50.0, -17.5, -15.0)
    assert rep.peak == -4.0
    assert (rep.lift_s, rep.lower_s) == pytest.approx((2.0, 2.0))
