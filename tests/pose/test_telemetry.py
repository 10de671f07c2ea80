"""As long as a model is loaded, what mediapipe reports through curl leads nowhere; then all is as it was."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from formcheck.errors import ModelError
from formcheck.pose import landmarker
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.telemetry import NOWHERE, quiet

NAMES = ("https_proxy", "no_proxy", "NO_PROXY")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def environment() -> dict[str, str]:
    return {name: os.environ[name] for name in NAMES if name in os.environ}


def test_it_holds_until_the_last_model_is_closed() -> None:
    first, second = quiet(), quiet()
    assert environment() == {"https_proxy": NOWHERE, "no_proxy": "localhost"}
    first()
    first()
    assert os.environ["https_proxy"] == NOWHERE
    second()
    assert environment() == {}


@pytest.mark.skipif(os.name == "nt", reason="names of variables as on Unix")
def test_what_a_user_has_set_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = {"https_proxy": "http://proxy:3128", "no_proxy": "cam.local", "NO_PROXY": "other"}
    for name, value in mine.items():
        monkeypatch.setenv(name, value)
    end = quiet()
    assert environment() == {"https_proxy": NOWHERE, "no_proxy": "cam.local", "NO_PROXY": "other"}
    end()
    assert environment() == mine


@pytest.mark.parametrize(
    ("exceptions", "left"),
    [
        ("*", "localhost"),
        ("", "localhost"),
        ("cam.local, .googleapis.com", "cam.local"),
        ("googleapis.com cam.local", "cam.local"),
        ("play.googleapis.com,.com", "localhost"),
        ("example.com,10.0.0.0/8", "example.com,10.0.0.0/8"),
    ],
)
def test_no_exception_lets_it_through(monkeypatch: pytest.MonkeyPatch, exceptions: str, left: str) -> None:
    monkeypatch.setenv("NO_PROXY", exceptions)
    end = quiet()
    assert os.environ["no_proxy"] == left
    end()


def test_it_begins_before_a_model_is_loaded_and_ends_after_it_is_closed(
    model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str | None] = []
    load = landmarker._loaded

    def loading(mediapipe: object, path: Path, confidences: Mapping[str, float], *, follows: bool) -> object:
        seen.append(os.environ.get("https_proxy"))
        return load(mediapipe, path, confidences, follows=follows)

    monkeypatch.setattr(landmarker, "_loaded", loading)
    with PoseEstimator(model_path):
        assert os.environ["https_proxy"] == NOWHERE
    assert seen == [NOWHERE]
    assert environment() == {}


def test_a_model_that_does_not_load_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ModelError), PoseEstimator(tmp_path / "none.task"):
        pass
    assert environment() == {}
