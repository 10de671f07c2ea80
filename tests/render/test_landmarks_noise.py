"""Landmarks with the pose model's errors: what is put in is what is measured."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.pose.recording import Recording
from tools.landmarks import noise as noise_file
from tools.landmarks.cross import Movement, movement
from tools.landmarks.fit import fit
from tools.landmarks.hidden import MEASURED, Kind, Rates, stride_thigh, with_hidden
from tools.landmarks.noise import Errors, Landmarks, Noise, as_seen, nearness
from tools.landmarks.points import INDEX, KINDS, landmarks_of
from tools.landmarks.residue import residue_of
from tools.landmarks.seen import Seen
from tools.landmarks.view import View

NEVER = Kind(0, 1, 1, 0)
OFTEN = Kind(1, 0.5, 0.4, 0)
KNEE = KINDS.index("knee")


def squat() -> Movement:
    return movement("squat", "fem", "short")


def seen_from(azimuth_deg: float, done: Movement) -> View:
    return View.at(azimuth_deg, 0.9, done.distance_m, done.target, done.stand)


def made(azimuth_deg: float, noise: Noise, seed: int = 1) -> Landmarks:
    done = squat()
    return as_seen(done.time_s, done.points, seen_from(azimuth_deg, done), noise, seed)


@cache
def without_errors() -> Noise:
    def none(errors: Errors) -> Errors:
        offset, spread, wander, white = (np.zeros_like(v) for v in (*vars(errors).values(),)[:4])
        return Errors(offset, spread, wander, white, 1.0)

    known = noise_file.load()
    return replace(
        known, picture=none(known.picture), world=none(known.world), lag_s=0.0, world_scale=1.0, world_scale_spread=0.0
    )


def with_picture(errors: Errors) -> Noise:
    return replace(without_errors(), picture=errors)


def measured(noise: Noise) -> Noise:
    """The errors found again in landmarks made with them, seen from eight sides and twice from each."""
    done, residues = squat(), []
    world = replace(noise.world, wander=noise.world.wander + 0.002)  # real ones never stand still
    picture = replace(noise.picture, wander=np.maximum(noise.picture.wander, 0.002))
    noise = replace(noise, world=world, picture=picture)
    for seed, azimuth_deg in enumerate([0, 45, 90, 135, 180, 225, 270, 315] * 2):
        view = seen_from(azimuth_deg, done)
        found = as_seen(done.time_s, done.points, view, noise, seed)
        points = found.image_px, found.world_m, found.visibility
        residues.append(residue_of(Seen("", "squat", "fem", done.time_s, done.points, view, *points, {})))
    return fit(residues)


def test_without_errors_landmarks_are_where_the_joints_are() -> None:
    found, done = made(30, without_errors()), squat()
    true = seen_from(30, done).project(landmarks_of(done.points))
    assert np.abs(found.image_px - true).max() < 1e-6
    assert np.abs(found.world_m[:, [23, 24]].mean(1)).max() < 1e-9


def test_world_landmarks_are_right_down_and_away_of_the_camera() -> None:
    front = made(90, without_errors()).world_m[0]
    assert front[11, 0] > front[12, 0]  # from the front the left shoulder is to the right
    assert front[11, 1] < front[23, 1] < front[27, 1]  # the shoulder above the hip above the ankle
    assert front[0, 2] < front[7, 2]  # the nose nearer than the ear


def test_the_side_that_is_turned_to_the_camera_is_near() -> None:
    done = squat()
    near = nearness(done.points, seen_from(0, done))[0]
    assert near[26] > 0.95
    assert near[25] < 0.05
    assert nearness(done.points, seen_from(90, done))[0, 25] == pytest.approx(0.5, abs=0.05)


def test_a_constant_offset_is_found_again_along_its_axis() -> None:
    offset = np.zeros((len(KINDS), 2, 3))
    offset[KNEE, 0], offset[KNEE, 1] = [0.05, 0.0, -0.03], [0.0, 0.08, 0.0]
    found = measured(with_picture(replace(without_errors().picture, offset=offset))).picture.offset
    assert found == pytest.approx(offset, abs=0.01)


def test_wander_and_white_noise_are_told_apart() -> None:
    wander, white = np.zeros((len(KINDS), 2, 2)), np.zeros((len(KINDS), 2, 2))
    wander[KNEE], white[KNEE] = 0.03, 0.02
    errors = replace(without_errors().picture, wander=wander, white=white, wander_s=0.6)
    found = measured(with_picture(errors)).picture
    assert found.wander[KNEE, :, 0] == pytest.approx(0.03, abs=0.005)
    assert found.white[KNEE, :, 0] == pytest.approx(0.02, abs=0.005)
    assert found.wander_s == pytest.approx(0.6, abs=0.15)


def test_a_lag_is_found_again() -> None:
    assert measured(replace(without_errors(), lag_s=0.05)).lag_s == pytest.approx(0.05, abs=0.01)


def test_the_size_in_the_world_is_found_again() -> None:
    assert measured(replace(without_errors(), world_scale=0.9)).world_scale == pytest.approx(0.9, abs=0.005)


def test_the_same_seed_makes_the_same_errors_and_another_makes_others() -> None:
    noise = noise_file.load()
    assert np.array_equal(made(0, noise, 4).image_px, made(0, noise, 4).image_px)
    assert not np.array_equal(made(0, noise, 4).image_px, made(0, noise, 5).image_px)


def test_a_far_wrist_is_seen_less_than_a_near_one() -> None:
    visibility = np.mean([made(0, noise_file.load(), seed).visibility.mean(0) for seed in range(10)], axis=0)
    assert visibility[16] > 0.9
    assert visibility[15] < 0.75


def test_landmarks_are_a_recording_that_the_program_reads(tmp_path: Path) -> None:
    found = made(0, noise_file.load())
    found.save(tmp_path / "made.npz")
    recording = Recording.load(tmp_path / "made.npz")
    assert recording.image_size == found.image_size
    assert np.abs(recording.image_px - found.image_px).max() < 1e-3


# --- hidden limbs
def hidden(rates: Rates) -> tuple[Landmarks, Landmarks]:
    """Landmarks before and after."""
    done, before = squat(), made(60, without_errors())
    return before, with_hidden(before, done.points, seen_from(60, done), rates, seed=3)


def only(**kinds: Kind) -> Rates:
    never: dict[str, Any] = dict.fromkeys(("swap_stride", "swap", "jump", "collapse", "lost"), NEVER)
    return replace(MEASURED, **(never | kinds))


def test_nothing_is_changed_where_nothing_is_hidden() -> None:
    before, after = hidden(only())
    assert np.array_equal(before.image_px, after.image_px)


def test_swapped_legs_change_places_for_a_while_and_come_back() -> None:
    before, after = hidden(only(swap=OFTEN))
    rows = np.flatnonzero(np.abs(after.image_px[:, 25] - before.image_px[:, 25]).max(1) > 1e-6)
    assert 0 < len(rows) < len(before.time_s)
    assert np.array_equal(after.image_px[rows][:, [25, 27]], before.image_px[rows][:, [26, 28]])
    assert np.array_equal(after.world_m[rows][:, 28], before.world_m[rows][:, 27])


def test_only_the_far_lower_leg_jumps() -> None:
    before, after = hidden(only(jump=OFTEN))
    moved = np.abs(after.image_px - before.image_px).max((0, 2)) > 1e-6
    assert set(np.flatnonzero(moved)) == {25, 27, 29, 31}  # seen from the right


def test_a_collapse_draws_the_skeleton_together() -> None:
    before, after = hidden(only(collapse=OFTEN))
    size = [np.linalg.norm(one.image_px[:, 11] - one.image_px[:, 27], axis=1) for one in (before, after)]
    assert (size[1] / size[0]).min() == pytest.approx(MEASURED.collapse_to)
    assert (size[1] / size[0]).max() == pytest.approx(1)


def test_nobody_is_found_in_a_drop_out() -> None:
    _, after = hidden(only(lost=OFTEN))
    lost = np.asarray(np.isnan(after.image_px).all((1, 2)))
    assert 0 < lost.sum() < len(lost)
    assert np.isnan(after.visibility[lost]).all() and np.isfinite(after.world_m[~lost]).all()


def test_legs_are_swapped_more_often_in_a_stride() -> None:
    done = movement("split_squat", "fem", "short")
    assert np.median(stride_thigh(done.points)) > 0.7 > np.median(stride_thigh(squat().points))
    assert done.points.shape[1:] == (len(INDEX), 3)
