"""Whole sessions as they are heard: what is said of good ones, and of what is to change."""

from functools import cache

import pytest

from benchmarks.transcripts import transcript
from formcheck.counting.advice import Extent
from formcheck.exercises import catalogue

pytestmark = pytest.mark.slow


@cache
def texts(name: str) -> list[str]:
    return [text for _, text in transcript(name)]


def corrections(name: str, exercise: str) -> list[str]:
    """What is said that is a correction, without by how much."""
    says = list(catalogue.load(exercise).corrections)
    return [say for text in texts(name) for say in says if text.startswith(say)]


def test_good_squats_are_left_alone_and_counted() -> None:
    assert corrections("good", "squat") == []
    assert texts("good")[-1] == "Done. 8 squats, 8 good."


def test_shallow_ones_are_counted_told_with_how_much_is_missing_and_not_called_good() -> None:
    assert set(corrections("shallow", "squat")) == {catalogue.load("squat").cues.not_high_enough}
    assert any(Extent.THREE_QUARTERS in text for text in texts("shallow"))
    assert texts("shallow")[-1] == "Done. 8 squats, 0 good."


def test_a_falling_trunk_is_named_not_at_every_repetition_and_left_alone_in_the_end() -> None:
    assert corrections("leaning", "squat") == ["Chest up."] * 3
    assert any("Next time: Chest up." in text for text in texts("leaning"))


def test_hurry_is_a_tip_and_no_fault() -> None:
    assert set(corrections("hurrying", "glute_bridge")) == {"Lower slowly, two seconds."}
    assert texts("hurrying")[-1] == "Done. 8 bridges, 8 good."


def test_the_leg_that_stays_behind_is_named() -> None:
    legs = {text.split(".")[0] for text in texts("uneven") if "Push your heel" in text and "leg" in text}
    assert legs == {"Right leg"}


def test_what_is_followed_is_noticed_and_not_said_again() -> None:
    said = texts("corrected half-way")
    at = next(number for number, text in enumerate(said) if text.endswith("Better."))
    longer = catalogue.load("glute_bridge").cues.hold_short
    assert any(text.startswith(longer) for text in said[:at])
    assert [text for text in said[at:] if longer in text] == [f"{longer} That got better: keep it."]
