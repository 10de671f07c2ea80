"""Every exercise of the programme: counted on its own recordings, and as nothing on those of another posture."""

import pytest

from formcheck.counting.results import Verdict
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Side
from tests.replay import PEOPLE, PROGRAMME, TRUTHS, replay

SEEN = {name: found for name in catalogue.names() if isinstance(found := catalogue.load(name), Exercise)}
ALL = {**PROGRAMME, **{name: TRUTHS[name] for name in [*PEOPLE, "sample_glute_bridge", "sample_donkey_kick"]}}
PARTIALS_UNSEEN = ("rendered_prone_leg_lift",)
"""Its third lift rises 0.16 thighs and is held: the landmarks do not show it."""
BOTH_LEGS = ("sample_bird_dog", "sample_straight_leg_kickback")
"""The third movement of each, a tenth of a thigh, is told as one of both legs."""


def told(name: str) -> list[tuple[str, bool]]:
    return [(rep.side.value, rep.verdict is Verdict.REP) for rep in replay(name).summary.reps]


@pytest.mark.parametrize("name", PROGRAMME)
def test_an_exercise_is_counted_as_it_happened(name: str) -> None:
    truth, counts = PROGRAMME[name], replay(name).summary.counts
    assert truth.reps_min <= counts.reps <= truth.reps_max
    if truth.reps is not None:
        assert [one for one in told(name) if one[1]] == [(rep.side, True) for rep in truth.reps if rep.counts]


@pytest.mark.parametrize(
    "name", [n for n, truth in PROGRAMME.items() if truth.reps and n not in PARTIALS_UNSEEN + BOTH_LEGS]
)
def test_what_does_not_count_is_told_as_tried(name: str) -> None:
    truth = PROGRAMME[name]
    assert truth.reps is not None
    assert told(name) == [(rep.side, rep.counts) for rep in truth.reps if rep.counts or rep.tried]


@pytest.mark.slow  # every recording as every exercise
@pytest.mark.parametrize("exercise", SEEN)
def test_nothing_is_counted_as_an_exercise_of_another_posture_and_nothing_is_good_as_a_neighbour(exercise: str) -> None:
    kind = SEEN[exercise].count.kind
    others = {name: SEEN[truth.exercise].count.kind for name, truth in ALL.items() if truth.exercise != exercise}
    found = {name: replay(name, exercise).summary.counts for name in others}
    assert {name: n.reps for name, n in found.items() if n.reps and others[name] != kind} == {}
    assert {name: n.good for name, n in found.items() if n.good} == {}


@pytest.mark.parametrize("exercise", SEEN)
def test_every_exercise_tells_what_a_routine_needs(exercise: str) -> None:
    told = SEEN[exercise]
    assert told.plural != "repetitions"
    assert told.transition
    assert told.easier
    assert told.caution


def test_the_side_of_a_movement_is_the_persons_own() -> None:
    assert {rep.side for rep in replay("rendered_hip_flexor_stretch").summary.reps} == {Side.RIGHT}
