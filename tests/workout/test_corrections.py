"""Counts taken back and added by hand: in the set, in what is told of it, and in all that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from formcheck.counting.advice import Advice
from formcheck.counting.results import Reason, Rep, Verdict
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import Pose, Side
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.by_hand import ByHand
from formcheck.workout.command import Command
from formcheck.workout.plan import PlannedSet, plan_sets
from formcheck.workout.workout import Workout
from tests.movements import Movement, bridges, kicks, lasting_s, one_after_another
from tests.people import bridging

BRIDGE, KICK = catalogue.load("glute_bridge"), catalogue.load("donkey_kick")
TAKE_BACK, ADD = Command.TAKE_BACK, Command.ADD


@dataclass
class Hand:
    """Somebody who presses keys at given seconds."""

    presses: Sequence[tuple[float, Command]]
    time_s: float = 0.0
    pressed: list[Command] = field(default_factory=list)

    def commands(self) -> Sequence[Command]:
        due = [command for at_s, command in self.presses if at_s <= self.time_s]
        new, self.pressed = due[len(self.pressed) :], due
        return new


def lying(time_s: float) -> Pose:
    return bridging(-50)


def act(
    plan: Sequence[PlannedSet], parts: Sequence[tuple[float, Movement]], *presses: tuple[float, Command]
) -> tuple[list[Snapshot], Summary]:
    hand = Hand(presses)
    workout = Workout(plan, hand.commands)
    movement, lasts_s = one_after_another(*parts)
    snapshots = []
    for row in range(round(lasts_s * 15)):
        hand.time_s = row / 15
        snapshots.append(workout.update(hand.time_s, movement(hand.time_s)))
    return snapshots, workout.finish()


def made(snapshots: Sequence[Snapshot]) -> list[tuple[bool, int]]:
    return [(s.correction.taken_back, s.correction.done) for s in snapshots if s.correction is not None]


def kinds(reps: Sequence[Rep]) -> list[tuple[str, str, bool]]:
    return [(rep.verdict.value, rep.reason, rep.by_hand) for rep in reps]


REP, ADDED, TAKEN = ("rep", "", False), ("rep", "", True), ("attempt", "taken_back", True)
ONE_SET = plan_sets(BRIDGE, sets=1, reps=5)


def test_a_count_is_taken_back_and_the_set_goes_on_until_it_is_made_up_for() -> None:
    between_s = lasting_s(2)
    parts = [(between_s, bridges(2)), (3, lying), (lasting_s(4) + 3, bridges(4))]
    snapshots, summary = act(ONE_SET, parts, (between_s + 1, TAKE_BACK))
    assert made(snapshots) == [(True, 1)]
    assert kinds(summary.reps) == [REP, TAKEN, REP, REP, REP, REP]
    assert [rep.number for rep in summary.reps] == [1, 2, 3, 4, 5, 6]
    assert (summary.counts.reps, summary.counts.attempts, summary.counts.added) == (5, 1, 0)
    assert summary.sets[0].counts == summary.counts
    assert summary.unfinished is None


def test_a_count_that_was_missed_is_added_and_is_never_good() -> None:
    between_s = lasting_s(2)
    parts = [(between_s, bridges(2)), (3, lying), (lasting_s(2) + 3, bridges(2))]
    snapshots, summary = act(ONE_SET, parts, (between_s + 1, ADD))
    assert made(snapshots) == [(False, 3)]
    assert kinds(summary.reps) == [REP, REP, ADDED, REP, REP]
    added = summary.reps[2]
    assert (added.counted, added.good, added.side, added.exercise) == (True, False, Side.BOTH, "glute_bridge")
    assert (summary.counts.reps, summary.counts.added, summary.counts.judged) == (5, 1, 4)
    assert [s.sets.done for s in snapshots if s.sets is not None and s.finished is not None] == [1, 2, 4, 5]


def test_each_undoes_the_other() -> None:
    parts = [(lasting_s(2), bridges(2)), (8, lying)]
    at_s = lasting_s(2)
    snapshots, summary = act(
        ONE_SET, parts, (at_s + 1, TAKE_BACK), (at_s + 2, ADD), (at_s + 3, ADD), (at_s + 4, TAKE_BACK)
    )
    assert made(snapshots) == [(True, 1), (False, 2), (False, 3), (True, 2)]
    assert kinds(summary.reps) == [REP, REP]


def test_the_last_of_a_set_can_be_taken_back_when_it_is_over() -> None:
    plan = plan_sets(BRIDGE, sets=2, reps=2, rest_s=20)
    snapshots, summary = act(plan, [(lasting_s(2), bridges(2)), (6, lying)], (lasting_s(2) + 3, TAKE_BACK))
    ended = [snapshot.ended for snapshot in snapshots if snapshot.ended is not None]
    assert [(one.summary.counts.reps, one.corrected) for one in ended] == [(2, False), (1, True)]
    assert kinds(ended[-1].reps) == kinds(summary.reps) == [REP, TAKEN]
    assert summary.sets[0].counts.reps == summary.counts.reps == 1


def test_one_that_completes_the_set_ends_it() -> None:
    plan = plan_sets(BRIDGE, sets=1, reps=3)
    snapshots, summary = act(plan, [(lasting_s(2), bridges(2)), (3, lying)], (lasting_s(2) + 1, ADD))
    assert [snapshot.ended.summary.counts.reps for snapshot in snapshots if snapshot.ended] == [3]
    assert summary.counts.added == 1


def test_one_that_was_missed_is_of_the_leg_that_is_asked_for() -> None:
    plan = plan_sets(KICK, sets=1, reps=5, sides=AskedSide.LEFT)
    lasts_s = lasting_s(2, move_s=0.9, hold_s=1.2)
    _, summary = act(plan, [(lasts_s + 2, kicks(2, "left", near="left"))], (lasts_s, ADD))
    assert [rep.side for rep in summary.reps] == [Side.LEFT] * 3


def test_where_nothing_can_be_corrected_it_is_said() -> None:
    snapshots, _ = act(ONE_SET, [(3, lying)], (2.0, TAKE_BACK))
    assert Advice.NO_COUNT in [snapshot.notice for snapshot in snapshots]
    snapshots, _ = act(plan_sets(catalogue.find("walk"), sets=1), [(20, lying)], (15.0, ADD))
    assert Advice.NOT_OF_A_TIMER in [snapshot.notice for snapshot in snapshots]


def test_what_is_taken_back_stays_so_where_the_end_numbers_anew() -> None:
    by_hand = ByHand(BRIDGE)
    told = [_rep(1, 1.0), _rep(2, 5.0, Verdict.ATTEMPT), _rep(3, 9.0)]
    by_hand.take_back(told)
    by_hand.add(9.5, Side.BOTH, told)  # which is that one again
    by_hand.add(10.0, Side.BOTH, told)
    by_hand.take_back(by_hand.applied(told))
    by_hand.take_back(by_hand.applied(told))
    in_time = by_hand.applied([told[0], told[2]], in_time=True)
    assert kinds(in_time) == [REP, TAKEN]
    assert [rep.number for rep in in_time] == [1, 2]


def _rep(number: int, top_s: float, verdict: Verdict = Verdict.REP) -> Rep:
    reason = Reason.GOOD if verdict is Verdict.REP else Reason.NOT_HIGH_ENOUGH
    return Rep(number, Side.BOTH, verdict, reason, top_s - 1, top_s, top_s + 1, 2.0, 0.0, 0.0, 0.0)
