"""Repeated pictures: looked at once, answered as often as they come."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.pose.crop import pose_estimator
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.landmarks import COUNT, Pose
from formcheck.pose.repeats import Repeats
from formcheck.video.frame import Frame, Picture
from tests.pose.test_crop import close_up, frame
from tests.pose.test_estimator import clip
from tests.scripted import ScriptedEstimator


class Counting(ScriptedEstimator):
    """Sees somebody in every bright picture; remembers which ones it was asked about."""

    def __init__(self) -> None:
        super().__init__(lambda frame: pose(frame.index) if frame.image.any() else None)
        self.asked: list[int] = []

    def estimate(self, frame: Frame) -> Pose | None:
        self.asked.append(frame.index)
        return super().estimate(frame)


def pose(x: float) -> Pose:
    return Pose(np.full((COUNT, 2), x), np.zeros((COUNT, 3)), np.ones(COUNT), (8, 8))


def picture(index: int, level: int, *, frozen: bool = False) -> Frame:
    return Frame(index, index / 30, np.full((8, 8, 3), level, np.uint8), Picture(float(level), frozen))


def doubled(frames: list[Frame]) -> list[Frame]:
    """The same film at twice the rate."""
    pairs = [(f, replace(f, time_s=f.time_s + 0.04, picture=replace(f.picture, frozen=True))) for f in frames]
    return [replace(f, index=index) for index, f in enumerate(f for pair in pairs for f in pair)]


@pytest.mark.parametrize(
    ("frames", "asked", "found"),
    [
        pytest.param([picture(0, 9), picture(1, 9, frozen=True), picture(2, 7)], [0, 2], [0, 0, 2], id="repeated once"),
        pytest.param([picture(0, 9), *(picture(i, 9, frozen=True) for i in (1, 2))], [0], [0, 0, 0], id="repeated on"),
        pytest.param([picture(0, 0), picture(1, 0, frozen=True)], [0], [None, None], id="nobody stays nobody"),
        pytest.param([picture(3, 9, frozen=True)], [3], [3], id="what it repeats was never seen"),
        pytest.param([picture(0, 9), picture(2, 5, frozen=True)], [0, 2], [0, 2], id="what it repeats was dropped"),
        pytest.param([picture(0, 9), picture(1, 9)], [0, 1], [0, 1], id="alike, and not said to be the same"),
    ],
)
def test_a_picture_that_repeats_the_one_before_is_not_looked_at(
    frames: list[Frame], asked: list[int], found: list[int | None]
) -> None:
    counting = Counting()
    estimator = Repeats(counting)
    answers = [estimator.estimate(frame) for frame in frames]
    assert counting.asked == asked
    assert [answer and answer.image_px[0, 0] for answer in answers] == found


def test_a_look_that_was_broken_off_is_not_the_answer_for_the_next_picture() -> None:
    broken = iter([KeyboardInterrupt()])

    def look(frame: Frame) -> Pose:
        for error in broken:
            raise error
        return pose(frame.index)

    estimator = Repeats(ScriptedEstimator(look))
    with pytest.raises(KeyboardInterrupt):
        estimator.estimate(picture(0, 9))
    found = estimator.estimate(picture(1, 9, frozen=True))
    assert found is not None
    assert found.image_px[0, 0] == 1


def test_a_doubled_film_gives_the_poses_of_the_film_it_was_made_from(model_path: Path) -> None:
    frames = [replace(f, index=i, time_s=i / 12) for i, f in enumerate(clip(16)[::2])]
    with PoseEstimator(model_path) as bare:
        plain = [bare.estimate(frame) for frame in frames]
    with pose_estimator(model_path) as estimator:
        twice = [estimator.estimate(frame) for frame in doubled(frames)]
    assert len(twice) == 2 * len(plain)
    for index, expected in enumerate(plain):
        assert expected is not None
        for found in twice[2 * index : 2 * index + 2]:
            assert found is not None
            np.testing.assert_array_equal(found.image_px, expected.image_px)


def test_a_doubled_cut_is_a_cut(model_path: Path) -> None:
    """The picture after the cut is compared with the one before it, however often that came."""
    frames = clip(12)
    turned = [replace(f, time_s=f.time_s + 1, image=np.ascontiguousarray(f.image[:, ::-1])) for f in frames[:2]]
    film = [replace(f, index=i) for i, f in enumerate([*frames, *turned])]
    with PoseEstimator(model_path) as bare:
        plain = [bare.estimate(frame) for frame in film][-1]
    with pose_estimator(model_path) as estimator:
        twice = [estimator.estimate(frame) for frame in doubled(film)][-1]
    assert plain is not None
    assert twice is not None
    np.testing.assert_array_equal(twice.image_px, plain.image_px)


def test_somebody_small_is_found_and_followed_in_a_doubled_film_too() -> None:
    places = [(100 + 6 * row, 170) for row in range(40)]
    film = doubled([frame(row, place) for row, place in enumerate(places)])
    estimator = Repeats(close_up())
    found = [estimator.estimate(one) for one in film]
    assert all(first is second for first, second in zip(found[::2], found[1::2], strict=True))
    assert found[-1] is not None
    assert found[-1].image_px[0] == pytest.approx(places[-1], abs=1)
    assert sum(pose is not None for pose in found[::2]) > 25
