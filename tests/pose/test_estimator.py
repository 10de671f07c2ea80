"""Poses out of pictures: the real model on a real clip, its clock, and what reaches the user's screen."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import inf, nan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import DeviceError, MissingLibraryError, ModelError
from formcheck.pose.estimator import LONGEST_PX, Clock, PoseEstimator, _as_shown
from formcheck.pose.landmarker import _close, load_ahead
from formcheck.pose.landmarks import INDEX, SWAPPED, Pose
from formcheck.pose.model.bundle import DETECTOR, LANDMARKS, read_bundle
from formcheck.pose.telemetry import NOWHERE
from formcheck.system.native import import_cv2
from formcheck.video.frame import Frame, Picture
from formcheck.video.protocols import bind_files
from tests.scripted import ScriptedEstimator

CLIP = Path(__file__).parents[2] / "sample_videos" / "glute_bridge.mp4"
PICTURE = Picture(brightness=100.0)


@cache
def clip(count: int) -> tuple[Frame, ...]:
    """The first frames of a clip in which somebody lies from the first frame on."""
    bind_files()
    capture = import_cv2().VideoCapture(str(CLIP))
    frames = tuple(Frame(i, i / 30, capture.read()[1], PICTURE) for i in range(count))
    capture.release()
    return frames


def empty(index: int = 0, time_s: float = 0.0, size: tuple[int, int] = (320, 240)) -> Frame:
    return Frame(index, time_s, np.zeros((size[1], size[0], 3), np.uint8), PICTURE)


def some_pose(x: float) -> Pose:
    return Pose(np.full((33, 2), x), np.zeros((33, 3)), np.ones(33), (320, 240))


# --- the clock


@pytest.mark.parametrize(
    ("times_s", "expected_ms"),
    [
        pytest.param([0, 0.033, 0.067, 0.1], [1, 34, 68, 101], id="regular"),
        pytest.param([5.0, 5.04], [1, 41], id="starts late"),
        pytest.param([0, 0.04, 0.04, 0.08], [1, 41, 42, 81], id="repeated, then right again"),
        pytest.param([0, 10, 0, 0.04, 0.08], [1, 10_001, 10_002, 10_041, 10_081], id="starts anew"),
        pytest.param([0, 0.0002, 0.0004], [1, 2, 3], id="faster than a millisecond"),
        pytest.param([0, nan, 0.04, inf, 0.08], [1, 2, 41, 42, 81], id="unknown times"),
        pytest.param([0, 1e12, 1e12 + 1], [1, 3_600_001, 3_601_001], id="absurd gap"),
    ],
)
def test_clock_counts_milliseconds_since_the_first_frame(times_s: list[float], expected_ms: list[int]) -> None:
    clock = Clock()
    assert [clock.tick(time_s) for time_s in times_s] == expected_ms


@given(st.lists(st.floats(), max_size=60))
def test_clock_always_goes_forward(times_s: list[float]) -> None:
    clock = Clock()
    ticks = [0, *(clock.tick(time_s) for time_s in times_s)]
    assert all(later > earlier for earlier, later in pairwise(ticks))


# --- the real model


def test_person_in_the_clip_is_found_in_pixels_of_the_picture(model_path: Path) -> None:
    frames = clip(5)
    with PoseEstimator(model_path) as estimator:
        poses = [estimator.estimate(frame) for frame in frames]
    width, height = frames[0].size
    for pose in poses:
        assert pose is not None
        assert pose.image_size == (width, height)
        hip, ear = pose.image_px[INDEX["left_hip"]], pose.image_px[INDEX["left_ear"]]
        assert 0 < hip[0] < width
        assert 0 < hip[1] < height
        # Lying down: the body stretches across the picture, which pixels of a wrong aspect ratio would not show.
        assert abs(hip[0] - ear[0]) > 2 * abs(hip[1] - ear[1])
        assert np.isfinite(pose.world_m).all()
        assert ((pose.visibility >= 0) & (pose.visibility <= 1)).all()


def test_colours_reach_the_model_as_red_green_blue(model_path: Path) -> None:
    """Compared with mediapipe itself on the same picture."""
    import mediapipe

    frame = clip(1)[0]
    with PoseEstimator(model_path, detection_confidence=0.5) as estimator:
        pose = estimator.estimate(frame)
    vision = mediapipe.tasks.vision
    # Its own confidence is 0.5 as well; at another one it may begin from another of its overlapping detections.
    options = vision.PoseLandmarkerOptions(mediapipe.tasks.BaseOptions(model_asset_path=str(model_path)))
    rgb = np.ascontiguousarray(frame.image[..., ::-1])
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        result = landmarker.detect(mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb))
    expected = [(p.x * frame.size[0], p.y * frame.size[1]) for p in result.pose_landmarks[0]]
    assert pose is not None
    np.testing.assert_allclose(pose.image_px, expected, atol=0.01)


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        pytest.param((640, 360), (640, 360), id="as large as is of use"),
        pytest.param((320, 240), (320, 240), id="small"),
        pytest.param((641, 361), (640, 360), id="a little too large"),
        pytest.param((1280, 720), (640, 360), id="twice"),
        pytest.param((1920, 1080), (640, 360), id="three times"),
        pytest.param((1080, 1920), (360, 640), id="upright"),
        pytest.param((3840, 2160), (640, 360), id="six times"),
        pytest.param((2000, 1), (640, 1), id="a line"),
    ],
)
def test_the_model_is_shown_no_larger_picture_than_is_of_use(size: tuple[int, int], shown: tuple[int, int]) -> None:
    image = np.full((size[1], size[0], 3), (10, 20, 30), np.uint8)
    found = _as_shown(image)
    assert (found.shape[1], found.shape[0]) == shown
    assert (found == (30, 20, 10)).all()
    assert found.flags.c_contiguous


def test_a_picture_that_is_not_too_large_is_shown_as_it_is() -> None:
    image = np.random.default_rng(0).integers(0, 256, (360, LONGEST_PX, 3), np.uint8)
    for view in (image, image[::2, ::2], image[:, ::-1]):
        np.testing.assert_array_equal(_as_shown(view), view[..., ::-1])


@pytest.mark.parametrize("factor", [2, 3])
def test_a_larger_picture_gives_the_same_pose_in_its_own_pixels(model_path: Path, factor: int) -> None:
    cv2 = import_cv2()
    small = clip(8)
    width, height = small[0].size
    size = width * factor, height * factor
    large = [replace(f, image=cv2.resize(f.image, size, interpolation=cv2.INTER_CUBIC)) for f in small]
    with PoseEstimator(model_path) as one, PoseEstimator(model_path) as other:
        expected, found = [one.estimate(f) for f in small][-1], [other.estimate(f) for f in large][-1]
    assert expected is not None
    assert found is not None
    assert found.image_size == size
    trunk = np.linalg.norm(expected.image_px[INDEX["left_shoulder"]] - expected.image_px[INDEX["left_hip"]])
    apart = np.linalg.norm(found.image_px / factor - expected.image_px, axis=1) / trunk
    assert np.median(apart) < 0.02


def test_empty_picture_is_nobody(model_path: Path) -> None:
    with PoseEstimator(model_path) as estimator:
        assert estimator.estimate(empty()) is None


def test_same_frames_give_the_same_poses_with_any_number_of_warm_ups(model_path: Path) -> None:
    def poses(warm_ups: int) -> list[np.ndarray]:
        with PoseEstimator(model_path) as estimator:
            for _ in range(warm_ups):
                estimator.warm_up()
            return [pose.image_px for frame in clip(6) if (pose := estimator.estimate(frame))]

    first = poses(0)
    assert len(first) == 6
    np.testing.assert_array_equal(first, poses(3))


def test_times_that_repeat_go_back_or_are_unknown_are_no_obstacle(model_path: Path) -> None:
    times_s = (0.0, 0.0, 5.0, 1.0, nan, 1.0)
    with PoseEstimator(model_path) as estimator:
        found = [estimator.estimate(Frame(i, time_s, clip(1)[0].image, PICTURE)) for i, time_s in enumerate(times_s)]
    assert None not in found


def test_size_of_the_picture_may_change(model_path: Path) -> None:
    frame = clip(1)[0]
    half = np.ascontiguousarray(frame.image[::2, ::2])
    with PoseEstimator(model_path) as estimator:
        large, small = estimator.estimate(frame), estimator.estimate(Frame(1, 0.1, half, PICTURE))
    assert large is not None
    assert small is not None
    assert small.image_size == (half.shape[1], half.shape[0])
    hip = INDEX["left_hip"]
    np.testing.assert_allclose(small.image_px[hip] * 2, large.image_px[hip], atol=0.05 * frame.size[0])


def test_a_person_who_is_suddenly_seen_from_the_other_side_is_found_at_once(model_path: Path) -> None:
    """Followed on, they would be looked for upside down, for seconds."""
    frames = clip(12)
    turned = [replace(f, time_s=f.time_s + 1, image=np.ascontiguousarray(f.image[:, ::-1])) for f in frames]
    with PoseEstimator(model_path) as estimator:
        straight = [estimator.estimate(frame) for frame in frames][-1]
        mirrored = [estimator.estimate(frame) for frame in turned]
    assert straight is not None
    expected = straight.image_px[SWAPPED] * [-1, 1] + [frames[0].size[0], 0]
    for pose in mirrored:
        assert pose is not None
        assert np.median(np.abs(pose.image_px - expected)) < 10


def test_higher_confidence_asks_for_more(model_path: Path) -> None:
    with PoseEstimator(model_path, detection_confidence=1.0) as estimator:
        assert estimator.estimate(clip(1)[0]) is None


def test_closing_twice_is_fine_and_a_closed_estimator_says_so(model_path: Path) -> None:
    estimator = PoseEstimator(model_path)
    estimator.estimate(empty())
    estimator.close()
    estimator.close()
    with pytest.raises(ValueError, match="closed"):
        estimator.estimate(empty(1, 0.1))


def test_what_goes_wrong_while_loading_ahead_is_left_to_whoever_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()

    def missing() -> None:
        asked.set()
        raise MissingLibraryError("no libEGL")

    monkeypatch.setattr("formcheck.pose.landmarker.import_mediapipe", missing)
    with load_ahead():
        assert asked.wait(10)


def test_nobody_is_told_anything_while_loading_ahead_still_turns_stderr_away(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    def slow() -> None:
        time.sleep(0.2)
        told.append("loaded")

    monkeypatch.setattr("formcheck.pose.landmarker.import_mediapipe", slow)
    with pytest.raises(DeviceError), load_ahead():
        raise DeviceError("no camera")
    assert told == ["loaded"]


def test_closing_before_use_is_fine(model_path: Path) -> None:
    PoseEstimator(model_path).close()


def bundle_of_nothing() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(DETECTOR, b"no weights")
        archive.writestr(LANDMARKS, b"no weights either")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"no model at all", "not an intact .task bundle", id="no bundle"),
        pytest.param(bundle_of_nothing(), "mediapipe cannot use this pose model", id="no weights"),
        pytest.param(None, "cannot be read", id="missing"),
    ],
)
def test_file_that_is_no_model_is_one_clear_line(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "x.task"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=message) as caught:
        PoseEstimator(path).warm_up()
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("order", [(1, 0), (0, 0)], ids=["the other way round", "found, and no joints"])
def test_parts_that_do_not_fit_are_one_clear_line_once_they_are_run(
    tmp_path: Path, model_path: Path, order: tuple[int, int]
) -> None:
    parts, other = read_bundle(model_path), tmp_path / "other.task"
    with zipfile.ZipFile(other, "w") as archive:
        for name, part in zip((DETECTOR, LANDMARKS), order, strict=True):
            archive.writestr(name, parts[part])
    with pytest.raises(ModelError, match="mediapipe cannot use this pose model") as caught, PoseEstimator(other) as one:
        one.estimate(clip(1)[0])
    assert str(other) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert os.environ.get("https_proxy") != NOWHERE  # closed, and the network is as it was


@pytest.mark.parametrize("ending", ["estimator.close()", "pass", "del estimator", "raise SystemExit(0)"])
def test_nothing_appears_on_stderr_however_the_program_ends(model_path: Path, ending: str) -> None:
    program = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from pathlib import Path
from tests.pose.test_estimator import clip, empty
from formcheck.pose.estimator import PoseEstimator
estimator = PoseEstimator(Path({str(model_path)!r}))
print(estimator.estimate(empty()), *(estimator.estimate(frame) is None for frame in clip(2)))
{ending}
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    assert ended.stdout.split() == ["None", "False", "False"]
    assert ended.returncode == 0


# --- the scripted one


def test_scripted_estimator_answers_by_index_and_with_nobody_beyond_the_end() -> None:
    estimator = ScriptedEstimator([some_pose(1), None, some_pose(3)])
    answers = [estimator.estimate(empty(index)) for index in (2, 1, 0, 3)]
    assert [pose and pose.image_px[0, 0] for pose in answers] == [3, None, 1, None]


def test_scripted_estimator_may_be_a_function_of_the_frame() -> None:
    estimator = ScriptedEstimator(lambda frame: some_pose(frame.time_s * 10))
    pose = estimator.estimate(empty(time_s=0.5))
    assert pose is not None
    assert pose.image_px[0, 0] == 5


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="interrupts as on Unix")
def test_an_interrupt_ends_the_waiting_and_not_the_call_into_the_model(model_path: Path) -> None:
    """A call that goes on alone would write into memory that is gone; closing waits for it."""
    events: list[str] = []

    class SlowLandmarker:
        def detect_for_video(self, image: object, time_ms: int) -> None:
            time.sleep(0.5)
            events.append("call ended")

        def close(self) -> None:
            events.append("closed")

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    estimator = PoseEstimator(model_path)
    estimator.warm_up()
    landmarker = estimator._landmarker
    assert landmarker is not None
    *_, thread, closed = landmarker._release.detach()[2]  # type: ignore[index]
    real, slow = landmarker._landmarker, SlowLandmarker()
    landmarker._landmarker = slow
    main = threading.main_thread().ident
    assert main is not None
    threading.Timer(0.1, signal.pthread_kill, [main, signal.SIGINT]).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            estimator.estimate(clip(1)[0])
        assert events == []
        _close(slow, thread, closed)
        assert events == ["call ended", "closed"]
    finally:
        signal.signal(signal.SIGINT, before)
        real.close()
