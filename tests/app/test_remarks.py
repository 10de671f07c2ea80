"""What is said of a source: slow motion, and reasons that lasted."""

from dataclasses import replace

import pytest

from formcheck.app.analysis.remarks import looks_slowed
from formcheck.counting.advice import Advice
from formcheck.counting.results import Rep
from formcheck.counting.snapshot import Snapshot, State, View
from formcheck.counting.tally import MOST, Tally
from formcheck.pose.landmarks import Side
from formcheck.video.frame import Picture
from tests.past import GOOD, MISSED
from tests.replay import PEOPLE, replay


@pytest.mark.parametrize(
    ("ways_s", "slowed"),
    [
        pytest.param([(5.4, 4.9)], True, id="slower than people both ways"),
        pytest.param([(5.4, 1.2)], False, id="let down as fast as others"),
        pytest.param([(5.4, 4.9), (1.2, 1.1)], False, id="one as fast as others"),
        pytest.param([(3.9, 3.9)], False, id="slow on purpose"),
        pytest.param([], False, id="nothing counted"),
    ],
)
def test_a_film_that_is_slower_than_people_looks_like_slow_motion(
    ways_s: list[tuple[float, float]], slowed: bool
) -> None:
    reps: list[Rep] = [replace(GOOD, lift_s=lift_s, lower_s=lower_s) for lift_s, lower_s in ways_s]
    assert looks_slowed([*reps, MISSED]) is slowed


def test_no_recording_of_a_person_looks_like_slow_motion() -> None:
    assert [name for name in PEOPLE if looks_slowed(replay(name).summary.reps)] == []


def test_the_reason_is_the_one_that_held_longest_and_not_the_last() -> None:
    tally = Tally()
    for row in range(100):
        reason = Advice.UNSEEN_FEET if row < 90 else Advice.HOLD_STILL if row < 95 else Advice.NOBODY
        tally.add(Snapshot(row / 10, State.POSITIONING, reason), seen=True)
    found = tally.summary("squat", [])
    assert found.advice == Advice.UNSEEN_FEET
    assert found.advice_share == pytest.approx(0.9, abs=0.02)


def test_what_is_judged_and_what_goes_on_gives_no_reason() -> None:
    tally = Tally()
    for row in range(20):
        view = View(trusted=True, advice=Advice.MOVE_BACK)
        tally.add(Snapshot(row / 10, State.READY, Advice.UNSEEN_FEET, view=view), seen=True)
        tally.add(Snapshot(row / 10, State.RESTING, Advice.HURT), seen=True)
    assert (tally.summary("squat", []).advice, tally.summary("squat", []).advice_share) == ("", 0.0)


def test_the_yaw_of_many_hours_is_that_of_all_of_them_and_takes_no_more_memory_than_that_of_two() -> None:
    tally, moments = Tally(), 3 * MOST
    for row in range(moments):
        tally.add(Snapshot(row / 14, State.READY, view=View(Side.LEFT, 90 * row / moments)), seen=True)
    assert tally.summary("squat", []).tracking.yaw_deg == pytest.approx(45, abs=0.01)
    assert len(tally._yaw_deg) <= MOST


def test_a_picture_is_dim_long_before_it_is_black() -> None:
    assert [(Picture(light).black, Picture(light).dim) for light in (2.0, 20.0, 45.0)] == [
        (True, True), (False, True), (False, False),
    ]  # fmt: skip
