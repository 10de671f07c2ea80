"""The loop over pictures of which not every one is looked at."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from formcheck.app.loop import estimated, follow
from formcheck.counting.moment import Moment
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Frame, Gap, Picture
from formcheck.video.pace import LIVE_POSES_PER_SECOND, Pace
from tests.people import bridging

BLACK = np.zeros((48, 64, 3), np.uint8)


class Bridging:
    """Sees somebody who lifts the hips for two of every six seconds."""

    def __init__(self) -> None:
        self.looked_s: list[float] = []

    def estimate(self, frame: Frame) -> Pose | None:
        self.looked_s.append(frame.time_s)
        at_s = frame.time_s % 6
        return bridging(-50 + 50 * float(np.clip(min(at_s - 1, 5 - at_s), 0, 1)))


class Shown:
    def __init__(self) -> None:
        self.all: list[tuple[Moment, Snapshot]] = []

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        self.all.append((moment, snapshot))


def frames(fps: float, seconds: float) -> Iterator[Frame]:
    for number in range(round(fps * seconds)):
        yield Frame(number, number / fps, BLACK, Picture(100.0))


def test_live_half_of_the_pictures_are_looked_at_and_every_one_is_shown() -> None:
    sees, shown = Bridging(), Shown()
    moments = estimated(frames(30, 25), sees, Pace(LIVE_POSES_PER_SECOND, 30).wants)
    summary = follow(moments, Session(catalogue.load("glute_bridge")), [shown])
    assert len(sees.looked_s) == 375
    assert [moment.time_s for moment, _ in shown.all] == [number / 30 for number in range(750)]
    assert all(moment.frame is not None and moment.pose is not None for moment, _ in shown.all)
    assert summary.counts.reps == 4
    assert sum(snapshot.finished is not None for _, snapshot in shown.all) == 4
    assert summary.frames == 750


def test_the_count_is_that_of_the_pictures_that_were_looked_at() -> None:
    every, paced = (
        follow(estimated(frames(30, 25), Bridging(), look), Session(catalogue.load("glute_bridge")), [])
        for look in (None, Pace(fps=30).wants)
    )
    assert every.counts == paced.counts
    for one, other in zip(every.reps, paced.reps, strict=True):
        assert abs(one.hold_s - other.hold_s) < 0.1


def test_nobody_is_drawn_where_there_is_no_picture() -> None:
    gap = Gap(0.1, Picture(100.0, lost="no picture"))
    moments = list(estimated([*frames(30, 0.1), gap], Bridging(), Pace(LIVE_POSES_PER_SECOND, 30).wants))
    assert [moment.looked_at for moment in moments] == [True, False, True, True]
    assert moments[-1].pose is None
    assert replace(Picture(1.0), lost="no picture") == replace(moments[-1].picture or Picture(0), brightness=1.0)
