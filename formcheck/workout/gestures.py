"""Raised hands, held for a moment: commands without words, keys, or getting up."""

from enum import Enum
from math import hypot, isnan, nan

from formcheck.pose.landmarks import SIDES, Pose, Side, index

HELD_S = 1.0
"""A hand that goes up for less is scratching a nose."""
FLICKER_S = 0.3
"""The hand may be out of sight for so long meanwhile."""
LEAST_VISIBILITY = 0.5
"""A hand behind the body is guessed by the model, and says so."""
REACH = 0.7
"""The wrist is this much above the shoulder, in trunk lengths. A straight arm is 1.15 long (Winter 2009), so that it
stands within 50 degrees of upright; hands behind the head or under the chin stay below 0.4."""


class Hands(Enum):
    """How many are raised."""

    ONE = 1
    BOTH = 2


class _Held:
    """For how long something has been so, forgiving what flickers."""

    def __init__(self) -> None:
        self._since_s = self._seen_s = nan

    def update(self, time_s: float, *, so: bool) -> float:
        """Take the next moment; seconds since it began, -1 where it is not so."""
        if so:
            self._seen_s = time_s
            self._since_s = time_s if isnan(self._since_s) else self._since_s
        elif not time_s - self._seen_s <= FLICKER_S:
            self._since_s = nan
        return -1.0 if isnan(self._since_s) else time_s - self._since_s


class RaisedHands:
    """Notices hands that are raised and held up, once for every time they go up.

    Arms that are up all the time raise no hand: it has to have been down before. One hand means one
    only while the other is down: two that go up one after the other are both.
    """

    def __init__(self) -> None:
        self._one, self._both = _Held(), _Held()
        self._noticed = True

    def update(self, time_s: float, pose: Pose | None) -> Hands | None:
        """Take the next moment; how many hands, once, when they have been up for long enough."""
        if pose is None:
            return None
        up = [side for side in SIDES if _raised(pose, side)]
        one_s, both_s = self._one.update(time_s, so=bool(up)), self._both.update(time_s, so=len(up) == len(SIDES))
        if one_s < 0:
            self._noticed = False
        if self._noticed or not up or one_s < HELD_S or 0 <= both_s < HELD_S:
            return None
        self._noticed = True
        return Hands.BOTH if both_s >= HELD_S else Hands.ONE


def _raised(pose: Pose, side: Side) -> bool:
    rows = [index(joint, side) for joint in ("shoulder", "elbow", "wrist", "hip")]
    if min(pose.visibility[rows[1:3]].tolist()) < LEAST_VISIBILITY:
        return False
    (sx, sy), (_, ey), (_, wy), (hx, hy) = pose.image_px[rows].tolist()
    trunk_px = hypot(sx - hx, sy - hy)
    return bool(sy - wy >= REACH * trunk_px and wy < ey < sy)
