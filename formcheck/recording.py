"""Landmark recordings: what the pose model saw in every frame, without the picture."""

import zipfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import numpy as np

from formcheck.atomic import replacing
from formcheck.errors import InputError, OutputError
from formcheck.landmarks import COUNT, FloatArray, Pose
from formcheck.spool import BLOCK, Spool

LARGEST_BYTES = 4_000_000_000
"""A recording that declares more than this is refused before memory is taken (about fifty hours of video)."""

LARGEST_PX = 100_000
"""No picture is wider or higher."""

_SHAPES = {"time_s": (), "image_px": (COUNT, 2), "world_m": (COUNT, 3), "visibility": (COUNT,)}
_POINTS = ("image_px", "world_m", "visibility")


class Landmarks(Protocol):
    """The poses of one person over time, in memory or not."""

    @property
    def image_size(self) -> tuple[int, int]:
        """Width and height of the pictures, pixels."""

    @property
    def time_s(self) -> FloatArray:
        """(N,) seconds, non-decreasing."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        """Time and pose of every frame, None where nobody was found."""

    def part(self, first: int, end: int) -> "Recording":
        """The frames from the first up to the end."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The poses of one person over time, in memory.

    Attributes
    ----------
    time_s
        (N,) seconds, non-decreasing.
    image_px, world_m, visibility
        (N, 33, 2), (N, 33, 3), (N, 33), as in `Pose`; NaN rows where nobody was found.
    image_size
        Width and height of the pictures, pixels.
    """

    time_s: FloatArray
    image_px: FloatArray
    world_m: FloatArray
    visibility: FloatArray
    image_size: tuple[int, int]

    def __post_init__(self) -> None:
        for name, shape in _SHAPES.items():
            expected, found = (len(self.time_s), *shape), np.shape(getattr(self, name))
            if found != expected:
                raise ValueError(f"{name}: expected shape {expected}, found {found}")

    def __len__(self) -> int:
        return len(self.time_s)

    def pose(self, row: int) -> Pose | None:
        """The pose of one frame, None where nobody was found."""
        if np.isnan(self.image_px[row, :, 0]).all():
            return None
        return Pose(self.image_px[row], self.world_m[row], self.visibility[row], self.image_size)

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        for row, time_s in enumerate(self.time_s.tolist()):
            yield time_s, self.pose(row)

    def part(self, first: int, end: int) -> "Recording":
        """The frames from the first up to the end."""
        rows = slice(first, end)
        time_s, image_px, world_m, visibility = (getattr(self, name)[rows] for name in _SHAPES)
        return Recording(time_s, image_px, world_m, visibility, self.image_size)

    @classmethod
    def of(cls, moments: Sequence[tuple[float, Pose | None]], image_size: tuple[int, int]) -> "Recording":
        """Put poses and their times together."""
        count = len(moments)
        image_px = np.full((count, COUNT, 2), np.nan)
        world_m = np.full((count, COUNT, 3), np.nan)
        visibility = np.full((count, COUNT), np.nan)
        for row, (_, pose) in enumerate(moments):
            if pose is not None:
                image_px[row], world_m[row], visibility[row] = pose.image_px, pose.world_m, pose.visibility
        time_s = np.array([time_s for time_s, _ in moments], dtype=np.float64)
        return cls(time_s, image_px, world_m, visibility, image_size)

    def save(self, path: Path) -> None:
        """Write the recording, see `save`."""
        save(self, path)

    @classmethod
    def load(cls, path: Path) -> "Recording":
        """Read a recording.

        Raises
        ------
        InputError
            The file is not a landmark recording; the message says what was found and what is expected.
        """
        arrays = _read_arrays(path)
        size = arrays.pop("image_size")
        if size.shape != (2,) or not np.isfinite(size).all() or (size < 1).any() or (size > LARGEST_PX).any():
            raise InputError(f"{path}: image_size: expected width and height in pixels, found {size.tolist()}")
        count = len(arrays["time_s"]) if arrays["time_s"].ndim else 0
        for name, shape in _SHAPES.items():
            if arrays[name].shape != (count, *shape):
                raise InputError(f"{path}: {name}: expected shape {(count, *shape)}, found {arrays[name].shape}")
        time_s = arrays["time_s"]
        if not np.isfinite(time_s).all() or (np.diff(time_s) < 0).any():
            raise InputError(f"{path}: time_s: expected seconds that never run backwards")
        # A point at infinity is a point that is not there.
        points = {name: np.where(np.isfinite(arrays[name]), arrays[name], np.nan) for name in _SHAPES}
        missing = np.isnan(points["image_px"]).any(axis=(1, 2))
        points["image_px"][missing] = np.nan
        return cls(**points, image_size=(int(size[0]), int(size[1])))


class Reel:
    """Poses as they are found, on disk once they are many.

    Single precision, as recordings are saved, and as the pose model tells them: nothing is lost.

    Parameters
    ----------
    image_size
        Width and height of the pictures, pixels.
    """

    def __init__(self, image_size: tuple[int, int]) -> None:
        self.image_size = image_size
        self._times = array("d")
        self._rows = Spool(6 * COUNT, np.float32)

    @property
    def time_s(self) -> FloatArray:
        """(N,) seconds, non-decreasing."""
        return np.array(self._times, dtype=np.float64)

    def __len__(self) -> int:
        return len(self._times)

    def extend(self, found: Recording) -> None:
        """Add the next frames."""
        self._times.extend(found.time_s.tolist())
        parts = (getattr(found, name).reshape(len(found), -1) for name in _POINTS)
        self._rows.extend(np.concatenate(list(parts), axis=1))

    def part(self, first: int, end: int) -> Recording:
        """The frames from the first up to the end."""
        rows = self._rows.read(first, end)
        count = len(rows)
        image_px, world_m, visibility = np.split(rows, [2 * COUNT, 5 * COUNT], axis=1)
        time_s = np.array(self._times[first : first + count], dtype=np.float64)
        points = image_px.reshape(count, COUNT, 2), world_m.reshape(count, COUNT, 3), visibility
        return Recording(time_s, *points, self.image_size)

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        for first in range(0, len(self), BLOCK):
            yield from self.part(first, first + BLOCK)


def save(landmarks: Landmarks, path: Path) -> None:
    """Write a recording (``.npz``); the file appears under its name only when it is complete.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    try:
        with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("time_s.npy", "w") as entry:
                np.save(entry, landmarks.time_s)
            for name in _POINTS:
                with archive.open(f"{name}.npy", "w", force_zip64=True) as entry:
                    _save_points(landmarks, name, entry)
            with archive.open("image_size.npy", "w") as entry:
                np.save(entry, np.array(landmarks.image_size, dtype=np.int64))
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _save_points(landmarks: Landmarks, name: str, entry: IO[bytes]) -> None:
    shape = (len(landmarks), *_SHAPES[name])
    header = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(entry, header)
    for first in range(0, len(landmarks), BLOCK):
        entry.write(getattr(landmarks.part(first, first + BLOCK), name).astype("<f4").tobytes())


def _read_arrays(path: Path) -> dict[str, FloatArray]:
    names = (*_SHAPES, "image_size")
    if not path.exists():
        raise InputError(f"{path}: no such file")
    try:
        with zipfile.ZipFile(path) as archive:
            declared = sum(entry.file_size for entry in archive.infolist())
        if declared > LARGEST_BYTES:
            raise InputError(f"{path}: declares {declared / 1e9:.0f} GB of landmarks; the most that is read is 4 GB")
        with np.load(path, allow_pickle=False) as file:
            absent = [name for name in names if name not in file]
            if absent:
                raise InputError(f"{path}: not a landmark recording: it has no {', '.join(absent)}")
            return {name: np.asarray(file[name], dtype=np.float64) for name in names}
    except (zipfile.BadZipFile, ValueError, TypeError, OSError, EOFError, KeyError) as error:
        raise InputError(f"{path}: not a landmark recording (.npz): {error}") from error
