"""Every error of `workout` that a user can meet says what was found, and what to do about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.exercises import catalogue
from formcheck.workout import routine
from tests.messages import WHERE, Met, check_words, written


def exercise(text: str | bytes) -> Callable[[Path], object]:
    return written("mine.toml", text, lambda path: catalogue.load(str(path)))


def plan(text: str | bytes) -> Callable[[Path], object]:
    return written("mine.toml", text, lambda path: routine.load(str(path)))


MET = [
    Met(
        "routine unknown",
        lambda _: routine.load("evening"),
        "no routine 'evening'; there are full_programme, ..., or give a .toml file",
    ),
    Met(
        "routine gone",
        lambda folder: routine.load(f"{folder}/no.toml"),
        f"{{}}/no.toml: cannot be read: No such file or directory: {WHERE}",
    ),
    Met("routine no TOML", plan("x"), "{}/mine.toml: not valid TOML: ..."),
    Met(
        "routine with a mistake",
        plan('title = "a"\nabout = "b"\n[[block]]\nexercise = "squat"\nsets = 0'),
        "{}/mine.toml:5: block 1, sets: expected 1 or more (found 0)",
    ),
    Met(
        "routine with one table for a list",
        plan('title = "a"\nabout = "b"\n[block]\nexercise = "squat"'),
        "{}/mine.toml:3: block: found {'exercise': 'squat'}, expected tables that begin with [[block]]",
    ),
    Met(
        "routine with its list mistyped",
        plan('title = "a"\nabout = "b"\n[[blocks]]\nexercise = "squat"'),
        "{}/mine.toml:3: blocks: unknown key; did you mean block? allowed are title, about, transition_s, block",
    ),
    Met(
        "routine with an unknown key",
        plan('title = "a"\nabout = "b"\n[[block]]\nexercise = "squat"\nset = 1'),
        "{}/mine.toml:5: block 1, set: unknown key; did you mean sets? allowed are exercise, sets, ...",
    ),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    check_words(met, tmp_path)
