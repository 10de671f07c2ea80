"""Cameras by name: listed, meant by a part of it, and found again where they were plugged in elsewhere."""

import sys
from pathlib import Path
from types import SimpleNamespace

import cv2_enumerate_cameras
import pytest

from formcheck.errors import DeviceError
from formcheck.video import camera, listing
from formcheck.video.camera import open_camera
from formcheck.video.frame import Frame
from formcheck.video.health import Limits
from formcheck.video.listing import Listed, listed, named, number_in
from tests.video.test_device import fake_cv2

WEBCAM, GRABBER = "HD Pro Webcam C920", "USB3 Grabber: USB3 Grabber"
LINKS_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="links as on Linux")


def found(*names: str) -> list[Listed]:
    return [Listed(number, name) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("text", "number"),
    [("4", 4), ("0", 0), ("/dev/video12", 12), ("HD 4", None), ("", None), ("/dev/null", None), ("-1", None)],
)
def test_a_number_is_a_number(text: str, number: int | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [(WEBCAM, 1), ("c920", 1), ("  hd  pro ", 1), ("grabber", 0), ("nothing like it", None), ("  ", None)],
)
def test_a_name_or_a_part_of_it_is_enough(text: str, number: int | None) -> None:
    meant = named(text, found(GRABBER, WEBCAM, WEBCAM))
    assert (meant.number if meant else None) == number


def test_a_whole_name_goes_before_a_part_of_another() -> None:
    meant = named("cam", found("Cam Link", "Cam"))
    assert meant is not None
    assert meant.number == 1


def test_a_name_that_several_have_is_asked_back() -> None:
    with pytest.raises(DeviceError, match=r"may be 0 \(Cam Link\), 1 \(Webcam\): give more of the name"):
        named("cam", found("Cam Link", "Webcam"))


@LINKS_ONLY
def test_what_the_system_lists_is_told_in_the_order_of_the_numbers_with_its_links(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "usb-Maker_C920-video-index0").symlink_to("/dev/video4")
    (tmp_path / "usb-Maker_C920-audio").symlink_to("/dev/snd7")
    infos = [SimpleNamespace(index=4, name=WEBCAM), SimpleNamespace(index=0, name=None)]
    monkeypatch.setattr(listing, "LINKS", tmp_path)
    monkeypatch.setattr(cv2_enumerate_cameras, "enumerate_cameras", lambda backend: infos)
    assert listed() == [Listed(0, ""), Listed(4, WEBCAM, str(tmp_path / "usb-Maker_C920-video-index0"))]
    assert [str(one) for one in listed()] == ["0", f"4 ({WEBCAM})"]


def test_a_system_that_cannot_be_asked_lists_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(backend: int) -> list[object]:
        raise NotImplementedError

    monkeypatch.setattr(cv2_enumerate_cameras, "enumerate_cameras", refuse)
    assert listed() == []


def test_two_cameras_that_are_swapped_are_told_apart_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    cv2, opened = fake_cv2({0: "good", 1: "good"})
    monkeypatch.setattr(camera, "quiet_cv2", lambda: cv2)
    plugged = [GRABBER, WEBCAM]
    monkeypatch.setattr(camera, "listed", lambda: found(*plugged))
    limits = Limits(gap_after_s=0.05, gap_every_s=0.02, silent_pauses_s=(0.05, 0.05))
    with open_camera("c920", limits=limits) as source:
        assert (source.name, source.number) == (f"{WEBCAM} (camera 1)", 1)
        moments = iter(source)
        assert isinstance(next(moments), Frame)
        plugged.reverse()  # pulled out, and plugged in the other way round
        monkeypatch.setattr("formcheck.video.device._is_gone", lambda number: True)
        opened[0].behaviour = "dark"
        next(moment for moment in moments if source.number == 0 and isinstance(moment, Frame))
        assert source.name == f"{WEBCAM} (camera 0)"


def test_an_unknown_name_lists_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "listed", lambda: found(GRABBER, WEBCAM))
    with pytest.raises(DeviceError, match=r"no name of a camera.*; there are the cameras 0 \(USB3.*1 \(HD Pro"):
        open_camera("c925")
    monkeypatch.setattr(camera, "listed", list)
    with pytest.raises(DeviceError, match="this computer lists no camera"):
        open_camera("c925")
