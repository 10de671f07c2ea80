"""Timed exercises: what is paced, what stops the timer, and what is never claimed of it."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from formcheck.counting.results import Verdict
from formcheck.counting.snapshot import Snapshot, State
from formcheck.errors import ExerciseError
from formcheck.exercises import catalogue
from formcheck.exercises.timed import TimedExercise
from formcheck.feedback.voice.commentary import Commentary
from formcheck.pose.landmarks import Pose, Side
from formcheck.system.language import Words
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.offering import START_S
from formcheck.workout.pacing import AGAIN_S, MEND_S, Pacing
from formcheck.workout.plan import ASK_S, BEGIN_S, PlannedSet, plan_sets
from formcheck.workout.workout import Workout
from tests.movements import Movement, act, nobody, one_after_another, runs, stand
from tests.people import prone, standing

SETTLED_S = 1.1
EVERY_S = 4.0


def timed(name: str) -> TimedExercise:
    exercise = catalogue.find(name)
    assert isinstance(exercise, TimedExercise)
    return exercise


SQUEEZE, WALK = timed("prone_squeeze"), timed("walk")


def lying(time_s: float) -> Pose:
    return prone()


def legs_up(time_s: float) -> Pose:
    return prone(10)


def play(pacing: Pacing, parts: Sequence[tuple[float, Movement]], fps: float = 20) -> list[Snapshot]:
    movement, lasts_s = one_after_another(*parts)
    return [pacing.update(row / fps, movement(row / fps)) for row in range(round(lasts_s * fps))]


def texts(snapshots: Sequence[Snapshot]) -> list[str]:
    script = Commentary(Words())
    return [utterance.text for snapshot in snapshots for utterance in script.update(snapshot)]


@pytest.mark.parametrize("name", catalogue.timers())
def test_every_timed_exercise_says_that_it_is_a_timer(name: str) -> None:
    exercise = timed(name)
    assert exercise.id == name
    assert "this is a timer" in exercise.timer.unseen
    assert name not in catalogue.names()


def test_a_timed_exercise_is_none_that_a_camera_can_count() -> None:
    with pytest.raises(ExerciseError, match="prone_squeeze is a timer"):
        catalogue.load("prone_squeeze")


@pytest.mark.parametrize("name", [*catalogue.names(), *catalogue.timers()])
def test_a_measured_and_a_timed_exercise_answer_the_same_questions(name: str) -> None:
    exercise = catalogue.find(name)
    assert (exercise.timer is None) == (exercise.measure != "") == (name in catalogue.names())
    assert exercise.held_for(7).hold_s == 7
    assert exercise.held_for(7).rep_s - exercise.rep_s == pytest.approx(7 - exercise.hold_s)
    assert all(exercise.corrections)


def test_a_file_of_ones_own_may_change_the_time(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    path.write_text('based_on = "prone_squeeze"\n[timer]\nwork_s = 5\n')
    found = catalogue.find(str(path))
    assert isinstance(found, TimedExercise)
    assert (found.timer.work_s, found.timer.say) == (5, "Squeeze.")
    path.write_text('based_on = "walk"\n[[still]]\nid = "x"\nmeasure = "hip_height"\nmost = 1\nsay = "x"\n')
    with pytest.raises(ExerciseError, match="need a posture"):
        catalogue.find(str(path))


def test_squeezes_go_by_the_clock_of_the_data_and_change_sides() -> None:
    pacing = Pacing(SQUEEZE, (Side.LEFT, Side.RIGHT))
    snapshots = play(pacing, [(SETTLED_S + BEGIN_S + 3 * EVERY_S, lying)])
    assert [rep.side for rep in pacing.movements] == [Side.LEFT, Side.RIGHT, Side.LEFT]
    begins_s = [rep.start_s for rep in pacing.movements]
    assert [late - early for early, late in pairwise(begins_s)] == pytest.approx([EVERY_S] * 2)
    assert all(rep.hold_s == SQUEEZE.timer.work_s for rep in pacing.movements)
    assert runs(snapshot.state for snapshot in snapshots) == [State.POSITIONING, State.READY, State.EXERCISING]


def test_nobody_calls_a_squeeze_good() -> None:
    pacing = Pacing(SQUEEZE)
    play(pacing, [(SETTLED_S + BEGIN_S + EVERY_S, lying)])
    (rep,) = pacing.movements
    assert (rep.verdict, rep.good, rep.reason) == (Verdict.REP, False, "timer")
    assert pacing.finish().counts.good == 0


def test_who_gets_up_stops_the_timer_and_the_squeeze_under_way_is_none() -> None:
    pacing = Pacing(SQUEEZE)
    before_s = SETTLED_S + BEGIN_S + EVERY_S + 1
    snapshots = play(pacing, [(before_s, lying), (5, stand), (SETTLED_S + AGAIN_S + 3.5, lying)])
    assert len(pacing.movements) == 2
    assert pacing.movements[1].start_s == pytest.approx(before_s + 5 + SETTLED_S + AGAIN_S, abs=0.5)
    assert "Lie down on your stomach." in {snapshot.reason for snapshot in snapshots}


@pytest.mark.parametrize(
    ("movement", "reason"),
    [(nobody, "I cannot see anybody."), (stand, "Lie down on your stomach.")],
    ids=["nobody", "standing"],
)
def test_it_does_not_begin_without_its_posture(movement: Movement, reason: str) -> None:
    snapshots = play(Pacing(SQUEEZE), [(15, movement)])
    assert {snapshot.reason for snapshot in snapshots} == {reason}
    assert not any(snapshot.finished for snapshot in snapshots)


def test_a_leg_that_lifts_is_told_once_and_given_time_to_come_down() -> None:
    pacing = Pacing(SQUEEZE)
    at_s = SETTLED_S + BEGIN_S
    snapshots = play(pacing, [(at_s + 0.5, lying), (2, legs_up), (18, lying)])
    assert "Keep the leg down, just squeeze." in texts(snapshots)
    first, second = pacing.movements[:2]
    assert [fault.id for fault in first.faults] == ["leg_lifts"]
    assert second.start_s - first.end_s == pytest.approx(MEND_S)
    assert second.faults == ()


def test_who_lies_differently_from_then_on_is_not_told_for_ever() -> None:
    pacing = Pacing(SQUEEZE)
    snapshots = play(pacing, [(SETTLED_S + BEGIN_S, lying), (60, lambda _: prone(7))])
    told = [snapshot.cue for snapshot in snapshots]
    assert len([cue for cue in runs(told) if cue is not None]) == 1


def test_a_walk_needs_nobody_in_the_picture() -> None:
    workout = Workout(plan_sets(WALK.held_for(10)))
    snapshots, summary = act(workout, [(3, stand), (START_S + BEGIN_S + 10 + ASK_S, nobody)])
    assert runs(snapshot.state for snapshot in snapshots) == [
        State.RESTING, State.READY, State.EXERCISING, State.RESTING, State.DONE,
    ]  # fmt: skip
    assert [(kept.exercise, kept.verify, kept.counts.timed) for kept in summary.sets] == [("walk", "timer", 1)]


def test_a_standing_squeeze_wants_somebody_who_stands() -> None:
    pacing = Pacing(timed("standing_squeeze"))
    play(pacing, [(4, lying), (SETTLED_S + BEGIN_S + EVERY_S, lambda _: standing())])
    assert len(pacing.movements) == 1


def test_a_set_says_what_it_cannot_see_and_paces_each_squeeze() -> None:
    plan = [PlannedSet(SQUEEZE, AskedSide.ALTERNATE, 1, 0.0)]
    snapshots, summary = act(Workout(plan), [(SETTLED_S + BEGIN_S + 2 * EVERY_S + ASK_S, lying)])
    assert texts(snapshots)[1:] == [
        "Good, I see all of you. Ready.", "2 squeezes, 3 seconds each. I cannot see a squeeze: this is a timer.",
        "Left. Squeeze.", "2.", "1.", "Relax. 1. Last one.",
        "Right. Squeeze.", "2.", "1.", "Relax. 2. Set done.",
        "If anything hurt, bend a knee: one foot up, for a second.", "Done.",
    ]  # fmt: skip
    (kept,) = summary.sets
    assert (kept.verify, kept.target, kept.counts.timed, kept.counts.reps) == ("timer", 2, 2, 0)


def test_each_side_of_a_timed_exercise_can_have_its_own_set() -> None:
    assert [planned.side for planned in plan_sets(SQUEEZE, sets=1)] == [AskedSide.ALTERNATE]
    each = plan_sets(SQUEEZE, sets=1, sides=AskedSide.EACH)
    assert [planned.side for planned in each] == [AskedSide.LEFT, AskedSide.RIGHT]
