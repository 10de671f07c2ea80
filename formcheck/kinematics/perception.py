"""Everything that is seen of a person at one moment, whatever they do: pose, figure, posture, view and measures."""

from dataclasses import dataclass

from formcheck.kinematics.figure import FigureReader
from formcheck.kinematics.limb import shank_px, thigh_px
from formcheck.kinematics.observation import Lengths, Observation, observe
from formcheck.kinematics.posture import PostureReader, PostureReading
from formcheck.kinematics.view import ViewReader, ViewReading
from formcheck.pose.landmarks import SIDES, FloatArray, Pose
from formcheck.pose.running_quantile import RunningQuantile
from formcheck.pose.tracking import LiveTrack, Tracked

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
    figure, posture, view
        Of this moment; the last two are steadied over the last seconds.
    tracked, lengths
        The pose with left and right mended, and this person's segments in the picture.
    """

    time_s: float
    pose: Pose | None
    figure: FloatArray | None
    posture: PostureReading
    view: ViewReading
    tracked: Tracked | None
    lengths: Lengths

    def observation(self, posture: str) -> Observation | None:
        """Every measure of both sides for somebody in this posture, a key of `measures.DORSAL`; None without a pose."""
        return None if self.tracked is None else observe(self.time_s, self.tracked, posture, self.lengths)


class Perception:
    """Poses to what is perceived; causal."""

    def __init__(self) -> None:
        self._track = LiveTrack()
        self._figures, self._postures, self._views = FigureReader(), PostureReader(), ViewReader()
        self._thigh = {side: RunningQuantile(LENGTH_SHARE, LENGTH_S) for side in SIDES}
        self._shank = {side: RunningQuantile(LENGTH_SHARE, LENGTH_S) for side in SIDES}
        self._lengths = Lengths({}, {})

    def update(self, time_s: float, pose: Pose | None) -> Perceived:
        """Take the next moment."""
        figure = None if pose is None else self._figures.push(time_s, pose)
        posture = self._postures.push(time_s, figure)
        if pose is not None:
            self._lengths = Lengths(
                {side: self._thigh[side].update(time_s, thigh_px(pose, side)) for side in SIDES},
                {side: self._shank[side].update(time_s, shank_px(pose, side)) for side in SIDES},
            )
        tracked = self._track.update(time_s, pose)
        view = self._views.push(time_s, pose)
        return Perceived(time_s, pose, figure, posture, view, tracked, self._lengths)
