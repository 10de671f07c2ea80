"""In which class of posture people are, from landmarks of real and rendered ones."""

import numpy as np
import pytest

from formcheck.kinematics.perception import Follower
from formcheck.kinematics.posture import PostureReader, outside, plausible
from formcheck.pose.landmarks import FloatArray, Pose
from formcheck.pose.recording import Recording
from tests.counting.movers import STANDING
from tests.counting.movers import figure as made
from tests.replay import EVERY


def poses(name: str) -> list[tuple[float, Pose]]:
    return [(time_s, pose) for time_s, pose in Recording.load(EVERY[name].path) if pose is not None]


def figure(follower: Follower, time_s: float, pose: Pose) -> FloatArray | None:
    followed = follower.update(time_s, pose, pose)
    return None if followed is None else followed.figure


def readings(name: str) -> list[dict[str, float]]:
    follower, postures = Follower(), PostureReader()
    return [postures.push(t, figure(follower, t, pose)) for t, pose in poses(name)]


@pytest.mark.parametrize(
    ("name", "posture"),
    [
        ("squat_1", "upright"),
        ("hip_hinge_1", "upright"),
        ("split_squat_1", "upright"),
        ("glute_bridge_1", "supine"),
        ("single_leg_bridge_1", "supine"),
        ("view_b_fem_y30", "supine"),
        ("view_b_heavyf_ground", "supine"),
        ("prone_leg_lift_1", "prone"),
        ("donkey_kick_1", "all_fours"),
        ("view_d_fem_y30", "all_fours"),
    ],
)
def test_a_set_stays_in_its_class_of_posture(name: str, posture: str) -> None:
    settled = readings(name)[15:]
    assert np.mean([reading[posture] > 0.5 for reading in settled]) > 0.9


def test_face_down_is_never_taken_for_face_up() -> None:
    assert max(reading["supine"] for reading in readings("prone_leg_lift_1")) < 0.1
    assert max(reading["prone"] for reading in readings("glute_bridge_1")) < 0.1


def test_a_bottom_of_a_squat_is_not_surely_outside_of_standing() -> None:
    assert max(outside(reading, ["upright"]) for reading in readings("squat_1")) < 0.5


def test_a_squat_that_leans_towards_a_camera_on_a_shelf_is_still_upright() -> None:
    leaning = {"shoulders": 0.41, "left_knee": -0.49, "right_knee": -0.47, "left_foot": -0.88, "right_foot": -0.86}
    assert plausible(made(STANDING | leaning))["upright"] > 0.5


def test_lying_is_surely_outside_of_standing() -> None:
    assert min(outside(reading, ["upright"]) for reading in readings("glute_bridge_1")[15:]) > 0.9


def test_nobody_is_in_no_posture() -> None:
    postures = PostureReader()
    for time_s, pose in poses("squat_1")[:20]:
        postures.push(time_s, figure(Follower(), time_s, pose))
    assert max(postures.push(60.0, None).values()) < 0.5


def test_a_pose_with_a_missing_joint_has_no_figure() -> None:
    time_s, pose = poses("squat_1")[0]
    gone = pose.image_px.copy()
    gone[25] = np.nan
    assert figure(Follower(), time_s, Pose(gone, pose.world_m, pose.visibility, pose.image_size)) is None


def test_a_collapsed_skeleton_has_no_figure() -> None:
    follower = Follower()
    seen = poses("squat_1")[:30]
    for time_s, pose in seen:
        figure(follower, time_s, pose)
    middle = pose.image_px.mean(axis=0)
    collapsed = Pose(middle + 0.3 * (pose.image_px - middle), pose.world_m, pose.visibility, pose.image_size)
    assert figure(follower, time_s + 0.04, collapsed) is None


def test_a_figure_is_the_same_in_a_picture_of_another_size() -> None:
    time_s, pose = poses("squat_1")[0]
    near, far = figure(Follower(), time_s, pose), figure(Follower(), time_s, pose.scaled((192, 108)))
    assert near is not None
    assert far is not None
    assert np.allclose(near[:-3], far[:-3])
