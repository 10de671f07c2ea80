"""What is perceived of one person over time."""

import pytest

from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import Side
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
