"""Lifts of known height."""

import pytest

from tests.checkup.actor import three
from tests.checkup.bodies import bridge, lifting, path
from tests.checkup.tried import tried


@pytest.mark.parametrize(("shape", "azimuth_deg"), [("fem", 0), ("male", 15), ("heavy", -15), ("heavyf", 0)])
def test_lifts_are_read_within_two_degrees_and_in_their_order(shape: str, azimuth_deg: float) -> None:
    found = []
    for top in (4, 8, 12, 16):
        trial = tried("prone_leg_lift", lifting(three(3, top), 19.0, shape).seen(azimuth_deg))
        found.append(max(one.value for one in trial.tries if one.value is not None))
    assert found == pytest.approx([4, 8, 12, 16], abs=2)
    assert found == sorted(found)


@pytest.mark.parametrize("noise", [1, 2, 3])
def test_lifts_are_read_through_the_errors_of_a_pose_model(noise: int) -> None:
    trial = tried("prone_leg_lift", lifting(three(3, 10), 19.0).seen(0, noise=noise))
    assert trial.count == 3
    assert max(one.value for one in trial.tries if one.value is not None) == pytest.approx(10, abs=3)


def test_what_is_not_held_is_no_lift() -> None:
    quick = path((0, 0), (3, 0), (3.3, 10), (3.5, 10), (3.8, 0))
    trial = tried("prone_leg_lift", lifting(quick, 50.0).seen(0))
    assert trial.not_judged == "held_short"
    assert [one.value for one in trial.tries] == [None, None]


def test_three_bridges_tell_how_far_the_hips_open() -> None:
    tops = path((0, -60), (3, -60), (4, -10), (6, -10), (7, -60), (8, -60), (9, -6), (11, -6), (12, -60), (13, -60),
                (14, -2), (16, -2), (17, -60))  # fmt: skip
    trial = tried("bridge_reach", bridge(tops, 19.0).seen(0))
    (made,) = trial.tries
    assert made.value == pytest.approx(-6, abs=2)
    assert sorted(made.details.values()) == pytest.approx([-10, -6, -2], abs=2)
    assert made.setup["knee_flexion_deg"] > 90
