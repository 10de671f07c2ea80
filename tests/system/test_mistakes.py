"""Where in a TOML file a mistake is."""

import pytest

from formcheck.system.mistakes import Place, at, line_of

TEXT = """title = "A"

[hold]
seconds = 3 # three

[[block]]
exercise = "squat"
[[block]]
exercise = "walk"
dose.reps = 3
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("title",), 1),
        (("hold",), 3),
        (("hold", "seconds"), 4),
        (("hold", "fraction"), 3),
        (("block", 0, "exercise"), 7),
        (("block", 1, "exercise"), 9),
        (("block", 1, "dose", "reps"), 10),
        (("block", 1, "sets"), 8),
        (("about",), 0),
    ],
)
def test_the_line_of_a_key_or_of_the_table_it_is_missing_in(place: Place, line: int) -> None:
    assert line_of(place, TEXT) == line


def test_a_place_is_named_as_people_count() -> None:
    assert at(("block", 1, "dose", "reps"), "too many", TEXT) == "10: block 2, dose.reps: too many"
    assert at(("about",), "is missing", TEXT) == " about: is missing"
