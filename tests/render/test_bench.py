"""The list of clips for the pose model, and how its landmarks are kept."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tools.render.bench import save_small
from tools.render.config import made_of
from tools.render.listing import load_all
from tools.render.poses import EXERCISES
from tools.render.strangers import TOPS_DEG, drawn
from tools.render.view import word

LIST = Path(__file__).parents[2] / "tools/render/bench.json"
CHECKUP = LIST.with_name("checkup.json")


def test_the_list_spans_exercises_views_bodies_heights_and_new_movements() -> None:
    clips = list(load_all(LIST).values())

    assert len(clips) >= 80
    assert {word(clip.azimuth_deg) for clip in clips} == {"side", "side-45", "front-45", "front", "back-45", "back"}
    assert {clip.shape for clip in clips} == {"fem", "male", "heavy", "heavyf"}
    elsewhere = {clip.exercise for clip in load_all(CHECKUP).values()}
    assert {clip.exercise for clip in clips} | elsewhere >= set(EXERCISES) - {
        "prone_squeeze",
        "stand_still",
        "walk_past",
        "arms_up",
    }
    assert any(clip.height > clip.width for clip in clips)
    assert any(clip.roll_deg for clip in clips)
    assert any((clip.lens_mm or 40) < 20 for clip in clips)
    assert sum(clip.companion is not None for clip in clips) >= 3
    assert len({key for clip in clips for key in clip.amounts}) >= 30


def test_clips_drawn_by_chance_are_the_same_ones_every_time_and_can_be_made() -> None:
    clips = {name: made_of(clip) for name, clip in drawn(5, 90).items()}

    assert drawn(5, 90) == drawn(5, 90) != drawn(6, 90)
    assert {clip.exercise for clip in clips.values()} == set(TOPS_DEG)
    assert {word(clip.azimuth_deg) for clip in clips.values()} == {
        "side", "side-45", "front-45", "front", "back-45", "back"
    }  # fmt: skip
    assert all(len(clip.by_rep("peak", clip.peak)) == len(clip.sides) == clip.reps for clip in clips.values())


def test_a_list_tells_which_clip_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('{"clips": {"mine": {"exercise": "squat", "knees": 3}}}', encoding="utf-8")

    with pytest.raises(ValueError, match="mine: unknown knees"):
        load_all(path)


def test_kept_landmarks_are_as_good_as_the_measured_ones(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    given: dict[str, Any] = {
        "time_s": np.arange(20) / 12,
        "image_px": rng.uniform(0, 480, (20, 33, 2)),
        "world_m": rng.normal(0, 0.5, (20, 33, 3)),
        "visibility": rng.uniform(0, 1, (20, 33)),
        "image_size": np.array([480, 270]),
    }
    given["image_px"][3] = np.nan
    np.savez(tmp_path / "recording.npz", **given)
    save_small(tmp_path / "recording.npz", tmp_path / "kept.npz")

    with np.load(tmp_path / "kept.npz") as kept:
        assert set(kept) == set(given)
        assert kept["image_px"] == pytest.approx(given["image_px"], abs=1 / 60, nan_ok=True)
        assert kept["world_m"] == pytest.approx(given["world_m"], abs=0.0003)
        assert kept["visibility"] == pytest.approx(given["visibility"], abs=0.003)
        assert kept["time_s"] == pytest.approx(given["time_s"], abs=1e-12)
