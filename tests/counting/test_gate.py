"""What a name lets through, and what it keeps out."""

import pytest

from formcheck.counting.evidence import History
from formcheck.counting.gate import NamedGate, Verdict
from formcheck.counting.movements import Movement
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import Side
from tests.counting.movers import (
    ALL_FOURS,
    BIRD_DOG,
    BOTH_FEET_IN_THE_AIR,
    BOWING,
    JUMPING_JACK,
    LEG_RAISED,
    LUNGING,
    LUNGING_FROM_BEHIND,
    LYING,
    SIDE_LUNGING,
    SQUATTING,
    SQUATTING_WIDE,
    STANDING,
    WIDE,
    Person,
)  # fmt: skip


def gate_of(name: str) -> NamedGate:
    return NamedGate(catalogue.load(name))


def named(exercise: str, *moves: tuple[dict[str, float], dict[str, float]]) -> list[Verdict]:
    """The last verdict on each movement."""
    person, gate = Person(), gate_of(exercise)
    verdicts: dict[float, Verdict] = {}
    for rest, top in moves:
        excursion = person.moves(rest, top)
        for verdict in gate.push(excursion, person.history.evidence(excursion)):
            verdicts[verdict.movement.start_s] = verdict
    for verdict in gate.finish():
        verdicts[verdict.movement.start_s] = verdict
    return list(verdicts.values())


def test_the_name_decides_between_neighbours_but_not_surely() -> None:
    verdicts = named("squat", *[(STANDING, BOWING)] * 3)
    assert [(v.movement.counts, v.surely) for v in verdicts] == [(True, False)] * 3


def test_hips_that_go_over_one_foot_make_no_hinge_though_they_may_make_a_squat() -> None:
    assert [v.movement.counts for v in named("hip_hinge", *[(WIDE, SQUATTING_WIDE)] * 3)] == [True] * 3
    assert [v.movement.counts for v in named("squat", *[(WIDE, SIDE_LUNGING)] * 3)] == [True] * 3
    assert [v.movement.counts for v in named("hip_hinge", *[(WIDE, SIDE_LUNGING)] * 3)] == [False] * 3


@pytest.mark.parametrize(("top", "counts"), [(LUNGING, True), (LUNGING_FROM_BEHIND, True), (LEG_RAISED, False)])
def test_both_feet_of_a_split_squat_stand(top: dict[str, float], *, counts: bool) -> None:
    assert [v.movement.counts for v in named("split_squat", *[(STANDING, top)] * 3)] == [counts] * 3


def test_a_stride_that_lies_in_depth_is_not_asked_of_a_split_squat_but_makes_none_good() -> None:
    assert [v.surely for v in named("split_squat", *[(STANDING, LUNGING)] * 3)] == [True] * 3
    assert [v.surely for v in named("split_squat", *[(STANDING, LUNGING_FROM_BEHIND)] * 3)] == [False] * 3
    aside = LUNGING_FROM_BEHIND | {"front_on": 0.1, "feet_apart": 2.1, "leg_aside": 1.6}
    assert [v.movement.counts for v in named("split_squat", *[(WIDE, aside)] * 3)] == [False] * 3


def test_a_leg_that_goes_back_in_depth_is_a_bird_dogs_but_not_a_good_one() -> None:
    end_on = BIRD_DOG | {"stride": 0.1, "front_on": 0.95}
    assert [(v.movement.counts, v.surely) for v in named("bird_dog", *[(ALL_FOURS, end_on)] * 3)] == [(True, False)] * 3
    sideways = BIRD_DOG | {"stride": 0.1, "right_wrist": -1.2}
    assert [v.movement.counts for v in named("bird_dog", *[(ALL_FOURS, sideways)] * 3)] == [False] * 3


def test_a_body_that_the_model_turns_over_at_the_top_is_still_the_one_that_rests() -> None:
    turned_over = LYING | {"left_foot": -0.7, "right_foot": 1.2, "chest_up": -0.9, "nose": 0.0, "floor_px": -600.0}
    verdicts = named("single_leg_bridge", *[(LYING, turned_over)] * 3)
    assert [(v.movement.counts, v.surely) for v in verdicts] == [(True, False)] * 3


def test_hips_that_rise_in_the_picture_make_a_bridge_wherever_the_feet_are_seen() -> None:
    (verdict,) = named("single_leg_bridge", (LYING, BOTH_FEET_IN_THE_AIR))
    assert verdict.movement.counts
    assert not verdict.surely
    sat_up = LYING | {"shoulders": -0.6}  # as seen of who lies down from sitting: the shoulders come down
    assert [v.movement.counts for v in named("single_leg_bridge", *[(LYING, sat_up)] * 3)] == [False] * 3


@pytest.mark.parametrize(("share_face_up", "counts"), [(0.8, True), (1.0, False)])
def test_who_seems_to_turn_over_in_every_picture_is_not_surely_out_of_position(
    share_face_up: float, *, counts: bool
) -> None:
    face_down = LYING | {"chest_up": -0.9, "nose": 0.0, "left_knee": 0.0, "right_knee": 0.0}
    face_up = face_down | {"chest_up": 0.9, "nose": 0.3}
    person, gate = Person(), gate_of("prone_leg_lift")

    def rest() -> None:
        for k in range(20):
            person.hold(face_up if k % 10 < 10 * share_face_up else face_down, 0.05)

    rest()
    start_s = person.time_s
    person.hold(face_down | {"left_foot": 0.6})
    lift = Movement(start_s, start_s + 0.5, person.time_s, person.time_s, 1.0, Side.LEFT)
    rest()
    (verdict,) = gate.push(lift, person.history.evidence(lift))
    assert (verdict.movement.reason != "not_in_position") == counts


def test_a_name_of_another_class_of_posture_counts_nothing() -> None:
    verdicts = named("glute_bridge", *[(STANDING, SQUATTING)] * 3)
    assert [v.movement.reason for v in verdicts] == ["not_in_position"] * 3


def test_one_odd_repetition_of_a_set_is_not_refused() -> None:
    moves = [(STANDING, SQUATTING)] * 2 + [(STANDING, JUMPING_JACK)] + [(STANDING, SQUATTING)] * 2
    assert [v.movement.counts for v in named("squat", *moves)] == [True] * 5


def test_a_set_that_is_surely_something_else_is_refused() -> None:
    assert not any(v.movement.counts for v in named("squat", *[(STANDING, JUMPING_JACK)] * 4))


@pytest.mark.parametrize("odd", [0, 1, 2])
def test_an_odd_repetition_is_told_late_wherever_it_stands(odd: int) -> None:
    moves = [(STANDING, SQUATTING)] * 3
    moves[odd] = (STANDING, JUMPING_JACK)
    assert [v.movement.counts for v in named("squat", *moves)] == [True] * 3


def test_something_else_between_the_repetitions_is_refused() -> None:
    moves = [(STANDING, SQUATTING), (STANDING, JUMPING_JACK)] * 3
    assert [v.movement.counts for v in named("squat", *moves)] == [True, False] * 3


def test_a_lone_movement_that_is_surely_something_else_is_refused() -> None:
    assert [v.movement.reason for v in named("squat", (STANDING, JUMPING_JACK))] == ["other_movement"]


def test_where_nothing_was_seen_nothing_counts() -> None:
    unseen = Movement(1.0, 2.0, 3.0, 3.2, 1.0, Side.BOTH)
    (verdict,) = gate_of("squat").push(unseen, History().evidence(unseen))
    assert verdict.movement.reason == "lost_sight"
