"""Sitting, standing, away, or nothing said, by the shoulders in a laptop's picture."""

import numpy as np
import pytest

from formcheck.app.desk.in_picture import shoulders
from formcheck.app.desk.shoulders import Shoulders, Taught, posture
from formcheck.app.desk.situation import Seen
from formcheck.pose.landmarks import COUNT, Pose, Side, index

SITS, STANDS = Shoulders(0.4, 0.3), Shoulders(0.8, 0.3)


def pose(height: float, width: float = 0.3, visibility: float = 1.0) -> Pose:
    """Shoulders so high and so wide, in heights of a picture of 400 pixels."""
    image_px = np.full((COUNT, 2), 900.0)
    image_px[index("shoulder", Side.LEFT)] = 300 + 200 * width, 400 - 400 * height
    image_px[index("shoulder", Side.RIGHT)] = 300 - 200 * width, 400 - 400 * height
    return Pose(image_px, np.zeros((COUNT, 3)), np.full(COUNT, visibility), (600, 400))


def test_shoulders_are_measured_in_heights_of_the_picture() -> None:
    found = shoulders(pose(0.5))
    assert found is not None
    assert (found.height, found.width) == pytest.approx((0.5, 0.3))


@pytest.mark.parametrize("unseen", [None, pose(0.5, visibility=0.3), pose(1.2), pose(-0.1)])
def test_hidden_shoulders_and_those_out_of_the_picture_are_none(unseen: Pose | None) -> None:
    assert shoulders(unseen) is None


@pytest.mark.parametrize(
    ("height", "seen"),
    [(0.4, Seen.SITTING), (0.33, Seen.SITTING), (0.5, Seen.SITTING), (0.6, Seen.UNSURE), (0.78, Seen.STANDING)],
)
def test_the_height_tells_unless_it_lies_between(height: float, seen: Seen) -> None:
    assert posture(Shoulders(height, 0.3), Taught(SITS, STANDS), 0.0) is seen


def test_an_empty_picture_is_nobody_unless_a_key_was_touched() -> None:
    assert posture(None, Taught(SITS, STANDS), 60.0) is Seen.AWAY
    assert posture(None, Taught(SITS, STANDS), 3.0) is Seen.UNSURE
    assert posture(None, None, None) is Seen.AWAY


def test_where_standing_leaves_the_picture_only_a_key_tells_it_from_being_away() -> None:
    taught = Taught(SITS, None)
    assert posture(None, taught, 3.0) is Seen.STANDING
    assert posture(None, taught, 300.0) is Seen.UNSURE
    assert posture(Shoulders(0.42, 0.3), taught, 0.0) is Seen.SITTING
    assert posture(Shoulders(0.9, 0.3), taught, 0.0) is Seen.UNSURE


def test_standing_that_looks_like_sitting_is_never_told() -> None:
    taught = Taught(SITS, Shoulders(0.5, 0.3))
    assert not taught.can_tell
    assert posture(Shoulders(0.5, 0.3), taught, 0.0) is Seen.SITTING
