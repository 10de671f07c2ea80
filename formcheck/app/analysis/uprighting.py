"""A video that is plainly not upright is looked at once more, turned."""

from collections.abc import Callable
from dataclasses import replace

from formcheck.app.analysis.seen import Extraction
from formcheck.kinematics.upright import UprightWatch
from formcheck.pose.landmarks import Landmarks
from formcheck.video.turn import Turn

LOOKED_AT_S = 60.0
"""How a film is held is known from its beginning."""
_TRIES = 2


def uprighted(seen: Extraction, look: Callable[[Turn], Extraction], turn: Turn) -> Extraction:
    """The same, or what is seen where its pictures are turned, if only then they are upright.

    Parameters
    ----------
    seen
        As far as the source was looked at.
    look
        Looks at it with its pictures turned.
    turn
        What was done to its pictures.
    """
    turned, now = turn, seen
    for _ in range(_TRIES):
        found_deg = _plain_turn_deg(now.recording)
        if not found_deg or not now.complete:
            break
        turned = replace(turned, rotate_deg=(turned.rotate_deg + found_deg) % 360)
        now = look(turned)
    if _plain_turn_deg(now.recording):
        return seen  # neither way
    return now if now is seen else replace(now, turned_deg=(turned.rotate_deg - turn.rotate_deg) % 360)


def _plain_turn_deg(recording: Landmarks) -> int:
    """By how much the pictures plainly have to be turned; 0 where that is not plain."""
    watch = UprightWatch()
    for time_s, pose in recording:
        if time_s > LOOKED_AT_S:
            break
        watch.update(time_s, pose)
        if watch.plain:
            return watch.turn_deg
    return 0
