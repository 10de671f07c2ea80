import http.server
import itertools
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import DeviceError
from formcheck.video.camera import open_camera
from formcheck.video.frame import Frame, Gap
from formcheck.video.health import Limits
from formcheck.video.trouble import Trouble
from tests import clips


class NetworkCamera(http.server.BaseHTTPRequestHandler):
    """Grey pictures that get lighter; the address says what goes wrong."""

    def do_GET(self) -> None:
        if self.path.startswith("/film"):
            self._film(Path(self.server.film))  # type: ignore[attr-defined]
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
        self.end_headers()
        for i in range(20):
            content = clips.jpeg(clips.grey(10 * i))
            if self.path == "/damaged" and i % 4 == 2:
                content = content[:300]
            head = f"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: {len(content)}\r\n\r\n"
            self.wfile.write(head.encode() + content + b"\r\n")
            self.wfile.flush()
            if (self.path, i) in (("/stall", 10), ("/mute", 0)):
                self.server.go_on.wait(30)  # type: ignore[attr-defined]
                return
            time.sleep(0.03)

    def _film(self, path: Path) -> None:
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "video/mp4")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is no news."""


@pytest.fixture
def network(tmp_path: Path) -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), NetworkCamera)
    server.go_on = threading.Event()  # type: ignore[attr-defined]
    server.film = clips.plain(tmp_path / "film.mp4", "-t", "1")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://bob:secret@127.0.0.1:{server.server_port}"
    server.go_on.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_network_camera_that_hangs_up_is_called_again(network: str) -> None:
    with open_camera(f"{network}/video", limits=Limits(silent_pauses_s=(0.1, 0.1))) as camera:
        assert camera.size == (160, 120)
        assert "secret" not in repr(camera) + camera.name
        frames: list[Frame] = []
        for moment in camera:
            if isinstance(moment, Frame):
                frames.append(moment)
            if frames and frames[-1].index > 25:
                break
    assert 16 <= max(frame.picture.brightness for frame in frames[:21]) / 10 < 20
    assert frames[-1].picture.brightness < 100
    steps = np.diff([frame.time_s for frame in frames])
    assert np.all(steps >= 0)
    assert 0.2 < frames[-1].time_s < 20


def test_a_damaged_picture_is_a_missing_picture_and_no_lost_connection(network: str) -> None:
    with open_camera(f"{network}/damaged", limits=Limits(silent_pauses_s=(60.0, 60.0))) as camera:
        moments = list(itertools.islice(camera, 12))
    assert {type(moment) for moment in moments} == {Frame}
    levels = [round(moment.picture.brightness / 10) for moment in moments]
    assert not any(level % 4 == 2 for level in levels)
    assert levels[-1] > 12


def test_a_recording_behind_an_address_is_played_at_its_own_speed_and_ends(network: str) -> None:
    with open_camera(f"{network}/film.mp4") as camera:
        begin_s = time.monotonic()
        moments = list(camera)
        assert time.monotonic() - begin_s > 0.85
    assert {type(moment) for moment in moments} == {Frame}
    assert moments[-1].time_s == pytest.approx(0.9)


def test_a_stream_that_stalls_is_told_and_called_again(network: str) -> None:
    limits = Limits(gap_after_s=0.2, gap_every_s=0.05, silent_pauses_s=(0.3, 0.3))
    with open_camera(f"{network}/stall", patience_s=0.4, limits=limits) as camera:
        moments = iter(camera)
        gap = next(moment for moment in moments if isinstance(moment, Gap) and moment.detail)
        assert gap.picture.lost == Trouble.SILENT
        assert "has sent nothing for 0.8 s" in gap.detail
        assert "secret" not in gap.detail
        assert next(moment for moment in moments if isinstance(moment, Frame)).time_s >= gap.time_s


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("{}/mute", "answers, but delivers no picture"),
        ("http://bob:secret@127.0.0.1:9/video?pwd=secret", "is there, but nothing answers at port 9"),
        ("http://bob:secret@no-camera.invalid/video", "cannot be found: nothing in this network is called no-camera"),
        ("http://bob:secret@127.0.0.1:99999/video", "is not an address"),
    ],
)
def test_a_stream_without_a_picture_is_a_device_error(network: str, address: str, said: str) -> None:
    address = address.replace("{}", network)
    with pytest.raises(DeviceError, match=said) as caught:
        open_camera(address, patience_s=0.5)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
