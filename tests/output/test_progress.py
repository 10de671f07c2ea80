"""What past sessions say: changes, changes that are none, and what to do next."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import isnan, nan, sqrt
from pathlib import Path
from random import Random

import pytest

from formcheck.counting.results import Rep
from formcheck.output.history import formatting
from formcheck.output.history.entry import KeptSet
from formcheck.output.history.exercise_session import ExerciseSession, exercise_sessions
from formcheck.output.history.overview import known, overview
from formcheck.output.history.progress import suggestions
from formcheck.output.history.scatter import Change, changed, detectable
from formcheck.output.history.suggestion import Ask, Step, Suggestion
from formcheck.output.history.trends import Trend, compare_sides, trends
from formcheck.output.sides import ANGLE_ERROR_DEG, SMALLEST_DEG, SMALLEST_HOLD_S
from formcheck.pose.landmarks import Side
from tests.past import COUNTED, DAY, FAULTY, GOOD, MISSED, SHORT, UNSEEN, a_session, a_set, an_entry

TODAY = DAY.date()
ACCURACY = Path(__file__).parents[2] / "docs" / "accuracy.md"


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def test_the_errors_are_those_of_the_page_on_accuracy() -> None:
    """What is called a change rests on numbers that a test of that page makes anew."""
    table = ACCURACY.read_text(encoding="utf-8").split("<!-- table: whole -->")[1].split("<!-- end -->")[0]
    holds = re.search(r"hold error, s \| mean [\d.]+, largest ([\d.]+)", table)
    angles = re.search(r"error of range, 20 degrees, degrees \| root mean square ([\d.]+)", table)
    assert holds is not None
    assert angles is not None
    assert float(holds[1]) <= SMALLEST_HOLD_S < float(holds[1]) + 0.1
    assert float(angles[1]) <= ANGLE_ERROR_DEG < float(angles[1]) + 1
    assert 11 < SMALLEST_DEG < 11.2


STEADY = [50.0, 51.0, 49.0] * 3
"""Sessions that scatter by one."""
WILD = [50.0, 90.0, 10.0] * 3


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([*STEADY, 60.0, 60.0, 60.0], Change.SAME, id="ten degrees are within the error"),
        pytest.param([*STEADY, 63.0, 63.0, 63.0], Change.MORE, id="thirteen are beyond it"),
        pytest.param([*STEADY, 37.0, 37.0, 37.0], Change.LESS, id="and thirteen less"),
        pytest.param([*WILD, 63.0, 63.0, 63.0], Change.SAME, id="not where sessions scatter more than that"),
        pytest.param([*range(0, 96, 8)], Change.MORE, id="steady progress is no scatter"),
        pytest.param([50.0, 90.0], Change.EARLY, id="two sessions have no scatter yet"),
        pytest.param([50.0, 50.0], Change.SAME, id="and if they are alike, nothing has changed"),
        pytest.param([50.0], Change.EARLY, id="nothing to compare with"),
        pytest.param([], Change.UNKNOWN, id="nothing"),
    ],
)
def test_a_change_is_one_beyond_the_error_and_beyond_the_scatter_of_the_sessions(
    values: list[float], expected: Change
) -> None:
    window = min(3, len(values) // 2)
    before, now = values[:window], values[-window:] if window else values
    assert changed(before, now, values, SMALLEST_DEG) is expected


def test_the_smallest_detectable_change_is_that_of_a_table() -> None:
    """Eight residuals of one about a straight line: t of 6 degrees of freedom at 99 % is 3.707."""
    values = [10.0 + n + (1 if n in (0, 3, 5, 6) else -1) for n in range(8)]
    scatter = sqrt(8 / 6)
    assert detectable(values, 3, 3) == pytest.approx(3.707 * scatter * sqrt(2 / 3), rel=1e-3)
    assert isnan(detectable([1.0, 2.0, 3.0], 1, 1))


def test_of_sessions_without_a_change_one_in_a_hundred_is_called_one() -> None:
    chance = Random(20)
    told = [[chance.gauss(50, 20) for _ in range(12)] for _ in range(4000)]
    false = sum(changed(one[:3], one[-3:], one, 0.0) is not Change.SAME for one in told) / len(told)
    assert 0.004 < false < 0.012


def shares(*good: int) -> Trend:
    return trends([a_session(n, a_set([GOOD] * some + [SHORT] * (10 - some))) for n, some in enumerate(good)]).good


@pytest.mark.parametrize(
    ("good", "expected"),
    [
        pytest.param((6, 6, 6, 6, 9, 9, 9, 9), Change.MORE, id="three times nine of ten after six"),
        pytest.param((9, 9, 9, 9, 6, 6, 6, 6), Change.LESS, id="and the other way"),
        pytest.param((8, 8, 8, 8, 9, 9, 9, 9), Change.SAME, id="one of ten more may be chance"),
        pytest.param((2, 10, 3, 10, 4, 10, 8, 9, 10), Change.SAME, id="who swings by more has not changed yet"),
        pytest.param((10,) * 8, Change.SAME, id="all and all"),
    ],
)
def test_good_shares_are_compared_with_chance_and_with_those_of_other_days(
    good: tuple[int, ...], expected: Change
) -> None:
    assert shares(*good).change is expected


def test_what_is_judged_is_compared_among_sessions_that_the_same_view_could_judge() -> None:
    side = [a_session(n, a_set(reaching(40))) for n in range(4)]
    front = [a_session(4, a_set([COUNTED] * 10))]
    half = [replace(rep, judged=replace(rep.judged, view="side-45")) for rep in reaching(90)]
    turned = [a_session(n, a_set(half)) for n in range(5, 9)]
    told = trends([*side, *front, *turned])
    assert (told.view, len(told.alike), len(told.exercise_sessions)) == ("side-45", 4, 9)
    assert (told.range_deg.first, told.range_deg.now, told.range_deg.change) == (90, 90, Change.SAME)
    assert "4 of 9 sessions that were judged half from the side" in formatting.judged_from(told)
    before = trends([*side, *front])
    assert (before.view, len(before.alike), before.reps.now) == ("side", 4, 10)
    assert formatting.judged_from(trends(side)) == ""


def test_the_best_so_far_is_of_a_session_with_more_than_a_few() -> None:
    told = trends(
        [a_session(0, a_set([GOOD] * 9 + [SHORT])), a_session(1, a_set([GOOD])), a_session(2, a_set([SHORT] * 9))]
    )
    assert (told.good.best.value, told.good.best.day) == (0.9, DAY.date())
    assert formatting.rows(told)[1].best == "90 % on 2 Mar"


def reaching(range_deg: float, hold_s: float = 2.0, count: int = 10) -> list[Rep]:
    return [replace(GOOD, judged_rest=-50.0, judged_peak=-50.0 + range_deg, hold_s=hold_s)] * count


def test_the_last_three_sessions_are_compared_with_the_first_and_with_those_before() -> None:
    ranges_deg = [40, 41, 42, 46, 50, 54, 60, 61, 62, 60, 61, 62]
    told = trends([a_session(n, a_set(reaching(value))) for n, value in enumerate(ranges_deg)])
    assert (told.range_deg.first, told.range_deg.now) == (41, 61)
    assert (told.range_deg.change, told.range_deg.late) == (Change.MORE, Change.SAME)
    assert formatting.rows(told)[2] == ("Range, rest to top", "60°", "40°", "more", "60° on 13 Mar")
    assert told.hold_s.change is Change.SAME
    assert formatting.rows(told)[3] == ("Hold", "2.0 s", "2.0 s", "no change", "2.0 s on 13 Mar")


def test_what_was_lost_of_late_is_told() -> None:
    holds_s = [3.0, 3.1] * 7 + [2.0, 2.1, 2.0]
    told = trends([a_session(n, a_set(reaching(50, hold_s))) for n, hold_s in enumerate(holds_s)])
    assert formatting.changes(told.hold_s) == "less"
    assert told.hold_s.late is Change.LESS


@pytest.mark.parametrize(
    ("number", "first"),
    [(1, nan), (2, 10.0), (3, 10.0), (4, 10.5), (5, 10.5), (6, 11.0), (7, 11.0)],
    ids=str,
)
def test_few_sessions_are_halved(number: int, first: float) -> None:
    told = trends([a_session(n, a_set(reaching(50, count=10 + n))) for n in range(number)])
    assert told.reps.first == pytest.approx(first, nan_ok=True)
    assert (told.reps.change is Change.UNKNOWN) == (number == 0)


def test_a_range_is_judged_from_the_side_and_in_degrees_alone() -> None:
    assert a_session(0, a_set(reaching(50))).performance().range_deg == 50
    assert isnan(a_session(0, a_set(reaching(50)), from_the_side=False).performance().range_deg)
    assert isnan(a_session(0, a_set(reaching(0.5), measure="hip_height")).performance().range_deg)
    (done,) = exercise_sessions([an_entry(0, yaw_deg=26.0)]).values()
    assert not done[0].from_the_side


def test_a_hold_is_told_where_one_is_asked_for() -> None:
    assert isnan(a_session(0, a_set(hold_s=0.0)).performance().hold_s)


def test_what_the_camera_lost_from_sight_says_nothing_of_whoever_tried() -> None:
    done = a_session(0, a_set([GOOD, GOOD, MISSED, UNSEEN])).performance()
    assert (done.reps, done.good, done.tried) == (2, 2, 3)


def next_of(*exercise_sessions: ExerciseSession, today: date = TODAY) -> list[Suggestion]:
    return list(suggestions(exercise_sessions, known, today))


def steps(told: Sequence[Suggestion]) -> list[Step]:
    return [one.step for one in told]


def twice(*sets: KeptSet) -> list[Suggestion]:
    return next_of(a_session(-2, *sets), a_session(-1, *sets))


FIFTEEN = (GOOD,) * 15


@pytest.mark.parametrize(
    ("sets", "expected", "ask"),
    [
        pytest.param([a_set()], "hold for 3 seconds in place of 2", Ask(hold_s=3), id="first the hold"),
        pytest.param([a_set([replace(GOOD, hold_s=4.4)] * 10, hold_s=4.5)], "hold for 5 seconds in place of 4.5",
                     Ask(hold_s=5), id="of five seconds at most"),
        pytest.param([a_set(hold_s=5, reps=[replace(GOOD, hold_s=5.1)] * 10)], "do 12 repetitions in place of 10",
                     Ask(reps=12), id="then repetitions"),
        pytest.param([a_set(hold_s=0, exercise="squat", reps=FIFTEEN[:14], target=14)],
                     "do 15 repetitions in place of 14", Ask(reps=15), id="fifteen at most, at once without a hold"),
        pytest.param([a_set(hold_s=0, exercise="squat", reps=FIFTEEN, target=15)] * 2, "do 3 sets in place of 2",
                     Ask(sets=3), id="then sets"),
        pytest.param([a_set(hold_s=0, exercise="squat", reps=FIFTEEN, target=15)] * 3,
                     "try the next exercise (Hip hinge)", Ask(exercise="hip_hinge"), id="then the next exercise"),
        pytest.param([a_set([replace(GOOD, hold_s=30)], "hip_flexor_stretch", side, 1, 30)
                      for side in (Side.LEFT, Side.RIGHT)] * 2,
                     "do 3 sets in place of 2", Ask(sets=3), id="one long stretch stays one"),
    ],
)  # fmt: skip
def test_two_good_sessions_are_a_step_on(sets: list[KeptSet], expected: str, ask: Ask) -> None:
    (told,) = twice(*sets)
    assert (told.step, told.ask) == (Step.ON, ask)
    assert told.text.endswith(f"If it felt easy (six of ten at most), {expected} next time.")


WELL = a_session(-2, a_set())
TIMED = a_set([replace(GOOD, reason="timer")] * 10, "prone_squeeze", Side.LEFT, verify="timer", measure="")


@pytest.mark.parametrize(
    "two",
    [
        pytest.param([WELL], id="one session is not two"),
        pytest.param([WELL, a_session(-1, a_set([GOOD] * 8))], id="eight of ten were done"),
        pytest.param([WELL, a_session(-1, a_set([GOOD] * 7 + [SHORT] * 3))], id="seven of ten were good"),
        pytest.param([a_session(-2, a_set([GOOD] * 7 + [SHORT] * 3)), a_session(-1, a_set())], id="nor the one before"),
        pytest.param([WELL, a_session(-1, a_set([replace(GOOD, hold_s=1.6)] * 10))], id="held too short"),
        pytest.param([WELL, a_session(-1, a_set(target=0))], id="without a target"),
        pytest.param([WELL, a_session(-1, a_set(target=8))], id="less was asked for"),
        pytest.param([a_session(-2, a_set(stopped_for="pain")), a_session(-1, a_set())], id="it hurt before"),
        pytest.param([a_session(-2, TIMED), a_session(-1, TIMED)], id="a timer"),
        pytest.param([a_session(-2, a_set(exercise="mine")), a_session(-1, a_set(exercise="mine"))],
                     id="an exercise that nobody knows any more"),
        pytest.param([a_session(-40, a_set()), a_session(-39, a_set())], id="long ago"),
        pytest.param([a_session(-2, a_set([replace(GOOD, hold_s=3.1)] * 15, "bird_dog", None, 15, 5)),
                      a_session(-1, a_set([replace(GOOD, hold_s=3.1)] * 15, "bird_dog", None, 15, 5))],
                     id="three seconds are not five"),
        pytest.param([a_session(n, *[a_set([replace(GOOD, hold_s=5.0)] * 15, "bird_dog", None, 15, 5)] * 3)
                      for n in (-2, -1)], id="as far as there is"),
    ],
)  # fmt: skip
def test_anything_less_is_no_step_on(two: list[ExerciseSession]) -> None:
    assert steps(next_of(*two)) == []


@pytest.mark.parametrize(
    ("reps", "expected"),
    [
        pytest.param([GOOD] * 6 + [SHORT] * 4, "6 of 10 were good last time", id="less than 70 % good"),
        pytest.param([GOOD] * 7 + [MISSED] * 4, "7 of 11 were good last time", id="attempts count as tried"),
        pytest.param([GOOD] * 7 + [FAULTY] * 3 + [replace(COUNTED, faults=FAULTY.faults)],
                     '"Ribs down." was needed in 4 of 11 repetitions', id="one fault in more than 30 %"),
    ],
)  # fmt: skip
def test_a_poor_session_is_a_little_less_next_time(reps: list[Rep], expected: str) -> None:
    (told,) = next_of(WELL, a_session(-1, a_set(reps)))
    assert told.step is Step.BACK
    assert expected in told.text
    assert told.ask == Ask(reps=8)
    assert "8 repetitions in place of 10, or the exercise before it (Prone leg lift)" in told.text
    assert "A smaller lift, or a squeeze while standing." in told.text


@pytest.mark.parametrize(
    "reps",
    [
        pytest.param([GOOD] * 7 + [SHORT] * 3, id="70 % good"),
        pytest.param([GOOD] * 7 + [FAULTY] * 3, id="a fault in 30 %"),
        pytest.param([GOOD] * 8 + [FAULTY] * 2 + [replace(COUNTED, faults=FAULTY.faults)] * 2, id="80 % good"),
        pytest.param([SHORT] * 4, id="four repetitions say nothing"),
        pytest.param([GOOD] * 5 + [UNSEEN] * 5, id="lost from sight"),
    ],
)
def test_a_session_that_was_not_so_poor_is_none(reps: list[Rep]) -> None:
    assert steps(next_of(a_session(-1, a_set(reps, target=0)))) == []


@pytest.mark.parametrize("besides", [[MISSED] * 6, [FAULTY] * 4, [SHORT] * 5], ids=["attempts", "a fault", "holds"])
def test_eight_good_ones_of_ten_asked_for_are_never_too_hard(besides: list[Rep]) -> None:
    assert steps(next_of(a_session(-1, a_set([GOOD] * 8 + besides)))) == []


def test_what_hurt_is_left_out_and_nothing_else_is_said_of_it() -> None:
    both = [a_set(side=Side.LEFT, exercise="donkey_kick"),
            a_set([SHORT] * 10, "donkey_kick", Side.RIGHT, stopped_for="pain")]  # fmt: skip
    (told,) = next_of(a_session(-1, *both))
    assert (told.step, told.ask) == (Step.LEAVE, Ask())
    assert "hurt last time. Leave it out until that has gone" in told.text
    assert told.text.endswith("If it hurts again, talk to a doctor or physiotherapist.")


def kicks(left: int, right: int, *, of: int = 10) -> list[KeptSet]:
    return [a_set([GOOD] * good + [SHORT] * (of - good), "donkey_kick", side, of)
            for side, good in ((Side.LEFT, left), (Side.RIGHT, right))]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "weaker"),
    [
        pytest.param(7, 10, "left", id="30 % fewer on the left"),
        pytest.param(10, 7, "right", id="on the right"),
        pytest.param(8, 10, None, id="20 % are not more than 20 %"),
        pytest.param(10, 10, None, id="alike"),
    ],
)
def test_the_weaker_side_comes_first(left: int, right: int, weaker: str | None) -> None:
    told = [one for one in next_of(a_session(-1, *kicks(left, right))) if one.step is Step.SIDE]
    assert ([f"Begin each set with the {weaker} side" in one.text for one in told]) == ([True] if weaker else [])
    assert [one.ask for one in told] == ([Ask(first=Side(weaker))] if weaker else [])


@pytest.mark.parametrize(
    "sets",
    [
        pytest.param(kicks(10, 5)[:1], id="one side alone"),
        pytest.param([*kicks(10, 5), kicks(10, 5)[0]], id="one side more often"),
        pytest.param(kicks(4, 1, of=4), id="too few"),
    ],
)
def test_sides_of_which_not_as_much_was_asked_are_not_compared(sets: list[KeptSet]) -> None:
    assert compare_sides([a_session(-1, *sets)]) is None


def test_left_and_right_are_told_in_words() -> None:
    left = replace(GOOD, judged_rest=-50, judged_peak=10.0, hold_s=1.2)
    right = replace(left, judged_peak=25.0, hold_s=1.6)
    further = [a_set([left] * 10, "donkey_kick", Side.LEFT), a_set([right] * 10, "donkey_kick", Side.RIGHT)]
    assert formatting.compared(compare_sides([a_session(0, *further)])) == "left: less far, held for less long"
    assert formatting.compared(compare_sides([a_session(0, *kicks(10, 10))])) == "no difference that can be measured"
    assert formatting.compared(None) == formatting.NOTHING


def test_timers_count_for_days_and_repetitions_and_never_as_good() -> None:
    told = overview([an_entry(-1, TIMED), an_entry(0, TIMED)], TODAY)
    assert [(week.days, week.goal) for week in told.weeks.weeks] == [(1, 3), (1, 3)]
    (one,) = told.exercises
    assert (one.trends.reps.now, one.trends.good.change, one.suggestions) == (10, Change.UNKNOWN, ())
    assert formatting.good_of(told.entries[0]) == formatting.NOTHING


def test_the_exercise_that_was_done_last_comes_first() -> None:
    told = overview([an_entry(0), an_entry(1, a_set(exercise="squat")), an_entry(2)], day(2))
    assert [one.exercise for one in told.exercises] == ["glute_bridge", "squat"]
    assert len(told.exercises[0].trends.exercise_sessions) == 2
