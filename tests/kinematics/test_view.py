"""From where the camera looks, against the truth of rendered people."""

import pytest

from formcheck.kinematics.view import View, ViewReader, word_of
from tests.kinematics.test_posture import poses


@pytest.mark.parametrize(
    ("name", "azimuth_deg", "error_deg"),
    [("view_b_fem_y30", 210, 6), ("view_d_fem_y30", 330, 6), ("rendered_b_base", 180, 5), ("rendered_d_base", 0, 5)],
)
def test_the_azimuth_is_near_the_truth(name: str, azimuth_deg: float, error_deg: float) -> None:
    views = ViewReader()
    for time_s, pose in poses(name):
        found = views.push(time_s, pose)
    assert abs((found.azimuth_deg - azimuth_deg + 180) % 360 - 180) <= error_deg


def test_nobody_has_no_view() -> None:
    assert ViewReader().push(0.0, None).word is None


def test_every_view_has_a_word() -> None:
    assert word_of(18, True) is View.SIDE
    assert word_of(22, True) is View.SIDE_45
    assert word_of(80, False) is View.BACK
