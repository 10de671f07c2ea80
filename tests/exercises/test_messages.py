"""Every error of `exercises` that a user can meet says what was found, and what to do about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.exercises import catalogue
from tests.messages import WHERE, Met, check_words, made, written


def exercise(text: str | bytes) -> Callable[[Path], object]:
    return written("mine.toml", text, lambda path: catalogue.load(str(path)))


MET = [
    Met(
        "exercise unknown",
        lambda _: catalogue.load("glute_brigde"),
        "no exercise 'glute_brigde'; did you mean glute_bridge? there are bird_dog, ..., or give a .toml file",
    ),
    Met(
        "exercise timed",
        lambda _: catalogue.load("walk"),
        "walk is a timer, of which a camera shows nothing; there are bird_dog, ...",
    ),
    Met(
        "exercise gone",
        lambda folder: catalogue.load(f"{folder}/no.toml"),
        f"{{}}/no.toml: cannot be read: No such file or directory: {WHERE}",
    ),
    Met(
        "exercise is a folder",
        lambda folder: catalogue.load(str(made(folder / "a.toml"))),
        "{}/a.toml: cannot be read: it is not a file",
    ),
    Met("exercise endless", exercise(b"#" * 2_000_000), "{}/mine.toml: cannot be read: it is longer than 1 MB"),
    Met("exercise of bytes", exercise(b"\xff\xfe"), "{}/mine.toml: not a text file in UTF-8: save it as one"),
    Met("exercise no TOML", exercise("name = "), "{}/mine.toml: not valid TOML: Invalid value (at end of document)"),
    Met("exercise of digits", exercise("a = " + "9" * 5000), "{}/mine.toml: not valid TOML: Exceeds the limit ..."),
    Met(
        "exercise based on nothing",
        exercise('based_on = "handstand"'),
        "{}/mine.toml: based_on: found 'handstand'; allowed are bird_dog, ...",
    ),
    Met(
        "exercise with a mistake",
        exercise('based_on = "squat"\n[hold]\nseconds = -1'),
        "{}/mine.toml:3: hold.seconds: expected 0 or more (found -1)",
    ),
    Met(
        "exercise by a part of its name",
        lambda _: catalogue.load("glute bridge"),
        "no exercise 'glute bridge'; did you mean glute_bridge? there are bird_dog, ..., or give a .toml file",
    ),
    Met(
        "a bound of nothing",
        exercise('based_on = "squat"\n[[count.bounds]]\nof = "hips_dorp"\ngive = 0.1'),
        "{}/mine.toml:3: count.bounds 1, of: nothing is known by this name; did you mean hips_drop? (found ...",
    ),
    Met(
        "a height of nothing",
        exercise('based_on = "squat"\n[count]\nheight = "x"'),
        "{}/mine.toml:3: count.height: allowed are hips_over_lower_foot, ... (found 'x')",
    ),
    Met(
        "a height of the desk companion",
        exercise('based_on = "squat"\n[count]\nheight = "head_and_shoulders"'),
        "{}/mine.toml: file: count.height: head_and_shoulders is for the desk companion alone",
    ),
    Met(
        "a measure for a height around it",
        exercise('based_on = "squat"\n[count]\nwithin = [{height = "thigh_tilt_deg"}]'),
        "{}/mine.toml:3: count.within 1, height: allowed are hips_over_lower_foot, ... (found 'thigh_tilt_deg')",
    ),
    Met(
        "two numbers that do not go together",
        exercise('based_on = "squat"\n[judge]\nfull = 500'),
        "{}/mine.toml:2: judge: full: expected at most goal",
    ),
    Met(
        "a number for a table",
        exercise('based_on = "squat"\nhold = 5'),
        "{}/mine.toml:2: hold: found 5, expected a table with seconds, fraction, tolerance_s, dropout_s",
    ),
    Met(
        "a key of a table mistyped",
        exercise('based_on = "squat"\n\n[hold]\nsecond = 5'),
        "{}/mine.toml:4: hold.second: unknown key; did you mean seconds? allowed are seconds, fraction, ...",
    ),
    Met(
        "a fault mistyped",
        exercise('based_on = "squat"\n[[fault]]\nid = "knee_forward"\nabove = 50'),
        "{}/mine.toml:3: fault 1, id: no fault 'knee_forward' in squat; did you mean knees_forward? there are ...;"
        " a new one needs say, measure and during",
    ),
    Met(
        "fault without name",
        exercise('based_on = "squat"\n[[fault]]\nid = [1]'),
        "{}/mine.toml: fault...id: expected a text in quotes ...",
    ),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    check_words(met, tmp_path)
