"""Which known name somebody may have meant."""

import pytest

from formcheck.system.nearest import did_you_mean, nearest

KNOWN = ("donkey_kick", "glute_bridge", "single_leg_bridge", "squat", "split_squat", "walk")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("glute bridge", ["glute_bridge"]),
        ("Glute-Bridge", ["glute_bridge"]),
        ("bridge", ["glute_bridge", "single_leg_bridge"]),
        ("squats", ["squat", "split_squat"]),
        ("donky_kick", ["donkey_kick"]),
        ("brige", ["glute_bridge", "single_leg_bridge"]),
        ("glut brigde", ["glute_bridge"]),
        ("handstand", []),
        ("", []),
    ],
)
def test_a_name_is_found_by_its_words_and_by_its_letters(typed: str, meant: list[str]) -> None:
    assert nearest(typed, KNOWN) == meant


def test_the_question_is_left_out_where_nothing_is_near() -> None:
    assert did_you_mean("bridge", KNOWN) == " did you mean glute_bridge or single_leg_bridge?"
    assert did_you_mean("handstand", KNOWN) == ""
