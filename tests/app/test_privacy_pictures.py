"""Of a live session no picture is written, unless somebody asks for a video."""

import base64
import re
import threading
import time
from collections.abc import Callable, Iterator
from math import cos, pi
from pathlib import Path

import cv2
import numpy as np
import pytest

from formcheck.app.live.camcorder import VIDEO, Camcorder
from formcheck.app.live.recorders import Recorders
from formcheck.app.live.run import Finished, PoseSource, live
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot, State
from formcheck.errors import OutputError
from formcheck.exercises import catalogue
from formcheck.output.report import OutputFolder
from formcheck.pose.landmarks import Pose
from formcheck.pose.model import Model
from formcheck.video.camera import Camera
from formcheck.video.capture import Image
from formcheck.video.file import VideoFile
from formcheck.video.frame import Frame, Picture
from formcheck.video.sources import Shot
from formcheck.workout.command import Command, Controls
from formcheck.workout.plan import plan_sets
from tests.people import bridging
from tests.scripted import ScriptedEstimator

pytestmark = pytest.mark.slow

BRIDGE = catalogue.load("glute_bridge")
SIZE = (320, 180)
LASTS_S = 14.0
LEFT, RIGHT = (255, 0, 255), (0, 255, 0)
"""Colours that nothing of ours is drawn in."""
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"ftyp", b"\x1aE\xdf\xa3", b"moov", b"mdat")


def unmistakable() -> Image:
    image = np.empty((SIZE[1], SIZE[0], 3), np.uint8)
    image[:, : SIZE[0] // 2], image[:, SIZE[0] // 2 :] = LEFT, RIGHT
    return image


def strange(image: Image) -> float:
    """Share of the picture in the colours of the camera's."""
    apart = [np.abs(image.astype(int) - colour).max(axis=2) < 60 for colour in (LEFT, RIGHT)]
    return float((apart[0] | apart[1]).mean())


class Film:
    """Fourteen seconds before a camera, faster than they last."""

    name, size, fps, live = "film", SIZE, 30.0, False

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        image = unmistakable()
        for index in range(round(LASTS_S * self.fps)):
            image[0, 0] = index % 256
            yield Shot(index, index / self.fps, image.copy())
            stop.wait(0.004)

    def close(self) -> None:
        pass


class Unseen:
    """A stage without anybody; the session may be begun again from it, once."""

    def __init__(self, again_at_s: float = np.inf) -> None:
        self.controls = Controls()
        self._again_at_s = again_at_s

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        if moment.time_s >= self._again_at_s:
            self._again_at_s = np.inf
            self.controls.ask(Command.ANEW)
            self.controls.ask(Command.ANEW)

    def run(self, ended: Callable[[], bool]) -> None:
        while not ended():
            time.sleep(0.02)

    def wants_no_more(self) -> bool:
        return False


def acting(frame: Frame) -> Pose:
    """Bridges of four seconds, after two seconds on the floor."""
    into_s = max(0.0, frame.time_s - 2.0)
    return bridging(-55 + 29 * (1 - cos(2 * pi * into_s / 4)))


def session(parent: Path, *, record: bool, stage: Unseen | None = None) -> Finished:
    told: list[str] = []
    with (
        Camera(Film()) as camera,
        OutputFolder(parent, "session") as folder,
        Camcorder(folder.path / VIDEO, camera.fps, told.append) as camcorder,
    ):
        recorder = Recorders(camcorder) if record else Recorders()
        watching = PoseSource(camera, ScriptedEstimator(acting), Model(Path("none.task"), "none", "none", ""))
        plan = plan_sets(BRIDGE, sets=1, reps=20)
        stage = stage or Unseen()
        finished = live(watching, plan, folder, stage, recorder=recorder, controls=stage.controls)
    assert told == []
    return finished


def holds_a_picture(path: Path) -> bool:
    content = path.read_bytes()
    return any(mark in content for mark in PICTURES)


def drawn_in(page: Path) -> list[Image]:
    """Every picture inside a page."""
    found = re.findall(r"data:image/[a-z+]+;base64,([A-Za-z0-9+/=]+)", page.read_text(encoding="utf-8"))
    decoded = [cv2.imdecode(np.frombuffer(base64.b64decode(one), np.uint8), cv2.IMREAD_COLOR) for one in found]
    return [np.asarray(image, np.uint8) for image in decoded]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_nothing_that_is_left_of_a_session_holds_a_picture_of_the_camera(tmp_path: Path, temporary: Path) -> None:
    finished = session(tmp_path / "out", record=False)
    assert finished.summary.counts.reps >= 2
    assert finished.folder is not None
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == ["report.html", "report.txt", "signals.csv", "summary.json"]
    assert [path.name for path in files if holds_a_picture(path)] == []
    drawn = drawn_in(finished.folder / "report.html")
    assert drawn  # figures on a plain ground
    assert max(map(strange, drawn)) < 0.001
    assert list(temporary.iterdir()) == []


def test_asked_for_the_pictures_are_kept_as_they_were_judged(tmp_path: Path) -> None:
    finished = session(tmp_path, record=True)
    assert finished.folder is not None
    assert [path.name for path in finished.folder.iterdir() if holds_a_picture(path)] == [VIDEO]
    with VideoFile(finished.folder / VIDEO) as video:
        frames = [(frame.time_s, frame.image) for frame in video]
    assert min(strange(image) for _, image in frames) > 0.9
    assert np.allclose(frames[0][1][90, 40], LEFT, atol=40)  # and not as in a mirror
    assert finished.summary.duration_s - 0.5 < frames[-1][0] <= LASTS_S
    assert len(frames) == pytest.approx(finished.summary.frames, abs=1)


def test_of_a_session_begun_again_only_what_comes_after_is_kept(tmp_path: Path) -> None:
    finished = session(tmp_path, record=True, stage=Unseen(again_at_s=8.0))
    assert finished.folder is not None
    with VideoFile(finished.folder / VIDEO) as video:
        assert 4.0 < [frame.time_s for frame in video][-1] < 6.5


def moment(time_s: float, size: tuple[int, int] = SIZE) -> Moment:
    image = cv2.resize(unmistakable(), size)
    return Moment(time_s, None, Picture(100.0), Frame(0, time_s, np.asarray(image, np.uint8), Picture(100.0)))


SNAPSHOT = Snapshot(0.0, State.POSITIONING)


def test_a_camera_that_changes_its_size_is_filmed_whole_and_undistorted(tmp_path: Path) -> None:
    with Camcorder(tmp_path / VIDEO, 10.0, pytest.fail) as camcorder:
        for number, size in enumerate([(320, 180), (180, 320), (640, 360)]):
            camcorder.show(moment(number / 10, size), SNAPSHOT)
        camcorder.show(Moment(0.3, None), SNAPSHOT)  # a gap
        camcorder.finish(None)  # type: ignore[arg-type]
    with VideoFile(tmp_path / VIDEO) as video:
        images = [frame.image for frame in video]
    assert {image.shape for image in images} == {(180, 320, 3)}
    assert [round(strange(image), 1) for image in images] == [1.0, 0.3, 1.0]


def test_a_video_that_cannot_be_written_is_told_once_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OutputError("the disk is full")

    monkeypatch.setattr("formcheck.video.encoder.H264Writer.write", full)
    told: list[str] = []
    with Camcorder(tmp_path / VIDEO, 10.0, told.append) as camcorder:
        for number in range(3):
            camcorder.show(moment(number / 10), SNAPSHOT)
        camcorder.finish(None)  # type: ignore[arg-type]
    assert told == ["No video: the disk is full"]
    assert list(tmp_path.iterdir()) == []


def test_a_session_that_breaks_off_badly_leaves_no_video(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Camcorder(tmp_path / VIDEO, 10.0, pytest.fail) as camcorder:
        camcorder.show(moment(0.0), SNAPSHOT)
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
