"""The files of the tests: what they may say, and what they never say."""

import pytest

from formcheck.checkup.catalogue import load, names, order, reasons
from formcheck.system.language import Words
from tests.test_architecture import MODULES, words

NEVER = ("weak", "inactive", "imbalance", "injur", "biological age", "mortality", "pelvi", "valgus", "glute")
NIE = ("schwach", "inaktiv", "ungleichgewicht", "verletz", "biologisches alter", "sterblich", "becken", "gesäß")


def said() -> list[str]:
    """Everything that a check-up may say while it leads."""
    led = order()
    tests = [text for name in names() for text in load(name).sentences]
    return [*tests, *led.welcome, led.left_out, led.fallen, led.done, *reasons().values()]


def test_no_sentence_has_a_word_that_is_never_said() -> None:
    german = Words("de")
    assert len(said()) > 100
    assert [text for text in said() if any(word in text.lower() for word in NEVER)] == []
    assert [german(text) for text in said() if any(word in german(text).lower() for word in NIE)] == []


@pytest.mark.parametrize("name", names())
def test_every_reason_for_an_end_has_words(name: str) -> None:
    procedure = load(name)
    ids = [rule.id for rule in procedure.rule] + [gate.id for gate in procedure.place.gate]
    ids += [] if procedure.stands is None else [rule.id for rule in procedure.stands.hands]
    ids += [] if procedure.hold is None else [stage.fails for stage in procedure.hold.stage]
    assert {*ids} <= {*reasons()}


def test_the_order_has_every_test_and_both_legs_of_those_that_take_turns() -> None:
    for steps in (order().full, order().short):
        for name in {step.test for step in steps}:
            sides = [step.side for step in steps if step.test == name]
            assert sorted(sides) == (["first", "second"] if load(name).sides == "each" else ["first"])
    assert {step.test for step in order().full} == {*names()}


def test_no_line_of_python_knows_a_test_by_name() -> None:
    known = [(m, n) for m, path in MODULES.items() for n in names() if any(n in word for word in words(path))]
    assert known == []
