"""The page in a real browser, with a film as camera: what somebody sees, clicks, types and hears read out."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from formcheck.app import safety
from formcheck.app.checkup import person
from formcheck.output.history.checkups import Checkups
from formcheck.output.history.store import History
from formcheck.system import language
from formcheck.web import share
from formcheck.web.keeper import Wanted
from formcheck.web.serving import LOOPBACK
from tests.checkup.checkups import a_checkup
from tests.checkup.past_checkups import kept
from tests.chromium import BROWSER
from tests.program import KICKS, SAMPLES
from tests.web.running import Running, running

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no browser")
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
VIEWS = ("start", "exercise/squat", "routine/wake_up", "analyse", "history", "settings")


@dataclass
class Visit:
    """A page, and everything that went wrong on it or was asked of anybody else."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def watch(self) -> "Visit":
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        return self

    def go(self, view: str) -> None:
        self.page.goto(f"{self.origin}/#/{view}")
        expect(self.page.locator(f"body.at-{view.split('/', maxsplit=1)[0]}")).to_be_attached()

    def _asked(self, url: str) -> None:
        if not url.startswith((self.origin, "data:", "blob:", "about:", "file:")):
            self.elsewhere.append(url)


def opened(browser: Browser, page: Running, size: dict[str, int] = WIDE) -> Visit:
    tab = browser.new_context(viewport=size).new_page()  # type: ignore[arg-type]
    visit = Visit(tab, page.origin).watch()
    tab.goto(page.door.file.as_uri())
    expect(tab.locator("#view h1").first).to_be_attached(timeout=20_000)
    return visit


def asked_already(home: Path) -> None:
    safety.keep(home, safety.Answer(date.today().isoformat(), applies=False))


def test_the_first_start_asks_once_and_shows_what_can_be_done(browser: Browser, page: Running, home: Path) -> None:
    visit = opened(browser, page)
    tab = visit.page
    assert tab.url == f"{page.origin}/#/start"  # the key is gone from the address
    tab.get_by_role("button", name="Something of it").click()
    expect(tab.get_by_text("Talk to a doctor")).to_be_visible()
    tab.get_by_role("button", name="None of this").click()
    expect(tab.get_by_role("button", name="Begin: Wake-up routine, 10 minutes")).to_be_visible()
    assert tab.locator(".pictures-of svg").count() == 14
    answer = safety.kept(home)
    assert answer is not None
    assert not answer.applies
    tab.reload()
    expect(tab.get_by_role("link", name="Donkey kick")).to_be_visible()
    assert (visit.complaints, visit.elsewhere) == ([], [])


def test_without_the_key_the_page_says_how_it_is_opened(browser: Browser, page: Running) -> None:
    visit = Visit(browser.new_page(), page.origin).watch()
    visit.page.goto(page.origin)
    expect(visit.page.get_by_text("This page is opened by formcheck")).to_be_visible()
    assert visit.page.locator(".bar").is_hidden()
    assert visit.complaints == []


FAINT, LEGIBLE = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8"), 4.5
"""Finds what can be read by fewer people than it could; the contrast that WCAG 2.1 asks for."""


@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "light"), (NARROW, "light"), (NARROW, "dark")], ids=["wide", "narrow", "dark"]
)
def test_every_view_fits_has_names_can_be_read_and_complains_of_nothing(
    browser: Browser, page: Running, home: Path, size: dict[str, int], scheme: str
) -> None:
    asked_already(home)
    visit = opened(browser, page, size)
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for view in VIEWS:
        visit.go(view)
        wide = (
            "[...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
        )
        assert visit.page.evaluate(f"{wide}.map(one => one.outerHTML.slice(0, 200))") == [], view
        nameless = visit.page.evaluate(
            "[...document.querySelectorAll('button, a, input, select, canvas')].filter(one => one.offsetParent &&"
            " !(one.innerText || one.ariaLabel || one.labels?.[0]?.innerText)).map(one => one.outerHTML)"
        )
        assert nameless == [], view
        assert visit.page.evaluate(FAINT, LEGIBLE) == [], view
        assert visit.page.evaluate(FAINT, 22) != [], "nothing has more than black on white"
        assert visit.page.evaluate("document.querySelectorAll('h1').length") >= 1
    assert (visit.complaints, visit.elsewhere) == ([], [])


def test_with_the_keyboard_alone_the_settings_are_changed_and_speak_german(
    browser: Browser, page: Running, home: Path
) -> None:
    asked_already(home)
    visit = opened(browser, page)
    visit.go("settings")
    tab = visit.page
    tab.get_by_role("combobox", name="Language").focus()
    tab.keyboard.type("Deutsch")
    tab.get_by_role("spinbutton", name="Hold, seconds").focus()
    tab.keyboard.type("3")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Einstellungen")).to_be_visible()
    kept = json.loads((home / "settings.json").read_text(encoding="utf-8"))
    assert (kept["language"], kept["hold_s"], kept["words"], kept["side"]) == ("de", 3.0, True, None)
    visit.go("start")
    expect(tab.get_by_role("button", name="Los: Weckrunde, 10 Minuten")).to_be_visible()
    assert language.current().language == "de"
    assert visit.complaints == []


def test_a_check_up_is_on_the_start_page_with_its_sheet_and_goes_where_it_is_deleted(
    browser: Browser, page: Running, home: Path
) -> None:
    asked_already(home)
    checkups = Checkups(History(home / "history.sqlite3"))
    for number in (0, 28):
        checkups.keep(kept(number, a_checkup()))
    visit = opened(browser, page, NARROW)
    tab = visit.page
    card = tab.locator(".tile.checkup")
    expect(card).to_contain_text("left 41 s, right 38 s")
    expect(tab.locator(".suggested")).to_contain_text("weeks ago: five minutes show what has changed.")
    card.get_by_role("button", name="The whole sheet, to print").click()
    sheet = tab.frame_locator("[data-sheet] iframe")
    expect(sheet.get_by_text("check-up 2")).to_be_visible()
    tab.get_by_role("button", name="Done").click()
    visit.go("settings")
    tab.get_by_role("spinbutton", name="Year of birth").fill("1986")
    tab.get_by_role("combobox", name="Woman or man").select_option("F")
    with tab.expect_event("load"):
        tab.get_by_role("button", name="Keep").click()
    expect(tab.get_by_role("spinbutton", name="Year of birth")).to_have_value("1986")
    assert person.kept(home) == person.Kept(1986, "F")
    visit.go("history")
    tab.get_by_role("button", name="Delete Check-up").first.click()
    tab.get_by_role("button", name="Yes").click()
    expect(tab.get_by_role("button", name="Delete Check-up")).to_have_count(1)
    assert [one.id for one in checkups.all()] == [1]
    assert (visit.complaints, visit.elsewhere) == ([], [])


def test_all_can_be_deleted_but_not_by_mistake(browser: Browser, page: Running, home: Path) -> None:
    asked_already(home)
    visit = opened(browser, page)
    visit.go("settings")
    tab = visit.page
    tab.get_by_role("button", name="Delete all").click()
    tab.get_by_role("button", name="Back", exact=True).click()
    assert safety.kept(home) is not None
    tab.get_by_role("button", name="Delete all").click()
    tab.get_by_role("button", name="Yes").click()
    expect(tab.get_by_role("heading", name="Before the first session")).to_be_visible()
    assert safety.kept(home) is None


def test_clips_are_analysed_and_their_report_opens_in_place(browser: Browser, page: Running, home: Path) -> None:
    asked_already(home)
    visit = opened(browser, page)
    visit.go("analyse")
    tab = visit.page
    broken: FilePayload = {"name": "broken.mp4", "mimeType": "video/mp4", "buffer": b"no video" * 50}
    good: FilePayload = {"name": "kicks.npz", "mimeType": "", "buffer": Path(KICKS).read_bytes()}
    tab.locator("[data-files]").set_input_files([broken, good])
    expect(tab.get_by_text("broken.mp4").nth(1)).to_be_visible(timeout=60_000)
    tab.get_by_role("button", name="Report", exact=True).click(timeout=60_000)
    report = tab.frame_locator("iframe")
    expect(report.get_by_text("Donkey kick").first).to_be_visible(timeout=20_000)
    report.locator("tr[data-rep]").first.click()
    expect(report.locator("tr.now")).to_have_count(1)  # its script runs
    tab.get_by_role("button", name="Done").click()
    visit.go("history")
    tab.get_by_role("button", name="Report", exact=True).first.click()
    expect(report.get_by_text("Donkey kick").first).to_be_visible(timeout=20_000)
    assert (visit.complaints, visit.elsewhere) == ([], [])


@pytest.mark.slow
def test_a_session_to_its_report_and_a_phone_that_pauses_it(
    browser: Browser, home: Path, model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_already(home)
    monkeypatch.setattr(share, "addresses", lambda: [LOOPBACK])
    with running(Wanted(str(SAMPLES / "squat.mp4"), model_path)) as page:
        visit = opened(browser, page)
        visit.go("exercise/squat")
        tab = visit.page
        tab.get_by_role("button", name="Begin", exact=True).click()
        count = tab.locator('[data-now="count"]')
        expect(count).to_have_text("1", timeout=60_000)
        assert tab.evaluate("document.querySelector('canvas').width") >= 640
        page.enter()
        refused = page.client.post("/begin", json={"kind": "anything"})
        assert "under way already" in refused.json()["error"]
        tab.get_by_role("button", name="Second screen").click()
        expect(tab.locator("[data-url]")).not_to_be_empty()
        address = tab.locator("[data-url]").inner_text()
        phone = Visit(browser.new_context(viewport=NARROW).new_page(), address.split("/#")[0]).watch()  # type: ignore[arg-type]
        phone.page.goto(address)
        expect(phone.page.locator('[data-now="count"]')).not_to_be_empty()
        assert phone.page.locator("canvas, img, video").count() == 0
        phone.page.get_by_role("button", name="Pause or go on").click()
        expect(tab.locator('[data-now="headline"]')).to_have_text("Pause", timeout=10_000)
        tab.close()
        again = opened(browser, page)
        expect(again.page.locator("[data-banner]")).to_be_visible()
        again.page.get_by_role("link", name="Back to it").click()
        again.page.keyboard.press("q")
        report = again.page.frame_locator("iframe")
        expect(report.get_by_text("squat", exact=False).first).to_be_visible(timeout=60_000)
        again.page.get_by_role("button", name="Done").click()
        expect(again.page.get_by_text("Lately")).to_be_visible()
        assert (visit.complaints, again.complaints, again.elsewhere) == ([], [], [])
        assert phone.elsewhere == []
