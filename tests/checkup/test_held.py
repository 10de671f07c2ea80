"""Holds against the clock: bodies that sag, touch, hop, open their arms or let go at known times."""

import numpy as np
import pytest

from tests.checkup.bodies import Course, Film, bridge, chair, nudged, on_one_leg, path, stands
from tests.checkup.tried import tried
from tools.render.rotation import Array

LINE = -2.0
"""Degrees from straight at the top; the leg is straight at 9 s and the clock runs from there."""


def sagging(degrees: float, over_s: float, shape: str = "fem") -> Film:
    """A hold that keeps its line for ten seconds of the clock, and then sinks by so much and stays there."""
    sag = path((0, -60), (3, -60), (4.5, LINE), (19, LINE), (19 + over_s, LINE - degrees), (80, LINE - degrees))
    return bridge(sag, 72.0, shape, path((0, 0), (7, 0), (9, 1)))


@pytest.mark.parametrize(("shape", "azimuth_deg"), [("fem", 0), ("male", 10), ("heavy", 20), ("heavyf", -20)])
@pytest.mark.parametrize("over_s", [5.0, 20.0])
def test_hips_that_sink_by_six_degrees_hold_to_the_end(shape: str, azimuth_deg: float, over_s: float) -> None:
    made = tried("single_leg_bridge_hold", sagging(6, over_s, shape).seen(azimuth_deg)).tries[0]
    assert (made.value, made.ended, made.capped) == (60.0, "time", True)


@pytest.mark.parametrize(("shape", "azimuth_deg"), [("fem", 0), ("male", 10), ("heavy", 20), ("heavyf", -20)])
@pytest.mark.parametrize(("degrees", "over_s"), [(12.0, 5.0), (12.0, 20.0), (15.0, 12.0)])
def test_the_end_is_when_the_line_was_passed_first(
    shape: str, azimuth_deg: float, degrees: float, over_s: float
) -> None:
    film = sagging(degrees, over_s, shape)
    made = tried("single_leg_bridge_hold", film.seen(azimuth_deg)).tries[0]
    began_s = 9.0 - 0.35  # the free knee passes 25 degrees
    assert made.ended == "hips_down"
    assert made.warnings == ("hips_down",)
    assert made.value == pytest.approx(19 + over_s * 10 / degrees - began_s, abs=1.0)


def test_who_comes_back_at_the_warning_goes_on_with_the_clock_stopped() -> None:
    dip = path((0, -60), (3, -60), (4.5, LINE), (19, LINE), (20, LINE - 14), (21, LINE - 14), (22, LINE), (75, LINE))
    made = tried("single_leg_bridge_hold", bridge(dip, 75.0, free=path((0, 0), (7, 0), (9, 1))).seen(0)).tries[0]
    assert (made.value, made.ended, made.warnings) == (60.0, "time", ("hips_down",))


def test_hips_that_have_sunk_are_the_end_when_the_foot_moves_after_them() -> None:
    film = nudged(sagging(12, 2.0), "ankle", lambda t: np.stack([0.2 * (t > 21.5), 0 * t, 0 * t], axis=1))
    made = tried("single_leg_bridge_hold", film.seen(0)).tries[0]
    assert made.ended == "hips_down"
    assert made.value == pytest.approx(19 + 2.0 * 10 / 12 - 8.65, abs=0.5)


def test_a_foot_that_comes_down_ends_a_bridge() -> None:
    line = path((0, -60), (3, -60), (4.5, LINE), (60, LINE))
    film = bridge(line, 40.0, free=path((0, 0), (7, 0), (9, 1), (30, 1), (31, 0)))
    made = tried("single_leg_bridge_hold", film.seen(0)).tries[0]
    assert made.ended in ("foot_down", "thighs_apart")
    assert made.value == pytest.approx(22.2, abs=0.6)


def test_the_side_that_is_asked_for_has_to_be_near() -> None:
    film = bridge(path((0, -60)), 70.0)
    assert tried("single_leg_bridge_hold", film.seen(180)).not_judged == "wrong_side"
    trial = tried("one_leg_stand", on_one_leg(path((0, 0)), 70.0).seen(0))
    assert trial.not_judged == "wrong_view"


def standing_until(end_s: float) -> Film:
    """On the right leg from the fifth second on."""
    return on_one_leg(path((0, 0), (4.5, 0), (5, 1), (end_s, 1), (end_s + 0.3, 0)), end_s + 4)


@pytest.mark.parametrize("azimuth_deg", [80, 90, 105])
@pytest.mark.parametrize("end_s", [9.0, 17.0, 31.0])
def test_a_touch_ends_a_stand(azimuth_deg: float, end_s: float) -> None:
    made = tried("one_leg_stand", standing_until(end_s).seen(azimuth_deg)).tries[0]
    assert made.ended == "foot_down"
    assert made.value == pytest.approx(end_s + 0.15 - 4.85, abs=0.3)


def test_thirty_seconds_are_all() -> None:
    made = tried("one_leg_stand", standing_until(40.0).seen(90)).tries[0]
    assert (made.value, made.ended, made.capped) == (30.0, "time", True)


def test_a_hop_and_open_arms_end_a_stand() -> None:
    film = standing_until(30.0)
    for point in ("hip", "knee", "ankle", "heel", "toe", "shoulder", "elbow", "wrist", "finger", "nose", "ear"):
        film = nudged(film, point, lambda t: np.stack([0 * t, 0.12 * path((12, 0), (12.25, 1))(t), 0 * t], axis=1))
    made = tried("one_leg_stand", film.seen(90)).tries[0]
    assert made.ended == "foot_moved"
    assert made.value == pytest.approx(12.15 - 4.85, abs=0.3)

    def away(time_s: Array) -> Array:
        return np.stack([0 * time_s, 0 * time_s, -0.5 * path((12, 0), (12.2, 1))(time_s)], axis=1)

    made = tried("one_leg_stand", nudged(nudged(standing_until(30.0), "wrist", away), "elbow", away).seen(90)).tries[0]
    assert made.ended == "arms_open"
    assert made.value == pytest.approx(12.1 - 4.85, abs=0.3)


def rising(rise: Course, until_s: float = 99.0) -> Film:
    """On a chair, the left foot in the air from the ninth second until then."""
    first = stands(1, 3.0, 2.5)
    film = chair(lambda t: first(t) * (t < 7) + rise(t) * (t >= 7), 24.0)
    up = path((0, 0), (8, 0), (8.5, 1), (until_s, 1), (until_s + 0.3, 0), (200, 0))
    for point in ("ankle_left", "heel_left", "toe_left"):
        film = nudged(film, point, lambda t: np.stack([0 * t, 0 * t, 0.12 * up(t)], axis=1))
    return film


STAYS = path((0, 0), (10, 0), (11.2, 1), (20, 1))


@pytest.mark.parametrize("azimuth_deg", [0, 90])
@pytest.mark.parametrize(
    ("rise", "until_s", "passed", "ended"),
    [
        (STAYS, 99.0, 1.0, "time"),
        (STAYS, 12.5, 0.0, "foot_down"),
        (path((0, 0), (10, 0), (16, 1), (20, 1)), 99.0, 0.0, "not_up"),
        (path((0, 0), (10, 0), (11.2, 1), (12.5, 1), (13, 0)), 99.0, 0.0, "sat_down"),
        (path((0, 0), (10, 0), (11, 0.5), (12, 0)), 99.0, 0.0, "not_up"),
    ],
    ids=["stays", "foot down", "too slow", "falls back", "half-way"],
)
def test_a_rise_on_one_leg_is_yes_or_no(
    azimuth_deg: float, rise: Course, until_s: float, passed: float, ended: str
) -> None:
    made = tried("one_leg_rise", rising(rise, until_s).seen(azimuth_deg)).tries[0]
    assert (made.value, made.ended) == (passed, ended)
    assert abs(made.setup["seat_slope_deg"]) < 5
