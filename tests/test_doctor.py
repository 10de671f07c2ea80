"""Each check sees what is there, and says what to do where it is not."""

import sys
from pathlib import Path

import pytest

from formcheck import doctor, model
from formcheck.doctor import Check, run_checks
from formcheck.errors import MissingLibraryError


@pytest.fixture
def no_model_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(model.finder.ENVIRONMENT_VARIABLE, raising=False)


def refuse() -> None:
    raise MissingLibraryError("it cannot be loaded without libGL.so.1: sudo apt-get install libgl1")


def test_here_everything_needed_is_there(model_path: Path) -> None:
    checks = run_checks(camera=None, model_path=model_path)
    assert [check for check in checks if check.needed and not check.ok] == []
    assert len({check.name for check in checks}) == len(checks) == 10
    for check in checks:
        assert check.found
        assert check.ok == (not check.advice)


def test_camera_is_looked_at_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_probe", lambda program: "640x480" if "VideoCapture(3)" in program else None)
    assert run_checks(camera=3)[-1] == Check("camera 3", True, False, "640x480")
    assert "camera 3" not in [check.name for check in run_checks(camera=None)]


def test_missing_camera_is_only_a_note(capfd: pytest.CaptureFixture[str]) -> None:
    check = doctor.check_camera(97)
    assert (check.ok, check.needed) == (False, False)
    assert "connect a camera" in check.advice
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ["cv2", "mediapipe"])
def test_module_that_does_not_load_is_needed_and_comes_with_the_command(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(doctor, f"import_{name}", refuse)
    check = getattr(doctor, f"check_{name}")()
    assert (check.name, check.ok, check.needed) == (name, False, True)
    assert "sudo apt-get install libgl1" in check.advice


def test_missing_system_libraries_are_listed_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(doctor, "missing_libraries", lambda: ["libEGL.so.1", "libGLESv2.so.2"])
    check = doctor.check_system_libraries()
    assert (check.ok, check.needed) == (False, True)
    assert check.found == "not found: libEGL.so.1, libGLESv2.so.2"
    assert check.advice == "sudo apt-get install libegl1 libgles2"


@pytest.mark.usefixtures("no_model_in_the_environment")
def test_model_not_fetched_yet_is_only_a_note_and_is_not_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(model.finder, "default_folders", lambda: [tmp_path])
    check = doctor.check_model()
    assert (check.ok, check.needed) == (False, False)
    assert "fetched" in check.advice
    assert list(tmp_path.iterdir()) == []


def test_damaged_model_of_the_users_choice_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "mine.task"
    path.write_bytes(b"nothing of the kind")
    check = doctor.check_model(path)
    assert (check.ok, check.needed) == (False, True)
    assert str(path) in check.advice


def test_intact_model_is_shown_with_its_place_and_origin(model_path: Path) -> None:
    check = doctor.check_model(model_path)
    assert check.ok
    assert check.found.startswith(f"{model_path} (")


def test_ffmpeg_that_does_not_run_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "no such program"))
    check = doctor.check_ffmpeg()
    assert (check.ok, check.needed) == (False, True)
    assert "imageio-ffmpeg" in check.advice


def test_data_folder_is_judged_without_being_created(tmp_path: Path) -> None:
    assert doctor.check_data_folder(tmp_path / "formcheck" / "deep").ok
    assert list(tmp_path.iterdir()) == []


def test_data_folder_that_cannot_be_made_is_needed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    check = doctor.check_data_folder(tmp_path / "file" / "formcheck")
    assert (check.ok, check.needed) == (False, True)
    assert str(tmp_path / "file") in check.advice


@pytest.mark.parametrize(
    ("variables", "ok"),
    [
        pytest.param({}, False, id="none"),
        pytest.param({"DISPLAY": ":0"}, True, id="X11"),
        pytest.param({"WAYLAND_DISPLAY": "wayland-0"}, True, id="Wayland"),
    ],
)
def test_display_on_linux_is_read_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], ok: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    check = doctor.check_display()
    assert (check.ok, check.needed) == (ok, False)


@pytest.mark.parametrize(
    ("library", "advice"), [(None, "apt-get install libportaudio2"), ("libportaudio.so.2", "connect a loudspeaker")]
)
def test_missing_sound_is_only_a_note(monkeypatch: pytest.MonkeyPatch, library: str | None, advice: str) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(doctor, "_probe", lambda program: None)
    monkeypatch.setattr(doctor, "find_library", lambda name: library)
    check = doctor.check_sound()
    assert (check.ok, check.needed) == (False, False)
    assert advice in check.advice


def test_a_missing_voice_is_only_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "platform", "linux")
    check = doctor.check_voice()
    assert (check.ok, check.needed) == (False, False)
    assert "espeak-ng" in check.advice


@pytest.mark.parametrize(
    ("program", "answer"),
    [
        pytest.param("print('first'); print('last')", "last", id="answers"),
        pytest.param("raise OSError", None, id="fails"),
        pytest.param("pass", None, id="silent"),
        pytest.param("import time; time.sleep(30)", None, id="hangs"),
    ],
)
def test_probe_gives_the_last_line_or_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], program: str, answer: str | None
) -> None:
    monkeypatch.setattr(doctor, "_PROBE_TIMEOUT_S", 2.0)
    assert doctor._probe(program) == answer
    assert capfd.readouterr().err == ""
