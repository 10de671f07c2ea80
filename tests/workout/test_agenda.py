"""Which set of a plan comes next."""

from math import isnan

from formcheck.exercises import catalogue
from formcheck.pose.landmarks import Side
from formcheck.workout.agenda import Agenda
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import ASK_S, BEGIN_S, PlannedSet, plan_sets

BRIDGE, KICK = catalogue.load("glute_bridge"), catalogue.load("donkey_kick")


def a_set(side: AskedSide = AskedSide.ANY, reps: int = 2, rest_s: float = 10.0) -> PlannedSet:
    return PlannedSet(BRIDGE if side is AskedSide.ANY else KICK, side, reps, rest_s)


def test_sets_come_one_after_the_other_until_none_is_left() -> None:
    plan = [a_set(), a_set(AskedSide.LEFT)]
    agenda = Agenda(plan)
    assert (agenda.current, agenda.ends_exercise) == (plan[0], True)
    assert agenda.advance()
    assert not agenda.advance()
    assert agenda.current is plan[1]
    agenda.step_back()
    agenda.step_back()
    assert agenda.current is plan[0]


def test_what_hurts_is_left_out_with_all_its_sets() -> None:
    agenda = Agenda([a_set(), a_set(), a_set(AskedSide.LEFT)])
    assert not agenda.ends_exercise
    agenda.leave_out()
    assert agenda.ends_exercise
    assert agenda.advance()
    assert agenda.current.exercise is KICK


def test_the_other_side_is_that_which_has_not_worked_in_the_set_before() -> None:
    agenda = Agenda(plan_sets(KICK, sets=1, sides=AskedSide.EACH))
    assert agenda.side is None
    agenda.note_worked(Side.RIGHT)
    assert agenda.advance()
    assert agenda.side is Side.LEFT


def test_the_other_side_of_a_set_that_was_left_out_is_not_known() -> None:
    agenda = Agenda(plan_sets(KICK, sets=1, sides=AskedSide.EACH))
    assert agenda.advance()
    assert agenda.side is None


def test_what_remains_is_every_set_to_come_and_the_rests_before_them() -> None:
    agenda = Agenda([a_set(), a_set(), a_set(AskedSide.LEFT, reps=3)])
    assert agenda.remaining_s == 20 + 2 * BRIDGE.rep_s + 3 * KICK.rep_s + 2 * BEGIN_S + ASK_S
    agenda.leave_out()
    assert agenda.remaining_s == 10 + 3 * KICK.rep_s + BEGIN_S + ASK_S
    assert isnan(Agenda([a_set(), a_set(reps=0)]).remaining_s)
