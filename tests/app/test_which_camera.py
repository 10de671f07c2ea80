"""The camera of last time is taken again, by whatever number; another one stands in where it does not answer."""

import json
from pathlib import Path

import pytest

from formcheck.app import last_camera
from formcheck.app.last_camera import FILE, keep, lasting, without_secrets
from formcheck.app.live import which_camera
from formcheck.app.live.which_camera import chosen_camera
from formcheck.errors import DeviceError
from formcheck.video import camera, device
from formcheck.video.camera import Camera
from formcheck.video.listing import Listed
from formcheck.video.turn import AS_IT_IS
from tests.video.test_camera import Scripted, shots
from tests.video.test_device import fake_cv2

WEBCAM, GRABBER = Listed(1, "HD Webcam"), Listed(0, "Grabber")


class Computer:
    """A computer with cameras, and with somebody who starts sessions on it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, plugged: dict[int, str]) -> None:
        self.folder, self.plugged, self.behaviours = folder, plugged, dict.fromkeys(range(10), "good")
        cv2, _ = fake_cv2(self.behaviours)
        for module in (camera, which_camera):
            monkeypatch.setattr(module, "quiet_cv2", lambda: cv2)
        for module in (camera, device, which_camera):
            monkeypatch.setattr(module, "listed", lambda: [Listed(*one) for one in sorted(self.plugged.items())])
        monkeypatch.setattr(device, "_is_gone", lambda number: number not in self.plugged)
        monkeypatch.setattr(device, "why_closed", lambda number: ("in use by cheese", "close cheese"))
        monkeypatch.setattr(device, "_WARM_UP_S", 0.02)

    def begin(self, spec: str | None = None) -> tuple[str, str]:
        """The camera of a session, and what is said of it."""
        notes: list[str] = []
        with chosen_camera(spec, AS_IT_IS, self.folder, notes.append) as chosen:
            return chosen.name, " ".join(notes)


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    return Computer(tmp_path / "formcheck", monkeypatch, {0: "Grabber", 1: "HD Webcam"})


def test_a_camera_that_was_chosen_is_taken_again_also_by_another_number(computer: Computer) -> None:
    assert computer.begin() == ("camera 0", "")
    assert not (computer.folder / FILE).exists()  # nothing was chosen
    assert computer.begin("1") == ("camera 1", "")
    assert json.loads((computer.folder / FILE).read_text()) == {"camera": "HD Webcam"}
    computer.plugged = {0: "HD Webcam", 1: "Grabber"}
    assert computer.begin() == (
        "HD Webcam (camera 0)",
        "The camera of last time: camera 0 (HD Webcam). Another one: --camera.",
    )


def test_where_it_does_not_answer_another_one_stands_in_and_it_is_not_forgotten(computer: Computer) -> None:
    computer.begin("hd webcam")
    computer.behaviours[1] = "dark"
    name, said = computer.begin()
    assert name == "camera 0"
    assert said.startswith(
        "HD Webcam (camera 1) cannot be used (in use by cheese): close cheese. camera 0 (Grabber) is"
    )
    computer.behaviours[1] = "good"
    assert computer.begin()[0] == "HD Webcam (camera 1)"


def test_where_only_camera_4_answers_it_is_used_and_told(computer: Computer) -> None:
    computer.plugged = {2: "Infrared", 4: "HD Webcam"}
    computer.behaviours.update({0: "absent", 2: "absent"})
    name, said = computer.begin()
    assert name == "camera 4"
    assert "camera 4 (HD Webcam) is used instead. Another one: --camera." in said


def test_where_none_answers_it_is_said_what_is_the_matter(computer: Computer) -> None:
    computer.behaviours.update(dict.fromkeys(range(10), "absent"))
    with pytest.raises(DeviceError, match=r"camera 0 cannot be used \(in use by cheese\): close cheese"):
        computer.begin()


def test_one_that_was_asked_for_is_never_replaced(computer: Computer) -> None:
    computer.behaviours[1] = "dark"
    with pytest.raises(DeviceError, match=r"choose one that answers with --camera: 0 \(Grabber\)"):
        computer.begin("1")
    assert not (computer.folder / FILE).exists()


def test_an_address_is_kept_without_its_password(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def opened(address: str, **_: object) -> Camera:
        asked.append(address)
        return Camera(Scripted(shots(1)))

    monkeypatch.setattr(camera, "_stream", opened)
    computer.begin("http://bob:secret@10.0.0.9:8080/video?token=secret")
    assert "secret" not in (computer.folder / FILE).read_text()
    computer.begin()
    assert asked == ["http://bob:secret@10.0.0.9:8080/video?token=secret", "http://10.0.0.9:8080/video"]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("rtsp://bob:a@b@cam:8554/live", "rtsp://cam:8554/live"),
        ("http://cam/user=bob&password=secret/video", "http://cam/"),
        ("http://[fe80::1]:8080/video", "http://[fe80::1]:8080/video"),
    ],
)
def test_no_part_of_an_address_that_may_be_secret_is_kept(address: str, kept: str) -> None:
    assert without_secrets(address) == kept


def test_how_a_camera_is_found_again() -> None:
    link = "/dev/v4l/by-id/usb-Maker_HD-video-index0"
    assert lasting("2", 2, [Listed(2, "HD", link)]) == link
    assert lasting("2", 2, [Listed(2, "HD"), Listed(3, "HD")]) == "2"
    assert lasting("2", 2, []) == "2"
    assert lasting("clip.mp4", None, []) is None


@pytest.mark.parametrize("content", ["", "no JSON", "[]", '{"camera": 4}', "{}"])
def test_a_file_that_is_broken_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    assert last_camera.last_camera(tmp_path) is None
    keep(tmp_path, "HD Webcam")
    assert last_camera.last_camera(tmp_path) == "HD Webcam"


def test_a_folder_that_cannot_be_written_costs_no_session(tmp_path: Path, computer: Computer) -> None:
    (tmp_path / "formcheck").write_text("a file in its place")
    name, said = computer.begin("1")
    assert name == "camera 1"
    assert "cannot write" in said
