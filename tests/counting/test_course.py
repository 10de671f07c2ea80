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
    course.scale(times, before_s=1.0, length=times * length)
    assert course.rest == pytest.approx(times * at_rest)
    assert course.length == pytest.approx(times * length)


@pytest.mark.parametrize("exercise", ["glute_bridge", "single_leg_bridge", "prone_leg_lift"])
@pytest.mark.parametrize(("climbs", "rest"), [(0.0, None), (45.0, pytest.approx(80.0))])
def test_who_lies_on_a_floor_that_climbs_in_the_picture_rests_higher(
    exercise: str, climbs: float, rest: object
) -> None:
    """Seen from the head end by a camera 1.3 m high the hips of a bridge rested 0.76 thighs over the shoulders."""
    limits = catalogue.load(exercise).count
    course = Course(limits, DEFAULTS)
    for row in range(30):
        course.update(row / 30, (80.0,) * (2 if exercise == "prone_leg_lift" else 1), 100.0, climbs)
    assert limits.rest_climbs is not None
    assert course.rest == rest
