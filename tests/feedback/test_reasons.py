"""What the reason of a repetition is called: one table for the terminal, the picture, the voice and the report."""

from dataclasses import replace

import pytest

from formcheck.counting.results import Judged, NotJudged, Reason, Rep, Verdict
from formcheck.counting.tally import judged_together, totals
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import Direction
from formcheck.feedback.reasons import tally_of, words_for, words_of
from formcheck.feedback.voice.phrases import missed
from formcheck.output.report.rows import rows_of, verdict_of
from formcheck.system.language import Words
from tests.past import COUNTED, GOOD, MISSED, SHORT


@pytest.mark.parametrize(
    ("exercise", "short"),
    [
        ("glute_bridge", "not high enough"),
        ("donkey_kick", "not high enough"),
        ("squat", "not deep enough"),
        ("split_squat", "not deep enough"),
        ("hip_flexor_stretch", "not far enough"),
    ],
)
def test_the_exercise_says_in_which_direction_something_is_short(exercise: str, short: str) -> None:
    one = catalogue.find(exercise)
    assert isinstance(one, Exercise)
    assert words_for(Reason.NOT_HIGH_ENOUGH, one.direction) == short


def test_a_repetition_that_was_not_judged_is_never_called_good() -> None:
    not_judged = [replace(COUNTED, judged=Judged("front", reason=reason)) for reason in NotJudged]
    assert [words_of(rep) for rep in not_judged] == [
        "not judged", "form is judged from the side", "form could not be seen", "not surely this exercise",
        "too few pictures to time the hold",
        "added by hand",
    ]  # fmt: skip
    deep = replace(COUNTED, judged=Judged("front", ("depth_deg",), NotJudged.VIEW))
    assert words_of(deep) == "form is judged from the side"
    assert words_of(replace(deep, reason=Reason.NOT_HIGH_ENOUGH, direction=Direction.DEEPER)) == "not deep enough"
    assert words_of(GOOD) == "good"


@pytest.mark.parametrize(
    ("reps", "expected"),
    [
        ([GOOD, SHORT], "1 good"),
        ([GOOD, SHORT, COUNTED], "2 judged, 1 good"),
        ([COUNTED, COUNTED], "form is judged from the side"),
        ([MISSED], "0 good"),
    ],
)
def test_how_many_were_good_is_told_besides_those_that_were_judged(reps: list[Rep], expected: str) -> None:
    assert tally_of(totals(reps), judged_together(reps)) == expected


def test_every_reason_has_words_in_every_direction() -> None:
    words = {words_for(reason, direction) for reason in Reason for direction in Direction}
    assert len(words) == len(Reason) + len(Direction) - 1
    assert not any("_" in text for text in words)


def test_a_shallow_squat_is_told_alike_everywhere() -> None:
    shallow = replace(MISSED, exercise="squat", direction=Direction.DEEPER)
    squat = catalogue.load("squat")
    assert words_of(shallow) == "not deep enough"
    assert verdict_of(shallow) == "attempt: not deep enough"
    assert missed(Words(), shallow.reason, shallow.direction) == "Almost: not deep enough."
    assert missed(Words("de"), "not_returned", Direction.DEEPER) == "Zählt nicht: nicht beendet."
    (row,) = rows_of([replace(shallow, verdict=Verdict.REP)], squat)
    assert [name for name, _ in row.cells][-2:] == ["Down", "Up"]
