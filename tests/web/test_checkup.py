"""A check-up from the page: begun by its button; one in which nothing was measured leaves nothing behind."""

import time
from pathlib import Path

import pytest

from formcheck.output.history.checkups import Checkups
from formcheck.output.history.store import History, history_path
from formcheck.web.keeper import Wanted
from tests.web.running import running

FILM = Path(__file__).parent.parent / "recordings" / "bench" / "chair_000.mp4"


@pytest.mark.slow
@pytest.mark.weekly
def test_a_check_up_is_begun_from_the_page() -> None:
    with running(Wanted(camera=str(FILM))) as page:
        page.enter()
        assert page.client.post("/begin", json={"kind": "checkup", "name": "short"}).json() == {}
        end_s = time.monotonic() + 60
        while page.client.post("/begin", json={"kind": "anything"}).status_code != 200 and time.monotonic() < end_s:
            time.sleep(1.0)
    assert Checkups(History(history_path())).all() == []  # her hands lie on her thighs: nothing has a number
