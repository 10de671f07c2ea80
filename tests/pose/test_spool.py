"""What is too much for memory comes back from disk as it was, in the order it was written."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.pose import spool
from formcheck.pose.landmarks import COUNT
from formcheck.pose.recording import Recording
from formcheck.pose.recording_file import save
from formcheck.pose.spool import BLOCK, Spool
from formcheck.pose.spooled_recording import SpooledRecording
from tests.replay import FOLDER

RNG = np.random.default_rng(1)


@pytest.mark.parametrize("in_memory_bytes", [0, 4_000_000], ids=["on disk", "in memory"])
def test_rows_come_back_as_they_were_written(in_memory_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY_BYTES", in_memory_bytes)
    rows = RNG.normal(size=(2 * BLOCK + 7, 3)).astype(np.float32)
    kept = Spool(3)
    kept.extend(rows[:10])
    kept.extend(rows[10:])
    np.testing.assert_array_equal(kept.read(0, len(rows)), rows)
    np.testing.assert_array_equal(kept.read(BLOCK - 1, BLOCK + 2), rows[BLOCK - 1 : BLOCK + 2])
    assert kept.read(len(rows), len(rows) + 5).shape == (0, 3)


def test_two_readers_do_not_disturb_each_other() -> None:
    recording = Recording.load(FOLDER / "donkey_kick_2.npz")
    reel = SpooledRecording(recording.image_size)
    reel.extend(recording)
    for (one_s, _), (other_s, _) in zip(reel, reel, strict=True):
        assert one_s == other_s


def test_a_reel_is_the_recording_that_was_put_in(tmp_path: Path) -> None:
    recording = Recording.load(FOLDER / "donkey_kick_2.npz")
    reel = SpooledRecording(recording.image_size)
    for first in range(0, len(recording), 50):
        reel.extend(recording.part(first, first + 50))
    assert len(reel) == len(recording)
    assert reel.time_s.tolist() == recording.time_s.tolist()
    save(reel, tmp_path / "reel.npz")
    for found in (reel.part(0, len(reel)), Recording.load(tmp_path / "reel.npz")):
        for name in ("time_s", "image_px", "world_m", "visibility"):
            np.testing.assert_array_equal(getattr(found, name), getattr(recording, name), name)
    for (time_s, pose), (expected_s, expected) in zip(reel, recording, strict=True):
        assert time_s == expected_s
        assert (pose is None) == (expected is None)
        if pose is not None and expected is not None:
            np.testing.assert_array_equal(pose.image_px, expected.image_px)


def test_nobody_stays_nobody_on_a_reel() -> None:
    reel = SpooledRecording((640, 360))
    reel.extend(Recording.of([(0.0, None), (0.1, None)], (640, 360)))
    assert [pose for _, pose in reel] == [None, None]
    assert reel.part(0, 1).image_px.shape == (1, COUNT, 2)
