"""Which exercise a movement is, without a name: figures made by hand."""

from collections.abc import Iterable

import pytest

from formcheck.exercises import catalogue
from formcheck.workout.recognition.recognise import Recogniser
from tests.counting.movers import (
    ALL_FOURS,
    BIRD_DOG,
    BOWING,
    JUMPING_JACK,
    LEG_BACK,
    LUNGING,
    SIDE_LUNGING,
    SQUATTING,
    STANDING,
    WIDE,
    Person,
)

COUNTS = {name: catalogue.load(name).count for name in catalogue.names()}


def recognised(
    *moves: tuple[dict[str, float], dict[str, float]], end: bool = True, exercises: Iterable[str] = COUNTS
) -> dict[str, int]:
    person, recogniser = Person(), Recogniser(COUNTS)
    for rest, top in moves:
        excursion = person.moves(rest, top)
        for exercise in exercises:
            recogniser.push(exercise, excursion, person.history.evidence(excursion))
        recogniser.decide()
    if end:
        recogniser.finish()
    return {one.exercise: len(one.repetitions) for one in recogniser.sets}


@pytest.mark.parametrize(("top", "exercise"), [(SQUATTING, "squat"), (BOWING, "hip_hinge"), (LUNGING, "split_squat")])
def test_an_exercise_is_named_at_its_second_repetition(top: dict[str, float], exercise: str) -> None:
    assert recognised((STANDING, top), end=False) == {}
    assert recognised((STANDING, top), (STANDING, top), end=False) == {exercise: 2}


@pytest.mark.parametrize(("bow", "exercise"), [(0.61, "squat"), (0.63, "hip_hinge")])
def test_of_two_exercises_it_may_be_the_likelier_one_is_named_whichever_tells_first(bow: float, exercise: str) -> None:
    between = {name: (1 - bow) * squat + bow * BOWING[name] for name, squat in SQUATTING.items()}
    moves = [(STANDING, between)] * 2
    for exercises in (["squat", "hip_hinge"], ["hip_hinge", "squat"]):
        assert recognised(*moves, exercises=exercises, end=False) == {exercise: 2}


def test_a_single_repetition_is_named_at_the_end() -> None:
    assert recognised((STANDING, SQUATTING)) == {"squat": 1}


def test_another_exercise_begins_another_set() -> None:
    squats, bows = [(STANDING, SQUATTING)] * 3, [(STANDING, BOWING)] * 2
    assert recognised(*squats, *bows) == {"squat": 3, "hip_hinge": 2}


def test_a_squat_is_one_also_where_one_knee_is_seen_to_bend_much_less_and_a_side_lunge_is_none() -> None:
    one_knee = SQUATTING | {"right_knee_deg": SQUATTING["left_knee_deg"] + 45.0}
    assert recognised(*[(STANDING, one_knee)] * 3) == {"squat": 3}
    assert recognised(*[(WIDE, SIDE_LUNGING)] * 3) == {}


def test_who_steps_over_a_hurdle_bends_one_knee_and_hardly_comes_down() -> None:
    a_third = {name: value + (SQUATTING[name] - value) / 3 for name, value in STANDING.items()}
    assert recognised(*[(STANDING, a_third)] * 3) == {"squat": 3}
    assert recognised(*[(STANDING, a_third | {"right_knee_deg": a_third["left_knee_deg"] - 60.0})] * 3) == {}


def test_a_hand_that_was_not_seen_the_first_time_is_made_up_for_by_the_next() -> None:
    first, others = (ALL_FOURS, LEG_BACK), [(ALL_FOURS, BIRD_DOG)] * 3
    assert recognised(first, *others) == {"bird_dog": 4}


def test_jumping_jacks_are_nothing() -> None:
    assert recognised(*[(STANDING, JUMPING_JACK)] * 5) == {}


def test_what_was_not_named_says_what_it_resembles() -> None:
    person, recogniser = Person(), Recogniser(COUNTS)
    excursion = person.moves(STANDING, JUMPING_JACK)
    recogniser.push("squat", excursion, person.history.evidence(excursion))
    assert recogniser.candidate() == "squat"
