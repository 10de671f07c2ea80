"""The benchmark that shifts every limit counts as the program does, and sees what a limit moves."""

from pathlib import Path

import pytest

from benchmarks.people import Row, named, unnamed
from benchmarks.sensitivity import DEGREES, LENGTH, Look, Trial, of_engine, of_exercise, report, step
from formcheck.counting.settings import DEFAULTS
from formcheck.exercises import catalogue
from formcheck.pose.recording import Recording

RECORDINGS = Path(__file__).parents[1] / "recordings"
ROWS = {
    "donkey_kick_2": Row(RECORDINGS / "donkey_kick_2.npz", "donkey_kick", 3, 3, True, {}),
    "fire_hydrant_1": Row(RECORDINGS / "fire_hydrant_1.npz", "other:fire_hydrant", 0, 0, False, {}),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_without_a_change_it_counts_as_the_program_does(row: Row) -> None:
    recording, before = Recording.load(row.path), Look(row).before
    asked = [name for name in catalogue.names() if name in before]
    assert {name: before[name] for name in asked} == {name: named(recording, name)[0] for name in asked}
    assert before[""] == unnamed(recording)


def test_a_limit_that_moves_a_count_is_told_with_where_it_does() -> None:
    kick = catalogue.load("donkey_kick")
    huge = kick.model_copy(update={"count": kick.count.model_copy(update={"smallest_rise": 5.0})})
    trials = [Trial("donkey_kick: smallest_rise", huge, recount=True), Trial("settings: none of them", recount=True)]
    changes = [change for trial in trials for change in Look(ROWS["donkey_kick_2"]).changes(trial)]
    assert {(change.limit, change.under, change.good) for change in changes} == {
        ("donkey_kick: smallest_rise", "donkey_kick", "lost"),
        ("donkey_kick: smallest_rise", "", "lost"),
    }
    first, second = report(trials, changes).splitlines()
    assert "lost 2 gained 0" in first
    assert "l donkey_kick_2 donkey_kick 3>0" in first
    assert second.endswith("-")


def test_every_bound_is_taken_out_once_and_every_number_shifted_both_ways() -> None:
    squat = catalogue.load("squat")
    limits = [trial.limit for trial in of_exercise(squat)]
    assert len(limits) == len(set(limits))
    assert sum(limit.endswith("taken out") for limit in limits) == len(squat.count.bounds) + len(squat.count.within)
    numbers = [one for bound in squat.count.bounds for one in (bound.above, bound.below, bound.give)]
    numbers += [squat.count.smallest_rise, squat.count.told_at_once_from, *squat.count.rest]
    numbers += [one for window in squat.count.within for one in (window.least, window.most)]
    known = [number for number in numbers if abs(number) != float("inf")]
    assert sum(not limit.endswith("taken out") for limit in limits) == 2 * len(known)
    assert any(trial.settings != DEFAULTS for trial in of_engine())


def test_degrees_lengths_and_seconds_are_shifted_by_their_own_steps() -> None:
    assert step("top.knees_differ_deg", 38.0) == DEGREES
    assert step("top.stride", 0.5) == LENGTH
    assert step("memory_s", 90.0) == pytest.approx(18.0)
    assert step("smallest_rise", 0.15, positive=True) == pytest.approx(0.075)
    assert step("firm", 3) == 1
    assert step("surely", 0.9) == pytest.approx(0.05)
