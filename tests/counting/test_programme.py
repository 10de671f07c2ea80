"""Every exercise of the programme: counted on its own recordings, and as nothing on those of all others."""

from functools import cache

import pytest

from benchmarks.truth import Truth, load
from formcheck.counting.results import Summary, Verdict
from formcheck.counting.session import Session
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Side
from formcheck.pose.recording import Recording
from tests.replay import FOLDER, PEOPLE, TRUTHS

PROGRAMME = {truth.name: truth for truth in load(FOLDER / "programme")}
SEEN = {name: found for name in catalogue.names() if isinstance(found := catalogue.load(name), Exercise)}
ALL = {**PROGRAMME, **{name: TRUTHS[name] for name in [*PEOPLE, "sample_glute_bridge", "sample_donkey_kick"]}}
KNEE_STILL_BENT = ("sample_straight_leg_kickback", "sample_bird_dog")
"""Their third movement stops before the knee is straight: it cannot be told from a donkey kick that stops half way."""


@cache
def replayed(name: str, exercise: str, *, as_live: bool = False) -> Summary:
    truth = ALL[name]
    recording = Recording.load(truth.path)
    session = Session(SEEN[exercise]) if as_live else Session.replay(SEEN[exercise], recording)
    for time_s, pose in recording:
        session.update(time_s, pose)
    return session.finish()


def overlaps(truth: Truth, summary: Summary) -> list[tuple[str, str, bool]]:
    """Side as it is and as it was found, and whether it was counted, of every movement that was found."""
    assert truth.reps is not None
    found = [(rep, next((r for r in truth.reps if r.start_s < rep.end_s and rep.start_s < r.end_s), None))
             for rep in summary.reps]  # fmt: skip
    return [(true.side if true else "nothing", rep.side.value, rep.verdict is Verdict.REP) for rep, true in found]


@pytest.mark.parametrize("name", PROGRAMME)
def test_an_exercise_is_counted_as_it_happened(name: str) -> None:
    truth, summary = PROGRAMME[name], replayed(name, PROGRAMME[name].exercise)
    assert truth.reps_min <= summary.counts.reps <= truth.reps_max
    if truth.reps is not None and name not in KNEE_STILL_BENT:
        assert overlaps(truth, summary) == [(rep.side, rep.side, rep.counts) for rep in truth.reps]


@pytest.mark.parametrize("name", [name for name, truth in PROGRAMME.items() if truth.reps is not None])
def test_live_the_count_is_the_same(name: str) -> None:
    assert replayed(name, PROGRAMME[name].exercise, as_live=True).counts.reps == PROGRAMME[name].reps_max


@pytest.mark.slow  # every recording as every exercise
@pytest.mark.parametrize("exercise", SEEN)
def test_nothing_is_counted_in_another_exercise(exercise: str) -> None:
    others = [name for name, truth in ALL.items() if truth.exercise != exercise]
    assert {name: n for name in others if (n := replayed(name, exercise).counts.reps)} == {}


@pytest.mark.parametrize("exercise", SEEN)
def test_every_exercise_tells_what_a_routine_needs(exercise: str) -> None:
    told = SEEN[exercise]
    assert told.plural != "repetitions"
    assert told.transition
    assert told.easier
    assert told.caution


def test_the_side_of_a_movement_is_the_persons_own() -> None:
    assert {rep.side for rep in replayed("rendered_hip_flexor_stretch", "hip_flexor_stretch").reps} == {Side.RIGHT}
