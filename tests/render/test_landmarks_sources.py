"""Where landmark recordings come from: rendered clips that the model has seen, and motion-captured people."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.pose.landmarks import FloatArray
from tests.render.made import clip_of
from tools.landmarks import seen
from tools.landmarks.cross import movement
from tools.landmarks.hidden import runs
from tools.landmarks.hidden_rates import rate, recordings, swapped
from tools.landmarks.points import INDEX, NAMES, landmarks_of
from tools.landmarks.residue import residue_of
from tools.landmarks.view import View
from tools.render.landmarks import write_people
from tools.render.truth import truth_of

PROGRAMME = Path(__file__).parents[1] / "recordings" / "programme"
FRONT, SIDE = (90.0, 0.6), (0.0, 0.6)


# --- rendered clips
@pytest.mark.parametrize("name", ["rendered_squat", "sample_hip_hinge", "rendered_prone_leg_lift"])
def test_joints_in_space_follow_from_the_angles_of_a_truth_file(name: str) -> None:
    truth = json.loads((PROGRAMME / f"{name}.truth.json").read_text(encoding="utf-8"))
    clip = seen.read(name, truth, PROGRAMME / f"{name}.npz")
    px = clip.view.project(clip.points)
    for joint in ("shoulder_left", "hip_right", "knee_left", "ankle_right", "wrist_left"):
        assert np.abs(px[:, INDEX[joint]] - np.array(truth["joints_px"][joint])).max() < 0.5


def test_what_the_model_saw_is_a_few_hundredths_of_a_thigh_off() -> None:
    truth = json.loads((PROGRAMME / "rendered_squat.truth.json").read_text(encoding="utf-8"))
    found = residue_of(seen.read("rendered_squat", truth, PROGRAMME / "rendered_squat.npz"))
    hips_and_knees = np.sqrt((found.picture[:, [23, 24, 25, 26]] ** 2).sum(-1).mean())
    assert 0.01 < hips_and_knees < 0.2
    assert 0.8 < found.scale < 1.1


# --- motion-captured people
def people_file(folder: Path, *, reps: str) -> Path:
    """One set of one person in millimetres, the joints in another order than here."""
    done, order = movement("squat", "fem", "short"), np.random.default_rng(0).permutation(len(NAMES))
    millimetres = np.round(done.points[:, order] * 1000).astype(np.int16)
    names = np.array(NAMES)[order]
    arrays: dict[str, Any] = {"squat_s1_good.m": millimetres, "squat_s1_good.time_s": done.time_s}
    np.savez(folder / "people.npz", joints=names, **arrays)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        fields = ["set", "exercise", "person", "reps_min", "reps_max", "may_count_as"]
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        row = {"set": "squat_s1_good", "exercise": "squat", "person": "s1", "may_count_as": ""}
        writer.writerow({**row, "reps_min": reps, "reps_max": reps})
    return folder / "people.npz"


def test_a_person_is_seen_from_every_view_that_is_asked_for(tmp_path: Path) -> None:
    assert write_people(tmp_path, people_file(tmp_path, reps="4"), "squat", [FRONT, SIDE]) == 2
    truth = json.loads((tmp_path / "squat_s1_good-az090-h060.truth.json").read_text(encoding="utf-8"))
    assert (truth["view"], truth["reps_min"], truth["reps_max"]) == ("front", 4, 4)
    assert [rep["counts"] for rep in truth["reps"]] == [True] * 4


def test_the_person_faces_a_camera_at_90_degrees(tmp_path: Path) -> None:
    write_people(tmp_path, people_file(tmp_path, reps="4"), "", [FRONT, SIDE])
    front, side = (image_px(tmp_path / f"squat_s1_good-az{azimuth}-h060.npz") for azimuth in ("090", "000"))
    assert np.nanmedian(front[:, 11, 0] - front[:, 12, 0]) > 30  # the left shoulder to the right of the other
    assert abs(np.nanmedian(side[:, 11, 0] - side[:, 12, 0])) < 30
    assert np.nanmedian(side[:, 31, 0] - side[:, 29, 0]) > 0  # from the right the toes point to the right


def image_px(path: Path) -> FloatArray:
    with np.load(path) as file:
        return np.asarray(file["image_px"], dtype=np.float64)


def test_a_set_in_which_nothing_is_counted_has_no_range(tmp_path: Path) -> None:
    write_people(tmp_path, people_file(tmp_path, reps=""), "", [FRONT])
    truth = json.loads((tmp_path / "squat_s1_good-az090-h060.truth.json").read_text(encoding="utf-8"))
    assert truth["reps_min"] is None


# --- rates of hidden limbs
def standing_in_a_stride(folder: Path) -> None:
    """Two recordings of somebody whose legs are swapped from row 40 to 50, one of them held out."""
    done = movement("split_squat", "fem", "short")
    still = np.repeat(done.points[:1], 80, axis=0)
    view = View.at(0, 0.8, done.distance_m, done.target, done.stand)
    image_px, world_m = view.project(landmarks_of(still)), landmarks_of(still)
    image_px[40:50, [25, 26, 27, 28]] = image_px[40:50, [26, 25, 28, 27]]
    image_px[70] = np.nan
    for name in ("one", "two"):
        np.savez(folder / f"{name}.npz", time_s=np.arange(80) / 30, image_px=image_px, world_m=world_m)
    (folder / "held_out.txt").write_text("two.npz\n", encoding="utf-8")
    rows = "one.npz,split_squat,side\ntwo.npz,split_squat,side\n"
    (folder / "truth.csv").write_text(f"file,exercise,view\n{rows}", encoding="utf-8")


def test_held_out_recordings_are_not_read(tmp_path: Path) -> None:
    standing_in_a_stride(tmp_path)
    assert [one.name for one in recordings(tmp_path)] == ["one.npz"]


def test_swapped_legs_and_drop_outs_in_a_recording_are_found(tmp_path: Path) -> None:
    standing_in_a_stride(tmp_path)
    (one,) = recordings(tmp_path)
    assert swapped(one) == [(40, 50)]
    assert runs(~one.found) == [(70, 71)]
    assert rate([(one, swapped(one))]).startswith("1 of 1 clips, there 1 in 3 s")


# --- the truth of a rendered clip
def test_a_bow_that_goes_a_third_of_the_way_down_is_no_repetition_however_far_the_hips_bend() -> None:
    movements = truth_of(clip_of("hip_hinge", reps=4, peak=[88, 86, 130, 85], fps=6))["reps"]
    assert [this["counts"] for this in movements] == [True, True, False, True]
    assert movements[2]["rise"] < 0.35 * movements[0]["rise"]


def test_the_only_movement_of_a_clip_counts_from_the_smallest_rise_on() -> None:
    (shallow,) = truth_of(clip_of("squat", peak=115, fps=6))["reps"]
    assert (shallow["counts"], shallow["rise"] < 0.5) == (True, True)
