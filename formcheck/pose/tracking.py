"""From the poses of the model to poses that can be measured: left and right kept apart, tremble taken out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from enum import IntEnum
from math import nan
from typing import Protocol

import numpy as np

from formcheck.pose.landmarks import COUNT, FloatArray, Pose
from formcheck.pose.naming import Naming, SwapGuard, swap_legs, trunk_px
from formcheck.pose.recording import Landmarks
from formcheck.pose.smoothing import LONGEST_GAP_S, OneEuro, zero_lag
from formcheck.pose.spool import Spool


@dataclass(frozen=True, slots=True)
class Tracked:
    """One pose, as the model saw it with left and right mended, and the same without its tremble.

    ``swapped`` where it is given with left for right, so that the working leg is the left one.
    """

    raw: Pose
    smooth: Pose
    swapped: bool = False


class Track(Protocol):
    """Turns the poses of one source, one after another, into tracked ones."""

    def update(self, time_s: float, pose: Pose | None) -> Tracked | None:
        """The tracked pose of this moment, None where no person is seen."""


class LiveTrack:
    """Poses as they come: every result depends on the past alone.

    Parameters
    ----------
    naming
        How the sides are named; by default only a short exchange of the legs is undone.
    """

    def __init__(self, naming: Naming | None = None) -> None:
        self._naming = naming or SwapGuard()
        self._filter = OneEuro()
        self._scale_px = nan
        self._image_size = (0, 0)
        self._seen_s = 0.0

    def update(self, time_s: float, pose: Pose | None) -> Tracked | None:
        """The tracked pose of this moment, None where no person is seen."""
        if pose is None:
            return None
        if pose.image_size != self._image_size or time_s - self._seen_s > LONGEST_GAP_S:
            self._filter.reset()
            self._image_size = pose.image_size
            # In trunk lengths the filter does not care how large the person is in the picture.
            self._scale_px = trunk_px(pose) or 1.0
        self._seen_s = time_s
        named = self._naming.update(time_s, pose)
        image_px = self._filter.update(time_s, named.image_px / self._scale_px) * self._scale_px
        smooth = Pose(image_px, named.world_m, named.visibility, named.image_size)
        return Tracked(named, smooth, self._naming.swapped)


BLOCK_S, CONTEXT_S = 120.0, 5.0
"""A recording is smoothed in blocks of this length, with so much before and after: the filter forgets in a second."""
JUMP = 0.1
"""Of the longer edge of the picture: where half of the body jumps further between two frames, the clip is cut."""


def is_cut(before: Pose, pose: Pose) -> bool:
    """Whether the whole body jumps between two frames, as it does where a clip is cut."""
    steps_px, far_px = np.abs(pose.image_px - before.image_px), JUMP * max(pose.image_size)
    return not steps_px.max() <= far_px and float(np.nanmedian(steps_px)) > far_px


class _Smoother:
    """Smooths the poses of one scene without lag, a block at a time; blocks go where they are kept, in order."""

    def __init__(self, kept: Spool) -> None:
        self._kept = kept
        self._time_s: list[float] = []
        self._px: list[FloatArray] = []
        self._done = 0

    def add(self, time_s: float, image_px: FloatArray) -> None:
        """Take the next pose, NaN where there is none."""
        self._time_s.append(time_s)
        self._px.append(image_px)
        if time_s - self._time_s[self._done] > BLOCK_S + CONTEXT_S:
            self._smooth(bisect_right(self._time_s, time_s - CONTEXT_S))
            behind = bisect_left(self._time_s, self._time_s[self._done] - CONTEXT_S)
            del self._time_s[:behind], self._px[:behind]
            self._done -= behind

    def end(self) -> None:
        """The scene is over."""
        if self._time_s:
            self._smooth(len(self._time_s))
        self._time_s, self._px, self._done = [], [], 0

    def _smooth(self, end: int) -> None:
        smooth = zero_lag(np.array(self._time_s), np.array(self._px))
        self._kept.extend(smooth[self._done : end])
        self._done = end


class ReplayTrack:
    """Poses of a whole recording, smoothed forwards and backwards so that nothing lags.

    Across a cut there is nothing to smooth, and no leg to follow: what comes after it is a scene of its own.

    Parameters
    ----------
    recording
        The poses.
    new_naming
        Makes what names the sides in each scene.
    """

    def __init__(self, recording: Landmarks, new_naming: Callable[[], Naming] = SwapGuard) -> None:
        self._smooth_px = Spool(2 * COUNT)
        self._names = bytearray()
        smoother, naming = _Smoother(self._smooth_px), new_naming()
        before: Pose | None = None
        for time_s, pose in recording:
            if pose is None:
                self._names.append(_Name.KEPT)
                smoother.add(time_s, _NOWHERE)
                continue
            if before is not None and is_cut(before, pose):
                smoother.end()
                naming = new_naming()
            before, named = pose, naming.update(time_s, pose)
            swapped = _Name.SIDES_SWAPPED if naming.swapped else _Name.LEGS_SWAPPED
            self._names.append(_Name.KEPT if named is pose else swapped)
            smoother.add(time_s, named.image_px)
        smoother.end()
        self.rewind()

    def again(self) -> "ReplayTrack":
        """The same from the first frame, for another reader."""
        reader = copy(self)
        reader.rewind()
        return reader

    def rewind(self) -> None:
        """Begin again with the first frame."""
        self._rows = zip(self._names, self._smooth_px, strict=True)

    def update(self, time_s: float, pose: Pose | None) -> Tracked | None:
        """The tracked pose of the next frame of the recording, whose pose has to be given."""
        name, smooth = next(self._rows)
        if pose is None:
            return None
        raw = pose
        if name != _Name.KEPT:
            raw = pose.swapped() if name == _Name.SIDES_SWAPPED else swap_legs(pose)
        image_px = smooth.reshape(COUNT, 2)
        return Tracked(raw, Pose(image_px, raw.world_m, raw.visibility, raw.image_size), name == _Name.SIDES_SWAPPED)


class _Name(IntEnum):
    """How the sides of a pose were renamed."""

    KEPT = 0
    LEGS_SWAPPED = 1
    SIDES_SWAPPED = 2


_NOWHERE = np.full((COUNT, 2), np.nan)
