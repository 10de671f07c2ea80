"""A picture that is on its side or upside down is noticed; one that is not is never taken for it."""

import numpy as np
import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.session import Session
from formcheck.exercises import catalogue
from formcheck.kinematics.upright import UprightWatch, turned
from formcheck.pose.recording import Recording
from tests.replay import FOLDER

CLIPS = ["sample_glute_bridge", "glute_bridge_2", "rendered_d_base", "squat_1", "donkey_kick_1", "prone_leg_lift_1"]


def told(name: str, turn_deg: int) -> set[bool]:
    """What is said of a recording whose pictures were turned."""
    watch = UprightWatch()
    poses = ((time_s, pose and turned(pose, turn_deg)) for time_s, pose in Recording.load(FOLDER / f"{name}.npz"))
    return {watch.update(time_s, pose) for time_s, pose in poses}


@pytest.mark.parametrize("name", CLIPS)
def test_an_upright_picture_stays_as_it_is(name: str) -> None:
    assert told(name, 0) == {False}


def test_a_posture_that_nobody_can_be_in_says_that_the_picture_is_turned() -> None:
    assert told("sample_glute_bridge", 90) == {False, True}


def test_somebody_who_may_be_lying_is_not_told_that_the_picture_is_on_its_side() -> None:
    assert told("squat_1", 90) == {False}


def test_turning_four_times_changes_nothing() -> None:
    _, pose = next(iter(Recording.load(FOLDER / "squat_1.npz")))
    assert pose is not None
    around = turned(turned(pose, 270), 90)
    assert np.allclose(around.image_px, pose.image_px)
    assert np.allclose(around.world_m, pose.world_m)
    assert around.image_size == pose.image_size


def test_a_session_names_the_option() -> None:
    session = Session(catalogue.load("glute_bridge"))
    said = set()
    for time_s, pose in Recording.load(FOLDER / "sample_glute_bridge.npz"):
        said.add(session.update(time_s, pose and turned(pose, 90)).reason)
    assert Advice.TURNED in said
    assert session.finish().counts.reps == 0
