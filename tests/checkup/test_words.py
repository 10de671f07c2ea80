"""What is never said of a body, looked for in all that a check-up can say, in both languages."""

import re
from itertools import pairwise, product

import pytest

from formcheck.checkup.record import Checkup, TestResult
from formcheck.checkup.scoring import Person, closing, judged, outcomes
from formcheck.checkup.scoring.norms import norms, sources
from formcheck.checkup.scoring.score import scores
from formcheck.system.language import tr, use
from tests.checkup.checkups import RIGHT, a_checkup, a_result, balances, holds, lifts, reach, rises, stands
from tools.sentences import translated

NEVER = {
    "en": r"\bweak|inactive|imbalance|asymmetr|injur|biological age|mortal|death|amnesia|patholog|abnormal|deficit"
    r"|diseas|percent|%|switched off|your glutes",
    "de": r"\bschwach|\bschwäch|inaktiv|dysbalance|ungleichgewicht|asymmetri|verletz|biologisches alter|sterb|\btod"
    r"|krank|abnorm|defizit|prozent|%|ausgeschaltet|deine gesäß",
}
PEOPLE = [Person(), Person(34), Person(34, "F"), Person(20, "M"), Person(63, "M"), Person(86, "F"), Person(99, "M")]
CHECKUPS = [
    a_checkup(stands(count), *balances(*on_one), reach(top), *holds(*held), *lifts(*lifted), *rises(*risen))
    for count, on_one, top, held, lifted, risen in (
        (1, (4, 8), -40, (9, 20), (4, 12), (False, False)),
        (15, (30, 9), -20, (38, 60), (12, 4), (True, False)),
        (24, (14, 30), -10, (41, 38), (11, 9), (False, True)),
        (38, (30, 30), 2, (60, 60), (16, 16), (True, True)),
    )
]
PARTS = [
    a_checkup(stands(None, ended="hands"), TestResult("bridge_reach", "deg", None, left_out=True)),
    a_checkup(a_result("single_leg_bridge_hold", "s", None, RIGHT, ended="cramp"), stands(24, slope_deg=20)),
    a_checkup(holds(None, 41)[1], balances(3, 30)[0], lifts(9, 8)[0], rises(True, True)[0], model="lite"),
]


def everything() -> list[str]:
    """All that is said of many check-ups after many others."""
    said: set[str] = set()
    for now, person in product([*CHECKUPS, *PARTS], PEOPLE):
        for earlier in ([], *([one, two] for one, two in product(CHECKUPS, repeat=2)), [*CHECKUPS, now]):
            found = judged(now, earlier, person)
            said |= {closing(found), *(one for test in found.tests for one in outcomes(test, found))}
    return sorted(said)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_outcome_has_any_of_the_words(language: str) -> None:
    use(language)
    said = everything()
    assert len(said) > 150
    assert [one for one in said if re.search(NEVER[language], one, re.IGNORECASE)] == []
    assert [one for one in said if "{" in one or "  " in one or (not one[0].isupper() and not one[0].isdigit())] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_nor_has_any_sentence_that_stands_in_a_file(language: str) -> None:
    use(language)
    ours = ("check-up", "checkup", "output/checkup", "app/checkup")
    every = [tr(text) for place, texts in translated().items() for text in texts if place.startswith(ours)]
    assert len(every) > 150
    assert [one for one in every if re.search(NEVER[language], one, re.IGNORECASE)] == []


def test_one_and_many_are_said_rightly() -> None:
    one, many = (judged(a_checkup(stands(count)), [], Person()) for count in (1, 2))
    assert [list(outcomes(found.tests[0], found)) for found in (one, many)] == [["1 stand."], ["2 stands."]]
    before = a_checkup(*holds(20, 20))
    after = judged(a_checkup(*holds(21, 18)), [before])
    said = list(outcomes(after.tests[0], after))
    assert said[-2:] == [
        "Left: 1 second longer than last time: within the usual scatter.",
        "Right: 2 seconds shorter than last time: within the usual scatter.",
    ]


def test_every_group_has_a_name_and_a_source() -> None:
    for name, score in scores().items():
        assert [norm for norm in norms(name) if norm.group not in score.group_names or not norm.source.address] == []
        assert set(score.sources) <= set(sources())


def test_ages_of_a_group_neither_overlap_nor_leave_gaps() -> None:
    for name in scores():
        by_group: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for norm in norms(name):
            if norm.ages != "any":
                first, last = map(int, norm.ages.split("-"))
                by_group.setdefault((norm.group, norm.sex), []).append((first, last))
        for ages in by_group.values():
            assert [b[0] - a[1] for a, b in pairwise(ages)] == [1] * (len(ages) - 1)


def test_no_test_is_scored_twice_and_no_total_is_made() -> None:
    found = judged(Checkup(RIGHT, (stands(20), stands(24)), "full"), [])
    assert [(test.score.id, [value.value for value in test.values]) for test in found.tests] == [("chair_stand", [24])]
