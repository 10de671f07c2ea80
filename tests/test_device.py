import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from formcheck.errors import DeviceError
from formcheck.video import device
from formcheck.video.camera import Camera
from formcheck.video.device import Device


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
    source = Device(cv2, 0, chosen=False)
    assert (source.size, source.fps) == ((640, 480), 25.0)
    assert opened[0].wishes[cv2.CAP_PROP_FRAME_WIDTH] == 1280
    assert opened[0].wishes[cv2.CAP_PROP_FPS] == 30
    if sys.platform != "darwin":
        assert next(iter(opened[0].wishes)) == cv2.CAP_PROP_FOURCC  # set later it would undo the size
    with Camera(source) as camera:
        frame = next(iter(camera))
    assert frame.image.shape == (480, 640, 3)
    assert frame.image.dtype == np.uint8
    assert opened[0].released


def test_a_device_that_bears_no_wishes_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "_WARM_UP_S", 0.05)
    cv2, opened = fake_cv2({0: "stubborn"})
    assert Device(cv2, 0, chosen=False).size == (640, 480)
    assert [capture.released for capture in opened] == [True, False]


def test_the_numbers_that_answer_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "_WARM_UP_S", 0.05)
    monkeypatch.setattr(device, "camera_numbers", lambda cv2: [0, 2])
    cv2, opened = fake_cv2({1: "dark"})
    with pytest.raises(DeviceError, match=r"camera 1 .*delivers no picture.* choose one of them: 0, 2"):
        Device(cv2, 1, chosen=True)
    assert all(capture.released for capture in opened)
    cv2, _ = fake_cv2({})
    monkeypatch.setattr(device, "camera_numbers", lambda cv2: [])
    with pytest.raises(DeviceError, match="no camera can be used"):
        Device(cv2, 0, chosen=False)


def test_an_unplugged_device_falls_silent() -> None:
    cv2, opened = fake_cv2({0: "good"})
    with Camera(Device(cv2, 0, chosen=True), patience_s=0.3) as camera:
        frames = iter(camera)
        next(frames)
        opened[0].behaviour = "dark"
        with pytest.raises(DeviceError, match="camera 0 has delivered no picture"):
            for _ in frames:
                pass
