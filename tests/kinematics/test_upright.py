"""A picture that is on its side or upside down is noticed; one that is not is never taken for it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.session import Session
from formcheck.exercises import catalogue
from formcheck.kinematics.gravity import agreement
from formcheck.kinematics.upright import UprightWatch, turned
from formcheck.pose.recording import Recording
from tests.replay import FOLDER

LONG_ENOUGH_S = 30.0
CLIPS = ["sample_glute_bridge", "glute_bridge_2", "rendered_d_base", "squat_1", "donkey_kick_3", "split_squat_1"]
ALL = sorted(path for folder in (FOLDER, FOLDER / "programme", FOLDER / "bench") for path in folder.glob("*.npz"))[::3]
"""A third of them; `benchmarks/upright.py` takes all."""


def told(path: Path, turn_deg: int) -> tuple[int, bool]:
    """By how much a recording whose pictures were turned is to be turned back, and whether that is plain."""
    watch = UprightWatch()
    for time_s, pose in Recording.load(path):
        if time_s > LONG_ENOUGH_S or watch.update(time_s, pose and turned(pose, turn_deg)):
            break
    return watch.turn_deg, watch.plain


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_upright_picture_is_ever_turned(path: Path) -> None:
    assert told(path, 0) == (0, False)


@pytest.mark.parametrize("turn_deg", [90, 180, 270])
@pytest.mark.parametrize("name", CLIPS)
def test_a_picture_that_is_not_upright_is_told_with_what_turns_it_back(name: str, turn_deg: int) -> None:
    assert told(FOLDER / f"{name}.npz", turn_deg)[0] == 360 - turn_deg


def test_a_bridge_on_its_head_or_side_is_plain() -> None:
    assert [told(FOLDER / "sample_glute_bridge.npz", angle)[1] for angle in (90, 180, 270)] == [True] * 3


def test_somebody_who_may_lie_on_the_side_is_not_turned_without_asking() -> None:
    facing = FOLDER / "bench" / "lunge_forward_090.npz"
    assert told(facing, 90) == (270, False)
    assert told(facing, 180) == (180, True)


def test_a_pose_with_a_missing_joint_tells_nothing() -> None:
    _, pose = next(iter(Recording.load(FOLDER / "squat_1.npz")))
    assert pose is not None
    image_px = pose.image_px.copy()
    image_px[11] = np.nan
    assert np.isnan(agreement(replace(pose, image_px=image_px)))
    watch = UprightWatch()
    assert {watch.update(time_s, replace(pose, image_px=image_px)) for time_s in range(60)} == {0}


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
    assert Advice.TURNED_270 in said
    assert session.finish().counts.reps == 0
