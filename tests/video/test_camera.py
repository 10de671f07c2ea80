import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.errors import DeviceError, InputError
from formcheck.video.address import masked
from formcheck.video.camera import Camera, open_camera
from formcheck.video.frame import Frame
from formcheck.video.health import Limits
from formcheck.video.sources import Shot
from tests import clips


class Scripted:
    """A source that delivers these pictures at once, then waits, ends or fails."""

    name, size, fps, live = "script", (160, 120), 30.0, True

    def __init__(self, shots: list[Shot], *, then_wait: bool = False, error: DeviceError | None = None) -> None:
        self._shots, self._then_wait, self._error = shots, then_wait, error
        self.closed = 0
        self.delivered = threading.Event()

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        yield from self._shots
        self.delivered.set()
        if self._error:
            raise self._error
        if self._then_wait:
            stop.wait()

    def close(self) -> None:
        self.closed += 1


def shots(count: int) -> list[Shot]:
    return [Shot(i, 100 + i / 10, clips.grey(8 * i)) for i in range(count)]


def frames_of(camera: Camera) -> list[Frame]:
    """All of them, and no gap between."""
    found = list(camera)
    frames = [frame for frame in found if isinstance(frame, Frame)]
    assert len(frames) == len(found)
    return frames


def test_a_slow_consumer_gets_the_newest_picture() -> None:
    source = Scripted(shots(20))
    with Camera(source) as camera:
        assert source.delivered.wait(10)
        frames = frames_of(camera)
        assert camera.dropped == 19
    assert [(frame.index, frame.time_s) for frame in frames] == [(0, 0.0)]
    assert frames[0].picture.brightness == pytest.approx(8 * 19)
    assert source.closed == 1


def test_index_and_time_count_from_the_first_picture_handed_out() -> None:
    go = threading.Event()

    class Waiting(Scripted):
        def shots(self, stop: threading.Event) -> Iterator[Shot]:
            for shot in self._shots:
                yield shot
                go.wait(10)
                go.clear()

    found = []
    with Camera(Waiting(shots(4)[1:])) as camera:
        for frame in camera:
            assert isinstance(frame, Frame)
            found.append((frame.index, round(frame.time_s, 6)))
            go.set()
    assert found == [(0, 0.0), (1, 0.1), (2, 0.2)]


def test_silence_for_too_long_is_a_device_error() -> None:
    source = Scripted(shots(1), then_wait=True)
    with Camera(source, limits=Limits(give_up_s=0.3)) as camera:
        frames = iter(camera)
        next(frames)
        with pytest.raises(DeviceError, match=r"script has delivered no picture for 0\.3 s"):
            next(frames)
    assert source.closed == 1


def test_an_error_of_a_source_that_cannot_be_opened_again_comes_after_the_last_picture() -> None:
    with Camera(Scripted(shots(1), error=DeviceError("unplugged"))) as camera:
        frames = iter(camera)
        next(frames)
        with pytest.raises(DeviceError, match="unplugged"):
            next(frames)


def test_closing_from_elsewhere_ends_the_iteration() -> None:
    source = Scripted(shots(1), then_wait=True)
    camera = Camera(source)
    frames = iter(camera)
    next(frames)
    threading.Timer(0.2, camera.close).start()
    assert list(frames) == []  # the first gap would come later
    camera.close()
    camera.close()
    assert source.closed == 1
    assert list(camera) == []


def test_a_frozen_picture_is_noticed() -> None:
    go = threading.Event()

    class Stuck(Scripted):
        def shots(self, stop: threading.Event) -> Iterator[Shot]:
            for i in range(2):
                yield Shot(i, i / 10, clips.grey(90))
                go.wait(10)

    with Camera(Stuck([])) as camera:
        frozen = []
        for frame in camera:
            frozen.append(frame.picture.frozen)
            go.set()
    assert frozen == [False, True]


def test_a_file_is_played_at_its_own_speed(tmp_path: Path) -> None:
    path = clips.plain(tmp_path / "plain.mp4", "-t", "1")
    with open_camera(str(path)) as camera:
        assert (camera.size, camera.fps) == ((160, 120), 10.0)
        assert "plain.mp4" in repr(camera)
        begin_s = time.monotonic()
        frames = [(frame, time.monotonic() - begin_s) for frame in camera if isinstance(frame, Frame)]
    assert frames[0][0].index == 0
    assert frames[-1][0].index == 9
    for frame, seen_s in frames:
        assert frame.time_s == pytest.approx(frame.index / 10)
        assert seen_s > frame.time_s - 0.01  # never early; how late depends on the machine


def test_a_played_file_drops_what_a_slow_consumer_misses(tmp_path: Path) -> None:
    with open_camera(str(clips.plain(tmp_path / "plain.mp4", "-t", "1"))) as camera:
        frames = []
        for frame in camera:
            assert isinstance(frame, Frame)
            frames.append(frame)
            time.sleep(0.35)
        assert camera.dropped == 10 - len(frames)
    assert len(frames) < 6
    assert frames[-1].index == 9
    assert [frame.time_s for frame in frames] == pytest.approx([frame.index / 10 for frame in frames])


def test_a_film_that_stands_still_is_no_stuck_camera(tmp_path: Path) -> None:
    still = ("-f", "lavfi", "-i", "color=gray:s=160x120:r=20:d=0.5")
    path = clips.clip(tmp_path / "still.mp4", *still, *clips.YUV)
    with open_camera(str(path), limits=Limits(stuck_s=0.1)) as camera:
        frames = frames_of(camera)
    assert frames[-1].time_s == pytest.approx(0.45)
    assert frames[-1].picture.frozen


def test_a_played_file_can_be_left_in_the_middle(tmp_path: Path) -> None:
    camera = open_camera(str(clips.plain(tmp_path / "plain.mp4")))
    next(iter(camera))
    begin_s = time.monotonic()
    camera.close()
    assert time.monotonic() - begin_s < 2
    open_camera(str(tmp_path / "plain.mp4")).close()  # also before it began


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://cam/video", "http://cam/video"),
        ("rtsp://bob:secret@10.0.0.2:554/live", "rtsp://***@10.0.0.2:554/live"),
        ("rtsp://bob:se/cr@et@10.0.0.2/live", "rtsp://***@10.0.0.2/live"),
        ("http://cam/video?user=bob&pwd=secret", "http://cam/video?***"),
        ("http://bob:secret@[::1/video", "http://***@[::1/video"),
    ],
)
def test_secrets_of_an_address_are_not_shown(address: str, shown: str) -> None:
    assert masked(address) == shown


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("ftp://bob:secret@cam/x", "expected an address with http, https, rtsp, rtsps, found ftp"),
        ("file:///etc/passwd", "found file"),
        ("-1", "is no camera number"),
        ("none.mp4", "no file that exists"),
        ("x" * 5000, "no file that exists"),
        ("", "is no camera number"),
    ],
)
def test_what_is_no_camera_is_refused(spec: str, message: str) -> None:
    with pytest.raises((DeviceError, InputError), match=message) as caught:
        open_camera(spec)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_video_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("no video")
    with pytest.raises(InputError, match="is not a video"):
        open_camera(str(tmp_path / "text.mp4"))


@pytest.mark.parametrize("spec", [9876, "9876", "/dev/video9876"])
def test_a_camera_that_is_not_there(spec: str | int) -> None:
    with pytest.raises(DeviceError, match="camera 9876 cannot be used") as caught:
        open_camera(spec)
    assert "\n" not in str(caught.value)
