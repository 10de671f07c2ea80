"""What is kept of all moments for the summary."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import isnan, nan

from formcheck.counting.results import Counts, Judged, NotJudged, Rep, SetSummary, Summary, Tracking, Verdict
from formcheck.counting.snapshot import Snapshot
from formcheck.pose.landmarks import Side


def totals(movements: Iterable[Rep]) -> Counts:
    """How many repetitions, good ones and attempts there are among some movements, and on which side."""
    movements = list(movements)
    reps = [rep for rep in movements if rep.verdict is Verdict.REP]
    return Counts(
        reps=len(reps),
        good=sum(rep.good for rep in reps),
        attempts=len(movements) - len(reps),
        left=sum(rep.side is Side.LEFT for rep in reps),
        right=sum(rep.side is Side.RIGHT for rep in reps),
        judged=sum(rep.judged.whole for rep in reps),
    )


def judged_together(movements: Iterable[Rep]) -> Judged:
    """What could be judged of all repetitions among some movements: their most frequent view and reason."""
    judged = [rep.judged for rep in movements if rep.verdict is Verdict.REP]
    views = Counter(one.view for one in judged if one.view)
    reasons = Counter(one.reason for one in judged if one.reason)
    return Judged(
        max(views, key=views.__getitem__, default=""),
        tuple(dict.fromkeys(measure for one in judged for measure in one.measures)),
        max(reasons, key=reasons.__getitem__, default=NotJudged.NOTHING),
    )


def settled(movements: Iterable[Rep]) -> list[Rep]:
    """Movements without the attempts that have turned out to be repetitions since they were told."""
    movements = list(movements)
    counted = {rep.top_s for rep in movements if rep.verdict is Verdict.REP}
    return [rep for rep in movements if rep.verdict is Verdict.REP or rep.top_s not in counted]


class Told:
    """Movements in the order in which they are told, one a moment.

    Attributes
    ----------
    movements, counts
        Those that have been told, and how many there are of which kind.
    """

    def __init__(self) -> None:
        self.movements: list[Rep] = []
        self.counts = Counts()

    def tell(self, rep: Rep, time_s: float) -> Rep:
        """Tell one now."""
        rep = replace(rep, number=len(self.movements) + 1, told_s=time_s)
        self.movements.append(rep)
        self.counts = totals(settled(self.movements))
        return rep

    def in_time(self) -> list[Rep]:
        """What they have come to, numbered in order of time."""
        in_time = sorted(settled(self.movements), key=lambda rep: rep.top_s)
        return [replace(rep, number=n) for n, rep in enumerate(in_time, 1)]


class Tally:
    """Collects from every moment what the summary needs.

    Attributes
    ----------
    last_s
        Time of the last moment; NaN before the first.
    """

    def __init__(self) -> None:
        self._first_s = nan
        self.last_s = nan
        self._frames = self._seen = self._trusted = 0
        self._near: set[Side] = set()
        self._yaw_deg = nan
        self._reason = ""

    def add(self, snapshot: Snapshot, *, seen: bool) -> None:
        """Take the next moment, and whether anybody was found in it."""
        self._first_s = snapshot.time_s if isnan(self._first_s) else self._first_s
        self.last_s = snapshot.time_s
        self._frames += 1
        self._seen += seen
        self._trusted += snapshot.view.trusted
        self._reason = snapshot.reason or self._reason
        if snapshot.view.near is not None:
            self._near.add(snapshot.view.near)
            self._yaw_deg = snapshot.view.yaw_deg

    def summary(self, exercise: str, reps: Sequence[Rep], sets: Sequence[SetSummary] = ()) -> Summary:
        """Everything summed up, with these repetitions and attempts."""
        frames = max(self._frames, 1)
        near = next(iter(self._near)) if len(self._near) == 1 else None
        tracking = Tracking(self._seen / frames, self._trusted / frames, near, self._yaw_deg)
        duration_s = 0.0 if isnan(self._first_s) else self.last_s - self._first_s
        counts = totals(reps)
        return Summary(exercise, duration_s, self._frames, counts, tuple(reps), tracking, self._reason, tuple(sets))
