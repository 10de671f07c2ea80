"""Counting by height: what is a repetition, what a dip, what an attempt, and when it is told."""

from functools import partial
from itertools import chain

import numpy as np
import pytest

from formcheck.counting.counter import Counter
from formcheck.counting.movements import Moment, Movement
from formcheck.counting.stay import MOST
from formcheck.exercises import catalogue
from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import SWAPPED, FloatArray, Pose
from tests.counting.figures import course, on_all_fours, poses, standing

REST = (1.0, 0.0)
SQUAT = ((1.0, 1.0), (1.0, 0.0), (0.6, 0.0))


class Shown:
    """A counter of one exercise, shown poses."""

    def __init__(self, exercise: str) -> None:
        self.counter, self._perception = Counter(catalogue.load(exercise).count), Perception()

    def update(self, time_s: float, pose: Pose | None, in_posture: bool = True) -> Moment:
        return self.counter.update(time_s, self._perception.update(time_s, pose).followed, in_posture)

    def finish(self) -> Moment:
        return self.counter.finish()

    @property
    def repetitions(self) -> list[Movement]:
        return [told for told in self.counter.told if told.counts]

    @property
    def attempts(self) -> list[Movement]:
        return [told for told in self.counter.told if not told.counts]


def squats(*parts: tuple[float, float], rate: float = 30.0) -> tuple[Shown, list[Moment]]:
    return squat_over(*course((0.0, 0.0), *parts, rate=rate))


def squat_over(times: FloatArray, heights: FloatArray) -> tuple[Shown, list[Moment]]:
    counter = Shown("squat")
    moments = [counter.update(time_s, pose) for time_s, pose in poses(times, heights, standing)]
    moments.append(counter.finish())
    return counter, moments


def test_each_excursion_and_return_is_one_repetition_told_a_fifth_of_a_second_after_it() -> None:
    counter, moments = squats(REST, *SQUAT * 3)
    assert len(counter.repetitions) == 3
    for rep in counter.repetitions:
        assert rep.start_s < rep.top_s < rep.end_s
        assert 0.2 <= rep.told_s - rep.end_s < 0.4
        assert rep.rise == pytest.approx(1.0, abs=0.1)
    assert [told for m in moments for told in m.told] == counter.repetitions


@pytest.mark.parametrize("rate", [4, 10, 15, 60, 240])
def test_the_rate_does_not_change_the_count(rate: float) -> None:
    assert len(squats(REST, *SQUAT * 4, rate=rate)[0].repetitions) == 4


def test_hundreds_without_a_break_are_each_told_once_and_only_the_last_remembered() -> None:
    counter, moments = squats(REST, *SQUAT * 250, rate=8)
    assert sum(len(moment.told) for moment in moments) == 250
    assert len(counter.counter.told) <= MOST + 1


def test_pulses_at_the_top_are_dips_of_one_repetition() -> None:
    pulses = ((0.5, 0.7), (0.5, 1.0)) * 10
    counter, _ = squats(REST, *SQUAT * 2, (1.0, 1.0), *pulses, (1.0, 0.0), (0.6, 0.0), *SQUAT * 2)
    assert [r.dips for r in counter.repetitions] == [0, 0, 10, 0, 0]


def test_lowered_half_way_is_one_repetition_and_can_be_told_at_the_second_dip() -> None:
    lowered = ((0.8, 0.45), (0.8, 1.0)) * 6
    counter, moments = squats(REST, (1.0, 1.0), *lowered, (1.0, 0.0), REST)
    assert [r.dips for r in counter.repetitions] == [6]
    second = next(m.time_s for m in moments if m.dips == 2)
    assert second < 2.0 + 2 * 1.6


def test_ten_equally_shallow_ones_count() -> None:
    shallow = ((0.7, 0.4), (0.7, 0.0), (0.5, 0.0))
    assert len(squats(REST, *shallow * 10)[0].repetitions) == 10


def test_a_shallow_one_among_full_ones_is_an_attempt() -> None:
    counter, _ = squats(REST, *SQUAT * 3, (0.7, 0.5), (0.7, 0.0), REST, *SQUAT)
    assert len(counter.repetitions) == 4
    assert [(a.reason, round(a.rise, 1)) for a in counter.attempts] == [("not_high_enough", 0.5)]


def test_a_movement_too_small_for_anybody_is_nothing_or_an_attempt() -> None:
    assert squats(REST, (0.5, 0.1), (0.5, 0.0), REST)[0].attempts == []
    counter, _ = squats(REST, (0.5, 0.22), (0.5, 0.0), REST)
    assert [a.reason for a in counter.attempts] == ["not_high_enough"]
    assert counter.repetitions == []


@pytest.mark.parametrize("first", [0.0, 0.2, 0.4])
def test_a_recording_may_begin_just_after_the_start(first: float) -> None:
    assert len(squat_over(*course((0.0, first), (0.7, 1.0), (1.0, 0.0), REST, *SQUAT))[0].repetitions) == 2


def test_a_recording_that_begins_at_the_bottom_counts_from_the_first_complete_one() -> None:
    assert len(squat_over(*course((0.0, 1.0), (1.0, 0.0), (0.6, 0.0), *SQUAT * 2))[0].repetitions) == 2


def test_a_recording_of_one_that_has_begun_already_counts_it_where_it_was_seen_to_turn() -> None:
    assert len(squat_over(*course((0.0, 0.7), (0.4, 1.0), (1.0, 0.0), REST))[0].repetitions) == 1
    assert len(squat_over(*course((0.0, 1.0), (1.0, 0.0), REST))[0].repetitions) == 0


@pytest.mark.parametrize("times", [0.75, 1.3])
@pytest.mark.parametrize("step_s", [0.0, 1.0, 8.0])
def test_who_steps_nearer_or_back_within_a_set_loses_nothing(times: float, step_s: float) -> None:
    counter = Shown("squat")
    clock_s, heights = course((0.0, 0.0), REST, *SQUAT * 10)
    stepped_s = clock_s[len(heights) // 2]
    for time_s, height in zip(clock_s.tolist(), heights.tolist(), strict=True):
        share = float(time_s >= stepped_s) if step_s == 0 else min(max((time_s - stepped_s) / step_s, 0.0), 1.0)
        counter.update(time_s, standing(height, 1 + share * (times - 1)))
    counter.finish()
    assert len(counter.repetitions) == 10


def test_one_that_does_not_return_is_an_attempt() -> None:
    counter, _ = squats(REST, *SQUAT * 2, (1.0, 1.0))
    assert len(counter.repetitions) == 2
    assert [a.reason for a in counter.attempts] == ["not_returned"]


def test_a_first_shallow_one_waits_for_a_second_of_its_size() -> None:
    counter = Shown("squat")
    told = []
    times, heights = course((0.0, 0.0), REST, (0.7, 0.42), (0.7, 0.0), REST, (0.7, 0.42), (0.7, 0.0), REST)
    for time_s, pose in poses(times, heights, standing):
        told.append(len(counter.update(time_s, pose).told))
    assert max(told) == sum(told) == 2


def test_progress_follows_the_movement() -> None:
    _, moments = squats(REST, *SQUAT * 3)
    last = [m for m in moments if 6.2 <= m.time_s <= 8.7]
    assert max(m.progress for m in last) == pytest.approx(1.0, abs=0.1)
    assert abs(min(m.progress for m in last)) < 0.1


def test_a_second_set_farther_away_counts_as_well() -> None:
    counter = Shown("squat")
    times, heights = course((0.0, 0.0), REST, *SQUAT * 3)
    farther = partial(standing, scale=0.6, x_px=200.0)
    sets = chain(poses(times, heights, standing), poses(times + times[-1] + 0.03, heights, farther))
    for time_s, pose in sets:
        counter.update(time_s, pose)
    assert len(counter.repetitions) == 6


def test_who_leaves_the_posture_and_comes_back_is_counted_on() -> None:
    counter = Shown("squat")
    times, heights = course((0.0, 0.0), REST, *SQUAT * 2, (2.0, 0.0), REST, *SQUAT * 2)
    away = (times > 6.4) & (times < 8.0)
    for (time_s, pose), out in zip(poses(times, heights, standing), away, strict=True):
        counter.update(time_s, pose, in_posture=not out)
    assert len(counter.repetitions) == 4


def test_coming_into_the_posture_is_no_repetition() -> None:
    counter = Shown("squat")
    times, heights = course((0.0, 1.85), (1.0, 1.85), (0.4, 0.3), (0.3, 0.9), (0.6, 0.0), (1.0, 0.0), *SQUAT * 2)
    for time_s, pose in poses(times, heights, standing):
        counter.update(time_s, pose)
    assert len(counter.repetitions) == 2


def all_fours(left: FloatArray, right: FloatArray, swap: slice | None = None) -> Shown:
    counter = Shown("donkey_kick")
    for i, (a, b) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        pose = on_all_fours(a, b)
        if swap is not None and i in range(*swap.indices(len(left))):
            pose = Pose(pose.image_px[SWAPPED], pose.world_m[SWAPPED], pose.visibility, pose.image_size)
        counter.update(i / 30, pose)
    counter.finish()
    return counter


KICK = ((1.0, 1.6), (1.0, 0.0), (0.6, 0.0))


def test_alternating_legs_count_each_though_they_never_rest_at_once() -> None:
    _, left = course((0.0, 0.0), (0.5, 0.0), *(((1.0, 1.6), (1.0, 0.0), (1.4, 0.0)) * 3))
    right = np.roll(left, 51)
    right[:51] = 0.0
    sides = [r.side.value for r in all_fours(left, right).repetitions]
    assert sides == ["left", "right"] * 3 or sides == ["left", "right"] * 2 + ["left"]


def test_a_leg_never_put_down_is_one_leg_s_repetitions() -> None:
    _, left = course((0.0, 0.3), (0.6, 0.3), *(((1.0, 1.6), (1.0, 0.3)) * 4), (0.6, 0.3))
    counter = all_fours(left, np.zeros(len(left)))
    assert [r.side.value for r in counter.repetitions] == ["left"] * 4


def test_legs_exchanged_at_the_top_change_nothing() -> None:
    _, left = course((0.0, 0.0), REST, *KICK * 3)
    for begin in (55, 62, 70):
        counter = all_fours(left, np.zeros(len(left)), swap=slice(begin, begin + 8))
        assert [r.side.value for r in counter.repetitions] == ["left"] * 3


def test_collapsed_and_missing_poses_are_no_movement() -> None:
    counter = Shown("squat")
    times, heights = course((0.0, 0.0), REST, *SQUAT * 3)
    for i, (time_s, pose) in enumerate(poses(times, heights, standing)):
        shown: Pose | None = pose
        if i % 40 in (0, 1, 2, 3):
            middle = pose.image_px.mean(axis=0)
            shown = Pose(middle + 0.3 * (pose.image_px - middle), pose.world_m, pose.visibility, pose.image_size)
        elif i % 40 == 10:
            shown = None
        elif i % 40 == 11:
            shown = Pose(pose.image_px * np.nan, pose.world_m, pose.visibility, pose.image_size)
        counter.update(time_s, shown)
    assert len(counter.repetitions) == 3
    assert counter.attempts == []


def test_a_knocked_camera_is_no_cut() -> None:
    counter = Shown("squat")
    times, heights = course((0.0, 0.0), REST, *SQUAT * 3)
    for time_s, pose in poses(times, heights, standing):
        moved = pose.image_px + (60.0 if time_s > 4.5 else 0.0)
        counter.update(time_s, Pose(moved, pose.world_m, pose.visibility, pose.image_size))
    assert len(counter.repetitions) == 3


def test_nothing_told_is_taken_back_and_what_is_kept_is_bounded() -> None:
    counter = Shown("squat")
    times, heights = course((0.0, 0.0), REST, *SQUAT * 3, (240.0, 0.0), *SQUAT * 60, rate=10)
    seen = 0
    for time_s, pose in poses(times, heights, standing):
        counter.update(time_s, pose)
        assert len(counter.repetitions) >= seen
        seen = len(counter.repetitions)
    assert len(counter.repetitions) == 63
    assert len(counter.counter._stay._course.turns.points) < 120


def test_partial_movements_are_told_once_each_however_many_there_are() -> None:
    counter, _ = squats(REST, *((0.5, 0.22), (0.5, 0.0), (0.3, 0.0)) * 12, REST)
    assert len(counter.attempts) == 12
