"""What is kept of all moments for the summary."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import isnan, nan
from statistics import median

from formcheck.counting.advice import PASSING
from formcheck.counting.results import Counts, Judged, NotJudged, Rep, Verdict
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import SetSummary, Summary, Tracking
from formcheck.pose.landmarks import Side

LONGEST_S = 1.0
"""From one moment to the next a reason lasts no longer: what was in between is not known."""
MOST = 100_000
"""Of more yaws the median of every second one is as good: two hours as they are looked at live."""


def totals(movements: Iterable[Rep]) -> Counts:
    """How many of some movements were counted, judged, good, tried, and on which side, in the words of `Rep`."""
    movements = list(movements)
    reps = [rep for rep in movements if rep.counted]
    judged = sum(rep.judged.whole for rep in reps)
    return Counts(
        reps=len(reps),
        good=sum(rep.good for rep in reps),
        attempts=sum(rep.attempt for rep in movements),
        left=sum(rep.side is Side.LEFT for rep in reps),
        right=sum(rep.side is Side.RIGHT for rep in reps),
        judged=judged,
        # Where nothing could be judged a share of good ones would be a share of the failed ones.
        tried=sum(rep.tried for rep in movements) if judged or not reps else 0,
        timed=sum(rep.timed for rep in movements),
        other_leg=sum(rep.other_leg for rep in movements),
        added=sum(rep.by_hand for rep in reps),
    )


def judged_together(movements: Iterable[Rep]) -> Judged:
    """What could be judged of all repetitions among some movements: their most frequent view and reason."""
    judged = [rep.judged for rep in movements if rep.counted]
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


def unjudged_for(snapshot: Snapshot) -> str:
    """Why nothing could be judged at a moment; empty where it could, or where things just go on."""
    if snapshot.view.trusted:
        return ""
    reason = snapshot.reason or (snapshot.view.advice if not snapshot.view.shows_form else "") or ""
    return "" if reason in PASSING else reason


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
        self._yaw_deg, self._every = array("f"), 1
        self._lasted_s: dict[str, float] = {}

    def add(self, snapshot: Snapshot, *, seen: bool) -> None:
        """Take the next moment, and whether anybody was found in it."""
        self._first_s = snapshot.time_s if isnan(self._first_s) else self._first_s
        if not isnan(self.last_s) and (reason := unjudged_for(snapshot)):
            step_s = min(snapshot.time_s - self.last_s, LONGEST_S)
            self._lasted_s[reason] = self._lasted_s.get(reason, 0.0) + step_s
        self.last_s = snapshot.time_s
        self._frames += 1
        self._seen += seen
        self._trusted += snapshot.view.trusted
        if snapshot.view.near is not None:
            self._near.add(snapshot.view.near)
            if self._frames % self._every == 0 and not isnan(snapshot.view.yaw_deg):
                self._yaw_deg.append(snapshot.view.yaw_deg)
        if len(self._yaw_deg) > MOST:
            self._yaw_deg, self._every = self._yaw_deg[::2], 2 * self._every

    def summary(self, exercise: str, reps: Sequence[Rep], sets: Sequence[SetSummary] = ()) -> Summary:
        """Everything summed up, with these repetitions and attempts."""
        frames = max(self._frames, 1)
        near = next(iter(self._near)) if len(self._near) == 1 else None
        yaw_deg = median(self._yaw_deg) if self._yaw_deg else nan
        tracking = Tracking(self._seen / frames, self._trusted / frames, near, yaw_deg)
        duration_s = 0.0 if isnan(self._first_s) else self.last_s - self._first_s
        advice, lasted_s = max(self._lasted_s.items(), key=lambda item: item[1], default=("", 0.0))
        share = min(lasted_s / duration_s, 1.0) if duration_s else 0.0
        return Summary(
            exercise, duration_s, self._frames, totals(reps), tuple(reps), tracking, advice, tuple(sets),
            advice_share=share,
        )  # fmt: skip
