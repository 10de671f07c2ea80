"""Sets, sides, rests and pauses: what begins, pauses, resumes and ends them, and what is never a repetition."""

from math import isnan

import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.results import Counts, Reason
from formcheck.counting.snapshot import Phase, Snapshot, State
from formcheck.counting.summary import Unfinished
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.trouble import Trouble
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.leaving import AWAY_S, COUNTDOWN_S, PAUSED_S
from formcheck.workout.plan import ASK_S, PlannedSet, plan_sets
from formcheck.workout.workout import LINGER_S, Workout
from tests.movements import Movement, act, bridges, kicks, lasting_s, nobody, runs, stand
from tests.people import bridging, with_raised_hand

BRIDGE, KICK = catalogue.load("glute_bridge"), catalogue.load("donkey_kick")
KICK_S = {"move_s": 0.9, "hold_s": 1.2}


def bridge_sets(sets: int = 1, reps: int = 2, rest_s: float = 10) -> Workout:
    return Workout(plan_sets(BRIDGE, sets=sets, reps=reps, rest_s=rest_s))


def kick_sets(reps: int, sides: AskedSide | None = None) -> Workout:
    return Workout(plan_sets(KICK, sets=1, reps=reps, sides=sides))


def states(snapshots: list[Snapshot]) -> list[object]:
    return runs(snapshot.state for snapshot in snapshots)


def lying(time_s: float) -> Pose:
    return bridging(-50)


def hand_up(time_s: float) -> Pose:
    return with_raised_hand(bridging(-50))


def test_two_sets_with_a_rest_between_them() -> None:
    workout = bridge_sets(sets=2)
    after_s = ASK_S + LINGER_S + 2
    parts = [(lasting_s(2), bridges(2)), (11, lying), (lasting_s(2), bridges(2)), (after_s, lying)]
    snapshots, summary = act(workout, parts)
    assert states(snapshots) == [
        State.POSITIONING, State.READY, State.EXERCISING,
        State.RESTING, State.POSITIONING, State.READY, State.EXERCISING, State.RESTING, State.DONE,
    ]  # fmt: skip
    assert [(s.sets.number, s.sets.done) for s in snapshots if s.sets and s.finished] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
    ]
    assert [rep.number for rep in summary.reps] == [1, 2, 3, 4]
    assert [(kept.target, kept.counts.reps) for kept in summary.sets] == [(2, 2), (2, 2)]
    assert [kept.hold_target_s for kept in summary.sets] == [BRIDGE.hold.seconds] * 2
    ended = [snapshot.ended for snapshot in snapshots if snapshot.ended is not None]
    assert tuple(one.summary for one in ended) == summary.sets
    assert tuple(rep for one in ended for rep in one.reps) == summary.reps
    assert workout.over


def test_the_rest_counts_down_and_nothing_counts_meanwhile() -> None:
    snapshots, summary = act(bridge_sets(sets=2), [(lasting_s(2), bridges(2)), (9, bridges(2, rest_s=0.2))])
    left_s = [s.sets.rest_left_s for s in snapshots if s.sets and s.state is State.RESTING]
    assert 9.8 < left_s[0] <= 10
    assert left_s == sorted(left_s, reverse=True)
    assert summary.counts.reps == 2


def test_getting_up_pauses_and_coming_back_resumes_the_same_set() -> None:
    parts: list[tuple[float, Movement]] = [(lasting_s(2), bridges(2)), (10, stand), (lasting_s(1), bridges(1))]
    snapshots, summary = act(bridge_sets(reps=5), parts)
    assert states(snapshots)[3:] == [State.POSITIONING, State.RESTING, State.READY, State.EXERCISING]
    assert (summary.counts.reps, summary.counts.attempts) == (3, 0)
    assert [(kept.target, kept.counts.reps) for kept in summary.sets] == [(5, 3)]


@pytest.mark.parametrize("away", [stand, nobody], ids=["standing", "out of sight"])
def test_being_up_for_long_ends_it_after_a_countdown(away: Movement) -> None:
    workout = bridge_sets(reps=5)
    parts = [(lasting_s(2), bridges(2)), (AWAY_S + COUNTDOWN_S + LINGER_S + 4, away)]
    snapshots, summary = act(workout, parts)
    left_s = [s.sets.ends_in_s for s in snapshots if s.sets is not None and not isnan(s.sets.ends_in_s)]
    assert left_s == sorted(left_s, reverse=True)
    assert (left_s[0], left_s[-1]) == pytest.approx((COUNTDOWN_S, 0.0), abs=0.2)
    assert snapshots[-1].state is State.DONE
    assert workout.over
    assert (summary.counts.reps, summary.counts.attempts) == (2, 0)
    assert snapshots[-1].sets is not None
    assert snapshots[-1].sets.unfinished == summary.unfinished == Unfinished(0, 1, 1)


@pytest.mark.parametrize("back", [lying, hand_up], ids=["in position", "a raised hand"])
def test_the_countdown_is_left_by_ear(back: Movement) -> None:
    """A hand is enough on the way back: there is another minute then."""
    parts = [(lasting_s(2), bridges(2)), (AWAY_S + 20, stand), (2.0, back), (lasting_s(3), bridges(3)), (8, lying)]
    snapshots, summary = act(bridge_sets(reps=5), parts)
    assert any(s.sets is not None and not isnan(s.sets.ends_in_s) for s in snapshots)
    assert summary.counts.reps == 5
    assert summary.unfinished is None


def test_a_pause_that_lasts_is_counted_down_too_and_only_a_hand_ends_it() -> None:
    parts = [(lasting_s(1), bridges(1)), (1.5, hand_up), (PAUSED_S + 5, lying), (1.5, hand_up), (2, lying)]
    snapshots, summary = act(bridge_sets(reps=2), [*parts, (lasting_s(1) + 6, bridges(1))], fps=8)
    stopping = [s.reason for s in snapshots if s.sets is not None and not isnan(s.sets.ends_in_s)]
    assert set(stopping) == {Advice.GO_ON}
    assert summary.counts.reps == 2


def test_what_is_left_is_told_by_the_place_in_the_plan() -> None:
    parts = [(lasting_s(2), bridges(2)), (11, lying), (lasting_s(1), bridges(1))]
    _, summary = act(bridge_sets(sets=3), parts)
    assert summary.unfinished == Unfinished(1, 3, 2)
    _, resting = act(bridge_sets(sets=3), [(lasting_s(2) + 2, bridges(2))])
    assert resting.unfinished == Unfinished(1, 3, 2)
    _, endless = act(bridge_sets(reps=0), [(lasting_s(2), bridges(2))])
    assert endless.unfinished is None


def test_who_has_done_nothing_yet_is_waited_for() -> None:
    snapshots, _ = act(bridge_sets(), [(AWAY_S + 20, stand)], fps=5)
    assert State.DONE not in states(snapshots)


def test_a_raised_hand_pauses_and_another_goes_on() -> None:
    parts: list[tuple[float, Movement]] = [
        (lasting_s(1), bridges(1)), (1.5, hand_up), (2, lying),
        (lasting_s(1), bridges(1)),  # while pausing: not counted
        (1.5, hand_up), (2, lying), (lasting_s(1), bridges(1)),
    ]  # fmt: skip
    snapshots, summary = act(bridge_sets(reps=5), parts)
    assert (summary.counts.reps, summary.counts.attempts) == (2, 0)
    assert Advice.GO_ON in [snapshot.reason for snapshot in snapshots if snapshot.state is State.RESTING]


def test_a_raised_hand_ends_the_rest() -> None:
    parts = [(lasting_s(2), bridges(2)), (5, lying), (1.5, hand_up), (4, lying)]
    snapshots, _ = act(bridge_sets(sets=2, rest_s=60), parts)
    assert states(snapshots)[-2:] == [State.POSITIONING, State.READY]


def test_both_sides_in_turn_beginning_with_the_one_that_faces_the_camera() -> None:
    parts = [
        (lasting_s(2, **KICK_S), kicks(2, "right", near="right")),
        (lasting_s(2, **KICK_S) + ASK_S + 1, kicks(2, "left", near="left")),
    ]
    snapshots, summary = act(kick_sets(2), parts)
    assert [(kept.side, kept.counts.reps) for kept in summary.sets] == [(Side.RIGHT, 2), (Side.LEFT, 2)]
    assert snapshots[-1].state is State.DONE
    assert (summary.counts.left, summary.counts.right) == (2, 2)


def test_the_wrong_leg_is_kept_but_does_not_count_towards_the_set() -> None:
    snapshots, summary = act(kick_sets(3, AskedSide.LEFT), [(lasting_s(2, **KICK_S), kicks(2, "right", near="right"))])
    assert snapshots[0].sets is not None
    assert [snapshot.sets.done for snapshot in snapshots if snapshot.sets][-1] == 0
    assert [(rep.side, rep.reason) for rep in summary.reps] == [(Side.RIGHT, Reason.OTHER_LEG)] * 2
    assert summary.counts == Counts(other_leg=2)
    assert snapshots[-1].view.advice is Advice.LEFT_LEG
    holding = [s for s in snapshots if s.phase is Phase.HOLD]
    assert holding
    assert {(s.other_leg, s.hold_s, s.hold_target_s, s.cue) for s in holding} == {(True, 0.0, 0.0, None)}


def test_legs_take_turns_where_the_exercise_says_so_and_none_does_more_than_its_share() -> None:
    bird_dog = catalogue.load("bird_dog")
    assert [planned.side for planned in plan_sets(bird_dog, sets=1)] == [AskedSide.ALTERNATE]
    once_s = lasting_s(1, move_s=0.9, hold_s=3.4)
    legs = ("left", "left", "left", "right", "right")
    parts = [(once_s, kicks(1, leg, near="left", hold_s=3.4)) for leg in legs]
    _, summary = act(Workout(plan_sets(bird_dog, sets=1, reps=2)), parts)
    assert [(rep.side.value, rep.counted) for rep in summary.reps] == [
        ("left", True), ("left", True), ("left", False), ("right", True), ("right", True),
    ]  # fmt: skip
    assert (summary.counts.reps, summary.counts.other_leg) == (4, 1)


def test_who_should_turn_round_is_asked_to() -> None:
    snapshots, _ = act(kick_sets(3, AskedSide.LEFT), [(4, kicks(0, "left", near="right"))])
    assert snapshots[-1].view.advice is Advice.SHOW_LEFT
    snapshots, _ = act(kick_sets(3, AskedSide.LEFT), [(4, kicks(0, "left", near="left"))])
    assert snapshots[-1].view.advice is None


def test_a_lost_camera_keeps_the_set_and_is_no_absence() -> None:
    parts: list[tuple[float, Movement]] = [(lasting_s(1), bridges(1)), (AWAY_S + 10, lying), (lasting_s(1), bridges(1))]
    gone = range(round(lasting_s(1)) + 1, round(lasting_s(1) + AWAY_S) + 8)
    snapshots, summary = act(bridge_sets(reps=5), parts, lost=gone)
    assert Trouble.SILENT in [snapshot.reason for snapshot in snapshots]
    assert State.DONE not in states(snapshots)
    assert [kept.counts.reps for kept in summary.sets] == [2]


def test_no_repetitions_wanted_is_a_set_without_end() -> None:
    (planned,) = plan_sets(KICK, reps=0)
    assert (planned.side, planned.reps) == (AskedSide.ANY, 0)
    snapshots, summary = act(Workout([planned]), [(lasting_s(3, **KICK_S), kicks(3, "left", near="left"))])
    assert snapshots[-1].sets is not None
    assert (snapshots[-1].sets.done, summary.counts.reps, summary.sets[0].target) == (3, 3, 0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [(AskedSide.NEAR, 10, 0.0), (AskedSide.OTHER, 10, 45.0)] * 3),
        ({"sets": 1, "sides": AskedSide.LEFT}, [(AskedSide.LEFT, 10, 45.0)]),
        ({"sets": 2, "reps": 4, "rest_s": 5, "sides": AskedSide.ANY}, [(AskedSide.ANY, 4, 5)] * 2),
    ],
    ids=["the dose of the exercise", "one side", "any side"],
)
def test_a_plan_fills_in_what_is_not_given(given: dict[str, object], expected: list[tuple[object, ...]]) -> None:
    planned = plan_sets(KICK, **given)  # type: ignore[arg-type]
    assert [(one.side, one.reps, one.rest_s) for one in planned] == expected
    assert {one.total for one in planned} == {given.get("sets", 3)}


def test_an_exercise_of_both_sides_has_no_left_one() -> None:
    assert [planned.side for planned in plan_sets(BRIDGE, sets=1)] == [AskedSide.ANY]
    with pytest.raises(ValueError, match="no left side"):
        plan_sets(BRIDGE, sides=AskedSide.LEFT)


def test_a_planned_set_can_be_of_any_exercise() -> None:
    plan = [PlannedSet(BRIDGE, AskedSide.ANY, 1, 0.0), PlannedSet(KICK, AskedSide.LEFT, 1, 0.0)]
    parts = [(lasting_s(1) + ASK_S, bridges(1)), (lasting_s(1, **KICK_S), kicks(1, "left", near="left"))]
    _, summary = act(Workout(plan), parts)
    assert [(kept.exercise, kept.counts.reps) for kept in summary.sets] == [("glute_bridge", 1), ("donkey_kick", 1)]
