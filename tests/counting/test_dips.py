"""What goes up and down between rest and rest is one repetition, with its dips."""

import pytest

from formcheck.exercises import catalogue
from formcheck.pose.recording import Recording
from tests.replay import FOLDER, played


@pytest.mark.parametrize(
    ("name", "exercise", "dips"),
    [
        ("pulses_between_bridges", "glute_bridge", [0, 0, 10, 0, 0]),
        ("pulses_between_donkey_kicks", "donkey_kick", [0, 0, 12, 0, 0]),
        ("pulses_between_squats", "squat", [0, 0, 12, 0, 0]),
        ("lowered_half_way", "glute_bridge", [6]),
    ],
)
def test_pulses_and_half_lowered_movements_are_dips_of_one_repetition(
    name: str, exercise: str, dips: list[int]
) -> None:
    snapshots, summary = played(catalogue.load(exercise), Recording.load(FOLDER / "cases" / f"{name}.npz"))
    assert [rep.dips for rep in summary.reps] == dips
    assert summary.counts.reps == len(dips)
    assert sum(snapshot.finished is not None for snapshot in snapshots) == len(dips)


def test_it_is_said_at_the_second_dip_that_the_movement_should_end() -> None:
    snapshots, summary = played(
        catalogue.load("glute_bridge"), Recording.load(FOLDER / "cases" / "lowered_half_way.npz")
    )
    said_s = next(s.time_s for s in snapshots if s.cue is not None and s.cue.id == "half_way")
    second_s = next(s.time_s for s in snapshots if s.dips == 2)
    assert said_s - second_s < 3.5  # another cue may stand for its three seconds
    assert said_s < summary.reps[0].end_s - 5
