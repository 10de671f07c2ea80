"""A raised hand, held for a moment: the one thing that can be told without words, keys, or getting up."""

from math import hypot, isnan, nan

from formcheck.landmarks import Pose, Side, index
from formcheck.observation import SIDES

HELD_S = 1.0
"""A hand that goes up for less is scratching a nose."""
FLICKER_S = 0.3
"""The hand may be out of sight for so long meanwhile."""
LEAST_VISIBILITY = 0.5
"""A hand behind the body is guessed by the model, and says so."""
REACH = 0.7
"""The wrist is this much above the shoulder, in trunk lengths. A straight arm is 1.15 long (Winter 2009), so that it
stands within 50 degrees of upright; hands behind the head or under the chin stay below 0.4."""


class RaisedHand:
    """Notices a hand that is raised and held up, once for every time it goes up.

    Whoever exercises with the arms up all the time raises no hand: it has to have been down before.
    """

    def __init__(self) -> None:
        self._up_since_s = self._seen_up_s = nan
        self._told = True

    def update(self, time_s: float, pose: Pose | None) -> bool:
        """Take the next moment; true once, when the hand has been up for long enough."""
        up = pose is not None and is_raised(pose)
        if up:
            self._seen_up_s = time_s
            if isnan(self._up_since_s):
                self._up_since_s = time_s
        elif pose is not None and not time_s - self._seen_up_s <= FLICKER_S:
            self._up_since_s, self._told = nan, False
        held = time_s - self._up_since_s >= HELD_S  # false for NaN
        if not (up and held) or self._told:
            return False
        self._told = True
        return True


def is_raised(pose: Pose) -> bool:
    """Whether a hand is well above its shoulder and elbow."""
    return any(_raised(pose, side) for side in SIDES)


def _raised(pose: Pose, side: Side) -> bool:
    rows = [index(joint, side) for joint in ("shoulder", "elbow", "wrist", "hip")]
    if min(pose.visibility[rows[1:3]].tolist()) < LEAST_VISIBILITY:
        return False
    (sx, sy), (_, ey), (_, wy), (hx, hy) = pose.image_px[rows].tolist()
    trunk_px = hypot(sx - hx, sy - hy)
    return bool(sy - wy >= REACH * trunk_px and wy < ey < sy)
