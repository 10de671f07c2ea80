"""What is perceived of one person over time."""

from dataclasses import replace
from math import nan

import pytest

from formcheck.kinematics.figure import HIPS, KNEES
from formcheck.kinematics.heights import body
from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import INDEX, Side
from tests.counting.figures import standing


@pytest.mark.parametrize("times", [0.8, 1.3])
def test_depth_is_right_within_ten_seconds_of_a_step_nearer_or_back(times: float) -> None:
    stepped, anew = Perception(), Perception()
    for k in range(400):
        seen = stepped.update(k / 10, standing(0.0, 1.0 if k < 300 else times))
        fresh = anew.update(k / 10, standing(0.0, times))
    for k in range(400, 410):
        pose = standing(0.5, times)
        seen, fresh = stepped.update(k / 10, pose), anew.update(k / 10, pose)
    found, expected = seen.observation("upright"), fresh.observation("upright")
    assert found is not None and expected is not None
    depth_deg = expected.smooth[Side.LEFT]["depth_deg"]
    assert 30 < depth_deg < 90
    assert found.smooth[Side.LEFT]["depth_deg"] == pytest.approx(depth_deg, abs=1.0)


def test_nobody_is_smaller_than_their_shank_is_seen_whatever_the_scale_of_the_world() -> None:
    """By the thighs of the world, of a squat that was held and seen from behind, it was somebody half as large."""
    perception = Perception()
    for k in range(60):
        assert perception.update(k / 10, standing(0.0)).followed is not None
    for k in range(60, 90):
        pose = standing(1.0)
        world_m = pose.world_m.copy()
        world_m[KNEES] = 0.4 * world_m[KNEES] + 0.6 * world_m[HIPS]
        followed = perception.update(k / 10, replace(pose, world_m=world_m)).followed
        assert followed is not None
        assert not followed.anew


@pytest.mark.parametrize("joint", ["left_knee", "right_knee", "left_ankle", "right_ankle"])
def test_a_body_is_known_where_all_joints_are_that_heights_are_made_of(joint: str) -> None:
    image_px = standing(0.0).image_px.tolist()
    assert body(image_px).known
    image_px[INDEX[joint]] = [nan, nan]
    assert not body(image_px).known
