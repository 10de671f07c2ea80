"""Bodies keep their bones, stand on the floor, and move without a jerk."""

import numpy as np
import pytest

from tests.render.made import clip_of
from tools.render.body import SIDES
from tools.render.clip import Clip
from tools.render.poses import EXERCISES
from tools.render.poses.numbers import Way, checked, pose
from tools.render.rotation import Array

BONES = [("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle"), ("ankle", "ball")]
ON_FEET = ("squat", "hip_hinge", "chair_stand", "pick_up", "one_leg_stand", "jumping_jack", "side_lunge", "wave")
SHARES = (0.0, 0.3, 0.6, 1.0)


def poses(clip: Clip) -> list[dict[str, Array]]:
    """All joints at some shares of the way to the usual peak."""
    found = []
    for share in SHARES:
        kind = clip.exercise
        kind.pose_for(clip.rest_deg + (kind.usual_peak_deg - clip.rest_deg) * share, clip.start_side)
        found.append(kind.skeleton.joints())
    return found


@pytest.mark.parametrize("exercise", sorted(EXERCISES))
def test_bones_keep_their_lengths_and_nothing_is_far_below_the_floor(exercise: str) -> None:
    clip = clip_of(exercise)
    body = clip.exercise.body
    for joints in poses(clip):
        for side in SIDES:
            for a, b in BONES:
                rest_m = np.linalg.norm(body.at_rest_of(a, side) - body.at_rest_of(b, side))
                assert np.linalg.norm(joints[f"{a}_{side}"] - joints[f"{b}_{side}"]) == pytest.approx(rest_m, abs=1e-4)
        assert min(point[2] for point in joints.values()) > -0.08


@pytest.mark.parametrize("shape", ["fem", "male", "heavy", "heavyf"])
@pytest.mark.parametrize("exercise", ON_FEET)
def test_who_stands_has_the_feet_on_the_floor(exercise: str, shape: str) -> None:
    joints = poses(clip_of(exercise, shape=shape))[0]

    for name in ("heel_left", "heel_right", "toe_left", "toe_right"):
        assert -0.01 < joints[name][2] < 0.05


@pytest.mark.parametrize(
    "exercise", ["squat", "hip_hinge", "chair_stand", "chair_stand_hands", "pick_up", "desk_squat"]
)
def test_feet_that_stay_do_not_slip(exercise: str) -> None:
    balls = np.array([[joints["ball_left"], joints["ball_right"]] for joints in poses(clip_of(exercise))])

    assert np.ptp(balls, axis=0).max() < 0.02


@pytest.mark.parametrize(
    ("exercise", "stays"), [("lunge_forward", "right"), ("lunge_back", "right"), ("curtsy_lunge", "right")]
)
def test_a_lunge_moves_one_foot_and_keeps_the_other(exercise: str, stays: str) -> None:
    found = poses(clip_of(exercise, work="left"))

    assert np.ptp([joints[f"ball_{stays}"] for joints in found], axis=0).max() < 0.03
    assert np.ptp([joints["ball_left"] for joints in found], axis=0).max() > 0.3


@pytest.mark.parametrize(
    "exercise",
    [
        "turn_on_mat",
        "walk_in_and_out",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("lie_down_and_get_up", "desk_leave")),
        pytest.param("one_leg_stand_lost", marks=pytest.mark.slow),
    ],
)
def test_scenes_have_no_jumps(exercise: str) -> None:
    """No joint is faster than a quick hand (7 m/s), nor starts within one picture from rest to half of that."""
    clip = clip_of(exercise, fps=12)
    places = []
    for number in range(clip.frames):
        clip.pose(number / 12)
        places.append(np.stack(list(clip.exercise.skeleton.joints().values())))
    speed = np.linalg.norm(np.diff(places, axis=0), axis=2) * 12

    assert speed.max() < 7
    assert np.abs(np.diff(speed, axis=0)).max() < 3.5


def test_a_way_goes_through_its_poses_and_never_beyond_them() -> None:
    numbers = [{**pose("stand"), "drop": value} for value in (0.0, 0.1, 0.5, 0.2)]
    way = Way([(0.0, numbers[0]), (0.3, numbers[1]), (0.7, numbers[2]), (1.0, numbers[3])], [False] * 4)

    for place, wanted in zip((0, 0.3, 0.7, 1), (0.0, 0.1, 0.5, 0.2), strict=True):
        assert way.at(place)["drop"] == pytest.approx(wanted)
    between = [way.at(share)["drop"] for share in np.linspace(0, 1, 200)]
    assert min(between) >= -1e-9
    assert max(between) <= 0.5 + 1e-9


def test_a_number_without_a_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="no number 'knee_front'"):
        checked({"knee_front": 3.0}, "mine")
