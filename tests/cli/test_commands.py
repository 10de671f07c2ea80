"""What somebody can ask for while a workout runs: skip, repeat, pause; and what a hand means after an exercise."""

from collections.abc import Iterator, Sequence

import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.feedback.voice.commentary import Commentary
from formcheck.pose.landmarks import Pose, Side
from formcheck.system.language import Words
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.command import Command
from formcheck.workout.course import ANSWER_S
from formcheck.workout.plan import ASK_S, BEGIN_S, PlannedSet, plan_sets
from formcheck.workout.workout import Workout
from tests.movements import Movement, act, bridges, kicks, lasting_s, runs
from tests.people import bridging, kicking, with_raised_hand

BRIDGE, KICK = catalogue.load("glute_bridge"), catalogue.load("donkey_kick")
KICK_S = lasting_s(1, move_s=0.9, hold_s=1.2)
BRIDGES = [PlannedSet(BRIDGE, AskedSide.ANY, 2, 20.0, number, 3) for number in (1, 2, 3)]
KICKS = [PlannedSet(KICK, AskedSide.LEFT, 1, 0.0)]


class Keys:
    """Keys pressed at certain moments, counted in calls."""

    def __init__(self, *pressed: tuple[int, Command]) -> None:
        self._pressed = pressed
        self._calls = -1

    def __call__(self) -> list[Command]:
        self._calls += 1
        return [command for call, command in self._pressed if call == self._calls]


def at(seconds: float, command: Command) -> tuple[int, Command]:
    return round(seconds * 15), command


def lying(time_s: float) -> Pose:
    return bridging(-50)


def one_hand(time_s: float) -> Pose:
    return with_raised_hand(bridging(-50))


def both_hands(time_s: float) -> Pose:
    return with_raised_hand(bridging(-50), "left", "right")


def on_all_fours(time_s: float) -> Pose:
    return kicking(-75)


def numbers(snapshots: Sequence[Snapshot]) -> list[object]:
    return runs((snapshot.sets.name, snapshot.sets.number) for snapshot in snapshots if snapshot.sets)


def done(summary: Summary) -> list[tuple[str, int]]:
    return [(kept.exercise, kept.counts.reps) for kept in summary.sets]


def texts(snapshots: Sequence[Snapshot]) -> Iterator[str]:
    script = Commentary(Words())
    return (utterance.text for snapshot in snapshots for utterance in script.update(snapshot))


def test_the_next_set_comes_at_once_and_what_was_under_way_is_none() -> None:
    workout = Workout(BRIDGES, Keys(at(lasting_s(1) + 2.5, Command.NEXT)))
    snapshots, summary = act(workout, [(lasting_s(2), bridges(2)), (lasting_s(2), bridges(2))])
    assert numbers(snapshots)[:2] == [("Glute bridge", 1), ("Glute bridge", 2)]
    assert done(summary)[0] == ("glute_bridge", 1)
    assert summary.counts.attempts == 0


def test_both_hands_skip_a_set_and_one_pauses() -> None:
    parts: list[tuple[float, Movement]] = [(lasting_s(1), bridges(1)), (1.5, both_hands), (2, lying)]
    snapshots, _ = act(Workout(BRIDGES), parts)
    assert numbers(snapshots) == [("Glute bridge", 1), ("Glute bridge", 2)]
    parts[1] = (1.5, one_hand)
    snapshots, _ = act(Workout(BRIDGES), parts)
    assert numbers(snapshots) == [("Glute bridge", 1)]
    assert snapshots[-1].reason == Advice.GO_ON


def test_a_set_is_done_again_from_its_beginning_and_both_are_kept() -> None:
    workout = Workout(BRIDGES, Keys(at(lasting_s(1) + 1, Command.AGAIN)))
    snapshots, summary = act(workout, [(lasting_s(1) + 1, bridges(1)), (lasting_s(1), bridges(1))])
    assert numbers(snapshots) == [("Glute bridge", 1)]
    assert done(summary) == [("glute_bridge", 1), ("glute_bridge", 1)]


def test_in_a_rest_again_means_the_set_before_and_next_ends_the_rest() -> None:
    parts: list[tuple[float, Movement]] = [(lasting_s(2), bridges(2)), (5, lying)]
    snapshots, _ = act(Workout(BRIDGES, Keys(at(lasting_s(2) + 2, Command.AGAIN))), parts)
    assert numbers(snapshots) == [("Glute bridge", 1), ("Glute bridge", 2), ("Glute bridge", 1)]
    snapshots, _ = act(Workout(BRIDGES, Keys(at(lasting_s(2) + 2, Command.NEXT))), parts)
    assert numbers(snapshots) == [("Glute bridge", 1), ("Glute bridge", 2)]
    assert snapshots[-1].state is State.READY


def test_pause_by_key_at_any_time_and_go_on() -> None:
    keys = Keys(at(1, Command.PAUSE), at(20, Command.PAUSE))
    snapshots, summary = act(Workout(BRIDGES, keys), [(18, bridges(2)), (2, lying), (lasting_s(1), bridges(1))])
    assert {snapshot.state for snapshot in snapshots[15 : 20 * 15]} == {State.RESTING}
    assert done(summary) == [("glute_bridge", 1)]


def test_whoever_was_hurt_leaves_the_exercise_out_for_the_rest_of_the_plan() -> None:
    plan = [BRIDGES[0], *KICKS, BRIDGES[1]]
    parts: list[tuple[float, Movement]] = [
        (lasting_s(2) + 1, bridges(2)), (1.5, one_hand), (ANSWER_S + 20, on_all_fours),
        (KICK_S, kicks(1, "left", near="left")), (ASK_S + 1, on_all_fours),
    ]  # fmt: skip
    snapshots, summary = act(Workout(plan), parts)
    assert [kept.stopped_for for kept in summary.sets] == ["pain", ""]
    assert runs(snapshot.sets.name for snapshot in snapshots if snapshot.sets) == ["Glute bridge", "Donkey kick"]
    said = list(texts(snapshots))
    told = said.index("Raise a hand if anything hurt.")
    assert said[told + 1] == "Then we leave it out. Stop if it goes on."
    assert said[told + 2].startswith("Next: Donkey kick.")


def test_a_single_exercise_that_hurt_ends_with_it() -> None:
    workout = Workout(plan_sets(BRIDGE, sets=1, reps=1))
    snapshots, summary = act(workout, [(lasting_s(1) + 1, bridges(1)), (1.5, one_hand), (ANSWER_S + 2, lying)])
    assert summary.sets[0].stopped_for == "pain"
    assert snapshots[-1].state is State.DONE


def test_it_is_asked_after_an_exercise_and_not_after_each_set() -> None:
    workout = Workout(plan_sets(BRIDGE, sets=2, reps=1, rest_s=3))
    parts = [(lasting_s(1) + 3, bridges(1)), (lasting_s(1) + ASK_S, bridges(1))]
    snapshots, _ = act(workout, parts)
    assert list(texts(snapshots)).count("Raise a hand if anything hurt.") == 1


def test_the_time_left_only_falls_and_is_unknown_without_an_end() -> None:
    snapshots, _ = act(Workout([*BRIDGES[:2], *KICKS]), [(lasting_s(2), bridges(2)), (5, lying)])
    left_s = [snapshot.sets.left_s for snapshot in snapshots if snapshot.sets]
    assert left_s[0] == pytest.approx(2 * 2 * 5 + 2 * 20 + 4 + 3 * BEGIN_S + ASK_S)
    assert left_s == sorted(left_s, reverse=True)
    endless, _ = act(Workout(plan_sets(BRIDGE, reps=0)), [(3, lying)])
    assert endless[-1].sets is not None
    assert endless[-1].sets.left_s != endless[-1].sets.left_s  # NaN


def test_sides_that_take_turns_are_counted_each_and_the_same_side_twice_is_told() -> None:
    workout = Workout(plan_sets(KICK, sets=1, reps=2, sides=AskedSide.ALTERNATE))
    turns = ["left", "left", "right", "right"]
    parts: list[tuple[float, Movement]] = [(KICK_S - 0.8, kicks(1, leg, near="left")) for leg in turns]
    snapshots, summary = act(workout, parts)
    (kept,) = summary.sets
    assert (kept.target, kept.counts.left, kept.counts.right) == (4, 2, 2)
    assert [text for text in texts(snapshots) if text[0].isdigit()][1:] == [
        "1.", "2. Other side.", "3. Last one.", "4. Set done.",
    ]  # fmt: skip
    assert not any(snapshot.view.advice for snapshot in snapshots)


def test_after_a_skipped_side_the_other_one_is_whichever_faces_the_camera() -> None:
    workout = Workout(plan_sets(KICK, sets=1, reps=1), Keys(at(0.5, Command.NEXT)))
    _, summary = act(workout, [(1, on_all_fours), (KICK_S, kicks(1, "left", near="left"))])
    assert [(kept.side, kept.counts.reps) for kept in summary.sets] == [(Side.LEFT, 1)]
