"""What is said of a check-up, word for word, by hand from the examples of its description."""

import pytest

from formcheck.checkup.catalogue import load, names, reasons
from formcheck.checkup.record import Checkup, TestResult, Try
from formcheck.checkup.scoring import Person, closing, judged, next_first_side, outcomes
from formcheck.checkup.scoring.noted import noted
from formcheck.checkup.scoring.score import scores
from formcheck.checkup.scoring.steps import begin_with, next_steps
from tests.checkup.checkups import (
    LEFT,
    RIGHT,
    a_checkup,
    a_result,
    balances,
    holds,
    lifts,
    reach,
    rises,
    stands,
)

WOMAN, STUDENT, OLD_MAN, NOBODY = Person(34, "F"), Person(20, "F"), Person(63, "M"), Person()


def told(*results: TestResult, person: Person = WOMAN, earlier: tuple[Checkup, ...] = ()) -> list[str]:
    """What is said of the one test in some results."""
    found = judged(a_checkup(*results), earlier, person)
    (test,) = found.tests
    return list(outcomes(test, found))


@pytest.mark.parametrize(
    ("count", "person", "said"),
    [
        (24, WOMAN, ["24 stands. In Norwegian and Japanese groups of your age most do 20 to 28."]),
        (20, WOMAN, ["20 stands. In Norwegian and Japanese groups of your age most do 20 to 28."]),
        (31, WOMAN, ["31, more than most. Nothing to mend here."]),
        (
            15,
            WOMAN,
            [
                "15 stands, fewer than most in those groups. Hips and legs tire together here: it does not say which"
                " muscle. Chair squats and bridges on two or three days a week, and look again in four weeks."
            ],
        ),
        (21, OLD_MAN, ["21 stands. In a Japanese group of your age most do 20 to 25."]),
        (24, NOBODY, ["24 stands."]),
        (1, Person(34), ["1 stand."]),
    ],
)
def test_chair_stands_lie_among_named_groups(count: int, person: Person, said: list[str]) -> None:
    assert told(stands(count), person=person) == said


def test_under_the_line_of_safety_a_doctor_is_named_from_sixty_on() -> None:
    line = (
        "For your age the American health agency counts under 14 as a risk for falls. Speak with your doctor or a"
        " physiotherapist about strength and balance."
    )
    assert told(stands(13), person=OLD_MAN)[1:] == [line]
    assert told(stands(14), person=OLD_MAN)[1:] == []
    assert told(stands(5), person=Person(59, "M"))[1:] == []


def test_hands_leave_no_number() -> None:
    said = "You needed your hands, so there is no number. Try a higher, firm seat next time."
    assert told(stands(None, ended="hands")) == [said]


@pytest.mark.parametrize(
    ("left_s", "right_s", "said"),
    [
        (30, 30, ["Thirty seconds on both legs: all this test can show."]),
        (30, 14.9, ["Left 30, right 14. Balance varies from day to day; watch whether it stays that way."]),
        (
            30,
            9.99,
            [
                "Left 30, right 9 seconds.",
                "Under ten seconds on the right. If that is so again on another day, or if you have fallen, have it"
                " looked at.",
            ],
        ),
    ],
)
def test_one_leg_stands_are_seconds_without_a_judgement(left_s: float, right_s: float, said: list[str]) -> None:
    assert told(*balances(left_s, right_s)) == said


def test_the_bridge_reaches_a_straight_line_or_stops_short() -> None:
    assert told(reach(-15)) == ["Your hips reach a straight line."]
    assert told(reach(-22))[0].startswith("Your hips stop about 20 degrees short of a straight line.")


def test_a_hold_is_told_by_the_students_only_to_their_age() -> None:
    students = "Students held 65 on average, most between 40 and 90: a different group than you, perhaps."
    even = "Left and right alike, as far as one try can tell."
    assert told(*holds(41, 38), person=STUDENT) == ["Right 38, left 41 seconds.", students, even]
    own = "There are no published values for your age: this is your starting point."
    assert told(*holds(41, 38)) == ["Right 38, left 41 seconds.", own, even]


def test_a_hold_to_the_end_of_the_test_is_no_number_and_has_no_band() -> None:
    said = told(*holds(60, 60), person=STUDENT)
    assert said[0] == "Left and right to the end of the test, as about half of the students did."
    found = judged(a_checkup(*holds(60, 38)), [], STUDENT)
    assert [value.band for value in found.tests[0].values] == ["none", "fewer"]


def test_a_side_is_behind_only_when_it_was_so_twice() -> None:
    first = a_checkup(*holds(41, 25))
    once = "The right was 16 seconds shorter. One check-up is not enough to call it a difference."
    twice = "The right was clearly shorter twice. Begin your sets with the right, same number on both sides."
    assert once in told(*first.results)
    assert twice in told(*holds(45, 33), earlier=(first,))
    assert twice not in told(*holds(25, 41), earlier=(first,))
    found = judged(a_checkup(*holds(45, 33)), [first])
    assert set(begin_with(found).values()) == {RIGHT}
    assert begin_with(judged(first, [])) == {}


def test_sides_with_other_knees_are_not_compared() -> None:
    found = judged(a_checkup(*holds(41, 20, (118, 130))), [])
    assert found.tests[0].sides is None


def test_lifts_are_told_with_what_books_say() -> None:
    books = "Left lifts about 11 degrees, right 7. Books call 10 to 20 normal, the back helps more than one can see."
    assert told(*lifts(11, 7)) == [books, "A difference under 5 is none."]


def test_a_rise_is_yes_or_no() -> None:
    assert told(*rises(True, False))[0] == "Left yes, right not this time."


def test_a_change_is_told_beyond_the_smallest_real_one() -> None:
    two = (a_checkup(stands(20)), a_checkup(stands(20)))
    more = "4 more than the mean of your last two: more than chance explains. Let us see whether it stays."
    assert told(stands(24), earlier=two)[1:] == [more]
    assert told(stands(22), earlier=two)[1:] == ["2 more than the mean of your last two: within the usual scatter."]
    assert told(stands(20), earlier=two)[1:] == ["The same as the mean of your last two."]
    worse = "6 fewer. Poor sleep, a cold or a different chair do that too. If it stays, and for no reason you know, ask somebody."  # noqa: E501
    assert told(stands(14), earlier=two)[1:] == [worse]
    stayed = told(stands(24), earlier=(*two, a_checkup(stands(24))))
    assert stayed[1:] == ["4 more than before, and so it has stayed."]


def test_what_was_placed_or_seen_otherwise_is_not_compared() -> None:
    before = a_checkup(stands(15, slope_deg=2))
    chair = "Is this the same chair? The thighs slope otherwise than last time. So it is not compared with that."
    assert told(stands(24, slope_deg=7.1), earlier=(before,))[1:] == [chair]
    assert told(stands(24, slope_deg=7.0), earlier=(before,))[1:] != [chair]
    side = "It was seen from another side than last time. So it is not compared with that."
    assert told(stands(24, view="front"), earlier=(before,))[1:] == [side]
    other = a_checkup(stands(15), model="lite")
    model = "It was seen by another pose model than last time. So it is not compared with that."
    assert told(stands(24), earlier=(other,))[1:] == [model]


def test_at_most_two_changes_are_told_the_largest_against_their_thresholds() -> None:
    before = a_checkup(stands(15), reach(-40), *holds(20, 20), *lifts(5, 5))
    now = a_checkup(stands(30), reach(-20), *holds(50, 20), *lifts(11, 5))
    found = judged(now, [before])
    assert [(test.score.id, value.result.side) for test, value in found.told] == [
        ("chair_stand", None),  # 15 of 3 + 1
        ("single_leg_bridge_hold", LEFT),  # 30 of 10
    ]
    assert found.untold
    said = [one for test in found.tests for one in outcomes(test, found)]
    assert sum("more than chance" in one for one in said) == 2
    assert closing(found).startswith("What stood out: Chair stand: 15 more than last time")
    assert "The rest is about as before" not in closing(found)


def test_the_end_says_what_stood_out_or_that_nothing_did() -> None:
    assert closing(judged(a_checkup(), [])) == "This is where you start from. Next check-up in four weeks."
    none = "None of it can be compared with what was before. Next check-up in four weeks."
    assert closing(judged(a_checkup(), [a_checkup(model="lite")])) == none
    assert closing(judged(a_checkup(), [a_checkup()])) == "All of it is about as before. Next check-up in four weeks."


def test_what_was_left_out_or_not_judged_has_its_reason() -> None:
    left_out = TestResult("chair_stand", "stands", None, left_out=True)
    assert told(left_out) == ["Left out."]
    blind = a_result("single_leg_bridge_hold", "s", None, RIGHT, ended="lost")
    assert told(holds(41, None)[0], blind)[-1] == "I lost sight of you, so the right side has no number."


def test_the_sides_begin_in_turns() -> None:
    assert next_first_side([]) is LEFT
    assert next_first_side([a_checkup(first=LEFT)]) is RIGHT
    assert next_first_side([a_checkup(first=LEFT), a_checkup(first=RIGHT)]) is LEFT


def test_next_steps_are_routines_and_exercises_by_what_was_low() -> None:
    low = judged(a_checkup(stands(15), reach(-20), *lifts(8, 9)), [], WOMAN)
    assert [(step.routine, step.exercise) for step in next_steps(low)] == [
        ("strength_day", ""),
        ("", "hip_flexor_stretch"),
        ("", "hip_flexor_stretch"),
    ]
    assert list(next_steps(judged(a_checkup(), [], WOMAN))) == []


def test_a_missing_side_has_the_reason_in_the_words_of_the_test() -> None:
    blind = TestResult("single_leg_bridge_hold", "s", RIGHT, not_judged="feet_hidden")
    assert told(blind) == ["I could not see your feet, so the right side has no number."]
    nowhere = TestResult("bridge_reach", "deg", None, not_judged="something_new")
    assert told(nowhere) == ["There is no number."]


def test_every_test_has_its_score_in_its_own_unit() -> None:
    assert sorted(scores()) == names()
    units = {name: load(name).unit for name in names()}
    assert {name for name, score in scores().items() if score.classes is None} >= {
        name for name, unit in units.items() if unit in ("stands", "deg")
    }
    for name, score in scores().items():
        test = load(name)
        kept = {*test.place.record, *(test.hold.record if test.hold is not None else ())}
        assert set(score.setup) <= kept, name
        assert set(score.without) <= set(reasons()), name


def test_what_was_noted_besides_is_told_to_who_reads_closely() -> None:
    tries = (Try(9.4, "foot_down"), Try(12.9, "foot_moved"))
    balance = TestResult("one_leg_stand", "s", LEFT, tries, view="front")
    stood = a_result("chair_stand", "stands", 24, setup={"seat_slope_deg": 2.4})
    found = judged(a_checkup(stood, balance), [])
    assert [list(noted(test, value)) for test in found.tests for value in test.values] == [
        ["thighs sloped by 2°"],
        ["tries 9, 12", "The standing foot moved"],
    ]
