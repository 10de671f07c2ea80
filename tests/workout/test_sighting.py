"""What is said where nothing is recognised."""

import pytest

from formcheck.exercises import catalogue
from formcheck.kinematics.view import View
from formcheck.workout.recognition.search import sighting


@pytest.mark.parametrize(
    ("view", "exercise", "expected"),
    [
        (View.FRONT, "squat", "Seen from the front; squats?"),
        (View.BACK_45, "hip_hinge", "Seen half from behind; hinges?"),
        (View.FRONT, "glute_bridge", "Seen from the feet; bridges?"),
        (View.BACK, "donkey_kick", "Seen from the head; kicks?"),
        (View.SIDE_45, None, "Seen half from the side."),
    ],
)
def test_the_view_and_the_likeliest_exercise_are_named(view: View, exercise: str | None, expected: str) -> None:
    assert sighting(view, None if exercise is None else catalogue.load(exercise)) == expected
