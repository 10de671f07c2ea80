"""The full cross of rendered people, and its truth."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.people import named
from formcheck.pose.recording import Recording
from tools.landmarks.cross import AZIMUTHS_DEG, BODIES, HEIGHTS_M, Cell, cells, landmarks, movement, selected
from tools.landmarks.heights import counting, rises
from tools.landmarks.points import INDEX, NAMES
from tools.landmarks.truth import angles_deg
from tools.landmarks.view import View, stand_of
from tools.render.landmarks import write_cross


def test_the_cross_has_more_than_two_thousand_recordings_of_different_names() -> None:
    names = [cell.name for cell in cells()]
    assert len(names) == len(set(names)) > 2000


def test_every_exercise_is_seen_from_every_side_and_height_in_every_body() -> None:
    squats = {(c.body, c.azimuth_deg, c.height_m) for c in cells() if c.exercise == "squat"}
    assert len(squats) == len(BODIES) * len(AZIMUTHS_DEG) * len(HEIGHTS_M)


def test_one_cell_in_fifty_is_the_same_one_every_time() -> None:
    assert selected(50) == selected(50)
    assert len(selected(50)) == len(list(cells())) // 50
    assert {c.exercise for c in selected(50)} == {c.exercise for c in cells()}


@pytest.mark.parametrize("exercise", ["squat", "glute_bridge", "prone_leg_lift", "straight_leg_kickback"])
def test_azimuth_goes_from_the_right_side_to_the_front_to_the_left(exercise: str) -> None:
    points = movement(exercise, "fem", "short").points[0]
    right, _, left, _ = (distance_m(points, azimuth_deg) for azimuth_deg in (0, 90, 180, 270))
    assert right["hip_right"] < right["hip_left"]
    assert left["hip_left"] < left["hip_right"]


@pytest.mark.parametrize(
    ("exercise", "near", "far"),
    [("squat", "toe_left", "heel_left"), ("glute_bridge", "toe_left", "nose"), ("prone_leg_lift", "heel_left", "nose"),
     ("straight_leg_kickback", "nose", "toe_left")],
)  # fmt: skip
def test_the_front_is_the_feet_end_of_whoever_lies_and_the_head_on_all_fours(
    exercise: str, near: str, far: str
) -> None:
    points = movement(exercise, "fem", "short").points[0]
    front = distance_m(points, 90)
    behind = distance_m(points, 270)
    assert front[near] < front[far] and behind[near] > behind[far]


def distance_m(points: np.ndarray, azimuth_deg: float) -> dict[str, float]:
    """How far away each point is."""
    view = View.at(azimuth_deg, 0.5, 3.0, points.mean(0), stand_of(points))
    return dict(zip(NAMES, view.seen(points)[:, 2].tolist(), strict=True))


@pytest.mark.parametrize("exercise", ["squat", "hip_hinge", "split_squat", "glute_bridge", "prone_leg_lift"])
def test_partial_repetitions_do_not_count_and_full_ones_do(exercise: str) -> None:
    done = movement(exercise, "male", "partial")
    counts = [rise.counts for rise in rises(exercise, done.time_s, done.points)]
    assert counts == [True, True, False, True, False, True]


def test_a_short_hold_is_told_as_one() -> None:
    hold_s = {}
    for kind in ("full", "short"):
        done = movement("glute_bridge", "fem", kind)
        hold_s[kind] = np.mean([rise.hold_s for rise in rises("glute_bridge", done.time_s, done.points)])
    assert hold_s["full"] - hold_s["short"] == pytest.approx(2.2, abs=0.25)


def test_equally_shallow_repetitions_all_count_and_one_shallow_among_deep_ones_does_not() -> None:
    done = movement("squat", "fem", "short")
    shallow = done.points[0] + 0.6 * (done.points - done.points[0])
    alike = rises("squat", done.time_s, shallow)
    assert [rise.counts for rise in alike] == [True] * 4
    later_s = np.concatenate([done.time_s, done.time_s[-1] + 0.1 + done.time_s])
    mixed = rises("squat", later_s, np.concatenate([done.points, shallow[:70], done.points[70:]]))
    assert [rise.counts for rise in mixed].count(False) == 1


def test_a_raised_foot_counts_off_its_own_rest_whichever_leg_it_is() -> None:
    done = movement("prone_leg_lift", "fem", "short")
    other = done.points.copy()
    for name in ("hip", "knee", "ankle", "heel", "toe"):
        left, right = INDEX[f"{name}_left"], INDEX[f"{name}_right"]
        other[:, [left, right]] = done.points[:, [right, left]]
    later_s = np.concatenate([done.time_s, done.time_s[-1] + 0.1 + done.time_s])
    both = rises("prone_leg_lift", later_s, np.concatenate([done.points, other]))
    assert [rise.counts for rise in both] == [True] * 8


def test_the_truth_tells_the_angles_at_the_top() -> None:
    _, truth = landmarks(Cell("squat", "fem", "short", 90, 0.5))
    assert all(82 < rep["peak_knee_angle_deg"] < 95 for rep in truth["reps"])
    assert angles_deg(movement("squat", "fem", "short").points[:1], "both")["knee_angle_deg"][0] > 165


def test_written_recordings_have_their_truth_beside_them(tmp_path: Path) -> None:
    cell = Cell("split_squat", "male", "full", 270, 1.2)
    assert write_cross(tmp_path, [cell], processes=1) == 1
    truth = json.loads((tmp_path / f"{cell.name}.truth.json").read_text(encoding="utf-8"))
    assert (truth["azimuth_deg"], truth["view"], truth["camera_height_m"]) == (270, "back", 1.2)
    assert (truth["body"], truth["exercise"], truth["count"]) == ("male", "split_squat", 4)
    assert truth["side"] in ("left", "right")
    assert {"start_s", "top_s", "end_s", "hold_s", "peak_hip_angle_deg"} <= set(truth["reps"][0])
    with np.load(tmp_path / f"{cell.name}.npz") as file:
        count = len(file["time_s"])
        assert file["image_px"].shape == (count, 33, 2) and file["world_m"].shape == (count, 33, 3)


def test_what_rises_by_65_percent_of_the_median_rise_and_by_the_smallest_counts() -> None:
    assert counting([0.8, 0.5, 0.2, 0.9], 0.3) == [True, False, False, True]
    assert counting([0.35], 0.3) == [True]
    assert counting([0.25], 0.3) == [False]
    assert counting([0.45, 0.22], 0.15) == [True, False]


@pytest.mark.parametrize("body", ["fem", "heavy"])
def test_lifts_on_the_stomach_count_from_the_head_end_of_a_raised_camera(body: str, tmp_path: Path) -> None:
    """The feet lie far up in the picture, where somebody seen from the side would hold them."""
    made, _ = landmarks(Cell("prone_leg_lift", body, "short", 270, 1.2))
    made.save(tmp_path / "made.npz")
    reps, _ = named(Recording.load(tmp_path / "made.npz"), "prone_leg_lift")
    assert reps == 4
