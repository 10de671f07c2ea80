"""Report and index in a real browser, opened from the disk: what can be clicked, what is loaded, how it fits."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, Page

from formcheck.counting.summary import SetSummary, Summary
from formcheck.counting.tally import totals
from formcheck.exercises import catalogue
from formcheck.exercises.severity import Severity
from formcheck.output.report import Source
from formcheck.output.report.index import Entry, entry_of, index_page
from formcheck.pose.landmarks import Side
from tests import clips
from tests.chromium import BROWSER
from tests.report_pages import BRIDGE, LENGTH_S, THREE, fault, page, renamed, rep, session

KICK = catalogue.load("donkey_kick")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="there is no browser")]

HOSTILE = '<img src=x onerror="document.title=1"></script><script>document.title=2</script> ü 😀'
NAMED = renamed(name=HOSTILE, plural=f"bridges {HOSTILE}")
REPS = (*THREE[:2], rep(3, "form", faults=[fault(HOSTILE, Severity.FIX, 14.5), fault(at_s=15)]))
VIDEO = "annotated #1 %20 ü.mp4"
Scheme = Literal["light", "dark"]
SIZES = ((390, 844), (1400, 900))


@dataclass
class Visit:
    """One opened page, and everything that went wrong on it."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def seek(self) -> float:
        return float(self.page.evaluate("document.querySelector('video').currentTime"))

    def head(self) -> float:
        """Where the line in the visible plot stands, pixels from the left of the plot."""
        script = "[...document.querySelectorAll('.playhead')].find(h => h.offsetParent).offsetLeft"
        return float(self.page.evaluate(script))


def of_two() -> Summary:
    """A routine of bridges and kicks."""
    reps = (*THREE[:2], replace(THREE[2], exercise="donkey_kick", side=Side.LEFT))
    sets = (
        SetSummary("glute_bridge", None, 0.0, 12.0, 2, totals(reps[:2]), hold_target_s=2.0),
        SetSummary("donkey_kick", Side.LEFT, 12.0, 18.0, 1, totals(reps[2:]), hold_target_s=1.0),
    )
    return replace(session(reps), sets=sets, routine="Evening")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result with a video, the same without one, and an index."""
    folder = tmp_path_factory.mktemp('ü "out" #1')
    clips.clip(
        folder / VIDEO, "-f", "lavfi", "-i", f"testsrc=size=160x120:rate=10:duration={LENGTH_S}", *clips.YUV
    )  # fmt: skip
    source = Source(f"/clips/{HOSTILE}.mp4", notes=[HOSTILE])
    text = page(session(REPS), [NAMED], source=source, video=VIDEO)
    (folder / "report.html").write_text(text, encoding="utf-8")
    (folder / "plain.html").write_text(page(session(REPS), [NAMED], source=source), encoding="utf-8")
    (folder / "lost.html").write_text(page(session(REPS), video="gone.mp4"), encoding="utf-8")
    (folder / "routine.html").write_text(page(of_two(), [BRIDGE, KICK]), encoding="utf-8")
    entries = [entry_of(Path(f"/clips/{HOSTILE}.mp4"), session(REPS), NAMED), Entry(Path("b.mp4"), failed=HOSTILE)]
    (folder / "index.html").write_text(index_page(entries), encoding="utf-8")
    return folder


class Open(Protocol):
    """Opens a page, in a window of a size."""

    def __call__(self, name: str, size: tuple[int, int] = SIZES[1], scheme: Scheme = "light") -> Visit: ...


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens pages of the folder, and closes them after the test."""
    contexts = []

    def opener(name: str, size: tuple[int, int] = SIZES[1], scheme: Scheme = "light") -> Visit:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        contexts.append(context)
        visit = Visit(context.new_page())
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.goto((folder / name).as_uri())
        if name == "report.html":
            wait(lambda: bool(visit.page.evaluate("document.querySelector('video').readyState >= 2")))
        return visit

    yield opener
    for context in contexts:
        context.close()


def wait(done: Callable[[], bool], patience_s: float = 20.0) -> None:
    """Ask until it is so; the page itself may not be told to: it runs no script but its own."""
    end_s = time.monotonic() + patience_s
    while not done():
        assert time.monotonic() < end_s
        time.sleep(0.05)


def test_it_loads_its_video_and_nothing_else_and_complains_of_nothing(opened: Open, folder: Path) -> None:
    visit = opened("report.html")
    loaded = {url for url in visit.requests if not url.startswith("data:")}
    assert loaded == {(folder / "report.html").as_uri(), (folder / VIDEO).as_uri()}
    assert visit.complaints == []


@pytest.mark.parametrize("size", SIZES)
def test_a_click_or_enter_on_a_repetition_jumps_the_video_there(opened: Open, size: tuple[int, int]) -> None:
    visit = opened("report.html", size)
    found = visit.page
    found.evaluate("document.querySelector('video').play = function () { return Promise.resolve(); }")
    found.click('tr[data-rep="2"]')
    assert visit.seek() == pytest.approx(7 - 0.7, abs=0.05)
    found.click('button[data-rep="3"]:visible', position={"x": 5, "y": 100})
    assert visit.seek() == pytest.approx(13 - 0.7, abs=0.05)
    found.focus('tr[data-rep="1"]')
    found.keyboard.press("Enter")
    assert visit.seek() == pytest.approx(1 - 0.7, abs=0.05)
    found.focus('button[data-rep="2"]:visible')
    found.keyboard.press("Enter")
    assert visit.seek() == pytest.approx(7 - 0.7, abs=0.05)


def test_it_plays_on_from_there_and_the_line_follows(opened: Open) -> None:
    visit = opened("report.html")
    before = visit.head()
    visit.page.click('tr[data-rep="2"]')
    wait(lambda: visit.seek() > 7.1)
    assert visit.head() > before + 100
    assert visit.page.get_attribute('tr[data-rep="2"]', "class") == "now"
    assert visit.complaints == []


def test_a_click_between_repetitions_goes_to_that_time(opened: Open) -> None:
    visit = opened("report.html")
    plot = visit.page.locator(".plot:visible")
    at = plot.evaluate("p => Object.values(p.dataset).map(Number).concat(p.offsetWidth)")
    start, end, left, right, width = at
    share = left + (6.0 - start) / (end - start) * (right - left)
    plot.click(position={"x": share * width, "y": 60})
    assert visit.seek() == pytest.approx(6.0, abs=0.1)


@pytest.mark.parametrize("name", ["report.html", "plain.html", "index.html"])
@pytest.mark.parametrize("size", SIZES)
def test_names_and_cues_are_shown_and_not_run_and_nothing_overflows(
    opened: Open, name: str, size: tuple[int, int]
) -> None:
    visit = opened(name, size)
    assert HOSTILE in visit.page.inner_text("body")
    assert visit.page.title() not in ("1", "2")
    assert visit.page.query_selector('img[src="x"]') is None
    assert visit.page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert visit.complaints == []


def test_a_script_that_is_not_its_own_does_not_run(opened: Open) -> None:
    visit = opened("plain.html")
    visit.page.evaluate("() => { const s = document.createElement('script'); s.text = 'document.title = 3';"
                        " document.body.append(s); }")  # fmt: skip
    assert visit.page.title() != "3"
    assert any("Content Security Policy" in text for text in visit.complaints)


def test_without_its_video_beside_it_the_page_says_so(opened: Open) -> None:
    visit = opened("lost.html")
    visit.page.wait_for_selector(".missing:visible")
    assert "gone.mp4" in visit.page.inner_text(".missing")


CONTRAST = """() => {
  const luma = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.04
    ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) { const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.checkVisibility() || ['SCRIPT', 'STYLE'].includes(e.tagName)) continue;
    const style = getComputedStyle(e), ink = rgb(e.closest('svg') ? style.fill : style.color).slice(0, 3);
    const [a, b] = [luma(ink), luma(ground(e))].sort((x, y) => y - x);
    found.push([(a + 0.05) / (b + 0.05), walk.currentNode.data.trim().slice(0, 30)]); }
  return found; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["report.html", "index.html"])
def test_every_word_stands_out_from_its_ground(opened: Open, name: str, scheme: Scheme) -> None:
    visit = opened(name, scheme=scheme)
    found = visit.page.evaluate(CONTRAST)
    assert len(found) > 10
    assert [words for contrast, words in found if contrast < 4.5] == []
    ground = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(17, 22, 26)") == (scheme == "dark")


def test_a_plot_has_its_words_in_readable_size_on_a_phone(opened: Open) -> None:
    visit = opened("report.html", SIZES[0])
    script = """[...document.querySelectorAll('.plot svg text')].filter(t => t.checkVisibility())
        .map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"""
    sizes = visit.page.evaluate(script)
    assert sizes
    assert min(sizes) >= 11


PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("name", ["report.html", "plain.html", "routine.html"])
def test_it_prints_on_one_sheet_in_dark_ink(opened: Open, name: str) -> None:
    visit = opened(name, scheme="dark")
    printed = visit.page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert len(PAGES.findall(printed)) == 1
    visit.page.emulate_media(media="print", color_scheme="dark")
    assert visit.page.is_visible("h1")
    assert not visit.page.is_visible("video, .chapter, textarea, .print")
    assert visit.page.evaluate("getComputedStyle(document.body).color") == "rgb(26, 33, 39)"


def test_the_details_are_printed_where_they_are_asked_for(opened: Open) -> None:
    visit = opened("routine.html")
    visit.page.check("#print-all")
    assert len(PAGES.findall(visit.page.pdf(format="A4", prefer_css_page_size=True))) > 1
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".plot.wide svg").first.is_visible()
    assert not visit.page.is_visible("video")


@pytest.mark.parametrize("size", SIZES)
def test_a_routine_is_short_until_something_in_it_is_asked_for(opened: Open, size: tuple[int, int]) -> None:
    visit = opened("routine.html", size)
    assert visit.page.evaluate("document.documentElement.scrollHeight") < 4000
    assert not visit.page.is_visible("tr[data-rep]")
    visit.page.click('.plan a[href="#exercise-2"]')
    assert visit.page.is_visible("#exercise-2 .set")
    assert not visit.page.is_visible("#exercise-1 .set")
    visit.page.click('.findings a[data-to="2"]')
    visit.page.wait_for_selector("#rep-2:visible")
    assert visit.page.get_attribute("#rep-2", "class") == "now"
    assert visit.page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert visit.complaints == []


def test_what_is_said_on_the_first_page_leads_to_the_moment_in_the_video(opened: Open) -> None:
    visit = opened("report.html")
    visit.page.evaluate("document.querySelector('video').play = function () { return Promise.resolve(); }")
    visit.page.click('.findings a[data-to="2"]')
    assert visit.seek() == pytest.approx(7 - 0.7, abs=0.05)
    visit.page.click('.sheet figure a[data-to="1"]')
    assert visit.seek() == pytest.approx(1 - 0.7, abs=0.05)


def test_the_text_is_copied(opened: Open) -> None:
    visit = opened("plain.html")
    visit.page.click(".mail summary")
    text = visit.page.input_value("textarea")
    assert "3 counted" in text or "bridges" in text
    visit.page.click(".copy")
    visit.page.wait_for_selector(".copy:text('Copied')")
    visit.page.evaluate("document.querySelector('textarea').readOnly = false")
    visit.page.fill("textarea", "")
    visit.page.focus("textarea")
    visit.page.keyboard.press("Control+V")
    assert visit.page.input_value("textarea") == text
    assert visit.complaints == []
