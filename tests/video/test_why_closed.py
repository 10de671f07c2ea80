"""A camera without a picture: each reason is told with its own remedy."""

import os
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from formcheck.video.why_closed import trouble_on_linux, trouble_on_macos, why_closed


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Folders like /dev and /proc."""
    devices, processes = tmp_path / "dev", tmp_path / "proc"
    devices.mkdir()
    processes.mkdir()
    return devices, processes


def test_none_at_all(places: tuple[Path, Path]) -> None:
    found, advice = trouble_on_linux(0, *places)
    assert found == "no camera"
    assert "connect one" in advice
    assert "--camera" in advice


def test_none_of_this_number(places: tuple[Path, Path]) -> None:
    for number in (2, 3):
        (places[0] / f"video{number}").touch()
    assert trouble_on_linux(0, *places) == (
        "none of this number",
        "there are 2, 3: choose one with --camera",
    )


@pytest.mark.parametrize(
    ("error", "found", "advice"),
    [
        (PermissionError(13, "Permission denied"), "not allowed", "usermod -aG video"),
        (OSError(16, "Device or resource busy"), "in use by another program", "close the program that uses it"),
        (OSError(19, "No such device"), "cannot be opened (No such device)", "plug it in anew"),
    ],
    ids=["permission", "busy", "gone"],
)
def test_one_that_does_not_open(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, error: OSError, found: str, advice: str
) -> None:
    def refused(*_: object) -> int:
        raise error

    (places[0] / "video0").touch()
    monkeypatch.setattr("os.open", refused)
    told = trouble_on_linux(0, *places)
    assert told[0] == found
    assert advice in told[1]


@pytest.mark.skipif(sys.platform == "win32", reason="links as on Linux")
def test_one_that_another_program_has_open_is_told_with_its_name(places: tuple[Path, Path]) -> None:
    device = places[0] / "video0"
    device.touch()
    for number, name in ((7, "cheese"), (8, "editor")):
        opened = places[1] / str(number) / "fd"
        opened.mkdir(parents=True)
        (opened / "3").symlink_to(device if name == "cheese" else "/dev/null")
        (opened.parent / "comm").write_text(f"{name}\n")
    assert trouble_on_linux(0, *places) == ("in use by cheese", "close cheese and try again")


def test_one_that_opens_and_stays_dark(places: tuple[Path, Path]) -> None:
    (places[0] / "video0").touch()
    found, advice = trouble_on_linux(0, *places)
    assert found == "no picture"
    assert "plug it in anew" in advice


@pytest.mark.skipif(sys.platform == "win32", reason="links as on Linux")
def test_nobody_is_told_to_close_formcheck_itself(places: tuple[Path, Path]) -> None:
    (places[0] / "video0").touch()
    opened = places[1] / str(os.getpid()) / "fd"
    opened.mkdir(parents=True)
    (opened / "3").symlink_to(places[0] / "video0")
    assert trouble_on_linux(0, *places)[0] == "no picture"


@pytest.mark.parametrize(
    ("status", "found"), [(0, "no picture"), (1, "not allowed"), (2, "not allowed"), (3, "no picture")]
)
def test_macos_is_asked_whether_it_is_allowed(monkeypatch: pytest.MonkeyPatch, status: int, found: str) -> None:
    framework = ModuleType("AVFoundation")
    device = SimpleNamespace(authorizationStatusForMediaType_=lambda kind: status if kind == "vide" else 3)
    framework.AVCaptureDevice, framework.AVMediaTypeVideo = device, "vide"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "AVFoundation", framework)
    assert trouble_on_macos("")[0] == found
    monkeypatch.setattr(sys, "platform", "darwin")
    said = why_closed(0)
    assert said[0] == found
    assert "rivacy" in said[1]
