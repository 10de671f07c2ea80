"""The first look at a whole recording: turning points, rest, and when somebody is in position."""

import numpy as np
import pytest
from formcheck.counting.calibration import LARGEST_OFFSET, offset
from formcheck.counting.replay_readiness import Survey

from formcheck.counting.turning_points import rest_level, turning_points
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import Side
from formcheck.pose.recording import Recording
from tests.people import bridging, standing
from tests.replay import FOLDER

BRIDGE = catalogue.load("glute_bridge").drive


def signal(*corners: tuple[float, float], fps: float = 30) -> tuple[np.ndarray, np.ndarray]:
    """Straight lines between (time, value) corners."""
    times_s, values = zip(*corners, strict=True)
    grid_s = np.arange(times_s[0], times_s[-1] + 1e-9, 1 / fps)
    return grid_s, np.interp(grid_s, times_s, values)


def test_turning_points_alternate_and_pass_over_small_swings() -> None:
    _, values = signal((0, 0), (1, 50), (2, 45), (3, 60), (4, 0), (5, 5), (6, 0), (7, 30))
    points = turning_points(values, 10)
    assert [(round(values[row]), is_top) for row, is_top in points] == [(0, False), (60, True), (0, False), (30, True)]


@pytest.mark.parametrize(
    "values", [np.array([]), np.full(5, np.nan), np.full(5, 3.0)], ids=["empty", "missing", "flat"]
)
def test_a_signal_without_swings_has_no_turning_points(values: np.ndarray) -> None:
    assert turning_points(values, 10) == []


@pytest.mark.parametrize(
    ("name", "corners"),
    [
        ("rests between", [(0, -50), (2, -50), (3, 0), (5, 0), (6, -50), (8, -50)]),
        ("never rests", [(0, -50), (1, 0), (2, -50), (3, 0), (4, -50), (5, 0), (6, -50)]),
        ("nearly always at the top", [(0, -50), (1, 0), (30, 0), (31, -50), (32, 0), (60, 0)]),
        ("begins and ends at the top", [(0, 0), (1, -50), (1.5, -50), (2.5, 0), (4, 0)]),
        ("a picture freezes half way", [(0, -50), (1, 0), (2, -25), (9, -25), (10, -50), (11, -50), (12, 0)]),
        ("gets into position from below", [(0, -100), (0.5, -50), (2, -50), (3, 0), (4, -50), (6, -50)]),
    ],
)
def test_rest_is_found(name: str, corners: list[tuple[float, float]]) -> None:
    times_s, values = signal(*corners)
    assert rest_level(times_s, values, BRIDGE) == pytest.approx(-50, abs=4), name


def test_a_signal_that_only_shows_the_top_has_no_rest() -> None:
    times_s, values = signal((0, -5), (1, 0), (2, -5))
    assert rest_level(times_s, values, BRIDGE) is None


def survey_of(*people: tuple[float, object]) -> Survey:
    """Each person for some seconds, at ten frames a second."""
    moments, time_s = [], 0.0
    for lasts_s, pose in people:
        for _ in range(round(lasts_s * 10)):
            moments.append((time_s, pose))
            time_s += 0.1
    return Survey(Recording.of(moments, (1280, 720)), catalogue.load("glute_bridge"))  # type: ignore[arg-type]


def test_only_the_time_in_position_is_a_spell() -> None:
    (spell,) = survey_of((2, standing()), (3, bridging(-50)), (2, standing())).spells
    assert [spell.start_s, spell.end_s] == pytest.approx([2.0, 4.9], abs=0.3)
    assert spell.calibration.near is Side.LEFT
    assert spell.calibration.rest[Side.LEFT]["hip_extension_deg"] == pytest.approx(-50, abs=1)


def test_turning_round_begins_a_new_spell_with_its_own_near_side() -> None:
    spells = survey_of((3, bridging(-50)), (3, bridging(-50, near="right"))).spells
    assert [spell.calibration.near for spell in spells] == [Side.LEFT, Side.RIGHT]


def test_passing_through_the_position_is_no_spell() -> None:
    assert survey_of((2, standing()), (0.5, bridging(-50)), (2, standing())).spells == []


def test_an_empty_room_has_no_spell() -> None:
    assert survey_of((2, None)).spells == []


def test_a_recording_of_a_sitting_up_person_ends_the_spell_before_it() -> None:
    recording = Recording.load(FOLDER / "glute_bridge_5.npz")
    (spell,) = Survey(recording, catalogue.load("glute_bridge")).spells
    assert 11 < spell.end_s < 12.5


@pytest.mark.parametrize(
    ("tops", "yaw_deg", "expected"),
    [
        ([8.0, 9.0], 0.0, 8.0),
        ([-3.0, 9.0], 0.0, 0.0),
        ([30.0], 0.0, LARGEST_OFFSET),
        ([8.0], 45.0, 0.0),
        ([], 0.0, 0.0),
    ],
    ids=["the lowest top", "one top below straight", "never more than people show", "not from an angle", "no top"],
)
def test_the_offset_is_what_the_lowest_top_reads_past_straight(
    tops: list[float], yaw_deg: float, expected: float
) -> None:
    assert offset(BRIDGE, yaw_deg, tops) == expected


def test_a_measure_that_may_pass_straight_has_no_offset() -> None:
    assert offset(catalogue.load("donkey_kick").drive, 0.0, [20.0]) == 0.0
