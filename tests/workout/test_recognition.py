"""What is recognised without being told: in whole recordings, in clips of several exercises, and live."""

import csv
import gc
import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from formcheck.app.analysis.judges import RecognisedExercise
from formcheck.app.live.terminal import TerminalDisplay
from formcheck.app.loop import follow, recorded
from formcheck.cli.recognised import ANALYZE, LIVE, taken_for
from formcheck.counting.advice import Advice
from formcheck.counting.evidence import Evidence
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.kinematics.observation import Observation
from formcheck.pose.landmarks import Pose, Side
from formcheck.pose.recording import Recording
from formcheck.workout.leaving import AWAY_S
from formcheck.workout.plan import plan_sets
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.live import Recogniser
from formcheck.workout.recognition.recognise import NEEDED
from formcheck.workout.workout import Workout
from tests.movements import Movement as Acting
from tests.movements import bridges, kicks, lasting_s, nobody, one_after_another, runs, stand
from tests.people import bridging
from tests.program import called
from tests.replay import FOLDER, TRUTHS, replay

BRIDGE, KICK = catalogue.load("glute_bridge"), catalogue.load("donkey_kick")
SIZE = (1280, 720)


# Whole recordings


@cache
def taken(name: str) -> Summary:
    """A recording of the tests, judged as whatever is recognised in it."""
    return judged(Recording.load(TRUTHS[name].path))[0]


def judged(recording: Recording) -> tuple[Summary, list[Snapshot]]:
    snapshots: list[Snapshot] = []

    class Keep:
        def show(self, moment: Moment, snapshot: Snapshot) -> None:
            snapshots.append(snapshot)

    return follow(recorded(recording), RecognisedExercise().begin(), [Keep()]), snapshots


def done(summary: Summary) -> list[tuple[str, int]]:
    """Exercise and repetitions of every set."""
    return [(kept.exercise, kept.counts.reps) for kept in summary.sets]


@pytest.mark.parametrize(
    "name",
    ["glute_bridge_1", "glute_bridge_3", "glute_bridge_5", "donkey_kick_1", "donkey_kick_2", "rendered_b_yaw45",
     "rendered_d_yaw45", "prone_leg_lift_1", "squat_1", "split_squat_1", "single_leg_bridge_1"],
)  # fmt: skip
def test_people_are_taken_for_what_they_do(name: str) -> None:
    truth = TRUTHS[name]
    ((exercise, reps),) = done(taken(name))
    assert exercise == truth.exercise
    assert truth.reps_min <= reps <= truth.reps_max


def test_what_was_seen_of_single_moments_and_movements_does_not_fill_the_memory() -> None:
    def alive() -> int:
        gc.collect()
        return sum(isinstance(one, Observation | Evidence) for one in gc.get_objects())

    before, judge = alive(), RecognisedExercise().begin()
    summary = follow(recorded(Recording.load(TRUTHS["glute_bridge_1"].path)), judge, [])
    assert summary.counts.reps > NEEDED
    assert alive() - before <= len(candidates()), "more than the last moment's"


def test_what_is_no_exercise_that_is_known_is_taken_for_none() -> None:
    summary = taken("fire_hydrant_1")
    assert (summary.exercise, summary.sets, summary.reps) == ("", (), ())
    assert summary.recognised
    assert "No exercise was recognised" in taken_for(summary, ANALYZE)


def test_what_is_recognised_has_the_numbers_of_what_is_named() -> None:
    named, recognised = replay("donkey_kick_2").summary, taken("donkey_kick_2")
    assert [rep.exercise for rep in recognised.reps] == ["donkey_kick"] * 3
    assert (recognised.counts, recognised.tracking) == (named.counts, named.tracking)
    assert [(r.start_s, r.hold_s, r.reason) for r in recognised.reps] == [
        (r.start_s, r.hold_s, r.reason) for r in named.reps
    ]


# Clips of several exercises


def stitched(*names: str) -> Recording:
    """Recordings of the tests one after another, with nothing between them: a clip that is cut."""
    parts = [Recording.load(FOLDER / f"{name}.npz") for name in names]
    times_s, begin_s = [], 0.0
    for part in parts:
        times_s.append(part.time_s - part.time_s[0] + begin_s)
        begin_s = times_s[-1][-1] + 0.04
    scaled = [part.image_px * min(np.array(SIZE) / part.image_size) for part in parts]
    return Recording(
        np.concatenate(times_s),
        np.concatenate(scaled),
        np.concatenate([part.world_m for part in parts]),
        np.concatenate([part.visibility for part in parts]),
        SIZE,
    )


def acted(*parts: tuple[float, Acting], fps: float = 15) -> Recording:
    """Movements of synthetic people, one after another."""
    movement, lasts_s = one_after_another(*parts)
    return Recording.of([(row / fps, movement(row / fps)) for row in range(round(lasts_s * fps))], SIZE)


def lying(time_s: float) -> Pose:
    return bridging(-50)


@pytest.fixture(scope="module")
def cut() -> tuple[Summary, list[Snapshot]]:
    return judged(stitched("glute_bridge_1", "donkey_kick_2", "glute_bridge_3"))


def test_a_clip_that_is_cut_is_split_into_sets(cut: tuple[Summary, list[Snapshot]]) -> None:
    summary, _ = cut
    assert done(summary) == [("glute_bridge", 3), ("donkey_kick", 3), ("glute_bridge", 2)]
    assert [kept.side for kept in summary.sets] == [None, Side.RIGHT, None]
    assert summary.exercise == "glute_bridge"
    assert [rep.number for rep in summary.reps] == list(range(1, 9))
    assert (summary.counts.reps, summary.counts.right) == (8, 3)
    ends_s = [kept.end_s for kept in summary.sets]
    assert all(end_s < kept.start_s for end_s, kept in zip(ends_s, summary.sets[1:], strict=False))


def test_every_moment_is_judged_as_the_exercise_that_is_known_then(cut: tuple[Summary, list[Snapshot]]) -> None:
    summary, snapshots = cut
    assert [s.finished.number for s in snapshots if s.finished] == list(range(1, 9))
    assert [s.counts.reps for s in snapshots if s.finished] == [1, 2, 3, 1, 2, 3, 4, 5]
    for kept in summary.sets:
        within = [s for s in snapshots if kept.start_s <= s.time_s <= kept.end_s]
        assert State.EXERCISING in {s.state for s in within}
        if kept.counts.reps > NEEDED:  # until then it is not known what is done
            assert np.nanmax([s.progress for s in within]) > 0.8


def test_what_was_recognised_is_told_with_its_counts(cut: tuple[Summary, list[Snapshot]]) -> None:
    told = taken_for(cut[0], ANALYZE)
    assert told == "Taken for: glute bridge (5), donkey kick (3). Wrong? Say which: --exercise NAME"


def test_somebody_gets_up_and_goes_on_with_something_else() -> None:
    parts = (
        (lasting_s(2), bridges(2)),
        (4.0, stand),
        (lasting_s(2, move_s=0.9, hold_s=1.2), kicks(2, "left", near="left")),
    )
    summary, _ = judged(acted(*parts))
    assert done(summary) == [("glute_bridge", 2), ("donkey_kick", 2)]
    assert summary.sets[1].side is Side.LEFT


@pytest.mark.parametrize(
    ("between", "sets"),
    [
        pytest.param((4.0, lying), 1, id="a breath is no pause"),
        pytest.param((12.0, lying), 2, id="lying still for long is one"),
        pytest.param((6.0, stand), 2, id="getting up is one"),
        pytest.param((6.0, nobody), 2, id="leaving is one"),
    ],
)
def test_a_pause_splits_sets_of_the_same_exercise(between: tuple[float, Acting], sets: int) -> None:
    summary, _ = judged(acted((lasting_s(2), bridges(2)), between, (lasting_s(2), bridges(2))))
    assert len(summary.sets) == sets
    assert summary.counts.reps == 4


# Live


def live(parts: Sequence[tuple[float, Acting]], *, fps: float = 15) -> tuple[list[Snapshot], Summary]:
    """Play movements before somebody who does not know what they will be."""
    recogniser = Recogniser(candidates(), lambda exercise: Workout(plan_sets(exercise, sets=1, reps=4)))
    movement, lasts_s = one_after_another(*parts)
    snapshots = [recogniser.update(row / fps, movement(row / fps)) for row in range(round(lasts_s * fps))]
    return snapshots, recogniser.finish()


def names(snapshots: Sequence[Snapshot]) -> list[object]:
    return runs(s.sets.name for s in snapshots if s.sets)


@pytest.fixture(scope="module")
def four_bridges() -> tuple[list[Snapshot], Summary]:
    return live([(3.0, stand), (lasting_s(4), bridges(4)), (8.0, lying)])


def test_two_repetitions_and_the_exercise_has_a_name(four_bridges: tuple[list[Snapshot], Summary]) -> None:
    snapshots, _ = four_bridges
    assert names(snapshots) == ["", "Glute bridge"]
    named = next(s for s in snapshots if s.sets and s.sets.name)
    after = snapshots[snapshots.index(named) :][:NEEDED]
    assert [(s.finished.number, s.sets.done) for s in after if s.finished and s.sets] == [(1, 1), (NEEDED, NEEDED)]
    assert named.sets and named.sets.target == 4
    assert named.sets.camera == ""  # it was seen well enough


def test_until_then_it_is_said_to_begin(four_bridges: tuple[list[Snapshot], Summary]) -> None:
    snapshots, _ = four_bridges
    before = [s for s in snapshots if s.sets and not s.sets.name]
    assert runs(s.reason for s in before) == [Advice.BEGIN, Advice.ONE_MORE]
    assert {s.state for s in before} == {State.POSITIONING}
    assert not any(s.finished for s in before)


def test_what_was_done_before_counts_and_the_workout_goes_on_to_its_end(
    four_bridges: tuple[list[Snapshot], Summary],
) -> None:
    snapshots, summary = four_bridges
    assert [s.sets.done for s in snapshots if s.finished and s.sets] == [1, 2, 3, 4]
    assert (summary.exercise, summary.counts.reps, summary.recognised) == ("glute_bridge", 4, True)
    assert done(summary) == [("glute_bridge", 4)]
    assert taken_for(summary, LIVE).endswith("Wrong? Say which: formcheck live NAME")


def test_one_repetition_is_enough_for_who_then_lies_still() -> None:
    snapshots, summary = live([(lasting_s(1), bridges(1)), (8.0, lying)])
    assert names(snapshots) == ["", "Glute bridge"]
    assert summary.counts.reps == 1


def test_one_repetition_is_not_enough_for_who_then_gets_up() -> None:
    snapshots, summary = live([(lasting_s(1), bridges(1)), (20.0, stand)])
    assert names(snapshots) == [""]
    assert (summary.exercise, summary.sets) == ("", ())


def test_what_stands_in_the_way_of_everything_is_said_first() -> None:
    snapshots, summary = live([(4.0, nobody), (4.0, stand)])
    assert runs((s.state, s.reason) for s in snapshots) == [
        (State.NOBODY, Advice.NOBODY), (State.POSITIONING, Advice.BEGIN),
    ]  # fmt: skip
    assert summary.frames == 120


def test_what_is_done_next_is_the_next_set() -> None:
    kicked_s = lasting_s(3, move_s=0.9, hold_s=1.2)
    snapshots, summary = live([
        (kicked_s, kicks(3, "left", near="left")), (4.0, stand), (lasting_s(3), bridges(3)), (4.0, stand),
        (kicked_s, kicks(3, "left", near="left")), (3.0, stand),
    ])  # fmt: skip
    assert names(snapshots) == ["", "Donkey kick", "Glute bridge", "Donkey kick"]
    assert done(summary) == [("donkey_kick", 3), ("glute_bridge", 3), ("donkey_kick", 3)]
    told = [s.finished.number for s in snapshots if s.finished]
    assert told == list(range(1, 10))
    assert [rep.number for rep in summary.reps] == told
    ended = [s.ended.summary.exercise for s in snapshots if s.ended]
    assert ended == ["donkey_kick", "glute_bridge"]


def test_after_a_workout_to_its_end_something_else_may_follow() -> None:
    parts = [(lasting_s(4), bridges(4)), (15.0, lying), (4.0, stand), (lasting_s(4), bridges(4)), (8.0, lying)]
    snapshots, summary = live(parts)
    assert names(snapshots) == ["", "Glute bridge", "", "Glute bridge"]
    assert done(summary) == [("glute_bridge", 4), ("glute_bridge", 4)]


def test_a_minute_after_the_last_workout_the_session_is_over() -> None:
    recogniser = Recogniser(candidates(), lambda exercise: Workout(plan_sets(exercise, sets=1, reps=2)))
    movement, lasts_s = one_after_another((lasting_s(2), bridges(2)), (90.0, nobody))
    over = []
    for row in range(round(lasts_s * 5)):
        recogniser.update(row / 5, movement(row / 5))
        over.append(recogniser.over)
    assert over == sorted(over)
    assert over.index(True) / 5 == pytest.approx(lasting_s(2) + AWAY_S, abs=3)


def test_without_a_window_the_name_is_a_line(four_bridges: tuple[list[Snapshot], Summary]) -> None:
    text = io.StringIO()
    lines = TerminalDisplay(Console(file=text, width=200))
    for snapshot in four_bridges[0]:
        lines.show(Moment(snapshot.time_s, None), snapshot)
    told = text.getvalue().splitlines()
    assert told.count("Glute bridge.") == 1
    assert told.index("Glute bridge.") < next(n for n, line in enumerate(told) if line.startswith("2."))


# The command


def test_a_clip_without_a_name_is_analysed_as_what_it_is_taken_for(tmp_path: Path) -> None:
    stitched("glute_bridge_3", "donkey_kick_2").save(tmp_path / "clip.npz")
    told = called("analyze", tmp_path / "clip.npz", "--out", tmp_path / "out")
    assert told.returncode == 0, told.stderr
    assert "Taken for: donkey kick (3), glute bridge (2)." in told.stdout
    assert "1. Glute bridge: 2 counted" in told.stdout and "2. Donkey kick: 3 counted" in told.stdout
    summary = json.loads((tmp_path / "out" / "clip.npz" / "summary.json").read_text(encoding="utf-8"))
    assert (summary["exercise"], summary["recognised"]) == ("donkey_kick", True)
    assert [one["exercise"] for one in summary["sets"]] == ["glute_bridge", "donkey_kick"]
    assert [rep["exercise"] for rep in summary["reps"]] == ["glute_bridge"] * 2 + ["donkey_kick"] * 3
    with (tmp_path / "out" / "clip.npz" / "signals.csv").open(newline="") as file:
        assert {row["side"] for row in csv.DictReader(file)} >= {"both", "right"}


def test_it_can_be_told_otherwise(tmp_path: Path) -> None:
    told = called("analyze", FOLDER / "donkey_kick_2.npz", "--exercise", "glute_bridge", "--out", tmp_path)
    assert "Taken for" not in told.stdout
    assert "Glute bridge: none counted" in told.stdout


def test_nothing_recognised_is_no_failure(tmp_path: Path) -> None:
    told = called("analyze", FOLDER / "fire_hydrant_1.npz", "--out", tmp_path)
    assert told.returncode == 0
    said = "No exercise was recognised; say which it is: --exercise NAME (formcheck exercises lists them). Seen "
    assert said in told.stdout
    summary = json.loads((tmp_path / "fire_hydrant_1.npz" / "summary.json").read_text(encoding="utf-8"))
    assert (summary["exercise"], summary["recognised"], summary["reps"]) == (None, True, [])
