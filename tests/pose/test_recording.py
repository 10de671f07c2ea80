"""Landmark recordings: out, in, and everything that is not one."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import InputError, OutputError
from formcheck.pose.landmarks import COUNT, Pose
from formcheck.pose.recording import Recording


def _pose(value: float) -> Pose:
    return Pose(np.full((COUNT, 2), value), np.full((COUNT, 3), value), np.ones(COUNT), (640, 360))


def _arrays(count: int = 3) -> dict[str, np.ndarray]:
    return {
        "time_s": np.arange(count) / 10,
        "image_px": np.ones((count, COUNT, 2)),
        "world_m": np.ones((count, COUNT, 3)),
        "visibility": np.ones((count, COUNT)),
        "image_size": np.array([640, 360]),
    }


def test_what_is_saved_is_read_again_with_nobody_as_nobody(tmp_path: Path) -> None:
    recording = Recording.of([(0.0, _pose(1.5)), (0.1, None), (0.25, _pose(2.5))], (640, 360))
    recording.save(tmp_path / "r.npz")
    found = list(Recording.load(tmp_path / "r.npz"))
    assert [time_s for time_s, _ in found] == [0.0, 0.1, 0.25]
    assert found[1][1] is None
    assert found[2][1] is not None
    assert (found[2][1].image_px == 2.5).all()
    assert found[2][1].image_size == (640, 360)
    assert [path.name for path in tmp_path.iterdir()] == ["r.npz"]


def test_any_float_type_is_read(tmp_path: Path) -> None:
    arrays = {name: array.astype(np.float16) for name, array in _arrays().items()}
    np.savez(tmp_path / "r.npz", **arrays)  # type: ignore[arg-type]
    assert Recording.load(tmp_path / "r.npz").time_s.dtype == np.float64


def test_a_frame_with_half_its_points_missing_shows_nobody(tmp_path: Path) -> None:
    arrays = _arrays()
    arrays["image_px"][1, 5] = np.inf
    np.savez(tmp_path / "r.npz", **arrays)  # type: ignore[arg-type]
    assert [pose is None for _, pose in Recording.load(tmp_path / "r.npz")] == [False, True, False]


def _without_times(arrays: dict[str, np.ndarray]) -> None:
    del arrays["time_s"]


def _short(arrays: dict[str, np.ndarray]) -> None:
    arrays["visibility"] = arrays["visibility"][:-1]


def _backwards(arrays: dict[str, np.ndarray]) -> None:
    arrays["time_s"] = arrays["time_s"][::-1]


def _nan_times(arrays: dict[str, np.ndarray]) -> None:
    arrays["time_s"][1] = np.nan


def _no_size(arrays: dict[str, np.ndarray]) -> None:
    arrays["image_size"] = np.array([0, 360])


def _pickled(arrays: dict[str, np.ndarray]) -> None:
    arrays["time_s"] = np.array([{"a": 1}, None, 2], dtype=object)


def _words(arrays: dict[str, np.ndarray]) -> None:
    arrays["time_s"] = np.array(["a", "b", "c"])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_without_times, "it has no time_s"),
        (_short, "visibility: expected shape"),
        (_backwards, "never run backwards"),
        (_nan_times, "never run backwards"),
        (_no_size, "image_size"),
        (_pickled, "not a landmark recording"),
        (_words, "not a landmark recording"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_spoilt_recording_is_refused_with_what_was_found(tmp_path: Path, spoil: object, message: str) -> None:
    arrays = _arrays()
    spoil(arrays)  # type: ignore[operator]
    np.savez(tmp_path / "r.npz", **arrays)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=message):
        Recording.load(tmp_path / "r.npz")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 broken"], ids=["empty", "text", "half a zip"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r.npz").write_bytes(content)
    with pytest.raises(InputError, match="not a landmark recording"):
        Recording.load(tmp_path / "r.npz")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        Recording.load(tmp_path / "nowhere.npz")


def test_a_recording_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        Recording.of([(0.0, None)], (640, 360)).save(tmp_path / "no" / "r.npz")


def test_arrays_of_different_lengths_make_no_recording() -> None:
    with pytest.raises(ValueError, match="image_px"):
        Recording(np.zeros(2), np.zeros((3, COUNT, 2)), np.zeros((2, COUNT, 3)), np.zeros((2, COUNT)), (1, 1))
