"""What a check-up has to do with the days after it: suggestions, the side to begin with, and the next one."""

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from rich.console import Console

from formcheck.app.beginning import suggested
from formcheck.checkup.scoring import Person
from formcheck.counting.today import Today
from formcheck.exercises import catalogue
from formcheck.output.history.checkup_steps import reminder, sides_first, suggested_by
from formcheck.output.history.entry import Kind
from formcheck.output.history.overview import overview
from formcheck.output.history.page import page
from formcheck.output.history.suggestion import Step
from formcheck.output.history.tables import print_overview
from formcheck.output.history.today import Steps
from formcheck.pose.landmarks import Side
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import plan_sets
from tests.checkup.checkups import a_checkup, holds, reach, stands
from tests.checkup.past_checkups import past
from tests.past import DAY, an_entry

FIRST, SECOND = DAY.date(), DAY.date() + timedelta(days=28)
BEHIND = past(a_checkup(*holds(41, 25)), a_checkup(*holds(41, 25)))
LOW = past(a_checkup(stands(15), reach(-30)))


@pytest.mark.parametrize(("days", "said"), [(0, ""), (27, ""), (28, "4 weeks ago"), (36, "5 weeks"), (300, "42 weeks")])
def test_after_four_weeks_one_sentence_reminds(days: int, said: str) -> None:
    found = reminder(past(a_checkup()), FIRST + timedelta(days=days))
    assert said in found
    assert (found == "") == (said == "")
    assert found.count(".") <= 1


def test_who_has_never_done_one_is_not_reminded() -> None:
    assert reminder([], FIRST) == ""
    assert list(suggested_by([], FIRST)) == []


def test_what_was_low_suggests_a_program_and_an_exercise_for_six_weeks() -> None:
    said = [one.text for one in suggested_by(LOW, FIRST)]
    assert said == [
        "The check-up found few chair stands: the strength day twice a week, the wake-up on other days.",
        "In the check-up the hips stopped short of a straight line: the hip flexor stretch before bridges.",
    ]
    assert [one.text for one in suggested_by(LOW, FIRST + timedelta(days=43))] == [
        "The last check-up was 6 weeks ago: five minutes show what has changed."
    ]


def test_a_confirmed_side_is_suggested_and_begun_with() -> None:
    (one,) = suggested_by(BEHIND, SECOND)
    assert one.step is Step.SIDE
    assert one.text.startswith("Single-leg bridge hold: The right was clearly shorter twice.")
    sides = sides_first(BEHIND, SECOND)
    assert set(sides.values()) == {Side.RIGHT}
    assert sides_first(BEHIND, SECOND + timedelta(days=43)) == {}
    assert sides_first(BEHIND[:1], FIRST) == {}
    for name in sides:
        assert catalogue.find(name).one_sided


def test_the_sets_of_today_begin_with_it_and_say_so() -> None:
    exercise = catalogue.load(next(iter(sides_first(BEHIND, SECOND))))
    plan = plan_sets(exercise, sets=1)
    taken = Steps([], SECOND, first=sides_first(BEHIND, SECOND)).taken(plan)
    assert [planned.side for planned in taken] == [AskedSide.RIGHT, AskedSide.OTHER]
    assert [change.what for change in taken[0].today] == [Today.RIGHT_FIRST]
    assert Steps([], SECOND).taken(plan) == plan


def test_the_start_page_begins_what_it_suggests_but_not_two_days_running() -> None:
    first = suggested([], FIRST, LOW)
    assert (first.kind, first.name) == ("routine", "strength_day")
    assert first.sentence.startswith("The check-up found few chair stands")
    done = replace(an_entry(0, kind=Kind.ROUTINE), name="Strength day")
    names = [suggested([done], FIRST + timedelta(days=days), LOW).name for days in (1, 2, 3)]
    assert names == ["wake_up", "wake_up", "strength_day"]
    assert suggested([], FIRST, past(a_checkup())).name == "wake_up"


def told(today: date) -> str:
    """What the terminal shows of a session and two check-ups."""
    written = StringIO()
    print_overview(Console(file=written, width=100), overview([an_entry(7)], today, (), BEHIND))
    return written.getvalue()


def test_the_terminal_shows_check_ups_among_sessions() -> None:
    text = told(SECOND)
    rows = [line.split() for line in text.splitlines() if line.strip().startswith(("c", "0", "1"))]
    assert [row[0] for row in rows[:3]] == ["c1", "0", "c29"]
    assert "left 41 s, right 25 s" in text
    assert "> Single-leg bridge hold: The right was clearly shorter twice." in text
    assert "All of it is about as before. Next check-up in four weeks." in text


def test_the_terminal_shows_them_without_any_session_too() -> None:
    written = StringIO()
    print_overview(Console(file=written, width=100), overview([], SECOND, (), past(a_checkup(), person=Person())))
    assert "Chair stand" in written.getvalue()
    assert "There is no session yet" not in written.getvalue()


def test_the_page_of_the_history_shows_them_among_sessions() -> None:
    text = page(overview([an_entry(7)], SECOND, (), BEHIND), checkup_page="history-checkup.html")
    assert text.count('<td class="what">Check-up') == 2
    assert 'href="history-checkup.html"' in text
    assert "left 41 s, right 25 s" in text
    assert "Begin your sets with the right" in text
    alone = page(overview([], SECOND, (), BEHIND))
    assert alone.count('<td class="what">Check-up') == 2
    assert "<h2>Weeks</h2>" not in alone
