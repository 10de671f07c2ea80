"""What counts as a change: arithmetic by hand from the tables, and what has to hold of any values."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from formcheck.checkup.scoring.change import (
    AVERAGED,
    Change,
    Direction,
    Reading,
    changed,
    changed_class,
    class_of,
    factor,
    own_error,
    threshold,
)
from formcheck.checkup.scoring.score import ChangeRule, Classes, scores
from formcheck.checkup.scoring.trend import trend

STANDS, HOLD, CLASSES, RISE = (
    scores()["chair_stand"].change,
    scores()["single_leg_bridge_hold"].change,
    scores()["one_leg_stand"].classes,
    scores()["one_leg_rise"].classes,
)
RULES = [score.change for score in scores().values() if score.change is not None]
VALUES = some.floats(1, 60, allow_nan=False)


def readings(*values: float, cap: float = 60) -> list[Reading]:
    return [Reading(value, value >= cap) for value in values]


def of(rule: ChangeRule | None, now: float, *past: float) -> Change:
    assert rule is not None
    found = changed(readings(now)[0], readings(*past), rule)
    assert found is not None
    return found


@pytest.mark.parametrize(("earlier", "new", "times"), [(1, 1, 2.77), (2, 1, 2.40), (3, 1, 2.26), (2, 2, 1.96)])
def test_means_of_several_are_told_apart_sooner(earlier: int, new: int, times: float) -> None:
    assert factor(earlier, new) == pytest.approx(times, abs=0.005)


@pytest.mark.parametrize(
    ("test", "earlier", "least"),
    [
        ("chair_stand", 15, 3),
        ("chair_stand", 20, 4),
        ("chair_stand", 25, 5),
        ("chair_stand", 33, 6),
        ("single_leg_bridge_hold", 20, 10),
        ("single_leg_bridge_hold", 60, 20),
        ("bridge_reach", -20, 11),
        ("prone_leg_lift", 9, 5),
    ],
)
def test_the_smallest_real_change_is_that_of_the_table(test: str, earlier: float, least: float) -> None:
    rule = scores()[test].change
    assert rule is not None
    assert threshold(rule, earlier, 1) == pytest.approx(least, abs=0.01)


def test_the_second_time_one_stand_more_is_asked_for_of_a_gain() -> None:
    assert [of(STANDS, now, 15).direction for now in (18, 19, 12, 13)] == ["same", "more", "less", "same"]
    assert [of(STANDS, now, 15, 15).direction for now in (18, 12)] == ["more", "less"]


def test_the_base_is_the_mean_of_the_last_two() -> None:
    found = of(STANDS, 24, 19, 20, 21)
    assert (found.base, found.count, found.by, found.threshold) == (20.5, AVERAGED, 3.5, 4)  # 0.17 * 20.5 * 0.866
    assert found.direction is Direction.SAME


def test_from_the_end_of_the_test_to_it_nobody_knows() -> None:
    assert of(HOLD, 60, 60).direction is Direction.FULL
    assert of(HOLD, 60, 50).direction is Direction.SAME  # 10 of 16.7 to the end
    assert of(HOLD, 60, 41).direction is Direction.MORE
    assert of(HOLD, 38, 60).direction is Direction.LESS


def test_a_change_is_kept_by_the_next_check_up() -> None:
    first = of(STANDS, 24, 20, 20)
    assert (first.direction, first.kept) == ("more", False)
    kept = of(STANDS, 24, 20, 20, 24)
    assert (kept.direction, kept.kept, kept.by, kept.base) == ("more", True, 4, 20)
    lost = of(STANDS, 21, 20, 20, 24)
    assert (lost.direction, lost.kept) == ("same", False)


def test_from_the_fifth_on_the_own_scatter_counts_beside_the_published_one() -> None:
    assert STANDS is not None
    assert own_error([20, 22, 20]) is None
    own = own_error([20, 24, 20, 24])  # steps 4, -4, 4: sd 4.62
    assert own == pytest.approx(4.6188 / sqrt(2), abs=0.001)
    published = 3.74 / 2.7719  # 17 % of 22
    blended = sqrt((4 * published**2 + 4 * 3.266**2) / 8)
    assert of(STANDS, 22, 20, 24, 20, 24).threshold == -(-blended * 2.4005 // 1) == 6
    assert own_error([20, 20, 20, 20]) == 0
    assert threshold(STANDS, 20, 1, 0.0, 4) == 3  # 3.4 / sqrt(2)


def test_classes_change_two_at_once_or_one_that_stays() -> None:
    assert CLASSES is not None
    found = [class_of(Reading(value), CLASSES) for value in (4.9, 5, 9.9, 10, 20, 29.9, 30)]
    assert found == [0, 1, 1, 2, 3, 3, 4]

    def way(now: float, *past: float) -> tuple[str, bool]:
        change = changed_class(readings(now, cap=30)[0], readings(*past, cap=30), CLASSES)
        assert change is not None
        return change.direction, change.kept

    assert way(12, 8) == ("same", False)
    assert way(22, 8) == ("more", False)
    assert way(12, 8, 12) == ("more", True)
    assert way(12, 12, 8) == ("same", False)
    assert way(4, 12, 12) == ("less", False)
    assert way(30, 30) == ("full", False)


def test_one_more_side_that_succeeds_has_to_do_so_twice() -> None:
    assert RISE is not None
    once, twice = (changed_class(Reading(1), [Reading(value) for value in past], RISE) for past in ([0], [0, 1]))
    assert once is not None
    assert twice is not None
    assert (once.real, twice.real) == (False, True)


@pytest.mark.parametrize("rule", RULES)
@given(now=VALUES, past=some.lists(VALUES, min_size=1, max_size=8))
def test_nothing_below_its_threshold_is_a_change_and_nothing_the_other_way(
    rule: ChangeRule, now: float, past: list[float]
) -> None:
    found = of(rule, now, *past)
    assert found.threshold > 0
    if found.real:
        assert abs(found.by) >= found.threshold - 1e-6
        assert (found.by > 0) == (found.direction is Direction.MORE)
        assert found.size >= 1
    else:
        assert found.size == 0


@pytest.mark.parametrize("rule", RULES)
@given(value=some.floats(1, 59), times=some.integers(1, 8))
def test_the_same_again_and_again_is_no_change(rule: ChangeRule, value: float, times: int) -> None:
    assert of(rule, value, *[value] * times).direction is Direction.SAME


@pytest.mark.parametrize("rule", RULES)
@given(past=some.lists(some.floats(10, 40), min_size=1, max_size=3), more=some.floats(0, 10))
def test_who_gains_more_has_never_less_of_a_change(rule: ChangeRule, past: list[float], more: float) -> None:
    order = [Direction.LESS, Direction.SAME, Direction.MORE]
    base = sum(past[-AVERAGED:]) / len(past[-AVERAGED:])
    assert order.index(of(rule, base, *past).direction) <= order.index(of(rule, base + more, *past).direction)


@given(now=VALUES, past=some.lists(VALUES, min_size=1, max_size=8))
def test_classes_never_move_by_less_than_one(now: float, past: list[float]) -> None:
    assert CLASSES is not None
    found = changed_class(Reading(now), [Reading(value) for value in past], CLASSES)
    assert found is not None
    assert not found.real or abs(found.by) >= (1 if found.kept else 2)


def test_a_way_is_one_only_where_chance_goes_otherwise() -> None:
    assert trend([20, 21, 22]) is None
    assert trend([20, 21, 23, 24]) == pytest.approx((1 + 1.5 + 4 / 3 + 2 + 1.5 + 1) / 6, abs=0.2)
    assert trend([20, 22, 21, 24]) is None  # one of six pairs goes the other way
    assert trend([24, 23, 21, 20]) == pytest.approx(-1.4, abs=0.2)
    assert trend([20, 20, 20, 20]) is None


@given(values=some.lists(some.floats(0, 60), min_size=4, max_size=9))
def test_a_way_back_is_the_way_turned_round(values: list[float]) -> None:
    there, back = trend(values), trend(values[::-1])
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there == pytest.approx(-back)


def test_the_names_of_classes_are_as_many_as_the_classes() -> None:
    every = [score.classes for score in scores().values() if score.classes is not None]
    assert every
    assert [one for one in every if len(one.names) != len(one.at) + 1] == []
    assert Classes(at=(1.0,), names=("a", "b")).at_once == 2
