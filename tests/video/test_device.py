import itertools
import sys
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from formcheck.errors import DeviceError
from formcheck.video import device
from formcheck.video.camera import Camera
from formcheck.video.device import Device, camera_numbers, open_device
from formcheck.video.frame import Frame, Gap
from formcheck.video.health import Limits
from formcheck.video.listing import Listed


class FakeCapture:
    """A camera that obeys or not."""

    def __init__(self, behaviour: str) -> None:
        self.behaviour, self.wishes, self.released = behaviour, {}, False  # type: tuple[str, dict[int, float], bool]
        self.taken = 0

    def isOpened(self) -> bool:  # noqa: N802
        return self.behaviour != "absent"

    def grab(self) -> bool:
        return self.behaviour == "good" or (self.behaviour == "stubborn" and not self.wishes)

    def retrieve(self) -> tuple[bool, npt.NDArray[Any] | None]:
        self.taken += 1
        return True, np.full((480, 640), (self.taken % 200) << 8, np.uint16)

    def set(self, key: int, value: float, /) -> bool:
        self.wishes[key] = value
        return True

    def get(self, key: int, /) -> float:
        return 25.0

    def release(self) -> None:
        self.released = True


def fake_cv2(behaviours: dict[int, str]) -> tuple[Any, list[FakeCapture]]:
    opened: list[FakeCapture] = []

    def capture(number: int, backend: int) -> FakeCapture:
        opened.append(FakeCapture(behaviours.get(number, "absent")))
        return opened[-1]

    names = ["PROP_FOURCC", "PROP_FRAME_WIDTH", "PROP_FRAME_HEIGHT", "PROP_FPS", "V4L2", "AVFOUNDATION", "DSHOW"]
    names += ["MSMF", "ANY"]
    constants = {f"CAP_{name}": i for i, name in enumerate(names)}
    writer = SimpleNamespace(fourcc=lambda *letters: "".join(letters))
    return SimpleNamespace(VideoCapture=capture, VideoWriter=writer, error=OSError, **constants), opened


def test_a_device_is_asked_for_hd_and_says_what_was_obtained() -> None:
    cv2, opened = fake_cv2({0: "good"})
    source = open_device(cv2, 0, chosen=False, patience_s=5)
    assert (source.size, source.fps) == ((640, 480), 25.0)
    assert opened[0].wishes[cv2.CAP_PROP_FRAME_WIDTH] == 1280
    assert opened[0].wishes[cv2.CAP_PROP_FPS] == 30
    if sys.platform != "darwin":
        assert next(iter(opened[0].wishes)) == cv2.CAP_PROP_FOURCC  # set later it would undo the size
    with Camera(source) as camera:
        frame = next(iter(camera))
    assert isinstance(frame, Frame)
    assert frame.image.shape == (480, 640, 3)
    assert frame.image.dtype == np.uint8
    assert opened[0].released


def test_a_device_that_bears_no_wishes_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "_WARM_UP_S", 0.05)
    cv2, opened = fake_cv2({0: "stubborn"})
    assert Device(cv2, 0, patience_s=5).size == (640, 480)
    assert [capture.released for capture in opened] == [True, False]


def test_what_is_the_matter_and_what_answers_instead_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "_WARM_UP_S", 0.05)
    monkeypatch.setattr(device, "why_closed", lambda number: ("in use by cheese", "close cheese and try again"))
    monkeypatch.setattr(device, "answering", lambda cv2: [Listed(0, "Webcam"), Listed(12, "")])
    cv2, opened = fake_cv2({1: "dark"})
    expected = r"^camera 1 cannot be used \(in use by cheese\): close cheese and try again; or choose one that answers"
    with pytest.raises(DeviceError, match=rf"{expected} with --camera: 0 \(Webcam\), 12$"):
        open_device(cv2, 1, chosen=True, patience_s=5)
    assert all(capture.released for capture in opened)
    cv2, _ = fake_cv2({})
    monkeypatch.setattr(device, "answering", lambda cv2: [])
    with pytest.raises(DeviceError, match=r"camera 0 cannot be used .* cheese and try again; there is no other"):
        open_device(cv2, 0, chosen=False, patience_s=5)


@pytest.mark.parametrize("named", [[], [Listed(4, "Webcam"), Listed(12, "Beamer")]])
def test_cameras_beyond_the_first_few_are_found(monkeypatch: pytest.MonkeyPatch, named: list[Listed]) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(device, "listed", lambda: named)
    cv2, opened = fake_cv2({4: "good", 12: "good"})
    assert camera_numbers(cv2) == [4, *([12] if named else [])]
    assert all(capture.released for capture in opened)


@pytest.mark.parametrize(
    ("gone", "patience_s", "message"),
    [(True, 60.0, "camera 0 is gone"), (False, 60.0, "camera 0 stopped answering"), (False, 0.01, "stopped answering")],
    ids=["unplugged", "refuses at once", "refuses after long waits"],
)
def test_a_device_that_refuses_is_told(
    monkeypatch: pytest.MonkeyPatch, gone: bool, patience_s: float, message: str
) -> None:
    monkeypatch.setattr(device, "_is_gone", lambda number: gone)
    monkeypatch.setattr(device, "_PAUSE_S", 0.001)
    cv2, opened = fake_cv2({0: "good"})
    shots = Device(cv2, 0, patience_s=patience_s).shots(threading.Event())
    assert [next(shots).index, next(shots).index] == [0, 1]
    opened[0].behaviour = "dark"
    with pytest.raises(DeviceError, match=message):
        next(shots)


def test_a_picture_refused_now_and_then_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "_is_gone", lambda number: False)
    monkeypatch.setattr(device, "_REFUSALS", 2)
    cv2, _ = fake_cv2({0: "good"})
    source = Device(cv2, 0, patience_s=5)
    answers = itertools.cycle([True, False])
    monkeypatch.setattr(FakeCapture, "grab", lambda self: next(answers))
    shots = source.shots(threading.Event())
    assert [next(shots).index for _ in range(6)] == list(range(6))


def test_an_unplugged_device_is_used_again_when_it_is_plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "_WARM_UP_S", 0.05)
    monkeypatch.setattr(device, "answering", lambda cv2: pytest.fail("others are left alone meanwhile"))
    behaviours = {0: "good"}
    cv2, opened = fake_cv2(behaviours)
    limits = Limits(gap_after_s=0.05, gap_every_s=0.02, silent_pauses_s=(0.05, 0.05))
    source = Device(cv2, 0, patience_s=5)
    with Camera(source, reopen=lambda: Device(cv2, 0, patience_s=5), limits=limits) as camera:
        moments = iter(camera)
        assert isinstance(next(moments), Frame)
        behaviours[0] = "absent"
        opened[0].behaviour = "dark"
        gap = next(moment for moment in moments if isinstance(moment, Gap) and "cannot be used" in moment.detail)
        behaviours[0] = "good"
        frame = next(moment for moment in moments if isinstance(moment, Frame))
        assert frame.time_s >= gap.time_s
        assert frame.index > 0
    assert all(capture.released for capture in opened)
