"""In which class of posture people are, from landmarks of real and rendered ones."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.kinematics.figure import COLUMN
from formcheck.kinematics.figure import figure as figure_of
from formcheck.kinematics.perception import Follower
from formcheck.kinematics.posture import PostureReader, derived, outside, plausible
from formcheck.pose.landmarks import INDEX, FloatArray, Pose
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


def test_no_leg_goes_aside_by_more_than_the_feet_are_apart() -> None:
    _, pose = poses("squat_1")[0]
    world_m = pose.world_m.copy()
    for joint, place in {
        "left_hip": (0.1, 0.0, 0.0), "right_hip": (-0.1, 0.0, 0.0),
        "left_knee": (0.1, 0.4, 0.0), "right_knee": (-0.1, 0.4, 0.0),
        "left_ankle": (0.1, 0.7, 0.0), "right_ankle": (-0.1, 0.85, 0.0),
    }.items():  # fmt: skip
        world_m[INDEX[joint]] = place
    found = derived(figure_of(replace(pose, world_m=world_m), 100.0))
    assert found["leg_aside"] == pytest.approx(0.25 / 0.4)


@pytest.mark.parametrize("turned_deg", [0, 40, 90, 200])
def test_how_far_a_leg_goes_aside_or_up_is_the_same_from_every_side(turned_deg: float) -> None:
    _, pose = poses("squat_1")[0]
    thigh_m, cosine, sine = 0.4, np.cos(np.radians(turned_deg)), np.sin(np.radians(turned_deg))
    world_m = pose.world_m.copy()
    # Hips over the bent right leg, the left one straight out to the side and its foot a little up; y is down.
    for joint, place in {
        "left_hip": (0.1, 0.0, 0.0), "right_hip": (-0.1, 0.0, 0.0),
        "left_knee": (0.1, thigh_m, 0.0), "right_knee": (-0.1, thigh_m, 0.0),
        "left_ankle": (0.6, 0.6, 0.1), "right_ankle": (-0.2, 0.64, 0.1),
    }.items():  # fmt: skip
        world_m[INDEX[joint]] = place
    turned_m = world_m @ np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
    found = derived(figure_of(replace(pose, world_m=turned_m), 100.0))
    tilted_m = turned_m @ np.array([[1, 0, 0], [0, 0.9, 0.19**0.5], [0, -(0.19**0.5), 0.9]])
    assert figure_of(replace(pose, world_m=tilted_m), 100.0)[COLUMN["leg_aside"]] == pytest.approx(found["leg_aside"])
    assert found["leg_aside"] == pytest.approx(0.6 / thigh_m, rel=0.1)
    assert found["feet_uneven"] == pytest.approx(0.04 / thigh_m)
