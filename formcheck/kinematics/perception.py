"""Everything that is seen of a person at one moment, whatever they do: pose, figure, posture, view and measures."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from formcheck.kinematics.follower import Followed, Follower
from formcheck.kinematics.limb import shank_px, thigh_px
from formcheck.kinematics.observation import NOBODYS, Observation, observe, visible
from formcheck.kinematics.posture import PostureReader
from formcheck.kinematics.view import ViewReader, ViewReading
from formcheck.pose.landmarks import SIDES, Pose
from formcheck.pose.running_quantile import RunningQuantile
from formcheck.pose.tracking import LiveTrack

LENGTH_SHARE, LENGTH_S = 0.9, 60.0
"""The longest that a segment was seen of late: foreshortening only ever shortens, a jumping landmark lengthens."""


@dataclass(frozen=True, slots=True)
class Perceived:
    """One moment.

    Attributes
    ----------
    time_s
        Seconds of the source.
    pose
        As the model saw it; None where no person is seen.
    posture, view
        How likely each class of posture is, and from where the camera looks; steadied over the last seconds.
    followed
        What is counted by, with left and right mended; None where the pose is no data.
    observation
        Every measure of both sides for somebody in a posture, a key of `limb.DORSAL`; None without a pose. Made once a
        posture, for all who ask.
    """

    time_s: float
    pose: Pose | None
    posture: dict[str, float]
    view: ViewReading
    followed: Followed | None
    observation: Callable[[str], Observation | None]


class Perception:
    """Poses to what is perceived; causal."""

    def __init__(self) -> None:
        self._track, self._follower = LiveTrack(), Follower()
        self._postures, self._views = PostureReader(), ViewReader()
        self._thigh = {side: RunningQuantile(LENGTH_SHARE, LENGTH_S) for side in SIDES}
        self._shank = {side: RunningQuantile(LENGTH_SHARE, LENGTH_S) for side in SIDES}
        self._lengths = NOBODYS

    def update(self, time_s: float, pose: Pose | None) -> Perceived:
        """Take the next moment."""
        tracked, followed = self._track.update(time_s, pose), None
        if pose is not None and tracked is not None:
            followed = self._follower.update(time_s, pose, tracked.raw)
            image_px = tracked.raw.image_px.tolist()
            self._lengths = {
                side: (
                    self._thigh[side].update(time_s, thigh_px(image_px, side)),
                    self._shank[side].update(time_s, shank_px(image_px, side)),
                )
                for side in SIDES
            }
        posture = self._postures.push(time_s, None if followed is None else followed.figure)
        view = self._views.push(time_s, pose)
        if tracked is None:
            return Perceived(time_s, pose, posture, view, followed, lambda posture: None)
        measured = partial(observe, time_s, visible(tracked), lengths=self._lengths)
        return Perceived(time_s, pose, posture, view, followed, cache(measured))
