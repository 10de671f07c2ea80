"""A computer that is slower than its camera: when every second picture has to do, and that it is told once."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from formcheck.app.loop import estimated
from formcheck.counting.moment import Moment
from formcheck.pose.landmarks import COUNT, Pose
from formcheck.pose.overload import PATIENCE_S, OverloadDetector, TimedEstimator
from formcheck.video.camera import Camera
from formcheck.video.frame import Frame
from formcheck.video.sources import Shot
from tests import clips
from tests.scripted import ScriptedEstimator

Look = tuple[int, float, float]


def looks(took_s: float, seconds: float, *, fps: float = 30.0, begin: int = 0) -> list[Look]:
    """What a camera delivers to a model that takes so long: the newest picture each time it is free."""
    step = max(1, -int(-took_s * fps // 1))
    return [(i, i / fps, took_s) for i in range(begin, begin + round(seconds * fps), step)]


@pytest.mark.parametrize(
    ("history", "relieved"),
    [
        pytest.param(looks(0.010, 60), False, id="fast"),
        pytest.param(looks(0.032, 60), False, id="just fast enough"),
        pytest.param(looks(0.036, 10), True, id="a little too slow"),
        pytest.param(looks(0.080, 10), True, id="much too slow"),
        pytest.param(looks(0.080, PATIENCE_S - 0.1), False, id="too slow for a short while only"),
        pytest.param(looks(0.010, 30) + looks(0.080, 2, begin=900), False, id="a short while later on"),
        pytest.param(looks(0.010, 30) + looks(0.080, 6, begin=900), True, id="too slow later on"),
        pytest.param(looks(0.080, 60, fps=10), False, id="a slow camera too"),
        pytest.param(looks(0.060, 60, fps=20), True, id="half of a slower camera is enough"),
        pytest.param(looks(0.120, 60, fps=12), False, id="half of a slow camera would be too little"),
        pytest.param([(0, 0.0, 0.8), *looks(0.010, 60, begin=24)], False, id="one hiccup"),
        pytest.param(looks(0.080, 3) + looks(0.080, 3, begin=900), False, id="nobody there in between"),
        pytest.param([(i, i / 30, 0.05 * (i % 2)) for i in range(900)], False, id="every other one is a repetition"),
        pytest.param([(i, 0.0, 0.08) for i in range(900)], False, id="a clock that stands still"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_every_second_picture_has_to_do_where_the_model_stays_slower_than_the_camera(
    history: list[Look], relieved: bool
) -> None:
    load = OverloadDetector()
    told = [load.update(*look) for look in history]
    assert load.relieved is relieved
    assert sum(told) == relieved


def test_it_does_not_go_back() -> None:
    load = OverloadDetector()
    assert any([load.update(*look) for look in looks(0.080, 10)])
    assert not any([load.update(*look) for look in looks(0.005, 600, begin=300)])
    assert load.relieved


class Film:
    """Thirty pictures a second by their times, each taken when the one before has been dealt with."""

    name, size, fps, live = "film", (160, 120), 30.0, False

    def __init__(self, count: int) -> None:
        self._count = count
        self.next = threading.Semaphore(1)

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        for index in range(self._count):
            self.next.acquire(timeout=0.02)  # nobody deals with one that is dropped
            yield Shot(index, index / 30, clips.grey(index % 200))

    def close(self) -> None:
        pass


class Slow(ScriptedEstimator):
    """Finds somebody in every picture, and takes fifty milliseconds of its own clock."""

    now_s = 0.0

    def estimate(self, frame: Frame) -> Pose | None:
        self.now_s += 0.050
        return super().estimate(frame)


def watch(film: Film, estimator: Slow, told: list[int]) -> list[Moment]:
    moments: list[Moment] = []
    with Camera(film) as camera:

        def relieve() -> None:
            told.append(len(moments))
            camera.halve()

        for moment in estimated(camera, TimedEstimator(estimator, relieve, clock=lambda: estimator.now_s)):
            moments.append(moment)
            film.next.release()
    return moments


def somebody(frame: Frame) -> Pose:
    return Pose(np.zeros((COUNT, 2)), np.zeros((COUNT, 3)), np.ones(COUNT), frame.size)


def test_a_slow_model_is_given_every_second_picture_and_it_is_told_once() -> None:
    told: list[int] = []
    moments = watch(Film(300), Slow(somebody), told)
    assert len(told) == 1
    indices = [moment.frame.index for moment in moments if moment.frame is not None]
    before, after = indices[: told[0] + 1], indices[told[0] + 1 :]  # the next may be waiting already
    assert before[-1] == pytest.approx(30 * PATIENCE_S, abs=3)
    assert 1 in np.diff(before)
    assert len(after) > 20
    assert np.diff(after).min() >= 2


def test_nobody_minds_how_long_it_takes_to_look_for_somebody() -> None:
    told: list[int] = []
    moments = watch(Film(250), Slow(lambda frame: None), told)
    assert told == []
    assert 1 in np.diff([moment.frame.index for moment in moments[-20:] if moment.frame is not None])
