"""From the poses of the model to poses that can be measured: left and right kept apart, tremble taken out."""

from dataclasses import dataclass
from math import nan

from formcheck.pose.landmarks import Pose
from formcheck.pose.naming import SwapGuard, trunk_px
from formcheck.pose.smoothing import LONGEST_GAP_S, OneEuro


@dataclass(frozen=True, slots=True)
class Tracked:
    """One pose, as the model saw it with left and right mended, and the same without its tremble."""

    raw: Pose
    smooth: Pose


class LiveTrack:
    """Poses as they come: every result depends on the past alone."""

    def __init__(self) -> None:
        self._naming = SwapGuard()
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
        return Tracked(named, smooth)
