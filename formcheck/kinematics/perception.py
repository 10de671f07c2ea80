"""Everything that is seen of a person at one moment, whatever they do: pose, figure, posture, view and measures."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from math import isfinite, nan

from formcheck.kinematics.figure import figure
from formcheck.kinematics.heights import Body, body
from formcheck.kinematics.limb import lengths_px
from formcheck.kinematics.observation import Observation, observe, visible
from formcheck.kinematics.posture import PostureReader
from formcheck.kinematics.upright import UprightWatch
from formcheck.kinematics.view import ViewReader, ViewReading
from formcheck.pose.landmarks import SIDES, FloatArray, Pose, Side
from formcheck.pose.plausible import Distance, Points, Size, thigh_px
from formcheck.pose.running_quantile import RunningQuantile
from formcheck.pose.tracking import LiveTrack

LENGTH_SHARE, LENGTH_S = 0.9, 60.0
"""The longest that a segment was seen of late: foreshortening only ever shortens, a jumping landmark lengthens."""
NEARER = 1.1
"""Who is so many times as large as before has come nearer, and so has every length; in place a size trembles by 1 to
8 %. A thigh that is 10 % too long reads 45 degrees as 40."""
TURN_LOOKS = 24
"""Longer than whoever turns the picture by itself takes: then there is nothing to be said."""


@dataclass(frozen=True, slots=True)
class Followed:
    """One pose.

    Attributes
    ----------
    image_px
        33 points, pixels, x right, y down.
    thigh_px
        The thigh's length by the world's scale, pixels; NaN where unknown.
    body
        What the heights are made of.
    figure
        None where a joint is missing, or the person's size has just changed.
    anew
        Whether the person has another size since this moment: somebody else, or elsewhere.
    """

    image_px: Points
    thigh_px: float
    body: Body
    figure: FloatArray | None
    anew: bool


class Follower:
    """Follows one person; causal."""

    def __init__(self) -> None:
        self._size = Size()
        self._seen_s = nan

    def update(self, time_s: float, pose: Pose, named: Pose) -> Followed | None:
        """Take the next pose, as the model saw it and with left and right mended; None where it is no data, or late.

        Heights follow one leg, and are those of the mended pose. A figure does not ask which leg it was, but the legs
        at rest and at the top have to be the same: where an exchange began unseen, with the legs together, its end is
        taken for a beginning, and the mended pose is wrong for a moment at the top.
        """
        if time_s <= self._seen_s:
            return None
        image_px, world_m = named.image_px.tolist(), named.world_m.tolist()
        now_px = thigh_px(image_px, world_m)
        seen = body(image_px)
        if not self._size.update(time_s, now_px, max(seen.thigh, seen.shank)):
            return None
        if not seen.known:
            return None
        self._seen_s = time_s
        whole = now_px > 0 and isfinite(self._size.settled_px + pose.image_px.sum() + pose.world_m.sum())
        found = figure(pose, self._size.settled_px) if whole else None
        return Followed(image_px, now_px, seen, found, self._size.anew)


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
    turn_deg
        By how much the picture has to be turned, clockwise, to stand upright; 0 where it does as far as is known.
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
    turn_deg: int
    followed: Followed | None
    observation: Callable[[str], Observation | None]


class Perception:
    """Poses to what is perceived; causal."""

    def __init__(self) -> None:
        self._track, self._follower = LiveTrack(), Follower()
        self._postures, self._views, self._upright = PostureReader(), ViewReader(), UprightWatch(TURN_LOOKS)
        self._longest, self._distance = _longest(), Distance(NEARER)

    def update(self, time_s: float, pose: Pose | None) -> Perceived:
        """Take the next moment."""
        tracked, followed = self._track.update(time_s, pose), None
        lengths: dict[Side, tuple[float, float]] = {}
        if pose is not None and tracked is not None:
            followed = self._follower.update(time_s, pose, tracked.raw)
            image_px = tracked.raw.image_px.tolist()
            if followed is not None and followed.anew:  # somebody else, or elsewhere: no length of before holds
                self._longest, self._distance = _longest(), Distance(NEARER)
            if followed is not None:
                self._come_nearer(self._distance.update(time_s, followed.thigh_px))
            for side, (thigh, shank) in self._longest.items():
                thigh_px, shank_px = lengths_px(image_px, side)
                lengths[side] = thigh.update(time_s, thigh_px), shank.update(time_s, shank_px)
        posture = self._postures.push(time_s, None if followed is None else followed.figure)
        view, turn_deg = self._views.push(time_s, pose), self._upright.update(time_s, pose)
        if tracked is None:
            return Perceived(time_s, pose, posture, view, turn_deg, followed, lambda posture: None)
        measured = partial(observe, time_s, visible(tracked, view.off_side_deg), lengths=lengths)
        return Perceived(time_s, pose, posture, view, turn_deg, followed, cache(measured))

    def _come_nearer(self, times: float) -> None:
        """What was seen before the person came nearer is so many times as long now."""
        if times != 1.0:
            since_s = self._distance.believe()
            for longest in chain(*self._longest.values()):
                longest.scale(times, since_s)


def _longest() -> dict[Side, tuple[RunningQuantile, RunningQuantile]]:
    return {side: (RunningQuantile(LENGTH_SHARE, LENGTH_S), RunningQuantile(LENGTH_SHARE, LENGTH_S)) for side in SIDES}
