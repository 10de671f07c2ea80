"""What the tests of the page share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.output.history.store import ENVIRONMENT_VARIABLE
from formcheck.web.keeper import Wanted
from tests.web.running import Running, running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user who has never used the program."""
    home = tmp_path / "home"
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: home)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(home / "history.sqlite3"))
    monkeypatch.delenv("FORMCHECK_CAMERA", raising=False)
    return home


@pytest.fixture
def page(home: Path, model_path: Path) -> Iterator[Running]:
    """The page of that user."""
    with running(Wanted(model=model_path)) as found:
        yield found
