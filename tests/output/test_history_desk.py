"""Days at the desk: kept in the history's file, summed up, and on its page."""

from datetime import timedelta
from pathlib import Path

import pytest

from formcheck.output.history.desk import DAYS, DeskDay, DeskDays, Stretch, What, hours_of, ticks
from formcheck.output.history.file import HistoryFile
from formcheck.output.history.overview import overview
from formcheck.output.history.page import page
from tests.past import DAY

MORNING = DAY.replace(hour=9, minute=0, second=0, microsecond=0)


def stretch(begin_min: float, lasts_min: float, what: What, day: int = 0) -> Stretch:
    began = MORNING + timedelta(days=day, minutes=begin_min)
    return Stretch(began, began + timedelta(minutes=lasts_min), what)


WORKED = [
    stretch(0, 47, What.SITTING),
    stretch(47, 2, What.BREAK),
    stretch(49, 70, What.SITTING),
    stretch(119, 10, What.UNVERIFIED_BREAK),
    stretch(129, 20, What.SITTING),
    stretch(149, 40, What.STANDING),
]


@pytest.fixture
def days(tmp_path: Path) -> DeskDays:
    return DeskDays(HistoryFile(tmp_path / "history.sqlite3"))


def test_a_day_is_summed_up() -> None:
    day = DeskDay(MORNING.date(), tuple(WORKED))
    assert (day.sat_s / 60, day.longest_s / 60, day.upright_s / 60) == (137, 70, 42)
    assert (day.longer_than(1800), day.longer_than(3600)) == (2, 1)


def test_what_was_kept_is_read_again_the_newest_day_first(days: DeskDays) -> None:
    assert days.lately(MORNING.date()) == []
    earlier = [stretch(0, 30, What.SITTING, day=-1), stretch(0, 30, What.SITTING, day=-DAYS)]
    for one in [*WORKED, *earlier]:
        days.add(one)
    assert [day.day for day in days.lately(MORNING.date())] == [MORNING.date(), MORNING.date() - timedelta(days=1)]
    assert days.lately(MORNING.date())[0].stretches == tuple(WORKED)
    today = days.on(MORNING.date())
    assert today is not None
    assert today.stretches == tuple(WORKED)
    assert days.on(MORNING.date() + timedelta(days=1)) is None


def test_the_same_stretch_is_kept_once(days: DeskDays) -> None:
    for _ in range(2):
        days.add(WORKED[0])
    assert days.lately(MORNING.date())[0].stretches == (WORKED[0],)


def test_the_bars_of_days_share_their_hours_and_end_at_midnight() -> None:
    day = DeskDay(MORNING.date(), tuple(WORKED))
    assert hours_of([day]) == (9, 13)
    late = Stretch(MORNING.replace(hour=23), MORNING + timedelta(hours=20), What.SITTING)
    assert hours_of([day, DeskDay(MORNING.date(), (late,))]) == (9, 24)
    assert hours_of([]) == (0, 24)
    assert ticks(9, 13) == [9, 10, 11, 12, 13]
    assert ticks(7, 19) == [8, 10, 12, 14, 16, 18]
    assert ticks(0, 24) == [0, 6, 12, 18, 24]


def test_the_page_of_the_history_has_the_day_and_promises_nothing() -> None:
    text = page(overview([], MORNING.date()), [DeskDay(MORNING.date(), tuple(WORKED))])
    for word in ("At the desk", "2 over 30, 1 over 60 minutes", "1 not verified", "No number of hours"):
        assert word in text
    assert text.count('class="sitting" style=') == 3
    assert "At the desk" not in page(overview([], MORNING.date()))
