"""Clips drawn by chance: where they are seen from, and who counts them."""

from pathlib import Path

import pytest

from benchmarks.bench_clips import FOLDER
from benchmarks.strangers import group, right
from benchmarks.truth import Truth, load

TRUTHS = {truth.name: truth for truth in load(FOLDER)}
NOTHING = """
def height(exercise, image_px):
    return image_px[:, 0, 1]


def count(signal):
    return 0
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bridge_090_feet", "end on"),
        ("bridge_000", "elsewhere"),
        ("bridge_135", "elsewhere"),
        ("squat_270", "elsewhere"),
    ],
)
def test_only_somebody_on_the_floor_is_seen_end_on(name: str, expected: str) -> None:
    assert group(TRUTHS[name]) == expected


@pytest.mark.parametrize(("name", "expected"), [("squat_000", [True, True, False]), ("bridge_090_feet", [False] * 3)])
def test_each_counter_is_right_or_not(name: str, expected: list[bool], tmp_path: Path) -> None:
    script = tmp_path / "nothing.py"
    script.write_text(NOTHING, encoding="utf-8")
    truth: Truth = TRUTHS[name]
    assert right(truth, script) == expected
