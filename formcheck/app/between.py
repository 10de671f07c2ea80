"""What is shown and written of the pictures between two that were looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf, isnan, nan

from formcheck.counting.moment import Moment, Sink
from formcheck.counting.snapshot import Snapshot
from formcheck.kinematics.measures import MEASURES
from formcheck.pose.landmarks import Pose
from formcheck.pose.recording_file import POINTS
from formcheck.video.pace import ROUNDING_S

HALF_TURN_DEG = 180.0
_ANGLES = {f"{name}{side}" for name in MEASURES if "_deg" in name for side in ("", "_left", "_right")}


class Between:
    """Sink that hands every picture on: those that were looked at, and before each those between it and the last one.

    Landmarks and measures lie on a straight line between; nothing ends, is told or is counted there.

    Parameters
    ----------
    times_s
        Of all pictures.
    sinks
        What wants to see them.
    """

    def __init__(self, times_s: Sequence[float], sinks: Sequence[Sink]) -> None:
        self._times_s, self._sinks = times_s, sinks
        self._next = 0
        self._last: tuple[Moment, Snapshot] | None = None

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Hand on one that was looked at."""
        # Each measure is asked for several times, and made anew each time where it is one of many sides.
        snapshot = replace(snapshot, measures=dict(snapshot.measures), raw=dict(snapshot.raw))
        self._until(moment.time_s, (moment, snapshot))
        self._next += self._next < len(self._times_s)
        self._last = moment, snapshot
        self._hand_on(moment, snapshot)

    def finish(self) -> None:
        """No more were looked at: what is left is as the last one."""
        self._until(float("inf"), None)

    def _until(self, end_s: float, after: tuple[Moment, Snapshot] | None) -> None:
        while self._next < len(self._times_s) and (time_s := self._times_s[self._next]) < end_s - ROUNDING_S:
            self._next += 1
            if self._last is not None:
                self._hand_on(*_between(time_s, self._last, after or self._last))

    def _hand_on(self, moment: Moment, snapshot: Snapshot) -> None:
        for sink in self._sinks:
            sink.show(moment, snapshot)


def _between(time_s: float, before: tuple[Moment, Snapshot], after: tuple[Moment, Snapshot]) -> tuple[Moment, Snapshot]:
    (first, told), (last, then) = before, after
    span_s = last.time_s - first.time_s
    share = (time_s - first.time_s) / span_s if span_s > 0 else 0.0
    moment = Moment(time_s, pose_between(first.pose, last.pose, share), looked_at=False)
    return moment, replace(
        told,
        time_s=time_s,
        progress=_number(told.progress, then.progress, share),
        hold_s=_number(told.hold_s, then.hold_s, share) if then.hold_s > told.hold_s else told.hold_s,
        measures=_measures(told.measures, then.measures, share),
        raw=_measures(told.raw, then.raw, share),
        finished=None,
        ended=None,
        correction=None,
    )


def pose_between(first: Pose | None, last: Pose | None, share: float) -> Pose | None:
    """The pose at a share of the way from one to another; None where the person was not seen on both sides."""
    if first is None or last is None or first.image_size != last.image_size:
        return None
    points = {name: (1 - share) * getattr(first, name) + share * getattr(last, name) for name in POINTS}
    return Pose(**points, image_size=first.image_size)


class Ahead:
    """Where a person is a moment after they were seen: as far on as they went between the last two looks."""

    LONGEST_S = 0.15
    """After longer it is not known."""

    def __init__(self) -> None:
        self._before: tuple[float, Pose | None] = -inf, None
        self._last: tuple[float, Pose | None] = -inf, None

    def see(self, time_s: float, pose: Pose | None) -> Pose | None:
        """Take the next look; its pose."""
        self._before, self._last = self._last, (time_s, pose)
        return pose

    def pose(self, time_s: float) -> Pose | None:
        """The pose at a time since then."""
        (before_s, before), (last_s, last) = self._before, self._last
        step_s = last_s - before_s
        if not (0 < step_s <= self.LONGEST_S and last_s <= time_s <= last_s + step_s):
            return last
        return pose_between(before, last, (time_s - before_s) / step_s) or last


def _measures(first: Mapping[str, float], last: Mapping[str, float], share: float) -> dict[str, float]:
    """Angles do not go round the other way: between 170 and -170 degrees there is no 0."""
    between = {name: (1 - share) * value + share * last.get(name, nan) for name, value in first.items()}
    nearer = first if share < 0.5 else last
    for name in _ANGLES & between.keys():
        if abs(last.get(name, nan) - first[name]) > HALF_TURN_DEG:
            between[name] = nearer[name]
    return between


def _number(first: float, last: float, share: float) -> float:
    """Between two numbers; what is not known on one side is not known."""
    return nan if isnan(first) or isnan(last) else (1 - share) * first + share * last
