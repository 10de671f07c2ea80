"""Which repetitions of an exercise are shown: the best and the worst."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from formcheck.counting.results import Rep, Verdict
from formcheck.exercises.severity import Severity


@dataclass(frozen=True, slots=True)
class Choice:
    """The repetitions whose pictures are shown; None where there is none, or nothing to say of it."""

    best: Rep | None = None
    worst: Rep | None = None


def choose(reps: Sequence[Rep]) -> Choice:
    """The best and the worst of what was done or fell short: by verdict, then by how far it went."""
    reps = [rep for rep in reps if rep.counted or rep.tried]
    if not reps:
        return Choice()
    ranked = sorted(reps, key=merit)
    best, worst = ranked[-1], ranked[0]
    if best.verdict is Verdict.ATTEMPT:
        return Choice(worst=worst)
    return Choice(best, worst if worst is not best and (worst.reason or worst.faults) else None)


def merit(rep: Rep) -> tuple[int, int, float]:
    """By what one is better than another."""
    severest = max((_WEIGHT[fault.severity] for fault in rep.faults), default=0)
    way = abs(rep.judged_peak - rep.judged_rest)
    kind = 2 if rep.good else 1 if rep.verdict is Verdict.REP else 0
    return (kind if severest < _WEIGHT[Severity.STOP] else -1, -severest, way if isfinite(way) else 0.0)


_WEIGHT = {Severity.TIP: 1, Severity.FIX: 2, Severity.STOP: 3}
