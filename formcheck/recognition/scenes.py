"""A recording of several scenes: across a cut there is nothing to smooth, and no leg to follow."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from formcheck.exercise import Exercise
from formcheck.landmarks import Pose
from formcheck.recording import Recording
from formcheck.tracking import ReplayTrack, Tracked

JUMP = 0.1
"""Of the longer edge of the picture: where half of the body jumps further between two frames, the clip is cut."""


def scenes(recording: Recording) -> Iterator[Recording]:
    """The parts of a recording between its cuts, in order."""
    seen = np.flatnonzero(~np.isnan(recording.image_px[:, 0, 0]))
    steps = np.abs(np.diff(recording.image_px[seen], axis=0))
    jumps = np.median(steps, axis=(1, 2)) > JUMP * max(recording.image_size) if len(seen) > 1 else np.zeros(0, bool)
    for first, end in pairwise([0, *seen[1:][jumps].tolist(), len(recording)]):
        rows = slice(first, end)
        yield Recording(
            recording.time_s[rows],
            recording.image_px[rows],
            recording.world_m[rows],
            recording.visibility[rows],
            recording.image_size,
        )


class SceneTrack(ReplayTrack):
    """A `ReplayTrack` of each scene, one after another."""

    def __init__(self, tracked: Sequence[Tracked | None]) -> None:
        self._tracked = tracked
        self._row = 0

    @classmethod
    def of(cls, recording: Recording, exercise: Exercise) -> "SceneTrack":
        """Track a whole recording."""
        parts = ((ReplayTrack(scene, exercise), scene) for scene in scenes(recording))
        return cls([track.update(time_s, pose) for track, scene in parts for time_s, pose in scene])

    def again(self) -> "SceneTrack":
        """The same from the first frame, for another reader."""
        return SceneTrack(self._tracked)

    def rewind(self) -> None:
        """Begin again with the first frame."""
        self._row = 0

    def update(self, time_s: float, pose: Pose | None) -> Tracked | None:
        """The tracked pose of the next frame of the recording."""
        row, self._row = self._row, self._row + 1
        return self._tracked[row]
