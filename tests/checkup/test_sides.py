"""Left against right: confirmed only where it was so twice running, by hand and of any values."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from formcheck.checkup.scoring.score import scores
from formcheck.checkup.scoring.sides import Both, Verdict, compare
from formcheck.pose.landmarks import Side

HOLD = scores()["single_leg_bridge_hold"].sides
LIFT = scores()["prone_leg_lift"].sides
SECONDS = some.floats(0, 60, allow_nan=False)
PAIRS = some.builds(Both, SECONDS, SECONDS)


@pytest.mark.parametrize(
    ("now", "last", "verdict", "behind"),
    [
        ((41, 38), None, "even", None),
        ((41, 28), None, "even", None),  # 13 of 13.7
        ((41, 27), None, "once", Side.RIGHT),
        ((20, 11), None, "even", None),  # 9 of 10
        ((11, 22), None, "once", Side.LEFT),
        ((41, 30), (41, 30), "confirmed", Side.RIGHT),  # 11 of a quarter, 10.25
        ((41, 31), (41, 30), "even", None),
        ((41, 30), (30, 41), "even", None),
        ((41, 25), (25, 41), "once", Side.RIGHT),
        ((20, 13), (20, 13), "confirmed", Side.RIGHT),  # 7 of 7
        ((60, 60), (60, 40), "even", None),
    ],
)
def test_holds_of_both_sides(
    now: tuple[float, float], last: tuple[float, float] | None, verdict: str, behind: Side | None
) -> None:
    assert HOLD is not None
    found = compare(Both(*now), None if last is None else Both(*last), HOLD)
    assert (found.verdict, found.behind) == (verdict, behind)


def test_lifts_of_both_sides() -> None:
    assert LIFT is not None
    assert compare(Both(12, 8), Both(12, 8), LIFT).verdict is Verdict.EVEN
    assert compare(Both(12, 7), None, LIFT).verdict is Verdict.ONCE
    assert compare(Both(12, 7), Both(12, 7), LIFT).verdict is Verdict.CONFIRMED


@given(now=PAIRS)
def test_one_check_up_confirms_nothing(now: Both) -> None:
    assert HOLD is not None
    assert compare(now, None, HOLD).verdict is not Verdict.CONFIRMED


@given(now=PAIRS, last=PAIRS)
def test_what_is_confirmed_was_so_twice_on_the_same_side(now: Both, last: Both) -> None:
    assert HOLD is not None
    found = compare(now, last, HOLD)
    if found.verdict is Verdict.CONFIRMED:
        assert now.behind is last.behind is found.behind
        assert min(now.by, last.by) >= 7
    assert (found.behind is None) == (found.verdict is Verdict.EVEN)


@given(now=PAIRS, last=PAIRS)
def test_in_the_mirror_the_other_side_is_behind(now: Both, last: Both) -> None:
    assert HOLD is not None
    seen = compare(now, last, HOLD)
    mirrored = compare(Both(now.right, now.left), Both(last.right, last.left), HOLD)
    assert mirrored.verdict is seen.verdict
    assert mirrored.behind is (None if seen.behind is None else seen.behind.other)
