"""Which pictures the pose model is shown."""

from collections.abc import Iterator
from itertools import pairwise
from math import nan

import pytest

from formcheck.video.pace import EVERY, LIVE_POSES_PER_SECOND, POSES_PER_SECOND, Chosen, Pace


def times_s(fps: float, count: int, decimals: int = 9) -> Iterator[float]:
    return (round(number / fps, decimals) for number in range(count))


def steps(pace: Pace, fps: float, decimals: int = 9) -> set[int]:
    """How many pictures lie between one that is looked at and the next, over a minute."""
    looked = [row for row, at_s in enumerate(times_s(fps, round(60 * fps), decimals)) if pace.wants(at_s)]
    return {after - before for before, after in pairwise(looked)}


@pytest.mark.parametrize(
    ("fps", "step"),
    [(5, 1), (10, 1), (12, 1), (15, 1), (23.976, 2), (24, 2), (25, 2), (29.97, 2), (30, 2), (50, 4), (59.94, 5),
     (60, 5), (120, 10), (240, 20)],
)  # fmt: skip
def test_the_largest_whole_step_that_leaves_enough(fps: float, step: int) -> None:
    assert steps(Pace(fps=fps), fps) == {step}
    assert fps / step >= min(fps, POSES_PER_SECOND)


@pytest.mark.parametrize("fps", [23.976, 25, 30, 59.94])
def test_times_in_whole_milliseconds_leave_as_many(fps: float) -> None:
    (step,) = steps(Pace(fps=fps), fps)
    assert steps(Pace(fps=fps), fps, decimals=3) == {step}


def test_before_a_camera_half_of_thirty() -> None:
    assert [steps(Pace(LIVE_POSES_PER_SECOND, fps), fps) for fps in (15, 25, 30, 60)] == [{1}, {2}, {2}, {4}]


def test_every_picture_and_so_many_a_second() -> None:
    assert steps(Pace(EVERY, 240), 240) == {1}
    assert steps(Pace(20, 60), 60) == {3}
    assert steps(Pace(20, 30), 30) == {1}


def test_where_the_rate_changes_the_step_does() -> None:
    slow = [10 + number / 8 for number in range(80)]
    pace = Pace(fps=60)
    looked_s = [
        at_s for at_s in [*times_s(60, 600), *slow, *(20 + at_s for at_s in times_s(60, 600))] if pace.wants(at_s)
    ]
    gaps_s = [after - before for before, after in pairwise(looked_s)]
    assert max(gaps_s) < 0.126  # as the pictures themselves
    assert [at_s for at_s in looked_s if 10 <= at_s < 20] == slow
    assert sum(20 <= at_s < 30 for at_s in looked_s) < 130


def test_after_a_gap_and_a_jump_back_the_first_picture_is_looked_at() -> None:
    pace = Pace(fps=30)
    wanted = {at_s: pace.wants(at_s) for at_s in (0.0, 1 / 30, 5.0, 5 + 1 / 30, 3.0)}
    assert wanted == {0.0: True, 1 / 30: False, 5.0: True, 5 + 1 / 30: False, 3.0: True}


def test_a_rate_that_is_not_known_is_learnt() -> None:
    pace = Pace(fps=nan)
    looked = sum(pace.wants(at_s) for at_s in times_s(240, 2400))
    assert looked == pytest.approx(120, abs=5)


def test_pictures_that_have_been_chosen() -> None:
    chosen = Chosen([0.0, 0.5, 1.0, 1.5])
    assert [chosen.wants(at_s) for at_s in (0.0, 0.2, 0.5004, 0.51, 1.4996, 2.0)] == [
        True,
        False,
        True,
        False,
        True,
        False,
    ]
    assert [chosen.between(0.5, 1.5).wants(at_s) for at_s in (0.0, 0.5, 1.0, 1.5)] == [False, True, True, False]
