"""A film or camera that plainly is not upright is turned by itself, and told; nothing else is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.app.analysis.remarks import remarks
from formcheck.app.analysis.seen import Extraction
from formcheck.app.analysis.uprighting import uprighted
from formcheck.app.live.uprighting import Uprighting
from formcheck.kinematics.upright import turned
from formcheck.pose.landmarks import Pose
from formcheck.pose.recording import Recording
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.video.camera import Camera
from formcheck.video.frame import Frame, Picture
from formcheck.video.turn import Turn
from tests import clips
from tests.replay import FOLDER
from tests.video.test_camera import Scripted, shots

BRIDGE = Recording.load(FOLDER / "sample_glute_bridge.npz")


def seen(turn_deg: int) -> Extraction:
    """The bridge as a camera sees it that is turned by so much."""
    rows = [(time_s, pose and turned(pose, turn_deg)) for time_s, pose in BRIDGE]
    size = BRIDGE.image_size if turn_deg % 180 == 0 else BRIDGE.image_size[::-1]
    recording = SpooledRecording(size)
    recording.extend(Recording.of(rows, size))
    return Extraction(recording)


@pytest.mark.parametrize(("camera_deg", "given"), [(180, Turn()), (90, Turn()), (270, Turn(90, mirrored=True))])
def test_a_film_that_is_not_upright_is_looked_at_again_turned(camera_deg: int, given: Turn) -> None:
    looked: list[Turn] = []

    def look(turn: Turn) -> Extraction:
        looked.append(turn)
        return seen((camera_deg + turn.rotate_deg - given.rotate_deg) % 360)

    found = uprighted(seen(camera_deg), look, given)
    back_deg = 360 - camera_deg
    assert looked == [replace(given, rotate_deg=(given.rotate_deg + back_deg) % 360)]
    assert found.turned_deg == back_deg
    assert [line for line in remarks(found, ()) if f"turned by {back_deg} degrees; --rotate 0" in line]


def test_an_upright_film_is_looked_at_once() -> None:
    film = seen(0)
    assert uprighted(film, lambda turn: pytest.fail("it was looked at again"), Turn()) is film
    assert list(remarks(film, ())) == []


def test_where_no_turn_helps_the_film_stays_as_it_is() -> None:
    film = seen(180)
    assert uprighted(film, lambda turn: seen(180), Turn()) is film


class Estimator:
    """Sees the bridge as the camera shows it."""

    def __init__(self, camera: Camera, camera_deg: int) -> None:
        self._camera, self._camera_deg = camera, camera_deg
        self._poses: Iterator[tuple[float, Pose | None]] = iter(BRIDGE)

    def estimate(self, frame: Frame) -> Pose | None:
        _, pose = next(self._poses)
        rotated = self._camera.size == (120, 160), self._camera.size == (160, 120)
        assert any(rotated)
        return pose and turned(pose, (self._camera_deg + self._camera.turn.rotate_deg) % 360)


@pytest.mark.parametrize(("camera_deg", "told"), [(0, []), (180, [180]), (90, [270])])
def test_a_camera_that_is_not_upright_is_turned_once_and_told(camera_deg: int, told: list[int]) -> None:
    reported: list[int] = []
    with Camera(Scripted(shots(1))) as camera:
        estimator = Uprighting(Estimator(camera, camera_deg), camera, reported.append)
        for number, (time_s, _) in enumerate(BRIDGE):
            estimator.estimate(Frame(number, time_s, clips.grey(90), Picture(90.0)))
        assert reported == told
        assert camera.turn.rotate_deg == sum(told)


@pytest.mark.slow
def test_a_clip_on_its_head_is_counted_as_if_it_were_not(tmp_path: Path) -> None:
    """Through the real program; see `sample_videos`."""
    import formcheck

    clip = Path(__file__).parents[2] / "sample_videos" / "glute_bridge.mp4"
    target = clips.clip(tmp_path / "turned.mp4", "-i", clip, "-t", "12", "-vf", "hflip,vflip,scale=480:-2", *clips.YUV)
    result = formcheck.analyze(target, exercise="glute_bridge", out=tmp_path / "out", video=False)
    assert result.summary.counts.reps >= 2
    assert any("turned by 180 degrees" in note for note in result.document.notes)
