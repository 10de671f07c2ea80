"""Landmark recordings: what the pose model saw in every frame, without the picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from formcheck.pose import recording_file
from formcheck.pose.landmarks import COUNT, FloatArray, Pose
from formcheck.pose.recording_file import POINTS, SHAPES


@dataclass(frozen=True, slots=True)
class Recording:
    """The poses of one person over time, in memory.

    Attributes
    ----------
    time_s
        (N,) seconds, non-decreasing.
    image_px, world_m, visibility
        (N, 33, 2), (N, 33, 3), (N, 33), as in `Pose`; NaN rows where no person was found.
    image_size
        Width and height of the pictures, pixels.
    """

    time_s: FloatArray
    image_px: FloatArray
    world_m: FloatArray
    visibility: FloatArray
    image_size: tuple[int, int]

    def __post_init__(self) -> None:
        for name, shape in SHAPES.items():
            expected, found = (len(self.time_s), *shape), np.shape(getattr(self, name))
            if found != expected:
                raise ValueError(f"{name}: expected shape {expected}, found {found}")

    def __len__(self) -> int:
        return len(self.time_s)

    def pose(self, row: int) -> Pose | None:
        """The pose of one frame, None where no person was found."""
        if np.isnan(self.image_px[row, :, 0]).all():
            return None
        return Pose(self.image_px[row], self.world_m[row], self.visibility[row], self.image_size)

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        for row, time_s in enumerate(self.time_s.tolist()):
            yield time_s, self.pose(row)

    def part(self, first: int, end: int) -> "Recording":
        """The frames from the first up to the end."""
        rows = slice(first, end)
        time_s, image_px, world_m, visibility = (getattr(self, name)[rows] for name in SHAPES)
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
        """Write the recording, see `recording_file.save`."""
        recording_file.save(self, path)

    @classmethod
    def load(cls, path: Path) -> "Recording":
        """Read a recording.

        Raises
        ------
        InputError
            The file is not a landmark recording; the message says what was found and what is expected.
        """
        with recording_file.opened(path) as (image_size, time_s, blocks):
            parts = list(blocks)
        empty = {name: np.zeros((0, *SHAPES[name])) for name in POINTS}
        points = {name: np.concatenate([empty[name], *(part[name] for part in parts)]) for name in POINTS}
        return cls(time_s, **points, image_size=image_size)
