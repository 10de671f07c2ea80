"""Azimuth is around the person: right side, front, left side, behind; in the words of the recordings."""

from typing import Any

import numpy as np
import pytest

from tests.render.made import clip_of
from tools.render.clip import Clip
from tools.render.poses import EXERCISES
from tools.render.truth import azimuth_deg_of
from tools.render.view import azimuth_deg, word

UPRIGHT = ("squat", "hip_hinge", "split_squat", "hip_flexor_stretch", "chair_stand", "one_leg_stand", "marching")
LYING = ("glute_bridge", "single_leg_bridge", "prone_leg_lift", "sit_up", "wave_prone", "wave_supine")
ALL_FOURS = ("donkey_kick", "bird_dog", "cat_cow", "wave_all_fours")
DESK = {name for name, kind in EXERCISES.items() if name.startswith("desk")}


def seen_from(exercise: str, azimuth_deg: float, **keys: Any) -> Clip:  # noqa: ANN401
    clip = clip_of(exercise, azimuth_deg=azimuth_deg, **keys)
    clip.pose(0)
    return clip


def distance_m(clip: Clip, joint: str) -> float:
    return float(np.linalg.norm(clip.exercise.skeleton.joints()[joint] - clip.camera.position))


@pytest.mark.parametrize("exercise", [*UPRIGHT, *LYING, *ALL_FOURS])
def test_the_right_side_is_nearer_at_0_and_the_left_at_180(exercise: str) -> None:
    right, left = seen_from(exercise, 0), seen_from(exercise, 180)

    assert distance_m(right, "hip_right") < distance_m(right, "hip_left") - 0.05
    assert distance_m(left, "hip_left") < distance_m(left, "hip_right") - 0.05


@pytest.mark.parametrize(
    ("exercise", "in_front", "behind"),
    [
        *[(name, "nose", "heel_left") for name in ALL_FOURS],
        *[(name, "ankle_left", "nose") for name in LYING],
        *[(name, "nose", "ear_left") for name in UPRIGHT],
    ],
)
def test_the_front_is_nearer_at_90_and_farther_at_270(exercise: str, in_front: str, behind: str) -> None:
    front, back = seen_from(exercise, 90), seen_from(exercise, 270)

    assert distance_m(front, in_front) < distance_m(front, behind)
    assert distance_m(back, in_front) > distance_m(back, behind)


@pytest.mark.parametrize(
    ("azimuth_deg", "expected"),
    [
        (0, "side"), (20, "side"), (160, "side"), (200, "side"), (340, "side"), (21, "side-45"), (55, "side-45"),
        (135, "side-45"), (225, "side-45"), (60, "front-45"), (75, "front-45"), (110, "front-45"), (76, "front"),
        (90, "front"), (285, "back-45"), (290, "back-45"), (240, "back-45"), (270, "back"), (-90, "back"),
    ],
)  # fmt: skip
def test_words_of_views(azimuth_deg: float, expected: str) -> None:
    assert word(azimuth_deg) == expected


@pytest.mark.parametrize("exercise", ["squat", "bird_dog", "glute_bridge", "prone_leg_lift"])
@pytest.mark.parametrize("azimuth", [0.0, 37.0, 90.0, 200.0, 301.0])
def test_the_place_in_the_world_says_the_azimuth(exercise: str, azimuth: float) -> None:
    posed = seen_from(exercise, azimuth).exercise

    assert azimuth_deg(posed.yaw_deg, posed.stand()) == pytest.approx(azimuth)


@pytest.mark.parametrize(
    ("exercise", "right", "left"),
    [("squat", 20, 200), ("donkey_kick", 20, 200), ("glute_bridge", 200, 20), ("prone_leg_lift", 340, 160)],
)
def test_truth_files_of_before_the_azimuth_say_it_by_yaw_and_head(exercise: str, right: float, left: float) -> None:
    """A yaw of 20 walks to the right; worked out by hand for both ways round."""
    for head, expected in (("right", right), ("left", left)):
        truth = {"exercise": exercise, "view": {"yaw_deg": 20}, "subject": {"head": head}}
        assert azimuth_deg_of(truth) == pytest.approx(expected)


def test_a_truth_file_says_its_azimuth() -> None:
    assert azimuth_deg_of({"view": {"azimuth_deg": 285}}) == 285


@pytest.mark.parametrize("azimuth_deg", [0, 37, 90, 200, 301])
def test_two_sides_mirror_each_other(azimuth_deg: float) -> None:
    """A lifted left leg from one side looks as a lifted right leg from the other, left and right exchanged."""
    one = seen_from("one_leg_stand", azimuth_deg, work="left", width=400)
    other = seen_from("one_leg_stand", 180 - azimuth_deg, work="right", width=400)
    for clip in (one, other):
        clip.exercise.pose_for(1.0, clip.start_side)
    here, there = one.exercise.skeleton.joints(), other.exercise.skeleton.joints()

    for name in ("knee", "ankle", "wrist", "shoulder"):
        x, y = one.camera.project(here[f"{name}_left"])
        assert other.camera.project(there[f"{name}_right"]) == pytest.approx([400 - x, y], abs=1.0)


@pytest.mark.parametrize("size", [(480, 270), (270, 480)])
def test_the_camera_looks_at_its_target(size: tuple[int, int]) -> None:
    camera = seen_from("squat", 50, width=size[0], height=size[1]).camera

    assert camera.project(camera.target) == pytest.approx([size[0] / 2, size[1] / 2])
    assert camera.focal_px == pytest.approx(40 / 36 * 480)


def test_a_roll_turns_the_picture_about_its_middle() -> None:
    level, rolled = seen_from("squat", 30).camera, seen_from("squat", 30, roll_deg=10).camera
    point = level.target + [0, 0, 0.5]
    before, after = (camera.project(point) - np.array(camera.size) / 2 for camera in (level, rolled))

    assert np.linalg.norm(after) == pytest.approx(np.linalg.norm(before))
    turned_deg = np.degrees(np.arctan2(*after[::-1]) - np.arctan2(*before[::-1]))
    assert abs(turned_deg) == pytest.approx(10, abs=1e-6)


def test_a_tilt_is_what_it_says() -> None:
    assert seen_from("squat", 90, camera_height_m=0.4, tilt_deg=15).camera.tilt_deg == pytest.approx(15)


def test_a_point_is_seen_where_the_truth_says_it_can_be_worked_out() -> None:
    """README.md: q = axes @ (p - position); x = width / 2 - focal * q0 / q2, y = height / 2 + focal * q1 / q2."""
    camera = seen_from("glute_bridge", 70, roll_deg=4).camera
    point = np.array([0.2, -0.1, 0.6])
    q = camera.axes @ (point - camera.position)

    expected = [camera.size[0] / 2 - camera.focal_px * q[0] / q[2], camera.size[1] / 2 + camera.focal_px * q[1] / q[2]]
    assert camera.project(point) == pytest.approx(expected)


@pytest.mark.parametrize("exercise", sorted(DESK))
def test_a_desk_is_seen_from_its_laptop(exercise: str) -> None:
    clip = seen_from(exercise, 90)

    nose = clip.camera.project(clip.exercise.skeleton.joints()["nose"])
    assert 0.3 * clip.config.width < nose[0] < 0.7 * clip.config.width
    assert 0 < nose[1] < clip.config.height
