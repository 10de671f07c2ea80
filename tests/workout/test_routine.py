"""Routines: what comes with the program, what a file may say, and what is said of a mistake."""

from pathlib import Path

import pytest

import formcheck
from formcheck.errors import RoutineError, UnknownRoutineError
from formcheck.exercises import catalogue
from formcheck.feedback.voice.commentary import Commentary
from formcheck.feedback.voice.phrases_needed import phrases_needed
from formcheck.pose.landmarks import Pose
from formcheck.system.language import Words
from formcheck.workout import routine
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import ASK_S
from formcheck.workout.workout import Workout
from tests.movements import Movement, act, bridges, nobody
from tests.movements import lasting_s as bridging_s
from tests.people import bridging, prone

HEAD = 'title = "Mine"\nabout = "A test."\n'
BLOCK = '[[block]]\nexercise = "glute_bridge"\n'


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize("name", routine.names())
def test_the_readme_promises_the_minutes_that_are_computed(name: str) -> None:
    readme = (Path(formcheck.__file__).parents[1] / "docs" / "using.md").read_text(encoding="utf-8")
    assert f"| `{name}` | {routine.load(name).minutes} min |" in readme
    assert "minute" not in routine.load(name).about  # one number in one place


def doses(name: str) -> dict[str, tuple[int, int]]:
    """Sets and repetitions a side of each exercise."""
    return {block[0].exercise.id: (block[0].total, block[0].reps) for block in routine.load(name).blocks}


def test_the_full_programme_keeps_the_doses_of_the_articles() -> None:
    first, later = doses("full_programme"), doses("full_programme_3")
    assert (first["prone_squeeze"], later["prone_leg_lift"]) == ((3, 15), (3, 15))
    assert first["donkey_kick"] == (3, 10)
    assert later["donkey_kick"][0] == 3
    assert 10 <= later["donkey_kick"][1] <= 15
    holds_s = {
        planned.exercise.hold_s
        for name in ("full_programme", "full_programme_3")
        for planned in routine.load(name).sets()
        if planned.exercise.posture == "prone"
    }
    assert holds_s == {3}


@pytest.mark.parametrize("name", routine.names())
def test_the_stretch_comes_first_and_each_exercise_once(name: str) -> None:
    used = [block[0].exercise.id for block in routine.load(name).blocks]
    assert len(used) == len(set(used))
    assert phrases_needed(routine.load(name).sets(), Words("de"))


def test_a_block_takes_what_it_does_not_say_from_its_exercise(tmp_path: Path) -> None:
    plan = routine.load(written(tmp_path, HEAD + BLOCK + 'hold_s = 4\n[[block]]\nexercise = "donkey_kick"\nsets = 1'))
    dose = catalogue.load("glute_bridge").dose
    bridge, kick = plan.blocks
    assert [(one.reps, one.number, one.rest_s) for one in bridge] == [(dose.reps, 1, dose.rest_s), (dose.reps, 2, 10)]
    assert [one.side for one in kick] == [AskedSide.NEAR, AskedSide.OTHER]
    assert [one.exercise.hold_s for one in bridge] == [4, 4]
    assert {one.routine for one in plan.sets()} == {"Mine"}
    assert plan.sets(2) == kick


def test_a_block_may_name_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "deep.toml").write_text('based_on = "squat"\nname = "Deep squat"\n')
    plan = routine.load(written(tmp_path, HEAD + '[[block]]\nexercise = "deep.toml"\n'))
    assert plan.sets()[0].exercise.name == "Deep squat"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + BLOCK + "sets = 0", "mine.toml:5: block 1, sets: .*expected 1 or more .found 0"),
        (HEAD + BLOCK + 'sets = "two"', "mine.toml:5: block 1, sets: .*found 'two'"),
        (HEAD + BLOCK + "reps = 2.5", "mine.toml:5: block 1, reps"),
        (HEAD + BLOCK + "rest_s = inf", "mine.toml:5: block 1, rest_s"),
        (HEAD + BLOCK + BLOCK + "reps = 5\nrest_s = -1", "mine.toml:8: block 2, rest_s"),
        (HEAD + BLOCK + "colour = 3", "mine.toml:5: block 1, colour: unknown key; allowed are exercise, sets"),
        (HEAD + "colour = 3\n" + BLOCK, "mine.toml:3: colour: unknown key; allowed are title, about"),
        (HEAD + BLOCK + 'side = "left"', "mine.toml:5: block 1, side: both sides work together"),
        (HEAD + BLOCK + 'side = "up"', "mine.toml:5: block 1, side: allowed are left, right"),
        (HEAD + '[[block]]\nexercise = "handstand"', "mine.toml:4: block 1, exercise: no exercise 'handstand'; there"),
        (HEAD + "[[block]]\nreps = 3", "mine.toml:3: block 1, exercise: is missing"),
        (HEAD + "[[block]]\nexercise = 3", "mine.toml:4: block 1, exercise"),
        (HEAD + "block = []", "mine.toml:3: block: "),
        (HEAD + "block = 3", "mine.toml:3: block: "),
        (HEAD, "mine.toml: block: is missing"),
        ("title = 3\n" + BLOCK, "mine.toml:1: title"),
        ("title = ", "mine.toml: not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RoutineError, match=message) as caught:
        routine.load(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_an_unknown_name_lists_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UnknownRoutineError, match="micro_break, strength_day, wake_up"):
        routine.load("yoga")
    with pytest.raises(RoutineError, match="cannot be read"):
        routine.load(str(tmp_path / "nowhere.toml"))


WALK_SQUEEZE_BRIDGE = (
    HEAD.replace("Mine", "Short one")
    + '[[block]]\nexercise = "walk"\nhold_s = 20\n'
    + '[[block]]\nexercise = "prone_squeeze"\nsets = 1\nreps = 1\nsay_first = "Gently."\n'
    + '[[block]]\nexercise = "glute_bridge"\nsets = 2\nreps = 1\nrest_s = 25\n'
)


def lying(time_s: float) -> Pose:
    return prone()


def on_the_back(time_s: float) -> Pose:
    return bridging(-50)


def test_a_whole_routine_by_ear(tmp_path: Path) -> None:
    parts: list[tuple[float, Movement]] = [
        (46, nobody), (20, lying), (10, on_the_back), (bridging_s(1), bridges(1)), (24, on_the_back),
        (bridging_s(1), bridges(1)), (ASK_S + 2, on_the_back),
    ]  # fmt: skip
    plan = routine.load(written(tmp_path, WALK_SQUEEZE_BRIDGE)).sets()
    snapshots, summary = act(Workout(plan), parts)
    script = Commentary(Words())
    said = [utterance.text for snapshot in snapshots for utterance in script.update(snapshot)]
    assert said == [
        f"Short one. About 2 minutes. Stand up and walk. {catalogue.find('walk').camera}",
        "Ready.", "20 seconds. I do not watch you walk: this is a timer.",
        "Walk about.", "10.", "5.", "4.", "3.", "2.", "1.", "Come back.",
        "Raise a hand if anything hurt.",
        "Next: Prone glute squeeze. Turn on your stomach; head to the left. Gently.", "About one minute left.",
        "Good, I see all of you. Ready.", "2 squeezes, 3 seconds each. I cannot see a squeeze: this is a timer.",
        "Left. Squeeze.", "2.", "1.", "Relax. 1. Last one.", "Right. Squeeze.", "2.", "1.", "Relax. 2. Set done.",
        "If anything hurt, bend a knee: one foot up, for a second.",
        "Next: Glute bridge. Turn on your back, knees bent, feet flat.", "About one minute left.",
        "Set 1 of 2.",
        "Ready.", "1 repetition, hold for 2 seconds.", "Hold, 2.", "1.", "Down.", "1. Set done.",
        "Rest 25 seconds.", "Raise a hand to go on sooner.", "10 seconds.", "3.", "2.", "1.", "Set 2 of 2.",
        "Ready.", "1 repetition, hold for 2 seconds.", "Hold, 2.", "1.", "Down.", "1. Set done.",
        "Raise a hand if anything hurt.",
        "Done: Short one.",
    ]  # fmt: skip
    assert summary.routine == "Short one"
    assert [(kept.exercise, kept.verify) for kept in summary.sets] == [
        ("walk", "timer"), ("prone_squeeze", "timer"), ("glute_bridge", "measured"), ("glute_bridge", "measured"),
    ]  # fmt: skip


def test_a_file_with_a_key_of_very_many_parts_is_refused_at_once(tmp_path: Path) -> None:
    deep = ".".join(["a"] * 12_000)
    with pytest.raises(RoutineError, match=r"mine\.toml: cannot be read: it is longer than 16000"):
        routine.load(written(tmp_path, f"{HEAD}[{deep}]\n"))


def test_a_line_of_very_many_spaces_is_passed_over_once(tmp_path: Path) -> None:
    """Letting go of one space after another takes the square of their number."""
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "T"\n' + " " * 15_000 + "\nabout = 5\n", encoding="utf-8")
    with pytest.raises(RoutineError, match=r"mine\.toml:3: about: "):
        routine.load(str(mine))


def test_tables_in_tables_are_told_of_without_end(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("".join(f"[title{'.a' * deep}]\n" for deep in range(20)), encoding="utf-8")
    with pytest.raises(RoutineError, match=r"title: expected a text"):
        routine.load(str(mine))


def test_an_exercise_that_no_file_can_be_called_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "T"\nabout = "a"\n[[block]]\nexercise = "a\\u0000.toml"\n', encoding="utf-8")
    with pytest.raises(RoutineError, match="no file can have this name"):
        routine.load(str(mine))


def test_a_file_of_ones_own_is_found_without_its_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("evening.toml").write_text('title = "Evening"\nabout = "Mine."\n[[block]]\nexercise = "squat"\n')
    assert routine.load("evening").title == "Evening"
