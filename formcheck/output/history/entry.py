"""What is kept of a session: when, what, and every set with its repetitions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import isnan, nan

from formcheck.counting.results import EndedSet, Rep, SetSummary, Summary
from formcheck.counting.tally import totals
from formcheck.exercises.timed import AnyExercise
from formcheck.pose.landmarks import Side


class Kind(StrEnum):
    """Where a session comes from."""

    LIVE = "live"
    ROUTINE = "routine"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class KeptSet:
    """One set.

    Attributes
    ----------
    summary, reps
        What came of it, and its repetitions and attempts.
    title
        What its exercise was called; an exercise of one's own may be gone by the time somebody looks.
    measure
        The measure that `Rep.rest` and `Rep.peak` are values of; empty where nobody measures.
    """

    summary: SetSummary
    reps: tuple[Rep, ...]
    title: str
    measure: str

    @classmethod
    def of(cls, ended: EndedSet, practices: Mapping[str, AnyExercise]) -> "KeptSet":
        """A set that has ended, with what is known of its exercise."""
        practice = practices.get(ended.summary.exercise)
        title = practice.name if practice is not None else ended.summary.exercise
        measure = practice.measure if practice is not None else ""
        return cls(ended.summary, ended.reps, title, measure)


@dataclass(frozen=True, slots=True)
class Entry:
    """One session in the history.

    Attributes
    ----------
    uuid
        The same for the same session, however often it is written.
    started_at
        With the offset from UTC of the place where it was.
    kind, name, source
        Where it comes from, what it is called, and the file or camera.
    version
        Of the program that has written it.
    sets
        In order of time.
    complete
        Whether it was written to its end; not where the power went, or where an analysis was interrupted.
    yaw_deg
        How far the view was from an exact side view, NaN where unknown.
    id
        Number by which people name it; 0 before it is in a file.
    """

    uuid: str
    started_at: datetime
    kind: Kind
    name: str
    source: str
    version: str
    sets: tuple[KeptSet, ...] = ()
    complete: bool = False
    yaw_deg: float = nan
    id: int = 0

    @property
    def worth_keeping(self) -> bool:
        """Whether anything was done."""
        return any(kept.reps for kept in self.sets)

    @property
    def lasted_s(self) -> float:
        """Seconds from the beginning of the first set to the end of the last; NaN where nobody knows."""
        both = [time_s for kept in self.sets for time_s in (kept.summary.start_s, kept.summary.end_s)]
        times = [time_s for time_s in both if not isnan(time_s)]
        return max(times) - min(times) if times else nan


def sets_of(summary: Summary, practices: Mapping[str, AnyExercise]) -> Iterator[EndedSet]:
    """The sets of a session with their repetitions; where nobody planned any, one set a side."""
    if not summary.sets:
        yield from _by_side(summary, practices.get(summary.exercise))
        return
    reps = iter(summary.reps)
    for kept in summary.sets:
        movements = kept.counts.reps + kept.counts.attempts
        yield EndedSet(kept, tuple(rep for _, rep in zip(range(movements), reps, strict=False)))


def _by_side(summary: Summary, practice: AnyExercise | None) -> Iterator[EndedSet]:
    hold_s = practice.hold_s if practice is not None else 0.0
    for side in Side:
        done = tuple(replace(rep, exercise=summary.exercise) for rep in summary.reps if rep.side is side)
        if done:
            asked = None if side is Side.BOTH else side
            start_s, end_s = done[0].start_s, done[-1].end_s
            yield EndedSet(
                SetSummary(summary.exercise, asked, start_s, end_s, 0, totals(done), hold_target_s=hold_s), done
            )
