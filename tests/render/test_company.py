"""A second person, and the image in a mirror."""

from typing import Any

import numpy as np
import pytest

from tests.render.made import clip_of
from tools.render.clip import Clip
from tools.render.company import mirror, others_of
from tools.render.truth import truth_of


def clip_with(**keys: Any) -> Clip:  # noqa: ANN401
    clip = clip_of("squat", fps=5, **keys)
    clip.pose(0)
    return clip


def test_a_child_beside_is_smaller_and_to_the_right() -> None:
    clip = clip_with(azimuth_deg=60, companion={"exercise": "stand_still", "right_m": 0.9, "scale": 0.6})
    (child,) = others_of(clip)
    child.pose(0)
    mine, its = np.stack(list(clip.exercise.skeleton.joints().values())), child.joints()

    assert np.ptp(its[:, 2]) == pytest.approx(0.6 * np.ptp(mine[:, 2]), rel=0.05)
    assert (clip.camera.project(its) - clip.camera.project(mine)).mean(0)[0] > 50
    assert abs(its[:, 2].min() - 0.01) < 0.05


def test_a_second_person_is_seen_from_the_own_azimuth() -> None:
    clip = clip_with(azimuth_deg=0, companion={"exercise": "stand_still", "azimuth_deg": 90, "right_m": 1.0})
    (other,) = others_of(clip)
    other.pose(0)
    names = list(clip.exercise.skeleton.joints())
    nose, ears = (
        other.joints()[[names.index(name) for name in found]].mean(0) for found in (["nose"], ["ear_left", "ear_right"])
    )

    assert np.linalg.norm(nose - clip.camera.position) < np.linalg.norm(ears - clip.camera.position) - 0.05


def test_whoever_passes_goes_from_one_edge_to_the_other() -> None:
    clip = clip_with(companion={"exercise": "walk_past", "nearer_m": 1.0, "lead_s": 0.0})
    (walker,) = others_of(clip)
    across = []
    for time_s in (0, 2.5, 5.0):
        walker.pose(time_s)
        across.append(clip.camera.project(walker.joints()).mean(0)[0] / clip.config.width)

    assert across[0] < -0.1
    assert across[1] == pytest.approx(0.5, abs=0.1)
    assert across[2] > 1.1


def test_an_image_is_as_far_behind_the_mirror_as_the_person_before_it_and_turned_round() -> None:
    clip = clip_with(azimuth_deg=20, mirror_m=0.8)
    (image,) = others_of(clip)
    out, on_mirror = mirror(clip.camera, 0.8)
    mine, its = np.stack(list(clip.exercise.skeleton.joints().values())), image.joints()

    assert (its - on_mirror) @ out == pytest.approx(-(mine - on_mirror) @ out)
    assert np.linalg.norm(its[0] - its[1]) == pytest.approx(np.linalg.norm(mine[0] - mine[1]))
    assert its[:, 2] == pytest.approx(mine[:, 2])


def test_the_truth_says_who_else_is_there() -> None:
    clip = clip_with(companion={"exercise": "stand_still", "right_m": 0.9}, mirror_m=0.9)
    truth = truth_of(clip)

    assert [other["exercise"] for other in truth["others"]] == ["stand_still", "mirror image"]
    assert np.shape(truth["others"][0]["joints_px"]["nose"]) == (truth["frames"], 2)
