"""The last that is said of a live session."""

from formcheck.app.live.farewell import farewell
from formcheck.counting.results import Counts
from formcheck.counting.summary import Summary, Tracking
from tests.report_pages import BRIDGE, rep, session

PRACTICES = {"glute_bridge": BRIDGE}


def test_it_says_that_it_is_saved_what_came_of_it_and_one_step() -> None:
    summary = session([rep(1), rep(2), rep(3, "hold_short"), rep(4, "hold_short")])
    assert farewell(summary, PRACTICES, saved=True) == "Saved. 2 of 4 good. Next time: Hold for 2 seconds."


def test_what_is_not_saved_is_not_called_so() -> None:
    assert farewell(session([rep(1), rep(2)]), PRACTICES, saved=False) == "2 of 2 good. Next time: Do the same again."


def test_of_nothing_no_step_is_made_up() -> None:
    nothing = Summary("glute_bridge", 9.0, 90, Counts(), (), Tracking(1.0))
    assert farewell(nothing, PRACTICES, saved=True) == "Saved. Nothing was counted."
