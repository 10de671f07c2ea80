"""The desk companion on the start page, in a real browser: on, answered, off; with a data folder of its own."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from formcheck.app.desk import keeping
from formcheck.app.desk.companion import State
from formcheck.app.desk.status import status
from formcheck.app.desk.switch import tell
from formcheck.web.keeper import Wanted
from tests.app.desk.days import MORNING
from tests.chromium import BROWSER
from tests.web.running import Running, running
from tests.web.test_page import asked_already, opened

FILM = Path(__file__).parent.parent / "recordings" / "bench" / "chair_000.mp4"
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="there is no browser"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="its folder is set by XDG_DATA_HOME"),
]


@pytest.fixture
def desk_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """That user's folder, in which the companion as a program of its own finds itself too; it ends with the test."""
    home.mkdir(mode=0o700)
    (home.parent / "formcheck").symlink_to(home)
    monkeypatch.setenv("XDG_DATA_HOME", str(home.parent))
    for bus in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(bus, f"unix:path={home / 'no-bus'}")
    monkeypatch.delenv("DISPLAY", raising=False)
    asked_already(home)
    yield home
    tell(keeping.END)
    assert not keeping.is_running()


@pytest.fixture
def desk_page(desk_home: Path, model_path: Path) -> Iterator[Running]:
    with running(Wanted(str(FILM), model_path)) as page:
        yield page


def test_it_is_switched_on_answered_and_switched_off(browser: Browser, desk_page: Running, desk_home: Path) -> None:
    visit = opened(browser, desk_page)
    card = visit.page.locator("[data-desk]")
    switch = card.get_by_role("switch", name="At the desk")
    expect(switch).not_to_be_checked()
    switch.click()
    expect(switch).to_be_checked(timeout=20_000)
    expect(card.get_by_role("status")).to_have_text("0 minutes of sitting.")
    card.get_by_role("button", name="Not this hour").click()
    expect(card.get_by_role("status")).to_contain_text("It asks again at", timeout=20_000)
    with visit.page.expect_response("**/desk"):
        card.get_by_role("button", name="In ten minutes").click()
    expect(card.get_by_role("button", name="In ten minutes")).to_be_focused()
    assert soon(lambda: kept_answer(desk_home), "later") == "later"  # the companion hears it at its next look
    switch.click()
    expect(switch).not_to_be_checked(timeout=10_000)
    assert not keeping.is_running()
    assert (visit.complaints, visit.elsewhere) == ([], [])


@pytest.mark.slow
def test_an_accepted_break_opens_the_camera_and_what_was_none_is_put_off(
    browser: Browser, desk_page: Running, desk_home: Path
) -> None:
    keeping.save(desk_home / keeping.FILE, State(sat_s=2800.0, asked=1), None)
    visit = opened(browser, desk_page)
    card = visit.page.locator("[data-desk]")
    card.get_by_role("switch").click()
    expect(card.get_by_role("status")).to_contain_text("47 minutes of sitting. Ten squats", timeout=20_000)
    card.get_by_role("button", name="Ten squats").click()
    expect(card.get_by_role("status")).to_contain_text("Under way: Ten squats", timeout=10_000)
    expect(card.get_by_role("status")).to_contain_text("It asks again at", timeout=90_000)


def test_it_takes_no_word_from_strangers_and_none_that_it_does_not_know(desk_page: Running, desk_home: Path) -> None:
    assert desk_page.client.post("/desk", json={"tell": "begin"}).status_code == 401
    desk_page.enter()
    assert desk_page.client.post("/desk", json={"tell": "begin"}, headers={"origin": "null"}).status_code == 403
    assert desk_page.client.post("/desk", json={"tell": "rm"}).status_code == 200
    assert not (desk_home / keeping.ANSWER).exists()
    assert not keeping.is_running()


def test_nothing_is_told_of_one_that_does_not_run(desk_home: Path) -> None:
    keeping.save(desk_home / keeping.FILE, State(sat_s=2800.0), None)
    assert status(MORNING) is None


def kept_answer(home: Path) -> object:
    """The last answer that the companion has heard."""
    return json.loads((home / keeping.FILE).read_text(encoding="utf-8"))["state"]["quiet"]["answer"]


def soon(look: Callable[[], object], awaited: object, within_s: float = 20.0) -> object:
    """What is there as soon as it is what is awaited, or at the end of the time."""
    end_s = time.monotonic() + within_s
    while (found := look()) != awaited and time.monotonic() < end_s:
        time.sleep(0.1)
    return found
