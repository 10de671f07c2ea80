"""The clips of the test bench: what is kept of them, and how they are held against their truth."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import formcheck
from benchmarks import accuracy
from benchmarks.bench_clips import FOLDER, count_clip, is_ours, report, true_angles
from benchmarks.cross import Found, today
from benchmarks.truth import load, working_side
from formcheck.pose.recording import Recording
from tools.render.listing import load_all

TRUTHS = {truth.name: truth for truth in load(FOLDER)}
LIST = load_all(accuracy.ROOT / "tools" / "render" / "bench.json")
MOST_MB = 12


def truthful(recording: Path, exercise: str) -> list[Found]:
    """A counter that knows the truth, and says that it held for a second."""
    reps = TRUTHS[recording.stem].reps
    assert reps is not None
    return [
        Found(
            r.start_s, (r.start_s + r.end_s) / 2, r.end_s, r.side, "hip_extension_deg", peak(recording, r.side), 1, 90
        )
        for r in reps
        if r.counts
    ]


def peak(recording: Path, side: str) -> float:
    return float(true_angles(recording, working_side(side))[1]["hip_angle_deg"].max()) - 180


def nothing(recording: Path, exercise: str) -> Sequence[Found]:
    """A counter that finds nothing."""
    return []


def test_every_clip_is_one_of_the_list_seen_from_where_the_list_says() -> None:
    assert len(TRUTHS) >= 50
    assert len(list(FOLDER.glob("*.npz"))) == len(TRUTHS)
    for name, truth in TRUTHS.items():
        config = LIST[name]
        assert (truth.exercise, truth.azimuth_deg, truth.shape) == (config.exercise, config.azimuth_deg, config.shape)


def test_they_span_the_views_and_stay_small() -> None:
    assert {truth.view for truth in TRUTHS.values()} == {"side", "side-45", "front-45", "front", "back-45", "back"}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_MB * 2**20


@pytest.mark.parametrize("name", sorted(TRUTHS))
def test_landmarks_and_truth_are_of_the_same_pictures(name: str) -> None:
    truth, recording = TRUTHS[name], Recording.load(TRUTHS[name].path)
    assert truth.time_s is not None
    # Of a quick clip every second picture, where it is slow.
    off_s = np.abs(recording.time_s[:, None] - truth.time_s).min(axis=1)
    assert off_s.max() < 0.01
    assert len(truth.time_s) / 2 <= len(recording.time_s) <= len(truth.time_s)


def test_a_counter_that_knows_the_truth_is_exact() -> None:
    row = count_clip(TRUTHS["bridge_000"], truthful)
    assert (row.count, row.found, row.sides) == (2, 2, [True, True])
    assert row.angle_errors_deg == pytest.approx([0, 0], abs=2)
    assert row.hold_errors_s == [1, 1]  # nothing is ever past a gate of 90


def test_a_counter_that_finds_nothing_is_told_so() -> None:
    row = count_clip(TRUTHS["bridge_000"], nothing)
    assert (row.count, row.found, row.sides, row.angle_errors_deg) == (2, 0, [], [])


def test_the_tables_have_a_column_a_view_and_say_what_else_is_counted() -> None:
    made = report([TRUTHS["bridge_000"], TRUTHS["squat_000"], TRUTHS["chair_000"]], nothing)
    assert "0 of 2 counted exactly." in made
    assert "| counted exactly | side |" in made
    assert "of 1 clips of what is no exercise of the program count nothing" in made


@pytest.mark.slow
def test_the_page_shows_how_they_are_counted() -> None:
    """Where it is meant to change: ``python -m benchmarks.accuracy --page``."""
    text = accuracy.PAGE.read_text(encoding="utf-8")
    assert accuracy.page(text, {"bench": report(list(TRUTHS.values()), today)}) == text


@pytest.mark.slow
@pytest.mark.weekly
def test_the_model_sees_in_a_video_what_was_kept_of_it(tmp_path: Path, model_path: Path) -> None:
    kept = Recording.load(FOLDER / "bridge_090_feet.npz")
    found = formcheck.analyze(
        FOLDER / "bridge_090_feet.mp4", exercise="glute_bridge", out=tmp_path, save_recording=True, model=model_path
    )
    seen = Recording.load(tmp_path / "bridge_090_feet.mp4" / "recording.npz")
    assert np.nanmedian(np.abs(seen.image_px - kept.image_px)) < 1
    assert found.counts.reps == formcheck.analyze(FOLDER / "bridge_090_feet.npz", exercise="glute_bridge").counts.reps


def test_some_are_exercises_of_the_program_and_some_are_not() -> None:
    ours = [is_ours(truth) for truth in TRUTHS.values()]
    assert 30 < sum(ours) < len(ours) - 10
