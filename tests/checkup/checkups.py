"""Check-ups as they would have been measured, for tests of what they say."""

from collections.abc import Mapping

from formcheck.checkup.record import Checkup, TestResult, Try, Unit
from formcheck.pose.landmarks import Side

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def a_result(  # noqa: PLR0917 - what a result may be
    test: str,
    unit: Unit,
    value: float | None,
    side: Side | None = None,
    capped: bool = False,
    setup: Mapping[str, float] | None = None,
    ended: str = "time",
    view: str | None = "side",
) -> TestResult:
    """A test with one try."""
    return TestResult(test, unit, side, (Try(value, ended, capped, setup=setup or {}),), view=view)


def stands(count: float | None, slope_deg: float = 2.0, ended: str = "time", view: str | None = "side") -> TestResult:
    return a_result("chair_stand", "stands", count, setup={"seat_slope_deg": slope_deg}, ended=ended, view=view)


def holds(left_s: float | None, right_s: float | None, knee_deg: tuple[float, float] = (118, 118)) -> list[TestResult]:
    """Single-leg bridges; 60 s is the end of the test."""
    return [
        a_result("single_leg_bridge_hold", "s", value, side, value == 60, {"knee_flexion_deg": knee})
        for side, value, knee in zip((LEFT, RIGHT), (left_s, right_s), knee_deg, strict=True)
    ]


def balances(left_s: float, right_s: float) -> list[TestResult]:
    return [
        a_result("one_leg_stand", "s", value, side, value == 30, view="front")
        for side, value in ((LEFT, left_s), (RIGHT, right_s))
    ]


def reach(angle_deg: float) -> TestResult:
    return a_result("bridge_reach", "deg", angle_deg)


def lifts(left_deg: float, right_deg: float) -> list[TestResult]:
    return [a_result("prone_leg_lift", "deg", value, side) for side, value in ((LEFT, left_deg), (RIGHT, right_deg))]


def rises(left: bool, right: bool) -> list[TestResult]:
    return [a_result("one_leg_rise", "passed", float(value), side) for side, value in ((LEFT, left), (RIGHT, right))]


def a_checkup(*results: TestResult, first: Side = LEFT, model: str = "full", complete: bool = True) -> Checkup:
    """One of these results; a whole one where none are given."""
    whole = (stands(24), *balances(30, 14), reach(-10), *holds(41, 38), *lifts(11, 9))
    return Checkup(first, results or whole, model, complete=complete, seat_height_m=0.45)
