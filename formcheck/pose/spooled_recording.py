"""Landmark recordings of any length in little memory."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from formcheck.pose import recording_file
from formcheck.pose.landmarks import COUNT, FloatArray, Pose
from formcheck.pose.recording import Recording
from formcheck.pose.recording_file import POINTS
from formcheck.pose.spool import BLOCK, Spool


class SpooledRecording:
    """Poses as they are found, on disk once they are many.

    Single precision, as recordings are saved and as the pose model answers: nothing is lost.

    Parameters
    ----------
    image_size
        Width and height of the pictures, pixels.
    """

    def __init__(self, image_size: tuple[int, int]) -> None:
        self.image_size = image_size
        self._times = array("d")
        self._rows = Spool(6 * COUNT)

    @property
    def time_s(self) -> FloatArray:
        """(N,) seconds, non-decreasing."""
        return np.array(self._times, dtype=np.float64)

    def __len__(self) -> int:
        return len(self._times)

    @classmethod
    def load(cls, path: Path, speed: float = 1.0) -> "SpooledRecording":
        """Read a recording of any length in little memory; of a clip that was filmed so many times as fast as it plays.

        Raises
        ------
        InputError
            As for `Recording.load`.
        OutputError
            The disk that holds temporary files is full.
        """
        with recording_file.opened(path) as (image_size, time_s, blocks):
            recording, first = cls(image_size), 0
            for points in blocks:
                end = first + len(points["visibility"])
                recording.extend(Recording(time_s[first:end] / speed, **points, image_size=image_size))
                first = end
        return recording

    def extend(self, found: Recording) -> None:
        """Add the next frames."""
        self._times.extend(found.time_s.tolist())
        parts = (getattr(found, name).reshape(len(found), -1) for name in POINTS)
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
