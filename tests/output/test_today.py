"""What the last sessions suggest is asked for today, and said; what is typed, or not wanted, stays as it is."""

from collections.abc import Sequence
from dataclasses import replace

from formcheck.counting.today import Today
from formcheck.exercises import catalogue
from formcheck.output.history.entry import Entry, KeptSet, Kind
from formcheck.output.history.today import Free, Steps
from formcheck.system.language import Words
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet, plan_sets
from formcheck.workout.workout import Workout
from tests.output.test_progress import TODAY, kicks
from tests.past import COUNTED, GOOD, a_set, an_entry

BRIDGE, KICK = catalogue.load("glute_bridge"), catalogue.load("donkey_kick")
PLAN = plan_sets(BRIDGE, sets=1)


def taken(
    entries: Sequence[Entry], plan: Sequence[PlannedSet] = PLAN, free: Free | None = None
) -> tuple[PlannedSet, ...]:
    return Steps(entries, TODAY).taken(plan, free)


def said(plan: Sequence[PlannedSet]) -> list[str]:
    return [Words()(change.what, **change.values) for planned in plan for change in planned.today]


def asked(plan: Sequence[PlannedSet]) -> list[tuple[float, int]]:
    return [(planned.exercise.hold_s, planned.reps) for planned in plan]


def stepped(kept: KeptSet) -> KeptSet:
    return replace(kept, summary=replace(kept.summary, stepped=True))


TWICE = [an_entry(-2), an_entry(-1)]


def test_what_went_well_twice_is_a_step_on_that_is_said() -> None:
    plan = taken(TWICE)
    assert asked(plan) == [(3.0, 10)]
    assert said(plan) == ["Today hold for 3 seconds in place of 2."]
    assert plan[0].stepped


def test_a_step_is_kept_without_a_word_until_the_next_one() -> None:
    plan = taken([*TWICE, an_entry(0, stepped(a_set(hold_s=3.0)))])
    assert (asked(plan), said(plan), plan[0].stepped) == ([(3.0, 10)], [], True)
    held = [replace(GOOD, hold_s=3.1)] * 10
    twice = [an_entry(-1, stepped(a_set(held, hold_s=3.0))), an_entry(0, stepped(a_set(held, hold_s=3.0)))]
    assert said(taken(twice)) == ["Today hold for 4 seconds in place of 3."]


def test_a_dose_of_ones_own_is_no_step_of_the_history() -> None:
    assert taken([an_entry(0, a_set([replace(GOOD, hold_s=5.1)] * 10, hold_s=5.0))]) == PLAN


def test_what_is_typed_stays_as_it_is_typed() -> None:
    assert asked(taken(TWICE, free=Free(hold=False))) == [(2.0, 10)]


def test_the_weaker_side_comes_first() -> None:
    entries = [an_entry(-1, *kicks(9, 3)), an_entry(0, *kicks(9, 3))]
    plan = taken(entries, plan_sets(KICK, sets=2))
    assert [planned.side for planned in plan] == [AskedSide.RIGHT, AskedSide.OTHER] * 2
    assert "Today the right side first: it is the weaker one." in said(plan)
    only_left = taken(entries, plan_sets(KICK, sets=1, sides=AskedSide.LEFT), Free(sides=False))
    assert [planned.side for planned in only_left] == [AskedSide.LEFT]


def test_what_hurt_is_said_and_nothing_is_changed() -> None:
    plan = taken([an_entry(0, a_set(stopped_for="pain"))])
    assert asked(plan) == asked(PLAN)
    assert [change.what for change in plan[0].today] == [Today.HURT]
    assert not plan[0].stepped


def test_each_routine_has_steps_of_its_own_and_what_is_long_past_none() -> None:
    routine = [replace(planned, routine="Day") for planned in PLAN]
    assert Steps(TWICE, TODAY, "Day").taken(routine) == tuple(routine)
    assert taken([an_entry(-62), an_entry(-61)]) == PLAN
    assert taken([an_entry(-2, kind=Kind.ANALYSIS), an_entry(-1, kind=Kind.ANALYSIS)]) == PLAN
    assert taken([an_entry(-2, a_set([COUNTED] * 10)), an_entry(-1, a_set([COUNTED] * 10))]) == PLAN


def test_more_sets_are_planned_as_the_first_and_the_place_of_each_is_known() -> None:
    full = a_set([replace(GOOD, hold_s=5.1)] * 15, target=15, hold_s=5.0)
    plan = taken([an_entry(-1, full), an_entry(0, full)], plan_sets(BRIDGE.held_for(5.0), sets=1, reps=15))
    assert said(plan) == ["Today 2 sets in place of 1."]
    assert [(one.number, one.total, one.place, one.parts) for one in plan] == [(1, 2, 1, 2), (2, 2, 2, 2)]


def test_it_is_kept_with_the_set_and_told_with_its_exercise() -> None:
    workout = Workout(taken(TWICE))
    snapshot = workout.update(0.0, None)
    assert snapshot.sets is not None
    assert [change.what for change in snapshot.sets.today] == [Today.HOLD]
