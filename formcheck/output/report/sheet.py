"""The first page of a report: when it was, what was planned and what was done, what to look at, and the next step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from formcheck.counting.results import Rep
from formcheck.counting.summary import Summary
from formcheck.counting.tally import judged_together, totals
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import AnyExercise
from formcheck.feedback.reasons import tally_of
from formcheck.output.report.numbering import NamedSet, places_of
from formcheck.output.report.outcome import NextTime, came_to, next_time
from formcheck.output.report.report_data import ReportData
from formcheck.output.report.rows import verdict_of
from formcheck.output.report.sentence import headlines, name_in
from formcheck.output.report.shown import seconds
from formcheck.output.report.summary import Source
from formcheck.output.report.words import dose_of
from formcheck.system.language import plural, tr
from formcheck.system.language.local import day

MOST_FINDINGS, MOST_PLACES = 6, 4
"""So many things to look at, and so many sets of each: more do not fit on a sheet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Repetitions of one set: what the set is called, and pairs of a repetition's number in the session and in it."""

    name: str
    reps: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, and where; `more` sets in which it was too."""

    text: str
    places: tuple[Place, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise: its chapter's number (0 where it was not done), what was planned, what was done, what was good."""

    chapter: int
    name: str
    planned: str
    done: str
    good: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the first page but pictures."""

    title: str
    about: tuple[str, ...]
    load: str
    headline: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    step: NextTime
    step_places: tuple[Place, ...]

    @property
    def plan(self) -> tuple[Line, ...]:
        """What was planned and done, exercise by exercise; empty where all of it stands in the headline."""
        return self.lines if len(self.lines) > 1 or any(line.planned for line in self.lines) else ()


def sheet_of(summary: Summary, source: Source, report_data: ReportData, sets: Sequence[NamedSet]) -> Sheet:
    """The first page of a session."""
    practices = report_data.practices
    lines = tuple(_lines(summary, report_data, sets))
    step = next_time(summary, practices)
    told = headlines(summary, practices)
    headline = told[0] if len(told) == 1 else _of_several(summary)
    findings = list(_findings(summary, sets, practices))
    return Sheet(
        title_of(summary, practices),
        tuple(_about(summary, source)),
        source.load,
        headline,
        lines,
        tuple(findings[:MOST_FINDINGS]),
        step,
        _places(step.reps, sets, practices, several=len(lines) > 1)[0],
    )


def title_of(summary: Summary, practices: Mapping[str, AnyExercise]) -> str:
    """What a person would call it."""
    names = list(dict.fromkeys(kept.exercise for kept in summary.sets)) or [summary.exercise] * bool(summary.exercise)
    if summary.routine:
        return tr(summary.routine)
    return ", ".join(name_in(practices, name) for name in names) or tr("No exercise recognised")


def _about(summary: Summary, source: Source) -> Iterator[str]:
    """When, how long, with what, and from where."""
    if source.started_at is not None:
        yield f"{day(source.started_at.date(), 'full')}, {source.started_at:%H:%M}"
    lasted_s = summary.duration_s
    yield seconds(lasted_s) if not lasted_s >= 60 else plural("{count} minute", "{count} minutes", round(lasted_s / 60))
    if not source.name.isdigit():
        yield _file_name(source.name)
    if summary.recognised:
        yield tr("recognised, not named")


def _file_name(name: str) -> str:
    """The name of a file without its folders; an address as it is."""
    return name if "://" in name else Path(name).name or name


def _of_several(summary: Summary) -> str:
    timed = summary.counts.timed
    paced = tr("{count} by the timer, unseen.", count=timed) if timed and summary.counts.reps else ""
    return f"{came_to(summary.counts)} {paced}".strip()


def _lines(summary: Summary, report_data: ReportData, sets: Sequence[NamedSet]) -> Iterator[Line]:
    """What was planned and done of each exercise; what was planned and not begun is there too."""
    done = list(dict.fromkeys(one.exercise for one in sets))
    planned = [one.exercise.id for one in report_data.planned]
    for name in dict.fromkeys([*planned, *done]):
        dose = [one for one in report_data.planned if one.exercise.id == name]
        own = [one for one in sets if one.exercise == name]
        yield Line(
            done.index(name) + 1 if name in done else 0,
            name_in(report_data.practices, name),
            dose_of(dose) if dose else "",
            *_done(own, sum(one.target for one in dose)),
        )


def _done(sets: Sequence[NamedSet], target: int) -> tuple[str, str]:
    reps = [rep for one in sets for rep in one.ended.reps]
    counts, timed = totals(reps), sum(one.ended.summary.counts.timed for one in sets)
    if not sets:
        return tr("not done"), ""
    count, of = timed or counts.reps, target
    text = tr("{count} of {target}", count=count, target=of) if of else str(count)
    if any(one.ended.summary.stopped_for for one in sets):
        text += f"; {tr('left out from then on: it hurt')}"
    good = tr("by the timer, unseen") if timed else tally_of(counts, judged_together(reps)) if counts.reps else ""
    return text, good


def _findings(summary: Summary, sets: Sequence[NamedSet], practices: Mapping[str, AnyExercise]) -> Iterator[Finding]:
    """Why repetitions were not good, why attempts did not count, and what was to change: most of all first."""
    found: dict[tuple[str, str], list[Rep]] = {}
    for rep in summary.reps:
        exercise = rep.exercise or summary.exercise
        says = [verdict_of(rep)] if not rep.good and not rep.timed and (rep.judged.whole or rep.reason) else []
        for say in dict.fromkeys([*says, *(tr(fault.say) for fault in rep.faults)]):
            found.setdefault((exercise, say), []).append(rep)
    several = len({one.exercise for one in sets}) > 1
    for (exercise, say), reps in sorted(found.items(), key=lambda one: -len(one[1])):
        name = f"{name_in(practices, exercise)}: " if several else ""
        places, more = _places(reps, sets, practices, several=False)
        text = f"{name}{say.rstrip('.')}"
        yield Finding(text[:1].upper() + text[1:], places, more)


def _places(
    reps: Sequence[Rep], sets: Sequence[NamedSet], practices: Mapping[str, AnyExercise], *, several: bool
) -> tuple[tuple[Place, ...], int]:
    """Where some repetitions were, and in how many more sets than there is room for."""
    found = [
        Place(
            ", ".join(part for part in (name_in(practices, one.exercise) if several else "", one.name) if part),
            tuple((rep.number, one.label_of(rep)) for rep in inside),
        )
        for one, inside in places_of(reps, sets)
    ]
    return tuple(found[:MOST_PLACES]), max(len(found) - MOST_PLACES, 0)


def measured(practices: Mapping[str, AnyExercise], sets: Sequence[NamedSet]) -> list[Exercise]:
    """The exercises that were done and that a camera counts, each once."""
    known = [practices.get(name) for name in dict.fromkeys(one.exercise for one in sets)]
    return [one for one in known if one is not None and one.timer is None]
