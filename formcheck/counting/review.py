"""What came of a set: one thing to keep, and one to change."""

from collections import Counter
from collections.abc import Iterator, Sequence

from formcheck.counting.advice import Keep
from formcheck.counting.corrections import corrections, could_show
from formcheck.counting.results import Reason, Rep
from formcheck.counting.snapshot import Cue
from formcheck.counting.summary import Review
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.severity import Severity

ENOUGH = 3
"""Fewer judged repetitions are no set to learn from."""
MOST = 0.8
"""Kept is what was so in this share of them."""
OFTEN = 0.2
"""To be changed is what was so in this share of the movements, and twice at least: once may be chance."""
TWICE = 2
_GRAVER = {Severity.STOP: 2, Severity.FIX: 1, Severity.TIP: 0}


def review(reps: Sequence[Rep], exercise: Exercise) -> Review:
    """Look back on the repetitions and attempts of a set."""
    found = [list(corrections(rep, exercise)) for rep in reps]
    mended = _mended(reps, found)
    change, _ = most_frequent([[cue for cue in cues if cue.id != getattr(mended, "id", "")] for cues in found])
    judged = [rep for rep in reps if rep.judged.measures]
    say = change.say if change is not None else ""
    if len(judged) < ENOUGH:
        return Review(change=say)
    if mended is not None:
        return Review(Keep.MENDED, mended.say, say)
    return Review(next(_kept(judged, exercise), None), change=say)


def most_frequent(found: Sequence[Sequence[Cue]]) -> tuple[Cue | None, int]:
    """Of what was wrong with some movements that which matters most, then what was most frequent, and how often."""
    times = Counter(cue.id for cues in found for cue in cues)
    last = {cue.id: cue for cues in found for cue in cues}
    often = [cue for cue in last.values() if times[cue.id] >= max(TWICE, OFTEN * len(found))]
    worst = max(often, key=lambda cue: (_GRAVER[cue.severity], times[cue.id]), default=None)
    return worst, times[worst.id] if worst is not None else 0


def _mended(reps: Sequence[Rep], found: Sequence[Sequence[Cue]]) -> Cue | None:
    """What was wrong often in the first half, and never in the second, where it would have shown."""
    half = len(reps) // 2
    worst, _ = most_frequent(found[:half])
    if worst is None:
        return None
    later = [cues for rep, cues in zip(reps[half:], found[half:], strict=True) if could_show(rep)]
    still = any(cue.id == worst.id for cues in later for cue in cues)
    return None if still or len(later) < ENOUGH else worst


def _kept(judged: Sequence[Rep], exercise: Exercise) -> Iterator[Keep]:
    full = [rep for rep in judged if rep.reason != Reason.NOT_HIGH_ENOUGH]
    held = [rep for rep in full if rep.reason != Reason.HOLD_SHORT]
    if exercise.hold_s and len(held) >= MOST * len(judged):
        yield Keep.HOLD
    if len(full) >= MOST * len(judged):
        yield Keep.RANGE
