"""What is shown and written of the pictures between two that were looked at."""

from dataclasses import replace
from math import isnan, nan

import numpy as np
import pytest

from formcheck.app.between import Ahead, Between, pose_between
from formcheck.counting.moment import Moment
from formcheck.counting.results import Reason, Rep, Verdict
from formcheck.counting.snapshot import Phase, Snapshot, State
from formcheck.pose.landmarks import Pose, Side
from tests.people import bridging

DONE = Rep(1, Side.BOTH, Verdict.REP, Reason.GOOD, 0.0, 0.5, 1.0, 0.2, 0.9, 0.0, 0.0)


class Shown:
    """Keeps what it is shown."""

    def __init__(self) -> None:
        self.all: list[tuple[Moment, Snapshot]] = []

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        self.all.append((moment, snapshot))


def told(time_s: float, hip_deg: float, **more: object) -> Snapshot:
    measures = {"hip_extension_deg": hip_deg}
    kept = Snapshot(time_s, State.EXERCISING, phase=Phase.LIFT, progress=time_s, measures=measures, raw=measures)
    return replace(kept, **more)  # type: ignore[arg-type]


def shown(times_s: list[float], *seen: tuple[float, Pose | None, Snapshot]) -> list[tuple[Moment, Snapshot]]:
    sink = Shown()
    between = Between(times_s, [sink])
    for time_s, pose, snapshot in seen:
        between.show(Moment(time_s, pose), snapshot)
    between.finish()
    return sink.all


def test_every_picture_is_shown_once_in_its_turn() -> None:
    times_s = [number / 30 for number in range(9)]
    seen = [(at_s, bridging(-40), told(at_s, -40.0)) for at_s in times_s[::3]]
    found = shown(times_s, *seen)
    assert [moment.time_s for moment, _ in found] == times_s
    assert [snapshot.time_s for _, snapshot in found] == times_s
    assert [moment.looked_at for moment, _ in found] == [True, False, False] * 3


def test_landmarks_and_measures_lie_on_a_line_between() -> None:
    first, last = bridging(-40), bridging(-10)
    found = shown([0.0, 0.25, 1.0], (0.0, first, told(0.0, -40.0)), (1.0, last, told(1.0, -10.0)))
    moment, snapshot = found[1]
    assert moment.pose is not None
    assert moment.pose.image_px == pytest.approx(0.75 * first.image_px + 0.25 * last.image_px)
    assert snapshot.measures["hip_extension_deg"] == pytest.approx(-32.5)
    assert snapshot.raw["hip_extension_deg"] == pytest.approx(-32.5)
    assert snapshot.progress == pytest.approx(0.25)


def test_nothing_is_told_between() -> None:
    found = shown(
        [0.0, 0.1, 0.2], (0.0, None, told(0.0, -40.0, finished=DONE)), (0.2, None, told(0.2, -40.0, finished=DONE))
    )
    assert [snapshot.finished is DONE for _, snapshot in found] == [True, False, True]


def test_an_angle_does_not_go_round_the_other_way() -> None:
    found = shown([0.0, 0.1, 0.2, 0.3], (0.0, None, told(0.0, 170.0)), (0.3, None, told(0.3, -170.0)))
    assert [snapshot.measures["hip_extension_deg"] for _, snapshot in found] == [170.0, 170.0, -170.0, -170.0]


def test_what_is_not_known_on_both_sides_is_not_known_between() -> None:
    pose = bridging(-40)
    found = shown([0.0, 0.1, 0.2], (0.0, pose, told(0.0, -40.0)), (0.2, None, told(0.2, nan)))
    moment, snapshot = found[1]
    assert moment.pose is None
    assert isnan(snapshot.measures["hip_extension_deg"])
    assert pose_between(pose, replace(pose, image_size=(64, 48)), 0.5) is None


def test_a_running_hold_grows_and_one_that_ended_does_not_shrink() -> None:
    found = shown(
        [0.0, 0.1, 0.2, 0.3, 0.4],
        (0.0, None, told(0.0, 0.0, hold_s=1.0)),
        (0.2, None, told(0.2, 0.0, hold_s=1.2)),
        (0.4, None, told(0.4, 0.0, hold_s=0.0)),
    )
    assert [snapshot.hold_s for _, snapshot in found] == pytest.approx([1.0, 1.1, 1.2, 1.2, 0.0])


def test_pictures_after_the_last_that_was_looked_at_are_as_that() -> None:
    pose = bridging(-40)
    found = shown([0.0, 0.1, 0.2], (0.0, pose, told(0.0, -40.0)))
    assert len(found) == 3
    last = found[-1][0].pose
    assert last is not None
    assert np.array_equal(last.image_px, pose.image_px)


def test_between_two_looks_a_person_goes_on_as_before() -> None:
    ahead, first, last = Ahead(), bridging(-40), bridging(-30)
    assert ahead.pose(0.0) is None
    ahead.see(0.0, first)
    assert ahead.pose(0.03) is first
    assert ahead.see(0.06, last) is last
    found = ahead.pose(0.09)
    assert found is not None
    assert found.image_px == pytest.approx(1.5 * last.image_px - 0.5 * first.image_px)
    assert ahead.pose(0.5) is last  # too long ago to know
    ahead.see(0.12, None)
    assert ahead.pose(0.15) is None
