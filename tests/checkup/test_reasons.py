"""Why there is no number: every reason is met by a body that gives it."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.checkup.actor import three
from tests.checkup.bodies import Course, Film, Frames, bridge, chair, lifting, nudged, on_one_leg, path, times
from tests.checkup.tried import tried
from tools.landmarks.points import INDEX

NEVER_S = 63.0
"""Longer than anything is waited for."""
HOLDS = path((0, -60), (3, -60), (4.5, -2), (60, -2))
STRETCHES = path((0, 0), (7, 0), (9, 1))


def still(lasts_s: float = NEVER_S) -> Film:
    """Who stands on both feet."""
    return on_one_leg(path((0, 0)), lasts_s)


def swaying() -> Film:
    """The same, from one foot to the other all the time."""
    return nudged(still(), "", lambda t: np.stack([0 * t, 0.15 * np.sin(2 * np.pi * t), 0 * t], axis=1))


@pytest.mark.parametrize(
    ("test", "frames", "reason"),
    [
        ("one_leg_stand", [(time_s, None) for time_s in times(NEVER_S).tolist()], "not_seen"),
        ("one_leg_stand", swaying().seen(90), "not_still"),
        ("one_leg_stand", still().seen(90), "not_ready"),
        ("one_leg_stand", chair(path((0, 0)), NEVER_S).seen(90), "not_in_place"),
        ("one_leg_rise", still().seen(0), "not_seated"),
        ("prone_leg_lift", still().seen(0), "not_in_place"),
        ("prone_leg_lift", lifting(path((0, 0)), NEVER_S).seen(0), "no_lift"),
    ],
)
def test_who_does_not_come_to_it_is_told_why(test: str, frames: Frames, reason: str) -> None:
    trial = tried(test, frames)
    assert trial.not_judged == reason
    assert [one.value for one in trial.tries if one.value is not None] == []


@pytest.mark.parametrize(
    ("rows", "reason"),
    [((11, 12), "shoulders_hidden"), ((25, 26), "knees_hidden"), ((27, 28), "feet_hidden"), ((23, 24), "hips_hidden")],
)
def test_a_hold_of_joints_that_are_hidden_for_two_seconds_is_void(rows: Sequence[int], reason: str) -> None:
    frames = on_one_leg(path((0, 0), (4.5, 0), (5, 1), (30, 1)), 20.0).seen(90)
    for time_s, pose in frames:
        assert pose is not None
        if time_s >= 10:
            pose.visibility[list(rows)] = 0.05
    trial = tried("one_leg_stand", frames)
    assert trial.not_judged == reason
    assert [(one.value, one.ended) for one in trial.tries] == [(None, reason)]


def slid(way_m: float, up_m: float, points: Sequence[str]) -> Film:
    """A bridge whose working foot moves in the twentieth second."""
    film = bridge(HOLDS, 30.0, free=STRETCHES)
    for point in points:
        film = nudged(film, point, lambda t: np.stack([way_m * (t > 20), 0 * t, up_m * (t > 20)], axis=1))
    return film


def test_a_foot_that_slides_ends_a_bridge_and_a_heel_that_rises_is_told() -> None:
    foot = ("ankle_right", "heel_right", "toe_right")
    made = tried("single_leg_bridge_hold", slid(-0.15, 0.0, foot).seen(0)).tries[0]
    assert made.ended == "foot_slid"
    assert made.value == pytest.approx(20 - 8.65, abs=0.5)
    trial = tried("single_leg_bridge_hold", slid(0.0, 0.08, ("heel_right",)).seen(0))
    assert trial.tries[0].warnings == ("heel_up",)


def with_fault(fault: Course, points: Sequence[str]) -> Film:
    """Three lifts of ten degrees, while some points rise as well, metres."""
    film = lifting(three(3, 10), 19.0)
    for point in points:
        film = nudged(film, point, lambda t: np.stack([0 * t, 0 * t, fault(t)], axis=1))
    return film


def bent(film: Film, angle_deg: float) -> Film:
    """The same, the right knee bent while the leg is up."""
    points, knee = film.points.copy(), film.points[:, [INDEX["knee_right"]]]
    turn = np.radians(angle_deg) * np.clip(three(3, 1)(film.time_s), 0, 1)
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    rows = [INDEX[name] for name in ("ankle_right", "heel_right", "toe_right")]
    x, y, z = np.moveaxis(points[:, rows] - knee, -1, 0)
    away = np.sign(x.mean())
    points[:, rows] = knee + np.stack([x * cos - away * z * sin, y, z * cos + away * x * sin], -1)
    return Film(film.time_s, points)


def up_with_it(most_m: float) -> Course:
    return lambda t: most_m * np.asarray(three(3, 1)(t), float)


@pytest.mark.parametrize(
    ("film", "reason"),
    [
        (bent(lifting(three(3, 10), 19.0), 40), "knee_bent"),
        (with_fault(up_with_it(0.08), ("hip_", "knee_", "ankle_", "heel_", "toe_")), "hip_bones_up"),
        (with_fault(up_with_it(0.16), ("ankle_left", "heel_left", "toe_left")), "other_leg"),
        (with_fault(up_with_it(0.1), ("shoulder", "nose", "ear")), "chest_up"),
    ],
    ids=["knee", "hip bones", "other leg", "chest"],
)
def test_a_lift_with_something_else_is_none(film: Film, reason: str) -> None:
    trial = tried("prone_leg_lift", film.seen(0))
    assert {one.ended for one in trial.tries} - {"recording_ended"} == {reason}
    assert [one.value for one in trial.tries if one.value is not None] == []
