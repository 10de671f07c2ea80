"""Landmark recordings: what the pose model saw in every frame, without the picture."""

import zipfile
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import numpy as np

from formcheck.errors import InputError, unwritten
from formcheck.pose import npz
from formcheck.pose.landmarks import COUNT, FloatArray, Pose
from formcheck.pose.spool import BLOCK, Spool
from formcheck.system.atomic import replacing

MOST_FRAMES = 5_000_000
"""A recording that declares more is refused before memory is taken (two days of video)."""

LARGEST_PX = 100_000
"""No picture is wider or higher."""

LATEST_S = 1e10
"""No clock that counts seconds shows more."""

_SHAPES = {"time_s": (), "image_px": (COUNT, 2), "world_m": (COUNT, 3), "visibility": (COUNT,)}
_POINTS = ("image_px", "world_m", "visibility")
_FARTHEST = {"image_px": 1e6, "world_m": 1e3, "visibility": 1e3}
"""A point further away is one that is not there, as is one at infinity."""


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
        with _opened(path) as (image_size, time_s, blocks):
            parts = list(blocks)
        empty = {name: np.zeros((0, *_SHAPES[name])) for name in _POINTS}
        points = {name: np.concatenate([empty[name], *(part[name] for part in parts)]) for name in _POINTS}
        return cls(time_s, **points, image_size=image_size)


class SpooledRecording:
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

    @classmethod
    def load(cls, path: Path) -> "SpooledRecording":
        """Read a recording of any length in little memory.

        Raises
        ------
        InputError
            As for `Recording.load`.
        OutputError
            The disk that holds temporary files is full.
        """
        with _opened(path) as (image_size, time_s, blocks):
            reel, first = cls(image_size), 0
            for points in blocks:
                end = first + len(points["visibility"])
                reel.extend(Recording(time_s[first:end], **points, image_size=image_size))
                first = end
        return reel

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
        raise unwritten(path, error) from error


def _save_points(landmarks: Landmarks, name: str, entry: IO[bytes]) -> None:
    shape = (len(landmarks), *_SHAPES[name])
    header = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(entry, header)
    for first in range(0, len(landmarks), BLOCK):
        entry.write(getattr(landmarks.part(first, first + BLOCK), name).astype("<f4").tobytes())


@contextmanager
def _opened(path: Path) -> Iterator[tuple[tuple[int, int], FloatArray, Iterator[dict[str, FloatArray]]]]:
    """Size of the pictures, all times, and the points of so many frames after another."""
    try:
        with npz.arrays(path, (*_SHAPES, "image_size")) as stored:
            _check_shapes(path, stored)
            yield _image_size(path, stored["image_size"]), _times(path, stored["time_s"]), _blocks(stored)
    except npz.AbsentError as error:
        raise InputError(f"{path}: {error}") from error
    except npz.ArchiveError as error:
        raise InputError(f"{path}: not a landmark recording (.npz): {error}") from error


def _check_shapes(path: Path, stored: Mapping[str, npz.StoredArray]) -> None:
    """Before anything is read."""
    if stored["image_size"].shape != (2,):
        raise InputError(f"{path}: image_size: expected width and height, found shape {stored['image_size'].shape}")
    count = next(iter(stored["time_s"].shape), 0)
    for name, shape in _SHAPES.items():
        if stored[name].shape != (count, *shape):
            raise InputError(f"{path}: {name}: expected shape {(count, *shape)}, found {stored[name].shape}")
    if count > MOST_FRAMES:
        raise InputError(f"{path}: holds {count} frames; the most that is read is {MOST_FRAMES}: divide it")


def _image_size(path: Path, stored: npz.StoredArray) -> tuple[int, int]:
    size = stored.whole()
    if not np.isfinite(size).all() or (size < 1).any() or (size > LARGEST_PX).any():
        raise InputError(f"{path}: image_size: expected width and height in pixels, found {size.tolist()}")
    return int(size[0]), int(size[1])


def _times(path: Path, stored: npz.StoredArray) -> FloatArray:
    time_s = stored.whole()
    if not np.isfinite(time_s).all() or (np.diff(time_s) < 0).any():
        raise InputError(f"{path}: time_s: expected seconds that never run backwards")
    if len(time_s) and np.abs(time_s).max() > LATEST_S:
        raise InputError(f"{path}: time_s: expected seconds, found {np.abs(time_s).max():.3g}")
    return time_s


def _blocks(stored: Mapping[str, npz.StoredArray]) -> Iterator[dict[str, FloatArray]]:
    for parts in zip(*(stored[name].blocks(BLOCK) for name in _POINTS), strict=True):
        points = {}
        for name, part in zip(_POINTS, parts, strict=True):
            points[name] = np.where(np.abs(part) <= _FARTHEST[name], part, np.nan)
        points["image_px"][np.isnan(points["image_px"]).any(axis=(1, 2))] = np.nan
        yield points
