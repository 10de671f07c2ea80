"""Each check sees what is there, and says what to do where it is not."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.app import doctor
from formcheck.app.doctor import Check, camera, check, run_checks, software, speed, surroundings
from formcheck.app.doctor.check import Answer
from formcheck.errors import MissingLibraryError
from formcheck.pose import model
from formcheck.video import why_closed
from formcheck.video.listing import Listed


@pytest.fixture
def no_model_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(model.finder.ENVIRONMENT_VARIABLE, raising=False)


def refuse() -> None:
    raise MissingLibraryError("it cannot be loaded without libGL.so.1: sudo apt-get install libgl1")


def test_here_everything_needed_is_there(model_path: Path) -> None:
    checks = run_checks(camera=None, model_path=model_path)
    assert [check for check in checks if check.needed and not check.ok] == []
    assert len({check.name for check in checks}) == len(checks) == 13
    for found in checks:
        assert found.found
        assert found.ok == (not found.advice)


def test_camera_is_looked_at_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("check_speed", "check_voice", "check_sound"):
        monkeypatch.setattr(doctor, name, lambda *_: Check("left out", True, False, "here"))
    monkeypatch.setattr(camera, "probe", lambda program: Answer("640x480" if ", 3," in program else None))
    assert run_checks(camera=3)[-1] == Check("camera 3", True, False, "640x480")
    assert "camera 3" not in [check.name for check in run_checks(camera=None)]


class TestSystem:
    """The system itself."""

    @pytest.mark.parametrize(
        ("library", "version", "ok", "advice"),
        [
            ("glibc", "2.36", True, ""),
            ("glibc", "2.28", True, ""),
            ("glibc", "2.27", False, "glibc 2.28 or later"),
            ("", "", False, "a system with glibc"),
        ],
    )
    def test_linux_needs_a_glibc_that_the_wheels_are_built_for(
        self, monkeypatch: pytest.MonkeyPatch, library: str, version: str, ok: bool, advice: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(platform, "machine", lambda: "x86_64")
        monkeypatch.setattr(platform, "libc_ver", lambda: (library, version))
        found = software.check_system()
        assert (found.ok, found.needed) == (ok, True)
        assert advice in found.advice

    @pytest.mark.parametrize(
        ("version", "machine", "ok", "advice"),
        [
            ("14.5", "arm64", True, ""),
            ("12.7.6", "arm64", False, "macOS 13 or later"),
            ("15.0", "x86_64", False, "made for arm64"),
        ],
    )
    def test_macos_needs_apple_silicon_and_thirteen(
        self, monkeypatch: pytest.MonkeyPatch, version: str, machine: str, ok: bool, advice: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.setattr(platform, "machine", lambda: machine)
        monkeypatch.setattr(platform, "mac_ver", lambda: (version, ("", "", ""), machine))
        found = software.check_system()
        assert (found.ok, found.needed) == (ok, True)
        assert advice in found.advice

    @pytest.mark.parametrize(("version", "ok"), [("10.0.19045", True), ("6.3.9600", False)])
    def test_windows_needs_ten(self, monkeypatch: pytest.MonkeyPatch, version: str, ok: bool) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(platform, "machine", lambda: "AMD64")
        monkeypatch.setattr(platform, "version", lambda: version)
        assert software.check_system().ok is ok

    def test_an_old_python_is_too_old(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "version_info", (3, 10, 12))
        found = software.check_python()
        assert (found.ok, found.needed) == (False, True)
        assert found.advice == "install Python 3.11 or later"

    def test_missing_libraries_are_listed_with_the_command(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(software, "missing_libraries", lambda: ["libEGL.so.1", "libGLESv2.so.2"])
        found = software.check_system_libraries()
        assert (found.ok, found.needed) == (False, True)
        assert found.found == "not found: libEGL.so.1, libGLESv2.so.2"
        assert found.advice == "sudo apt-get install libegl1 libgles2"

    @pytest.mark.parametrize("name", ["cv2", "mediapipe"])
    def test_a_module_that_does_not_load_comes_with_the_command(
        self, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.setattr(software, f"import_{name}", refuse)
        found = getattr(software, f"check_{name}")()
        assert (found.name, found.ok, found.needed) == (name, False, True)
        assert "sudo apt-get install libgl1" in found.advice

    def test_ffmpeg_that_does_not_run_is_needed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "no such program"))
        found = software.check_ffmpeg()
        assert (found.ok, found.needed) == (False, True)
        assert "imageio-ffmpeg" in found.advice

    def test_the_data_folder_is_judged_without_being_created(self, tmp_path: Path) -> None:
        assert software.check_data_folder(tmp_path / "formcheck" / "deep").ok
        assert list(tmp_path.iterdir()) == []

    def test_a_data_folder_that_cannot_be_made_is_needed(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        found = software.check_data_folder(tmp_path / "file" / "formcheck")
        assert (found.ok, found.needed) == (False, True)
        assert str(tmp_path / "file") in found.advice


class TestModel:
    """The pose model, and how fast it is."""

    @pytest.mark.usefixtures("no_model_in_the_environment")
    def test_one_not_fetched_yet_is_only_a_note_and_is_not_fetched(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(model.finder, "default_folders", lambda: [tmp_path])
        found = software.check_model()
        assert (found.ok, found.needed) == (False, False)
        assert "fetched" in found.advice
        assert speed.check_speed() == Check("speed", True, False, "not measured: there is no pose model yet")
        assert list(tmp_path.iterdir()) == []

    def test_a_damaged_one_of_the_users_choice_is_needed(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.task"
        path.write_bytes(b"nothing of the kind")
        found = software.check_model(path)
        assert (found.ok, found.needed) == (False, True)
        assert str(path) in found.advice
        assert not speed.check_speed(path).ok

    def test_an_intact_one_is_shown_with_its_place_and_origin(self, model_path: Path) -> None:
        found = software.check_model(model_path)
        assert found.ok
        assert found.found.startswith(f"{model_path} (")

    def test_its_speed_is_measured_on_somebody_whom_it_finds(
        self, model_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = []

        def twice(look: speed.Look) -> float:
            seen.extend([look(0), look(1)])
            return 45.0

        monkeypatch.setattr(speed, "frames_per_second", twice)
        assert "45 pictures a second" in speed.check_speed(model_path).found
        assert None not in seen

    @pytest.mark.parametrize(
        ("took_s", "ok", "told"),
        [
            (0.02, True, "50 pictures a second: a live session keeps up with the camera"),
            (0.05, True, "20 pictures a second: a live session leaves pictures out, and counts right"),
            (0.25, False, "4 pictures a second"),
        ],
    )
    def test_the_speed_is_told_with_what_it_means(self, took_s: float, ok: bool, told: str) -> None:
        now_s = 100.0

        def look(number: int) -> None:
            nonlocal now_s
            now_s += 2.0 if number < 3 else took_s  # the first take long, on any computer

        found = speed.judged(speed.frames_per_second(look, lambda: now_s))
        assert (found.ok, found.needed) == (ok, False)
        assert found.found == told
        assert ok or "--model-size lite" in found.advice


class TestSurroundings:
    """Display, sound and voice."""

    @pytest.mark.parametrize(
        ("variables", "opens", "found"),
        [
            ({}, True, "no display"),
            ({"DISPLAY": ":0"}, True, ":0"),
            ({"WAYLAND_DISPLAY": "wayland-0"}, True, "wayland-0"),
            ({"DISPLAY": ":0"}, False, ":0, on which no window opens"),
        ],
    )
    def test_on_a_display_a_window_is_opened_for_a_try(
        self, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], opens: bool, found: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(surroundings, "probe", lambda program: Answer("it opens" if opens else None))
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        check = surroundings.check_display()
        assert (check.ok, check.needed, check.found) == (bool(variables) and opens, False, found)

    @pytest.mark.skipif(sys.platform != "linux", reason="there is always a display here")
    def test_a_display_that_nobody_serves_is_found_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISPLAY", ":4321")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        check = surroundings.check_display()
        assert (check.ok, check.found) == (False, ":4321, on which no window opens")

    @pytest.mark.parametrize(
        ("library", "advice"), [(None, "apt-get install libportaudio2"), ("libportaudio.so.2", "connect a loudspeaker")]
    )
    def test_missing_sound_is_only_a_note(
        self, monkeypatch: pytest.MonkeyPatch, library: str | None, advice: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(surroundings, "probe", lambda program: Answer(None))
        monkeypatch.setattr(surroundings, "find_library", lambda name: library)
        found = surroundings.check_sound()
        assert (found.ok, found.needed) == (False, False)
        assert advice in found.advice

    def test_a_missing_voice_is_only_a_note(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        monkeypatch.setattr(sys, "platform", "linux")
        found = surroundings.check_voice()
        assert (found.ok, found.needed) == (False, False)
        assert "espeak-ng" in found.advice


class TestCamera:
    """No picture has several reasons, and each another remedy."""

    def test_every_camera_that_is_listed_is_told_with_its_name_and_link(self, monkeypatch: pytest.MonkeyPatch) -> None:
        link = "/dev/v4l/by-id/usb-Maker_HD_Webcam-video-index0"
        monkeypatch.setattr(camera, "listed", lambda: [Listed(4, "HD Webcam", link), Listed(6, "Beamer")])
        monkeypatch.setattr(camera, "probe", lambda program: Answer("1280x720" if ", 4," in program else None))
        good, bad = camera.check_cameras()
        assert good == Check("camera 4, HD Webcam", True, False, f"1280x720; {link}")
        assert (bad.name, bad.ok) == ("camera 6, Beamer", False)
        assert bad.advice

    def test_where_none_is_listed_the_first_is_tried(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(camera, "listed", list)
        monkeypatch.setattr(camera, "probe", lambda program: Answer("640x480"))
        assert camera.check_cameras() == [Check("camera 0", True, False, "640x480")]

    def test_one_that_is_not_there_is_only_a_note(self, capfd: pytest.CaptureFixture[str]) -> None:
        found = camera.check_camera(97)
        assert (found.ok, found.needed) == (False, False)
        assert found.advice
        assert capfd.readouterr().err == ""

    @pytest.mark.parametrize(
        ("complaints", "found", "advice"),
        [
            ("OpenCV: not authorized to capture video (status 0)", "not allowed", "Privacy & Security, Camera"),
            ("OpenCV: out device of bound (0-0): 1", "none of this number", "connect one"),
            ("", "no picture", "close other programs"),
        ],
        ids=["permission", "none", "other"],
    )
    def test_macos_says_why(self, monkeypatch: pytest.MonkeyPatch, complaints: str, found: str, advice: str) -> None:
        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.setattr(camera, "probe", lambda program: Answer(None, complaints))
        told = camera.check_camera(0)
        assert (told.ok, told.found) == (False, found)
        assert advice in told.advice

    @pytest.mark.parametrize(("denied", "found"), [(True, "not allowed"), (False, "no picture")])
    def test_windows_says_whether_it_is_allowed(
        self, monkeypatch: pytest.MonkeyPatch, denied: bool, found: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(camera, "probe", lambda program: Answer(None))
        monkeypatch.setattr(why_closed, "_denied_by_windows", lambda: denied)
        told = camera.check_camera(0)
        assert (told.ok, told.found) == (False, found)
        assert "rivacy" in told.advice


@pytest.mark.parametrize(
    ("program", "answer"),
    [
        pytest.param("print('first'); print('last')", "last", id="answers"),
        pytest.param("raise OSError", None, id="fails"),
        pytest.param("print('some'); raise SystemExit(1)", None, id="fails half way"),
        pytest.param("pass", None, id="silent"),
        pytest.param("import time; time.sleep(30)", None, id="hangs"),
    ],
)
def test_probe_gives_the_last_line_or_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], program: str, answer: str | None
) -> None:
    monkeypatch.setattr(check, "PROBE_TIMEOUT_S", 2.0)
    assert check.probe(program).line == answer
    assert capfd.readouterr().err == ""


def test_probe_that_cannot_start_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise subprocess.SubprocessError

    monkeypatch.setattr(subprocess, "run", refused)
    assert check.probe("pass") == Answer(None)
