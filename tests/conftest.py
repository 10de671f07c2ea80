"""What several test modules share."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.output.history.store import ENVIRONMENT_VARIABLE
from formcheck.pose import model
from formcheck.system import language
from tests.chromium import BROWSER
from tests.listener import Listener

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The real pose model; fetched once, as a user's first run does, where this computer has none yet."""
    return model.find_or_obtain().path


@pytest.fixture(scope="session", autouse=True)
def history_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test, and no program that one starts, writes into the history of whoever runs the tests."""
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENVIRONMENT_VARIABLE, str(path))
        yield path


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins in English, whatever this computer speaks and the one before has chosen."""
    monkeypatch.setenv(language.ENVIRONMENT_VARIABLE, language.ENGLISH)
    language.use(language.ENGLISH)
    yield
    language.use(language.ENGLISH)


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server on this computer that notes who asks it for anything."""
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A browser for all tests of a file."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if BROWSER is None:
        pytest.skip("no browser here: install chromium")
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()
