"""What several test modules share."""

from pathlib import Path

import pytest

from formcheck import model


@pytest.fixture(scope="session")
def model_path() -> Path:
    """The real pose model; fetched once, as a user's first run does, where this computer has none yet."""
    return model.find_or_obtain().path
