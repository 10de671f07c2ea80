"""Which moment of a repetition shows most, and where the joints were in it."""

from collections import deque
from math import isfinite, nan
from typing import NamedTuple

import numpy as np

from formcheck.counting.moment import Moment
from formcheck.counting.results import Rep, Verdict
from formcheck.counting.snapshot import Snapshot
from formcheck.exercises.severity import Severity
from formcheck.output.report.choice import merit
from formcheck.output.report.curves import HIP
from formcheck.pose.landmarks import COUNT, Pose

KEPT_S = 75.0
"""So far back the poses are kept: a repetition whose top lies further back is held longer than is ever asked for."""
STEP_S = 0.09
"""As often as this they are kept: ten a second are near enough to any top."""
MOST = 100
"""Of each exercise the best and the worst so many together: one of each is shown, as far as nothing is corrected."""

_NO_DEPTH = np.full((COUNT, 3), nan)


class Still(NamedTuple):
    """One moment to make a picture of: the pose, and what the session said of it."""

    pose: Pose
    snapshot: Snapshot

    @property
    def time_s(self) -> float:
        """When it was."""
        return self.snapshot.time_s


class Moments:
    """Sink that keeps the telling moments of the repetitions and attempts that may be shown: landmarks, no pictures."""

    def __init__(self) -> None:
        self._recent: deque[Still] = deque()
        self._kept: dict[float, tuple[Rep, Still]] = {}

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Keep one moment for a while, and that of a repetition that has just ended for good."""
        recent, time_s = self._recent, snapshot.time_s
        if moment.pose is not None and not (recent and time_s - recent[-1].time_s < STEP_S):
            recent.append(Still(moment.pose, _slim(snapshot)))
        while recent and time_s - recent[0].time_s > KEPT_S:
            recent.popleft()
        if snapshot.finished is not None and (found := self._nearest(snapshot.finished)) is not None:
            self._kept[snapshot.finished.top_s] = snapshot.finished, Still(_own(found.pose), found.snapshot)
            self._forget_middling(snapshot.finished)

    def of(self, rep: Rep) -> Still | None:
        """The telling moment of a repetition; None where nothing was seen of it."""
        return self._kept[rep.top_s][1] if rep.top_s in self._kept else self._nearest(rep)

    def _forget_middling(self, like: Rep) -> None:
        """Of more than `MOST` of a kind the one that is as far from the best as from the worst."""
        kind = like.exercise, like.other_leg
        ranked = sorted((rep for rep, _ in self._kept.values() if (rep.exercise, rep.other_leg) == kind), key=merit)
        if len(ranked) > MOST:
            del self._kept[ranked[MOST // 2].top_s]

    def _nearest(self, rep: Rep) -> Still | None:
        time_s = telling_s(rep)
        near = min(self._recent, key=lambda still: abs(still.time_s - time_s), default=None)
        return near if near is not None and abs(near.time_s - time_s) < 5 * STEP_S else None


def telling_s(rep: Rep) -> float:
    """When a repetition shows best what it was: in the middle of what has to be mended, else at the top.

    The top is known when the gate is passed; half way through the hold it has been reached.
    """
    for fault in rep.faults:
        if fault.severity is not Severity.TIP:
            return (fault.start_s + fault.end_s) / 2
    return rep.top_s + (rep.hold_s / 2 if rep.verdict is Verdict.REP and isfinite(rep.hold_s) else 0.0)


def _own(pose: Pose) -> Pose:
    """What a picture needs of it, as numbers of its own: those of a recording are part of a large block."""
    return Pose(pose.image_px.copy(), _NO_DEPTH, pose.visibility.copy(), pose.image_size)


def _slim(snapshot: Snapshot) -> Snapshot:
    """What a picture needs of it: all else would fill the memory."""
    hip = {HIP: snapshot.measures[HIP]} if HIP in snapshot.measures else {}
    return Snapshot(snapshot.time_s, snapshot.state, side=snapshot.side, measures=hip, view=snapshot.view)
