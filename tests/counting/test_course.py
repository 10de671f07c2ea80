"""The course of one height."""

import pytest

from formcheck.counting.course import Course
from formcheck.counting.settings import DEFAULTS
from formcheck.exercises import catalogue


@pytest.mark.parametrize("exercise", ["squat", "donkey_kick"])
@pytest.mark.parametrize("times", [0.7, 1.4])
def test_who_has_stepped_nearer_or_back_rests_at_another_height_that_is_rest_all_the_same(
    exercise: str, times: float
) -> None:
    limits = catalogue.load(exercise).count
    course = Course(limits, DEFAULTS)
    length, at_rest = 100.0, {"squat": -195.0, "donkey_kick": -105.0}[exercise]
    legs = 2 if exercise == "donkey_kick" else 1
    for row in range(30):
        course.update(row / 30, (at_rest,) * legs, length, 0.0)
    assert course.rest == pytest.approx(at_rest)
    course.scale(times, before_s=1.0)
    assert (course.rest, course.length) == (pytest.approx(times * at_rest), pytest.approx(times * length))
