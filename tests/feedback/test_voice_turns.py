"""Who speaks next."""

from dataclasses import replace

import pytest

from formcheck.feedback.voice.speech_queue import HOLD_BACK_S, TOLD_S, SpeechQueue, cuts
from formcheck.feedback.voice.utterance import Urgency, Utterance

SAFETY, NOW, STEP, CORRECTION, ADVICE, COURTESY = Urgency


def phrase(text: str, urgency: Urgency = CORRECTION, patience_s: float = 10.0) -> Utterance:
    return Utterance(0.0, text, urgency, patience_s)


def order(turns: SpeechQueue, now_s: float = 0.0) -> list[str]:
    """The words of everything that waits, each taken when it is its turn."""
    taken = []
    while (utterance := turns.next(now_s)) is not None:
        taken.append(utterance.text)
    return taken


OFFERS = {
    "nobody waits": ([], 0.0, []),
    "the most important first": (
        [(0.0, phrase("well done", COURTESY)), (0.1, phrase("ready", STEP)), (0.2, phrase("stop", SAFETY))],
        0.3,
        ["stop", "ready", "well done"],
    ),
    "within the same urgency the newest first": (
        [(0.0, phrase("knees")), (0.1, phrase("heels"))],
        0.2,
        ["heels", "knees"],
    ),
    "at the same moment the last offered first": (
        [(0.0, phrase("knees")), (0.0, phrase("heels"))],
        0.0,
        ["heels", "knees"],
    ),
    "steps in their order": (
        [
            (0.0, phrase("set done", STEP)),
            (0.0, phrase("rest", STEP)),
            (0.2, phrase("go", STEP)),
        ],
        0.2,
        ["set done", "rest", "go"],
    ),
    "an old count is worth nothing": ([(0.0, phrase("two", NOW)), (0.1, phrase("three", NOW))], 0.2, ["three"]),
    "a count outdates counts alone": (
        [(0.0, phrase("ready", STEP)), (0.1, phrase("three", NOW))],
        0.2,
        ["three", "ready"],
    ),
    "what has waited too long is dropped": (
        [(0.0, phrase("knees", patience_s=1.0)), (0.0, phrase("heels", patience_s=3.0))],
        2.0,
        ["heels"],
    ),
    "to the last moment of its patience it waits": ([(1.0, phrase("knees", patience_s=1.0))], 2.0, ["knees"]),
    "the same words wait once, as long as the newer": (
        [(0.0, phrase("knees", patience_s=1.0)), (0.9, phrase("knees", patience_s=1.0))],
        1.5,
        ["knees"],
    ),
    "the same words take the urgency of the newer": (
        [(0.0, phrase("slowly", SAFETY)), (0.1, phrase("heels")), (0.2, phrase("slowly", COURTESY))],
        0.3,
        ["heels", "slowly"],
    ),
    "the patience of some is endless": ([(0.0, phrase("knees", patience_s=float("inf")))], 1e9, ["knees"]),
}


@pytest.mark.parametrize(("offers", "now_s", "expected"), OFFERS.values(), ids=OFFERS)
def test_whose_turn_it_is(offers: list[tuple[float, Utterance]], now_s: float, expected: list[str]) -> None:
    turns = SpeechQueue()
    for offered_s, utterance in offers:
        turns.offer(utterance, offered_s)
    assert [utterance.text for utterance in turns.waiting(now_s)] == expected
    assert order(turns, now_s) == expected
    assert turns.waiting(now_s) == []


CUTS = {
    SAFETY: {NOW, STEP, CORRECTION, ADVICE, COURTESY},
    NOW: {NOW, CORRECTION, ADVICE, COURTESY},
    STEP: {ADVICE, COURTESY},
    CORRECTION: {COURTESY},
    ADVICE: {COURTESY},
    COURTESY: set[Urgency](),
}


@pytest.mark.parametrize("newcomer", Urgency, ids=lambda urgency: urgency.name)
def test_who_breaks_off_whom(newcomer: Urgency) -> None:
    assert {running for running in Urgency if cuts(phrase("new", newcomer), phrase("old", running))} == CUTS[newcomer]


RUNNING = {
    "a count breaks off a correction": (phrase("three", NOW), phrase("knees"), "three"),
    "a count does not break off what happens next": (phrase("three", NOW), phrase("set done", STEP), None),
    "a correction waits for a correction": (phrase("heels"), phrase("knees"), None),
    "safety breaks off what happens next": (phrase("stop", SAFETY), phrase("set done", STEP), "stop"),
}


@pytest.mark.parametrize(("waiting", "running", "expected"), RUNNING.values(), ids=RUNNING)
def test_while_somebody_speaks_only_those_who_break_off_are_next(
    waiting: Utterance, running: Utterance, expected: str | None
) -> None:
    turns = SpeechQueue()
    turns.offer(waiting, 0.0)
    found = turns.next(0.0, running)
    assert (found.text if found else None) == expected
    assert order(turns) == ([] if expected else [waiting.text])


READY = {
    "what is ready does not wait for what matters less": (phrase("three", NOW), phrase("knees"), "three", 0.0, "three"),
    "what matters less waits for what is being rendered": (phrase("three", NOW), phrase("knees"), "knees", 0.5, None),
    "but not for ever": (phrase("three", NOW), phrase("knees"), "knees", HOLD_BACK_S, "knees"),
}


@pytest.mark.parametrize(("more", "less", "ready", "now_s", "expected"), READY.values(), ids=READY)
def test_a_phrase_that_is_not_ready(
    more: Utterance, less: Utterance, ready: str, now_s: float, expected: str | None
) -> None:
    turns = SpeechQueue()
    turns.offer(less, 0.0)
    turns.offer(more, 0.0)
    found = turns.next(now_s, ready=lambda utterance: utterance.text == ready)
    assert (found.text if found else None) == expected


def test_phrases_can_be_forgotten() -> None:
    turns = SpeechQueue()
    for text in ("knees", "heels", "hips"):
        turns.offer(phrase(text), 0.0)
    turns.drop("heels")
    assert [utterance.text for utterance in turns.waiting(0.0)] == ["hips", "knees"]
    turns.drop()
    assert turns.waiting(0.0) == []


def test_the_way_into_position_is_heard_to_its_end_unless_the_person_has_arrived() -> None:
    way = replace(phrase("Step back.", Urgency.ADVICE), guides=True)
    step = phrase("Pause.", Urgency.STEP)
    assert not cuts(step, way)
    assert not cuts(phrase("Lie down.", Urgency.ADVICE), replace(way, urgency=Urgency.COURTESY))
    assert cuts(replace(step, arrived=True), way)
    assert cuts(phrase("1.", Urgency.NOW), way)


def test_of_the_way_into_position_only_the_newest_waits_and_nothing_once_it_is_done() -> None:
    queue = SpeechQueue()
    for text in ("Step back.", "Lie down."):
        queue.offer(replace(phrase(text, Urgency.ADVICE), guides=True), 0.0)
    assert [waiting.text for waiting in queue.waiting(0.1)] == ["Lie down."]
    queue.offer(replace(phrase("Ready.", Urgency.STEP), arrived=True), 0.2)
    assert [waiting.text for waiting in queue.waiting(0.3)] == ["Ready."]


def test_what_was_to_begin_is_not_said_once_there_is_a_pause() -> None:
    turns = SpeechQueue()
    turns.offer(replace(phrase("ready", STEP), begins=True), 0.0)
    turns.offer(replace(phrase("ten kicks", ADVICE), begins=True), 0.0)
    turns.offer(phrase("set two", STEP), 0.0)
    turns.offer(replace(phrase("pause", STEP), stops=True), 1.0)
    assert order(turns, 1.0) == ["set two", "pause"]


def test_the_way_into_position_that_had_to_wait_is_not_said_twice_in_a_row() -> None:
    turns, way = SpeechQueue(), replace(phrase("lie down", ADVICE), guides=True)
    turns.offer(way, 0.0)
    assert order(turns, 8.0) == ["lie down"]
    turns.offer(way, 11.0)
    assert order(turns, 12.0) == []
    assert order(turns, 8.0 + TOLD_S) == ["lie down"]
