"""Weeks against their goal, and how somebody is greeted who comes back."""

from datetime import date, timedelta

import pytest

from formcheck.output.history.figures import figures, greeting
from formcheck.output.history.overview import overview
from formcheck.output.history.weeks import Goal, weeks_of
from tests.past import DAY, a_set, an_entry

MONDAY = DAY.date()
THREE = (0, 2, 4)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def days(*numbers: int) -> set[date]:
    return {day(number) for number in numbers}


def test_a_week_reaches_its_goal_of_three_days_and_twice_on_a_day_counts_once() -> None:
    found = weeks_of(days(0, 2, 4, 7, 8), [], day(8))
    assert [(week.days, week.goal, week.met) for week in found.weeks] == [(3, 3, True), (2, 3, False)]
    assert (found.met, found.best_in_a_row, found.most_days) == (1, 1, 3)


def test_a_goal_holds_from_the_week_in_which_it_was_set_and_changes_nothing_before() -> None:
    found = weeks_of(days(0, 2, 4, 7, 9, 11, 14), [Goal(day(9), 4), Goal(day(16), 1)], day(16))
    assert [week.goal for week in found.weeks] == [3, 4, 1]
    assert [week.met for week in found.weeks] == [True, False, True]


def test_the_best_run_of_weeks_stays_the_best() -> None:
    done = [7 * week + n for week in (0, 1, 2, 4, 5) for n in THREE]
    found = weeks_of(days(*done), [], day(7 * 7))
    assert (found.met, len(found.weeks), found.best_in_a_row) == (5, 8, 3)


def test_what_a_wrong_clock_has_put_into_the_future_is_left_out() -> None:
    assert weeks_of(days(0, 3), [], day(1)).this.days == 1
    assert weeks_of([], [], day(1)).this.days == 0


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        pytest.param([0, 9], 9, (9, True), id="back after nine days"),
        pytest.param([0, 9], 12, (9, True), id="some days after the comeback"),
        pytest.param([0, 9, 10], 10, (0, False), id="the second time again"),
        pytest.param([0], 9, (9, False), id="not back yet"),
        pytest.param([0, 5], 6, (0, False), id="five days are no absence"),
        pytest.param([0], 3, (0, False), id="the first session of all"),
        pytest.param([], 3, (0, False), id="nothing yet"),
    ],
)
def test_who_was_away_for_a_week_and_more_comes_back(done: list[int], today: int, expected: tuple[int, bool]) -> None:
    found = weeks_of(days(*done), [], day(today))
    assert (found.away_days, found.back) == expected


def test_a_comeback_is_met_kindly_and_nothing_is_called_lost() -> None:
    back = overview([an_entry(0), an_entry(9)], day(9))
    away = overview([an_entry(0)], day(9))
    assert greeting(back) == "Good to see you back after 9 days. All that you had reached is still here."
    assert greeting(away) == "It has been 9 days: no matter. One set is enough to begin again."
    assert greeting(overview([an_entry(n) for n in THREE], day(4))) == "This week's goal of 3 days is reached."
    assert greeting(overview([an_entry(0)], day(0))) == ""


def test_figures_say_what_they_are_and_what_the_best_was() -> None:
    entries = [*(an_entry(n) for n in THREE), an_entry(7, a_set(), a_set())]
    assert [tuple(figure) for figure in figures(overview(entries, day(7)))] == [
        ("1 of 3", "days this week", "best so far: 3"),
        ("1 of 1", "weeks with the goal reached", "best so far: 1 in a row"),
        ("20", "counted this week", "best so far: 30"),
        ("1", "minutes this week", "best so far: 3"),
    ]
