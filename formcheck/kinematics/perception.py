"""Everything that is seen of a person at one moment, whatever they do: pose, figure, posture, view and measures."""

from dataclasses import dataclass, field

from formcheck.kinematics.figure import FigureReader
from formcheck.kinematics.follower import Followed, Follower
from formcheck.kinematics.limb import shank_px, thigh_px
from formcheck.kinematics.observation import Lengths, Observation, Visible, observed, visible
from formcheck.kinematics.posture import PostureReader, PostureReading
from formcheck.kinematics.view import ViewReader, ViewReading
from formcheck.pose.landmarks import SIDES, FloatArray, Pose
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
    figure, posture, view
        Of this moment; the last two are steadied over the last seconds.
    followed
        What is counted by; None where the pose is no data.
    visible, lengths
        The pose with left and right mended, without what is hidden, and this person's segments in the picture.
    """

    time_s: float
    pose: Pose | None
    figure: FloatArray | None
    posture: PostureReading
    view: ViewReading
    followed: Followed | None
    visible: Visible | None
    lengths: Lengths
    _observations: dict[str, Observation] = field(default_factory=dict)

    def observation(self, posture: str) -> Observation | None:
        """Every measure of both sides for somebody in this posture, a key of `limb.DORSAL`; None without a pose.

        Made once a posture, for all who ask.
        """
        if self.visible is None:
            return None
        if posture not in self._observations:
            self._observations[posture] = observed(self.time_s, self.visible, posture, self.lengths)
        return self._observations[posture]


class Perception:
    """Poses to what is perceived; causal."""

    def __init__(self) -> None:
        self._track, self._follower = LiveTrack(), Follower()
        self._figures, self._postures, self._views = FigureReader(), PostureReader(), ViewReader()
        self._thigh = {side: RunningQuantile(LENGTH_SHARE, LENGTH_S) for side in SIDES}
        self._shank = {side: RunningQuantile(LENGTH_SHARE, LENGTH_S) for side in SIDES}
        self._lengths = Lengths({}, {})

    def update(self, time_s: float, pose: Pose | None) -> Perceived:
        """Take the next moment."""
        figure = None if pose is None else self._figures.push(time_s, pose)
        posture = self._postures.push(time_s, figure)
        if pose is not None:
            image_px = pose.image_px.tolist()
            self._lengths = Lengths(
                {side: self._thigh[side].update(time_s, thigh_px(image_px, side)) for side in SIDES},
                {side: self._shank[side].update(time_s, shank_px(image_px, side)) for side in SIDES},
            )
        tracked = self._track.update(time_s, pose)
        view = self._views.push(time_s, pose)
        return Perceived(
            time_s, pose, figure, posture, view, self._follower.update(time_s, pose),
            None if tracked is None else visible(tracked, view.off_side_deg), self._lengths,
        )  # fmt: skip
