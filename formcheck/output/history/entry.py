"""What is kept of a session: when, its `summary.json`, and what its exercises were called."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from math import isnan, nan
from pathlib import Path

from formcheck.counting.results import Rep
from formcheck.counting.summary import EndedSet, SetSummary, Summary, Tracking
from formcheck.counting.tally import totals
from formcheck.exercises.timed import AnyExercise
from formcheck.output.report.document import SummaryDocument
from formcheck.output.report.page import PAGE
from formcheck.output.report.reading import summary_of
from formcheck.output.report.summary import Source, document_of
from formcheck.output.sets import in_sets
from formcheck.pose.landmarks import Side
from formcheck.system.paths import is_file


class Kind(StrEnum):
    """Where a session comes from."""

    LIVE = "live"
    ROUTINE = "routine"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class ExerciseFacts:
    """What is kept of an exercise: one of the user's own may be gone by the time the history is looked at.

    Attributes
    ----------
    title
        What it was called.
    measure
        The measure that `Rep.judged_rest` and `Rep.judged_peak` are values of; empty where nothing is measured.
    hold_s
        How long its top was to be held, seconds.
    """

    title: str
    measure: str = ""
    hold_s: float = 0.0

    @classmethod
    def of(cls, exercise: AnyExercise) -> "ExerciseFacts":
        """Those of an exercise."""
        return cls(exercise.name, exercise.measure, exercise.hold_s)


@dataclass(frozen=True, slots=True)
class KeptSet:
    """One set: what came of it, its repetitions and attempts, and the title and the measure of its exercise."""

    summary: SetSummary
    reps: tuple[Rep, ...]
    title: str
    measure: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One session in the history.

    Attributes
    ----------
    uuid
        The same for the same session, however often it is written.
    started_at
        With the offset from UTC of the place where it was.
    kind, name
        Where it comes from, and what it is called.
    document
        Its ``summary.json``.
    exercises
        What is kept of the exercises in it, by their ids.
    id
        Number by which it is named on the command line; 0 before it is in a file.
    folder
        Where its result lies; empty where none was written, or it is on another computer.
    """

    uuid: str
    started_at: datetime
    kind: Kind
    name: str
    document: SummaryDocument
    exercises: Mapping[str, ExerciseFacts] = field(default_factory=dict)
    id: int = 0
    folder: str = ""

    @classmethod
    def begun(cls, uuid: str, started_at: datetime, kind: Kind, name: str, source: str, load: str = "") -> "Entry":
        """A session in which nothing is done yet; the source is its camera."""
        nothing = Summary("", nan, 0, totals(()), (), Tracking())
        begun = Source(source, complete=False, session=uuid, started_at=started_at, load=load)
        return cls(uuid, started_at, kind, name, document_of(nothing, begun))

    def with_summary(self, summary: Summary, source: Source, exercises: Mapping[str, AnyExercise]) -> "Entry":
        """The same session with what was done in it."""
        done = {summary.exercise, *(kept.exercise for kept in summary.sets)} & set(exercises)
        facts = {name: ExerciseFacts.of(exercises[name]) for name in sorted(done)}
        return replace(self, document=document_of(summary, source), exercises=facts)

    def with_sets(self, sets: Iterable[EndedSet], exercises: Mapping[str, AnyExercise]) -> "Entry":
        """The same session under way, with the sets that have ended."""
        ended = list(sets)
        reps = tuple(rep for one in ended for rep in one.reps)
        summaries = tuple(one.summary for one in ended)
        exercise = summaries[0].exercise if summaries else ""
        summary = Summary(
            exercise, nan, 0, totals(reps), reps, Tracking(yaw_deg=nan), sets=summaries,
            unfinished=ended[-1].unfinished if ended else None,
        )  # fmt: skip
        return self.with_summary(summary, self.source(complete=False), exercises)

    def source(self, *, complete: bool = True) -> Source:
        """Where it comes from, as its files say it."""
        known = self.document
        return Source(
            known.source, complete=complete, session=self.uuid, started_at=self.started_at, load=known.load
        )  # fmt: skip

    @property
    def complete(self) -> bool:
        """Whether it was written to its end; not where the power went, or where an analysis was interrupted."""
        return self.document.complete

    @property
    def yaw_deg(self) -> float:
        """How far the view was from an exact side view, NaN where unknown."""
        return self.document.tracking.yaw_deg

    @property
    def sets(self) -> tuple[KeptSet, ...]:
        """In order of time; where none was planned or recognised, one for each side."""
        summary = summary_of(self.document)
        found = in_sets(summary) if summary.sets else self._by_side(summary)
        return tuple(self._kept(one) for one in found)

    @property
    def report(self) -> Path | None:
        """Its report; None where there is none, or none any more."""
        page = Path(self.folder) / PAGE
        return page if self.folder and is_file(page) else None

    @property
    def worth_keeping(self) -> bool:
        """Whether anything was done."""
        return bool(self.document.reps)

    @property
    def lasted_s(self) -> float:
        """Seconds from the beginning of the first set to the end of the last; NaN where unknown."""
        both = [time_s for kept in self.sets for time_s in (kept.summary.start_s, kept.summary.end_s)]
        times = [time_s for time_s in both if not isnan(time_s)]
        return max(times) - min(times) if times else nan

    def _facts(self, exercise: str) -> ExerciseFacts:
        return self.exercises.get(exercise, ExerciseFacts(exercise))

    def _kept(self, ended: EndedSet) -> KeptSet:
        facts = self._facts(ended.summary.exercise)
        return KeptSet(ended.summary, ended.reps, facts.title, facts.measure)

    def _by_side(self, summary: Summary) -> Iterator[EndedSet]:
        hold_s = self._facts(summary.exercise).hold_s
        for side in Side:
            done = tuple(rep for rep in summary.reps if rep.side is side)
            if done:
                asked = None if side is Side.BOTH else side
                times = done[0].start_s, done[-1].end_s
                yield EndedSet(SetSummary(summary.exercise, asked, *times, 0, totals(done), hold_target_s=hold_s), done)
