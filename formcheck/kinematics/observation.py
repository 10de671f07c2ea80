"""One moment measured: every measure of both sides, and what the camera can see of the person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import cos, isnan, nan, radians
from types import MappingProxyType

from formcheck.kinematics.limb import Limb, limb
from formcheck.kinematics.measures import Measures
from formcheck.pose.landmarks import COUNT, INDEX, SIDES, FloatArray, Pose, Side, index
from formcheck.pose.tracking import Tracked

LEAST_VISIBILITY = 0.2
"""Below this the model itself doubts the joint. Far knees hidden behind near ones read 0.27 to 0.6 and are still
placed within a few degrees; near joints read 0.97 and more."""
OUTSIDE = 0.02
"""A joint may lie this far outside the picture, as a share of its width and height, before it counts as cut off."""
FARTHEST_STRETCHED_DEG = 60.0
"""So far off the side what lies ahead is shortened to a half: beyond it, stretching it makes noise of it."""

_EARS = [INDEX["left_ear"], INDEX["right_ear"]]
_PAIRS = [(INDEX[f"left_{joint}"], INDEX[f"right_{joint}"]) for joint in ("shoulder", "hip", "knee")]


Lengths = Mapping[Side, tuple[float, float]]
"""Thigh and lower leg of one person in the picture, pixels, by side."""
NOBODYS: Lengths = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Observation:
    """What can be measured in one frame.

    Attributes
    ----------
    time_s
        Time of the frame, seconds.
    raw, smooth
        Every measure of each side; NaN where a joint it needs is cut off or doubted. Made when first asked for.
    nearness
        By how much the left side is nearer to the camera than the right, metres as the model guesses them.
    unseen
        Joints of each side that are cut off or doubted.
    """

    time_s: float
    raw: Mapping[Side, Measures]
    smooth: Mapping[Side, Measures]
    nearness: float
    unseen: Mapping[Side, frozenset[str]]

    def value(self, side: Side, measure: str) -> float:
        """A smoothed measure of one side."""
        return self.smooth[side][measure]


class Raw(Mapping[str, float]):
    """Unsmoothed measures as ``<measure>_left``, ``<measure>_right``, and those of the side judged as ``<measure>``."""

    __slots__ = ("_judged", "_raw")

    def __init__(self, observation: Observation, judged: Side | None = None) -> None:
        self._raw, self._judged = observation.raw, judged

    def __getitem__(self, name: str) -> float:
        measure, _, side = name.rpartition("_")
        if side in self._raw:
            return self._raw[Side(side)][measure]
        if self._judged is None:
            raise KeyError(name)
        return self._raw[self._judged][name]

    def __iter__(self) -> Iterator[str]:
        yield from (f"{name}_{side}" for side, measures in self._raw.items() for name in measures)
        if self._judged is not None:
            yield from self._raw[self._judged]

    def __len__(self) -> int:
        return sum(1 for _ in self)


NEEDED = ("ear", "shoulder", "hip", "knee", "ankle", "foot_index")
_NEEDED_ROWS = {side: [(joint, index(joint, side)) for joint in NEEDED] for side in SIDES}
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Visible:
    """What of a tracked pose can be believed, whatever the posture: (33, 2) pixels, NaN where hidden.

    The attributes are those of `Observation`, and `ahead_seen` that of `Limb`.
    """

    raw: FloatArray
    smooth: FloatArray
    nearness: float
    unseen: Mapping[Side, frozenset[str]]
    ahead_seen: float = 1.0


def visible(tracked: Tracked, off_side_deg: float = 0.0) -> Visible:
    """What of a tracked pose can be believed, seen from so far off the side; NaN where that is unknown."""
    raw, smooth = tracked.raw.image_px, tracked.smooth.image_px
    hidden = _hidden(tracked.raw)
    if hidden:
        raw, smooth = raw.copy(), smooth.copy()
        raw[list(hidden)] = smooth[list(hidden)] = nan
    unseen = {
        side: frozenset(joint for joint, row in rows if row in hidden) if hidden else _NOTHING
        for side, rows in _NEEDED_ROWS.items()
    }
    off_deg = 0.0 if isnan(off_side_deg) else min(off_side_deg, FARTHEST_STRETCHED_DEG)
    return Visible(raw, smooth, _nearness(tracked.raw.world_m), unseen, cos(radians(off_deg)))


def observe(time_s: float, seen: Visible, posture: str, lengths: Lengths = NOBODYS) -> Observation:
    """Measure one pose, in a posture of `limb.DORSAL`, by this person's lengths or, where there are none, its own."""
    raw, smooth = (
        {side: Measures(partial(_limb, image_px, side, posture, lengths, seen.ahead_seen)) for side in SIDES}
        for image_px in (seen.raw, seen.smooth)
    )
    return Observation(time_s, raw, smooth, seen.nearness, seen.unseen)


def _limb(image_px: FloatArray, side: Side, posture: str, lengths: Lengths, ahead_seen: float) -> Limb:
    thigh_px, shank_px = lengths.get(side, (nan, nan))
    return limb(image_px.tolist(), side, posture, thigh_px, shank_px, ahead_seen)


def _hidden(pose: Pose) -> set[int]:
    """Rows of joints that cannot be believed: doubted by the model, or outside the picture."""
    width, height = pose.image_size
    least, most = -OUTSIDE, 1 + OUTSIDE
    hidden = {
        row
        for row, ((x, y), sure) in enumerate(zip(pose.image_px.tolist(), pose.visibility.tolist(), strict=True))
        if not (least <= x / width <= most and least <= y / height <= most and sure >= LEAST_VISIBILITY)
    }
    # With the head cut off the model still finds everybody, and is wrong by 30 to 70 degrees all over the body.
    return hidden if not hidden.issuperset(_EARS) else set(range(COUNT))


def _nearness(world_m: FloatArray) -> float:
    """Nearness of the left side, metres."""
    depth_m: list[float] = world_m[:, 2].tolist()
    return sum(depth_m[right] - depth_m[left] for left, right in _PAIRS) / len(_PAIRS)
