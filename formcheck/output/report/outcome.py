"""What a session came to in a few words, and one step for the next time: said at its end, and first in its report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formcheck.counting.corrections import corrections
from formcheck.counting.results import Counts, NotJudged, Reason, Rep
from formcheck.counting.review import most_frequent
from formcheck.counting.snapshot import Cue
from formcheck.counting.summary import Summary
from formcheck.counting.tally import judged_together
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.severity import Severity
from formcheck.exercises.timed import AnyExercise
from formcheck.system.language import plural, tr

GOOD_ENOUGH = 0.8
"""Where so many were good, what went wrong once is no reason to do otherwise."""
_GRAVER = {Severity.STOP: 2, Severity.FIX: 1, Severity.TIP: 0}


@dataclass(frozen=True, slots=True)
class NextTime:
    """One thing to do otherwise, or to keep, and which repetitions ask for it; empty where nothing is known."""

    say: str = ""
    reps: tuple[Rep, ...] = ()


def came_to(counts: Counts) -> str:
    """What was good of it, or what is known besides."""
    if counts.judged:
        return tr("{good} of {tried} good.", good=counts.good, tried=counts.tried)
    if counts.reps:
        return tr("{count} counted; form was not judged.", count=counts.reps)
    if counts.attempts:
        return plural("{count} attempt that did not count.", "{count} attempts that did not count.", counts.attempts)
    if counts.timed:
        return tr("{count} by the timer.", count=counts.timed)
    return tr("Nothing was counted.")


def next_time(summary: Summary, practices: Mapping[str, AnyExercise]) -> NextTime:
    """What matters most of what was wrong, then what was most frequent; else to do it again, or to be seen better."""
    found: list[tuple[Cue, int, Exercise, list[Rep]]] = []
    for name in dict.fromkeys(rep.exercise or summary.exercise for rep in summary.reps):
        exercise = practices.get(name)
        if exercise is not None and exercise.timer is None:
            found += _worst([rep for rep in summary.reps if (rep.exercise or summary.exercise) == name], exercise)
    if found:
        cue, _, exercise, reps = max(found, key=lambda one: (_GRAVER[one[0].severity], one[1]))
        return NextTime(_said(cue, exercise), tuple(reps))
    if summary.counts.judged:
        return NextTime(tr("Do the same again."))
    if summary.counts.reps and judged_together(summary.reps).reason == NotJudged.VIEW:
        return NextTime(tr("Turn so that your side faces the camera."))
    return NextTime()


def _worst(reps: Sequence[Rep], exercise: Exercise) -> list[tuple[Cue, int, Exercise, list[Rep]]]:
    cues = [list(corrections(rep, exercise)) if rep.counted or rep.attempt else [] for rep in reps]
    tried = [one for one, rep in zip(cues, reps, strict=True) if rep.counted or rep.tried]
    worst, times = most_frequent(tried)
    if worst is None and sum(rep.good for rep in reps) < GOOD_ENOUGH * len(tried):  # each wrong in its own way
        every = [cue for one in tried for cue in one]
        worst, times = max(every, key=lambda cue: _GRAVER[cue.severity], default=None), 1
    if worst is None:
        return []
    asking = [rep for rep, one in zip(reps, cues, strict=True) if any(cue.id == worst.id for cue in one)]
    return [(worst, times, exercise, asking)]


def _said(cue: Cue, exercise: Exercise) -> str:
    if cue.id == Reason.HOLD_SHORT and exercise.hold_s >= 1:
        return plural("Hold for {count} second.", "Hold for {count} seconds.", round(exercise.hold_s))
    return tr(cue.say)
