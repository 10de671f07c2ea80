"""Landmark recordings as files (``.npz``): written whole or not at all, and checked before they take memory."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np

from formcheck.errors import InputError, unwritten
from formcheck.pose import npz
from formcheck.pose.landmarks import COUNT, FloatArray, Landmarks
from formcheck.pose.spool import BLOCK
from formcheck.system.atomic import replacing
from formcheck.system.language import tr

MOST_FRAMES = 5_000_000
"""A recording that declares more is refused before memory is taken (two days of video)."""

LARGEST_PX = 100_000
"""No picture is wider or higher."""

LATEST_S = 1e10
"""No clock that counts seconds shows more."""

SHAPES = {"time_s": (), "image_px": (COUNT, 2), "world_m": (COUNT, 3), "visibility": (COUNT,)}
"""Its arrays, and the shape of each for one frame."""
POINTS = ("image_px", "world_m", "visibility")
_FARTHEST = {"image_px": 1e6, "world_m": 1e3, "visibility": 1e3}
"""A point further away is one that is not there, as is one at infinity."""


def save(landmarks: Landmarks, path: Path) -> None:
    """Write a recording (``.npz``); the file appears under its name only when it is complete.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    try:
        with replacing(path) as file:
            write(landmarks, file)
    except OSError as error:
        raise unwritten(path, error) from error


def write(landmarks: Landmarks, file: IO[bytes]) -> None:
    """The same into a file that is open, or a part of one."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("time_s.npy", "w") as entry:
            np.save(entry, landmarks.time_s)
        for name in POINTS:
            with archive.open(f"{name}.npy", "w", force_zip64=True) as entry:
                _save_points(landmarks, name, entry)
        with archive.open("image_size.npy", "w") as entry:
            np.save(entry, np.array(landmarks.image_size, dtype=np.int64))


def _save_points(landmarks: Landmarks, name: str, entry: IO[bytes]) -> None:
    shape = (len(landmarks), *SHAPES[name])
    header = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(entry, header)
    for first in range(0, len(landmarks), BLOCK):
        entry.write(getattr(landmarks.part(first, first + BLOCK), name).astype("<f4").tobytes())


@contextmanager
def opened(path: Path) -> Iterator[tuple[tuple[int, int], FloatArray, Iterator[dict[str, FloatArray]]]]:
    """Open a recording: the size of its pictures, all its times, and its points, so many frames at a time.

    Raises
    ------
    InputError
        The file is not a landmark recording; the message says what was found and what is expected.
    """
    try:
        with npz.arrays(path, (*SHAPES, "image_size")) as stored:
            _check_shapes(path, stored)
            yield _image_size(path, stored["image_size"]), _times(path, stored["time_s"]), _blocks(stored)
    except npz.AbsentError as error:
        raise InputError(f"{path}: {error}") from error
    except npz.ArchiveError as error:
        raise InputError(tr("{path}: not a landmark recording (.npz): {why}", path=path, why=error)) from error


def _check_shapes(path: Path, stored: Mapping[str, npz.StoredArray]) -> None:
    """Before anything is read."""
    if stored["image_size"].shape != (2,):
        raise InputError(
            tr(
                "{path}: image_size: expected width and height, found shape {shape}",
                path=path,
                shape=stored["image_size"].shape,
            )
        )
    count = next(iter(stored["time_s"].shape), 0)
    for name, shape in SHAPES.items():
        if stored[name].shape != (count, *shape):
            raise InputError(
                tr(
                    "{path}: {name}: expected shape {wanted}, found {shape}",
                    path=path,
                    name=name,
                    wanted=(count, *shape),
                    shape=stored[name].shape,
                )
            )
    if count > MOST_FRAMES:
        raise InputError(
            tr(
                "{path}: holds {count} frames; the most that is read is {most_frames}: divide it",
                path=path,
                count=count,
                most_frames=MOST_FRAMES,
            )
        )


def _image_size(path: Path, stored: npz.StoredArray) -> tuple[int, int]:
    size = stored.whole()
    if not np.isfinite(size).all() or (size < 1).any() or (size > LARGEST_PX).any():
        raise InputError(
            tr(
                "{path}: image_size: expected width and height in pixels, found {found}",
                path=path,
                found=size.tolist(),
            )
        )
    return int(size[0]), int(size[1])


def _times(path: Path, stored: npz.StoredArray) -> FloatArray:
    time_s = stored.whole()
    if not np.isfinite(time_s).all() or (np.diff(time_s) < 0).any():
        raise InputError(tr("{path}: time_s: expected seconds that never run backwards", path=path))
    if len(time_s) and np.abs(time_s).max() > LATEST_S:
        raise InputError(
            tr("{path}: time_s: expected seconds, found {found}", path=path, found=f"{np.abs(time_s).max():.3g}")
        )
    return time_s


def _blocks(stored: Mapping[str, npz.StoredArray]) -> Iterator[dict[str, FloatArray]]:
    for parts in zip(*(stored[name].blocks(BLOCK) for name in POINTS), strict=True):
        points = {}
        for name, part in zip(POINTS, parts, strict=True):
            points[name] = np.where(np.abs(part) <= _FARTHEST[name], part, np.nan)
        points["image_px"][np.isnan(points["image_px"]).any(axis=(1, 2))] = np.nan
        yield points
