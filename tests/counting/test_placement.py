"""What is said of the camera's place, and a raised hand."""

from dataclasses import replace
from math import cos, radians, sin

import numpy as np
import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.placement import LASTING_S, Framing, placing_advice
from formcheck.pose.landmarks import INDEX, Pose, Side
from formcheck.pose.recording import Recording
from formcheck.video.frame import Picture
from formcheck.workout.gestures import HELD_S, Hands, RaisedHands
from tests.people import bridging, kicking, standing, with_raised_hand
from tests.replay import FOLDER, PEOPLE, TRUTHS

FLOOR = ("shoulder", "heel")
LYING = bridging(-50)
MIDDLE = np.array([640.0, 360.0])


def moved(pose: Pose, *, by: tuple[float, float] = (0, 0), scale: float = 1.0, turned_deg: float = 0.0) -> Pose:
    """The picture of a person elsewhere, smaller, or from a tilted camera."""
    c, s = cos(radians(turned_deg)), sin(radians(turned_deg))
    image_px = (pose.image_px - MIDDLE) @ np.array([[c, s], [-s, c]]) * scale + MIDDLE + by
    return replace(pose, image_px=image_px)


PLACES = {
    "well placed": (LYING, 120, None),
    "too near the border": (moved(LYING, by=(400, 0)), 120, Advice.MOVE_BACK),
    "far away": (moved(LYING, scale=0.35), 120, Advice.COME_NEARER),
    "a tilted camera": (moved(LYING, turned_deg=25), 120, Advice.LEVEL),
    "a camera tilted a little": (moved(LYING, turned_deg=12), 120, None),
    "a dim room": (LYING, 20, Advice.LIGHT),
}


@pytest.mark.parametrize(("pose", "brightness", "advice"), PLACES.values(), ids=PLACES.keys())
def test_the_cameras_place(pose: Pose, brightness: float, advice: Advice | None) -> None:
    assert placing_advice(pose, Side.LEFT, picture=Picture(brightness), floor=FLOOR) is advice


def test_a_joint_that_is_unknown_says_nothing_about_the_place() -> None:
    image_px = LYING.image_px.copy()
    image_px[INDEX["left_ear"]] = np.nan
    assert placing_advice(replace(LYING, image_px=image_px), Side.LEFT, floor=FLOOR) is None


def test_what_lasts_for_a_moment_is_not_told() -> None:
    framing = Framing()
    for time_s, found in ((0.0, None), (1.0, Advice.LEVEL), (1.5, None), (2.0, Advice.LEVEL), (2.5, Advice.LEVEL)):
        framing.update(time_s, found)
        assert framing.advice is None
    framing.update(2.0 + LASTING_S, Advice.LEVEL)
    assert framing.advice is Advice.LEVEL


def test_what_is_the_matter_at_the_beginning_is_told_at_once() -> None:
    framing = Framing()
    framing.update(0.0, Advice.LEVEL)
    assert framing.advice is Advice.LEVEL


def told(*, up_s: float, poses: tuple[Pose, Pose] = (LYING, with_raised_hand(LYING))) -> list[float]:
    """When a raised hand is noticed that is down for a second, then up for so long, then down."""
    hand, down_up = RaisedHands(), poses
    times_s = [row / 20 for row in range(100)]
    return [time_s for time_s in times_s if hand.update(time_s, down_up[1 <= time_s < 1 + up_s])]


@pytest.mark.parametrize("pose", [LYING, kicking(-75), standing()], ids=["lying", "on all fours", "standing"])
def test_a_hand_that_is_held_up_is_noticed_once(pose: Pose) -> None:
    assert told(up_s=3, poses=(pose, with_raised_hand(pose))) == [1 + HELD_S]


def test_a_hand_that_goes_up_for_a_moment_is_not() -> None:
    assert told(up_s=0.8) == []


def test_a_hand_that_is_up_from_the_beginning_is_not() -> None:
    up = with_raised_hand(LYING)
    assert told(up_s=3, poses=(up, up)) == []


def test_two_hands_are_told_from_one_also_where_one_is_faster() -> None:
    one, both = with_raised_hand(LYING), with_raised_hand(LYING, "left", "right")
    hands, found = RaisedHands(), []
    for row in range(100):
        time_s = row / 20
        pose = LYING if time_s < 1 else one if time_s < 1.4 else both if time_s < 3 else one
        found += [(time_s, hands.update(time_s, pose))]
    assert [told for told in found if told[1]] == [(1.4 + HELD_S, Hands.BOTH)]


def test_nobody_in_the_recordings_of_people_raises_a_hand() -> None:
    for name in PEOPLE:
        hand = RaisedHands()
        assert not any(hand.update(time_s, pose) for time_s, pose in Recording.load(TRUTHS[name].path)), name
    assert FOLDER.is_dir()
