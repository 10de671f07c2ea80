"""CONTRIBUTING's "Add an exercise", step by step, with a file that is not part of the program."""

import re
import shutil
from importlib import resources
from pathlib import Path

import pytest

from formcheck.errors import ExerciseError
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.pose.recording import Recording
from tests.replay import FOLDER, played

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
CLIP = FOLDER / "programme" / "sample_squat.npz"


@pytest.fixture
def quarter_squat(tmp_path: Path) -> Path:
    """Step 1: the nearest file, copied, with limits of its own."""
    path = tmp_path / "quarter_squat.toml"
    with resources.as_file(resources.files("formcheck") / "exercises" / "squat.toml") as nearest:
        shutil.copy(nearest, path)
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^name = .*", 'name = "Quarter squat"', text, flags=re.MULTILINE)
    text = re.sub(r"^goal = .*", "goal = 50", text, flags=re.MULTILINE)
    text = re.sub(r"^full = .*", "full = 42", text, flags=re.MULTILINE)
    path.write_text(re.sub(r"^smallest_rise = .*", "smallest_rise = 0.25", text, flags=re.MULTILINE), encoding="utf-8")
    return path


def test_the_page_names_the_steps_that_are_followed_here() -> None:
    page = CONTRIBUTING.read_text(encoding="utf-8")
    section = page[page.index("## Add an exercise") : page.index("## Translate")]
    for step in (
        "Copy the nearest file",
        "[position]",
        "[count]",
        "[judge]",
        "benchmarks.recount",
        "kinematics/measures.py",
        "tools/render",
        "tests/recordings/programme",
        "formcheck/system/language/de/",
    ):
        assert step in section


def test_a_copied_file_with_its_own_limits_is_an_exercise(quarter_squat: Path) -> None:
    exercise = catalogue.load(str(quarter_squat))
    assert isinstance(exercise, Exercise)
    assert (exercise.id, exercise.name, exercise.judge.goal) == ("quarter_squat", "Quarter squat", 50)


def test_it_counts_on_a_clip_with_known_truth(quarter_squat: Path) -> None:
    """Three squats, and one that stops short of half of the others."""
    exercise = catalogue.load(str(quarter_squat))
    assert isinstance(exercise, Exercise)
    _, summary = played(exercise, Recording.load(CLIP))
    assert (summary.exercise, summary.counts.reps, summary.counts.attempts) == ("quarter_squat", 3, 1)


def test_a_measure_that_does_not_exist_is_refused_with_what_there_is(quarter_squat: Path) -> None:
    """Step 2 says what to do then."""
    text = quarter_squat.read_text(encoding="utf-8")
    text = re.sub(r'(\[judge\]\nmeasure = )"\w+"', r'\1"ear_wiggle_deg"', text)
    quarter_squat.write_text(text, encoding="utf-8")
    with pytest.raises(ExerciseError, match=r"judge\.measure: .*knee_flexion_deg.*found 'ear_wiggle_deg'"):
        catalogue.load(str(quarter_squat))
