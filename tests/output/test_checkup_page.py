"""The page of a check-up: the facts on it, and how a browser shows and prints it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.checkup.record import Checkup, TestResult
from formcheck.checkup.scoring import Judged, Person
from formcheck.errors import OutputError
from formcheck.output.checkup.course import course
from formcheck.output.checkup.page import page, write_page
from formcheck.output.checkup.pagefile import is_page, page_of
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.pose.landmarks import Side
from formcheck.system.language import use
from tests.checkup.checkups import RIGHT, a_checkup, a_result, balances, holds, lifts, reach, rises, stands
from tests.checkup.past_checkups import past

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


def whole(count: int, left_s: float, right_s: float | None, **other: float) -> Checkup:
    """One with every test."""
    held = holds(left_s, right_s)
    if right_s is None:
        held[1] = a_result("single_leg_bridge_hold", "s", None, Side.RIGHT, ended="lost")
    stood = stands(count, other.get("slope", 2))
    balance = balances(30, other.get("balance", 9))
    return a_checkup(stood, *rises(True, False), *balance, reach(-21), *held, *lifts(11, 6))


MANY = [whole(19, 34, 25), whole(20, 36, 24, slope=12), whole(20, 38, 26), whole(21, 41, 25, balance=16)]
LAST = whole(25, 55, 28, balance=22)
WORST = replace(
    a_checkup(
        a_result("chair_stand", "stands", 11, setup={"seat_slope_deg": 12}, view="front"),
        *rises(False, False), *balances(4, 8), reach(-33), *holds(21, 8, (128, 130)), *lifts(4, 9),
    ),
    model="lite",
    complete=False,
)  # fmt: skip
"""All is low, placed otherwise than ever before, and seen by another model."""
CASES = {
    "worst": past(*[whole(19, 34, 25, balance=8)] * 4, WORST, person=Person(67, "M")),
    "first": past(whole(11, 60, None), person=Person(67, "M")),
    "many": past(*MANY, LAST),
    "unknown": past(*MANY, LAST, person=Person()),
    "student": past(whole(40, 60, 20), person=Person(20, "F")),
    "little": past(a_checkup(TestResult("chair_stand", "stands", None, left_out=True), complete=False)),
}

Past = list[tuple[KeptCheckup, Judged]]


def words(text: str) -> str:
    """What is read on a page."""
    return " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL).split())


def test_values_groups_and_sentences_are_on_it() -> None:
    text = words(page(CASES["many"]))
    for one in (
        "woman · 34 years old · seat 45 cm high · pose model full",
        "25 stands. In Norwegian and Japanese groups of your age most do 20 to 28.",
        "Norway, the middle half, women of 30 to 39 20 – 24 – 28",
        "Japan, the middle class of five, women of 30 to 39 24 – 26 – 28",
        "30+ s", "22 s", "160°", "55 s", "28 s",
        "The right was clearly shorter twice.",
        "what textbooks call normal 10 – 20",
        "yes left not this time right",
        "This is no diagnosis.",
    ):  # fmt: skip
        assert one in text, one


def test_each_group_has_its_source_and_nothing_else_has() -> None:
    for name, cited in (("many", "Tveter 2014"), ("many", "Nakatani"), ("first", "CDC STEADI"), ("student", "Georgia")):
        assert cited in page(CASES[name])
    assert "Tveter" not in page(CASES["unknown"])
    assert "Georgia" not in page(CASES["many"])
    assert "Sources" not in page(CASES["little"])


def test_without_age_and_sex_there_is_no_group_and_it_is_said_where_to_give_them() -> None:
    text = words(page(CASES["unknown"]))
    assert "Norway" not in text
    assert "can be given in the settings" in text
    assert "can be given in the settings" not in page(CASES["many"])


def test_what_was_not_judged_or_left_out_is_told() -> None:
    assert "I lost sight of you, so the right side has no number." in page(CASES["first"])
    assert "Left out." in page(CASES["little"])
    assert "It was broken off" in page(CASES["little"])


def test_own_value_and_group_lie_on_one_scale() -> None:
    text = page(CASES["many"])
    assert text.count('<div class="bar group">') == 5  # two of the stands, one each of balance, bridge and lift
    assert '<i style="left: 50.0%; width: 20.0%"></i><em style="left: 60.0%">' in text  # 20 to 28 of 40, 24
    assert '<s class="own" style="left: 62.5%"></s>' in text  # 25 of 40


def test_the_course_has_its_band_of_chance_and_what_was_seen_otherwise_is_hollow() -> None:
    (test,) = [test for test in CASES["many"][-1][1].tests if test.score.id == "chair_stand"]
    found = course(test, CASES["many"])
    assert found is not None
    (line,) = found.lines
    assert [point.hollow for point in line.points] == [False, True, False, False, False]
    assert line.band is not None
    assert line.band[0].y > line.points[-1].y  # 25 is above 20.5 + 4
    first = CASES["first"]
    assert course(first[-1][1].tests[0], first) is None


def test_it_runs_and_loads_nothing() -> None:
    for past_ in CASES.values():
        text = page(past_)
        assert "<script" not in text
        assert "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:" in text


def test_it_takes_the_place_of_its_like_and_of_nothing_else(tmp_path: Path) -> None:
    history = tmp_path / "history.sqlite3"
    path = write_page(CASES["first"], history)
    assert path == page_of(history)
    assert is_page(path)
    assert path.stat().st_mode & 0o077 == 0
    write_page(CASES["many"], history)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="not a page that formcheck has written"):
        write_page(CASES["many"], history)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", CASES)
def test_it_prints_on_one_sheet(browser: "Browser", tmp_path: Path, name: str, language: str) -> None:
    use(language)
    path = tmp_path / "page.html"
    path.write_text(page(CASES[name]), encoding="utf-8")
    tab = browser.new_page(color_scheme="dark")
    tab.goto(path.as_uri())
    assert len(PAGES.findall(tab.pdf(format="A4", prefer_css_page_size=True))) == 1
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(26, 33, 39)"
    tab.close()


@pytest.mark.slow
@pytest.mark.parametrize("width_px", [390, 1400])
@pytest.mark.parametrize("name", CASES)
def test_it_fits_a_phone_and_a_screen(browser: "Browser", tmp_path: Path, width_px: int, name: str) -> None:
    use("de")
    path = tmp_path / "page.html"
    path.write_text(page(CASES[name]), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width_px, "height": 900})
    complaints: list[str] = []
    requests: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == width_px
    size = "parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a"
    sizes = tab.evaluate(f"[...document.querySelectorAll('svg text')].map(text => {size})")
    assert min(sizes or [12]) >= 11  # pixels
    assert complaints == []
    assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()]
    tab.close()


def test_a_right_side_alone_is_drawn_too() -> None:
    assert "Right 41 seconds." in words(page(past(a_checkup(holds(None, 41)[1]))))
    assert RIGHT.value in page(past(a_checkup(holds(None, 41)[1])))
