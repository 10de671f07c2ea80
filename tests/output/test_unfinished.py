"""A routine that was stopped is offered to be gone on with; one that came to its end, or is long past, is not."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from formcheck.counting.results import Counts, Reason, Rep, Verdict
from formcheck.counting.summary import EndedSet, Offer, SetSummary, Summary, Tracking, Unfinished
from formcheck.exercises import catalogue
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.unfinished import FRESH_DAYS, unfinished
from formcheck.output.report.summary import Source
from formcheck.pose.landmarks import Side

STARTED = datetime.fromisoformat("2026-11-24T08:00:00+00:00")
LEFT = Unfinished(2, 7, 4)
SQUAT = {"squat": catalogue.load("squat")}
REP = Rep(1, Side.BOTH, Verdict.REP, Reason.GOOD, 0.0, 1.0, 2.0, 0.0, 0.0, 0.0, 0.0, exercise="squat")
SET = SetSummary("squat", None, 0.0, 2.0, 10, Counts(reps=1))


def entry(left: Unfinished | None, *, routine: str = "Day", hurt: bool = False) -> Entry:
    kept = replace(SET, stopped_for="pain") if hurt else SET
    summary = Summary("squat", 9.0, 90, Counts(reps=1), (REP,), Tracking(), sets=(kept,), routine=routine)
    begun = Entry.begun("1", STARTED, Kind.ROUTINE, routine, "0")
    return begun.with_summary(replace(summary, unfinished=left), Source("0"), SQUAT)


def test_the_last_time_is_what_counts() -> None:
    today = date(2026, 11, 29)
    assert unfinished([entry(LEFT)], "Day", today) == Offer(LEFT, "2026-11-24", 5)
    assert unfinished([entry(LEFT), entry(None)], "Day", today) is None
    assert unfinished([entry(None), entry(LEFT), entry(None, routine="Other")], "Day", today) is not None
    assert unfinished([], "Day", today) is None


def test_what_hurt_stays_left_out() -> None:
    found = unfinished([entry(LEFT, hurt=True)], "Day", STARTED.date())
    assert found is not None
    assert (found.left_out, found.days_ago) == (("squat",), 0)


@pytest.mark.parametrize(("days", "offered"), [(FRESH_DAYS, True), (FRESH_DAYS + 1, False)])
def test_what_is_long_past_is_begun_again(days: int, offered: bool) -> None:
    today = date.fromordinal(STARTED.date().toordinal() + days)
    assert (unfinished([entry(LEFT)], "Day", today) is not None) is offered


def test_where_the_power_went_it_goes_on_after_the_last_set_that_was_kept() -> None:
    begun = Entry.begun("1", STARTED, Kind.ROUTINE, "Day", "0")
    kept = begun.with_sets([EndedSet(SET, (REP,), unfinished=LEFT)], SQUAT)
    assert kept.document.unfinished == LEFT
