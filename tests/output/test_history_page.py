"""The page of past sessions, as a browser shows it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.errors import OutputError
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.overview import Overview, overview
from formcheck.output.history.page import FEWEST_WEEKS, MOST_WEEKS, calendar, page, write_page
from formcheck.output.history.plots import MOST
from formcheck.pose.landmarks import Side
from tests.past import DAY, GOOD, MISSED, SHORT, a_set, an_entry

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = DAY.date()
EVIL = '<img src=x onerror="document.title=\'run\'"> "ü" 🍑 </style></script>'
TIMED = a_set([replace(GOOD, reason="timer")] * 15, "prone_squeeze", Side.LEFT, verify="timer", measure="")


def some_weeks() -> Overview:
    """Bridges that get better, kicks with a weaker left side, a timer, and a clip with a bad name."""
    entries: list[Entry] = []
    for number in range(-40, 1, 2):
        bridges = a_set([replace(GOOD, judged_peak=-15 + number / 4)] * (10 + number // 5) + [SHORT] * -(number // 5))
        kicks = [
            a_set([GOOD] * 10, "donkey_kick", Side.RIGHT),
            a_set([GOOD] * 6 + [SHORT] * 4, "donkey_kick", Side.LEFT),
        ]
        entries.append(an_entry(number, bridges, *kicks, TIMED, kind=Kind.ROUTINE, name="Wake up"))
    mine = replace(a_set([GOOD, MISSED], "mine"), title=EVIL)
    entries.append(an_entry(0, mine, kind=Kind.ANALYSIS, name=EVIL))
    return overview(entries, TODAY)


def test_an_empty_history_says_how_to_begin() -> None:
    text = page(overview([], TODAY))
    assert "formcheck live" in text
    assert "<svg" not in text


def test_the_page_tells_what_the_terminal_tells() -> None:
    told = some_weeks()
    text = page(told)
    for suggestion in told.suggestions:
        assert suggestion.text in text
    assert "fewer good (" in text
    assert "Prone squeeze" in text
    assert text.count("<svg") == 4 + 4 + 1 + 4
    assert page(told) == text


def test_names_are_shown_and_not_run() -> None:
    text = page(some_weeks())
    assert "<img" not in text
    assert "&lt;img src=x" in text
    assert "ü" in text
    assert "<script" not in text
    assert "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:" in text


def test_colours_are_those_of_the_page() -> None:
    plots = "".join(re.findall(r"<svg.*?</svg>", page(some_weeks()), re.DOTALL))
    assert set(re.findall(r"(?:fill|stroke): (#\w+)", plots)) == set()
    assert "var(--good)" in plots


def test_earlier_sessions_are_folded_away_and_suggestions_are_named() -> None:
    text = page(some_weeks())
    assert text.index("<details>") < text.index("Earlier sessions")
    assert text.count('data-label="min"') == len(some_weeks().entries)
    assert "<b>Left and right</b>" in text


def test_of_many_sessions_the_last_are_drawn() -> None:
    text = page(overview([an_entry(number) for number in range(-MOST - 9, 1)], TODAY))
    assert "The last 30 of 40." in text
    bars = text[text.index("<svg") : text.index("</svg>")].count("fill: var(--good)")
    assert bars == MOST


def test_the_calendar_ends_with_this_week_and_has_its_months_under_it() -> None:
    weeks = calendar(overview([an_entry(0), an_entry(0), an_entry(-1)], TODAY))
    assert len(weeks) == FEWEST_WEEKS
    days = {day.day: day for week in weeks for day in week.days}
    assert days[TODAY].sessions == 2
    assert weeks[-1].days[0].day.weekday() == 0
    assert [day.to_come for day in weeks[-1].days] == [day.day > TODAY for day in weeks[-1].days]
    assert [week.month for week in weeks if week.month] == ["Jan", "Feb", "Mar"]


def test_weeks_that_reached_their_goal_are_marked_and_a_long_history_has_more_of_them() -> None:
    weeks = calendar(overview([an_entry(n) for n in (-210, -14, -12, -10, -7)], TODAY))
    assert len(weeks) == MOST_WEEKS
    assert [week.met for week in weeks[-3:]] == [True, False, False]


def test_it_appears_when_it_is_complete_or_is_told_not_to(tmp_path: Path) -> None:
    write_page(overview([an_entry(0)], TODAY), tmp_path / "history.html")
    assert [path.name for path in tmp_path.iterdir()] == ["history.html"]
    with pytest.raises(OutputError, match="cannot write"):
        write_page(overview([an_entry(0)], TODAY), tmp_path / "nowhere" / "history.html")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width_px", [390, 1400])
def test_it_fits_a_phone_and_a_screen_in_light_and_dark(
    browser: "Browser", tmp_path: Path, width_px: int, colours: str
) -> None:
    path = tmp_path / "history.html"
    write_page(some_weeks(), path)
    opened = browser.new_page(viewport={"width": width_px, "height": 900}, color_scheme=colours)  # type: ignore[arg-type]
    complaints: list[str] = []
    requests: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(path.as_uri())
    assert opened.title() == "History – formcheck"
    assert opened.evaluate("document.documentElement.scrollWidth") == width_px
    letters = "[...document.querySelectorAll('svg text')].map(text => text.getBoundingClientRect().height)"
    assert min(opened.evaluate(letters)) >= 10  # pixels
    assert opened.get_by_text("2 Mar 2026").count() > 0
    text, ground = opened.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
        ".map(colour => colour.match(/[0-9]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"
    )
    assert abs(text - ground) > 450  # of 765
    assert (ground > text) == (colours == "light")
    assert complaints == []
    assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()]
    opened.close()
