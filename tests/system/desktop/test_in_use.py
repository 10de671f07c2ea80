"""Who uses the camera and the microphone, from a folder of processes and what sound servers say."""

import json
import os
from pathlib import Path

import pytest

from formcheck.system.desktop import in_use


def process(folder: Path, number: int, name: str, *opened: str, parent: int = 1) -> None:
    """What the kernel tells of one."""
    fd = folder / str(number) / "fd"
    fd.mkdir(parents=True)
    (folder / str(number) / "stat").write_text(f"{number} ({name}) S {parent} 0 0")
    for handle, target in enumerate(opened):
        (fd / str(handle)).symlink_to(target)


@pytest.fixture
def cameras(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One whose driver does not tell how often it is used."""
    cameras = tmp_path_factory.mktemp("cameras")
    (cameras / "video0" / "device" / "driver" / "module").mkdir(parents=True)
    return cameras


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the sound servers' programs say; nothing by default."""
    answers: dict[str, str] = {}
    monkeypatch.setattr(in_use, "said", lambda *command: answers.get(command[0]))
    return answers


@pytest.mark.usefixtures("says")
def test_a_program_that_has_a_camera_open_uses_it(tmp_path: Path, cameras: Path) -> None:
    process(tmp_path, 100, "editor", "/home/a/text", "/dev/null")
    assert in_use.camera_used(tmp_path, cameras) is False
    process(tmp_path, 101, "video (call) 1", "/dev/null", "/dev/video0")
    assert in_use.camera_used(tmp_path, cameras) is True


@pytest.mark.usefixtures("says")
def test_the_sound_server_and_we_ourselves_do_not_count(tmp_path: Path, cameras: Path) -> None:
    process(tmp_path, 100, "pipewire", "/dev/video0")
    process(tmp_path, os.getpid(), "python3", "/dev/video0")
    process(tmp_path, 102, "python3", "/dev/video0", parent=os.getpid())
    assert in_use.camera_used(tmp_path, cameras) is False


@pytest.mark.usefixtures("says")
def test_programs_that_the_session_has_begun_beside_us_count(tmp_path: Path, cameras: Path) -> None:
    process(tmp_path, 103, "firefox", "/dev/video0", parent=os.getppid())
    assert in_use.camera_used(tmp_path, cameras) is True


@pytest.mark.usefixtures("says")
@pytest.mark.parametrize(("uses", "used"), [("0", False), ("1", True)])
def test_nobody_is_looked_at_while_no_driver_is_in_use(tmp_path: Path, cameras: Path, uses: str, *, used: bool) -> None:
    (cameras / "video0" / "device" / "driver" / "module" / "refcnt").write_text(f"{uses}\n")
    process(tmp_path, 101, "call", "/dev/video0")
    assert in_use.camera_used(tmp_path, cameras) is used


@pytest.mark.usefixtures("says")
def test_a_computer_without_a_camera_uses_none(tmp_path: Path) -> None:
    process(tmp_path, 101, "call", "/dev/video0")
    assert in_use.camera_used(tmp_path, tmp_path / "none") is False


def test_a_camera_of_pipewire_that_runs_is_used(tmp_path: Path, cameras: Path, says: dict[str, str]) -> None:
    for state, used in (("suspended", False), ("running", True)):
        node = {
            "type": "PipeWire:Interface:Node",
            "info": {"state": state, "props": {"media.class": "Video/Source"}},
        }
        says["pw-dump"] = json.dumps([{"type": "PipeWire:Interface:Core"}, node])
        assert in_use.camera_used(tmp_path, cameras) is used


def test_the_microphone_is_used_by_a_stream_that_is_not_paused(says: dict[str, str]) -> None:
    assert in_use.microphone_used() is None
    says["pactl"] = "[]"
    assert in_use.microphone_used() is False
    says["pactl"] = json.dumps([{"corked": True}])
    assert in_use.microphone_used() is False
    says["pactl"] = json.dumps([{"corked": True}, {"corked": False}])
    assert in_use.microphone_used() is True


def test_pipewire_tells_of_the_microphone_where_pulseaudio_does_not(says: dict[str, str]) -> None:
    node = {"type": "PipeWire:Interface:Node", "info": {"state": "running"}}
    node["info"]["props"] = {"media.class": "Stream/Input/Audio"}  # type: ignore[index]
    says["pw-dump"] = json.dumps([node])
    assert in_use.microphone_used() is True
    says["pw-dump"] = "what is this"
    assert in_use.microphone_used() is None
