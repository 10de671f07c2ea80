"""Exercise files: what they may say, and what is said of a mistake."""

from math import nan
from pathlib import Path

import pytest

from formcheck.errors import ExerciseError
from formcheck.exercises import catalogue
from formcheck.exercises.checked import checked
from formcheck.exercises.schema import Fault, Limits
from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side


@pytest.mark.parametrize("name", catalogue.names())
def test_every_built_in_exercise_is_valid_and_says_what_a_person_needs(name: str) -> None:
    exercise = catalogue.load(name)
    assert exercise.id == name
    assert exercise.camera
    assert exercise.position.say
    assert exercise.count.postures
    assert exercise.judge.reached
    assert exercise.cues.not_high_enough


def test_there_are_bridges_and_donkey_kicks() -> None:
    assert {"glute_bridge", "donkey_kick"} <= set(catalogue.names())


def test_a_file_changes_single_values_of_a_built_in_exercise(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'based_on = "glute_bridge"\nname = "My bridge"\n[hold]\nseconds = 5\n[[fault]]\nid = "heels_far"\nbelow = 60\n'
    )
    mine, original = catalogue.load(str(path)), catalogue.load("glute_bridge")
    assert (mine.id, mine.name, mine.hold.seconds) == ("mine", "My bridge", 5)
    assert (mine.count, mine.judge) == (original.count, original.judge)
    changed = {fault.id: fault for fault in mine.fault}["heels_far"]
    assert (changed.below, changed.say) == (60, "Bring your heels closer.")
    assert len(mine.fault) == len(original.fault)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('based_on = "glute_bridge"\n[hold]\nseconds = "long"', "hold.seconds.*found 'long'"),
        ('based_on = "glute_bridge"\n[hold]\nseconds = -1', "hold.seconds.*expected 0 or more"),
        ('based_on = "glute_bridge"\n[judge]\nmeasure = "hip"', "judge.measure.*allowed are hip_extension_deg"),
        ('based_on = "glute_bridge"\n[judge]\nfull = 10', "judge: .*full: expected at most goal"),
        ('based_on = "glute_bridge"\n[judge]\ngoal = nan', "judge.goal"),
        ('based_on = "glute_bridge"\n[count]\nheight = "ears"', "count.height.*hips_over_shoulders.*found 'ears'"),
        ('based_on = "glute_bridge"\n[count]\nsmallest_rise = 0', "count.smallest_rise.*expected more than 0"),
        ('based_on = "glute_bridge"\n[position]\nsay = ""', "position.say"),
        ('based_on = "glute_bridge"\n[drive]\nmeasure = "hip_extension_deg"', "drive: unknown key; allowed are name"),
        ('based_on = "glute_bridge"\ncolour = "red"', "colour"),
        ('based_on = "glute_bridge"\n[[fault]]\nid = "new"', "fault"),
        ('based_on = "glute_bridge"\nfault = 3', "fault"),
        ('based_on = "handstand"', "based_on.*glute_bridge"),
        ("based_on = 7", "based_on"),
        ('name = "Alone"', "about"),
        ("name = ", "not valid TOML"),
        ("a = " + "[" * 5000, "not valid TOML"),
        (".".join(["a"] * 12_000) + " = 1", "it is longer than 16000 characters: shorten it"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_what_is_allowed(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(ExerciseError, match=f"mine.toml.*{message}") as caught:
        catalogue.load(str(path))
    assert "\n" not in str(caught.value)


def test_an_unknown_name_lists_those_that_exist() -> None:
    with pytest.raises(ExerciseError, match="donkey_kick, glute_bridge"):
        catalogue.load("glute_brigde")


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ExerciseError, match="UTF-8"):
        catalogue.load(str(tmp_path / "binary.toml"))
    with pytest.raises(ExerciseError, match="cannot be read"):
        catalogue.load(str(tmp_path / "nowhere.toml"))


def test_a_fault_with_two_limits_is_past_either() -> None:
    fault = Fault(
        id="tilts", say="Steady.", measure="trunk_inclination_deg", during="hold", above=10, below=-10,
        severity=Severity.TIP,
    )  # fmt: skip
    assert fault.margin(12) == 2
    assert fault.margin(-15) == 5
    assert fault.margin(0) == -10


def test_limits_hold_at_their_ends_and_never_for_what_is_unknown() -> None:
    limits = Limits(measure="knee_flexion_deg", at_least=10, at_most=20, say="Bend your knees.")
    assert [limits.holds(value) for value in (9.9, 10, 20, 20.1, float("nan"))] == [False, True, True, False, False]


def test_a_step_of_the_ladder_leads_to_an_exercise_that_exists() -> None:
    known = [*catalogue.names(), *catalogue.timers()]
    steps = [catalogue.find(name).ladder for name in known]
    assert any(step.up for step in steps)
    assert {name for step in steps for name in (step.up, step.down) if name} <= set(known)


@pytest.mark.parametrize(
    ("limits", "left_deg", "right_deg", "may_hold"),
    [
        (Limits(measure="knee_flexion_deg", at_least=10, say="x"), 20, 0, True),
        (Limits(measure="knee_flexion_deg", at_least=10, say="x"), 0, 20, False),
        (Limits(measure="knee_flexion_deg", at_least=10, side="either", say="x"), 0, 20, True),
        (Limits(measure="knee_flexion_deg", at_least=10, side="either", say="x"), 0, 0, False),
        (Limits(measure="knee_flexion_deg", at_least=10, side="both", say="x"), 20, 0, False),
        (Limits(measure="knee_flexion_deg", at_least=10, side="both", say="x"), 20, nan, True),
    ],
)
def test_a_range_is_of_the_side_that_it_names(
    limits: Limits, left_deg: float, right_deg: float, may_hold: bool
) -> None:
    values = {Side.LEFT: {"knee_flexion_deg": left_deg}, Side.RIGHT: {"knee_flexion_deg": right_deg}}
    assert limits.may_hold(values, Side.LEFT) is may_hold


def test_leans_are_checked_from_the_side_and_heights_from_anywhere() -> None:
    by_place = checked(catalogue.load("squat"))
    assert "“Chest up.”" in by_place["the side"]
    assert "the height of a chair" in by_place["anywhere"]


@pytest.mark.parametrize("name", catalogue.names())
def test_everything_of_an_exercise_is_checked_from_somewhere(name: str) -> None:
    exercise = catalogue.load(name)
    assert sum(len(what) for what in checked(exercise).values()) == 1 + len(exercise.fault)


@pytest.mark.parametrize(("off_side_deg", "shows"), [(30, True), (80, False), (nan, False)])
def test_a_fault_shows_up_to_its_own_angle_off_the_side(off_side_deg: float, shows: bool) -> None:
    fault = Fault(id="leans", say="Up.", measure="trunk_lean_deg", during="rep", above=50, within_deg=60)
    assert fault.shows(off_side_deg) is shows
