"""`report.html`: one file with everything that is known of a session, that opens anywhere."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan
from pathlib import Path

from formcheck.counting.results import Rep
from formcheck.counting.summary import SetSummary, Summary
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import AnyExercise
from formcheck.output.columns import ABOUT_WORDS
from formcheck.output.report.camera import how_seen
from formcheck.output.report.links import link_to
from formcheck.output.report.next_step import next_step
from formcheck.output.report.plots import MARGIN_S, Plot, plots_of
from formcheck.output.report.report_data import ReportData
from formcheck.output.report.rows import Row, rows_of, verdict_of
from formcheck.output.report.sentence import headlines, name_in, paced
from formcheck.output.report.shown import clock, seconds
from formcheck.output.report.sides import Comparison, side_by_side
from formcheck.output.report.spans import kind_of, span_of
from formcheck.output.report.stills import choose, picture_of
from formcheck.output.report.summary import Source
from formcheck.output.report.templating import rendered
from formcheck.output.sets import in_sets
from formcheck.pose.landmarks import Side
from formcheck.system.language import later, tr
from formcheck.system.language.local import brief
from formcheck.version import __version__
from formcheck.video.clip import ClipInfo

PAGE = "report.html"
MOST_REPS = 50
"""So many repetitions share a plot."""
_BEST, _NEAREST = later("Best"), later("Nearest to good")
_SEEN, _WORST = later("As it was seen"), later("To improve")
_KINDS = (
    ("good", later("good")),
    ("mend", later("! counted, not good")),
    ("counted", later("counted, not judged")),
    ("missed", later("× attempt")),
    ("other", later("other leg")),
)


@dataclass(frozen=True, slots=True)
class SetView:
    """One set as the page shows it: its title, what was wanted or who has paced it, plots, rows, the next step."""

    title: str
    wanted: str = ""
    timer: str = ""
    plots: tuple[Plot, ...] = ()
    rows: tuple[Row, ...] = ()
    held: bool = False
    step: str = ""

    @property
    def faulty(self) -> bool:
        """Whether any repetition has a fault."""
        return any(row.faults for row in self.rows)

    @property
    def sided(self) -> bool:
        """Whether any repetition has a side of its own."""
        return any(row.side for row in self.rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture with its words."""

    uri: str
    title: str
    about: str
    number: int
    kind: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One exercise besides its sets: its pictures, and left against right."""

    name: str
    pictures: tuple[Picture, ...]
    sides: Comparison | None


def report_page(
    summary: Summary, source: Source, report_data: ReportData, video: str | None = None, clip: ClipInfo | None = None
) -> Iterator[str]:
    """The text of the page, piece after piece.

    Parameters
    ----------
    summary, source
        As for `as_json`.
    report_data
        What was kept while it ran.
    video
        Name of the annotated video beside the page; None where there is none.
    clip
        Where to take pictures of the best and the worst moments from; None for the skeleton alone.
    """
    practices = report_data.practices
    known = {name: one for name, one in practices.items() if one.timer is None}
    parts = list(_parts(summary, practices))
    pieces = [piece for part in parts for piece in _pieces(part)]
    headed = len(pieces) > 1
    views = [_set_view(f"set-{number}", piece, report_data, headed=headed) for number, piece in enumerate(pieces, 1)]
    done = [known[name] for name in dict.fromkeys(part.kept.exercise for part in parts) if name in known]
    rows = [row for view in views for row in view.rows]
    return rendered(
        "report.html",
        script="report.js",
        title=_title(source.name),
        about=_about(summary, practices),
        headlines=headlines(summary, practices),
        counts=summary.counts,
        source=source,
        video=video and link_to(video),
        video_name=video,
        row_text=_row_text,
        about_words=tr(ABOUT_WORDS),
        kinds=[(kind, tr(words)) for kind, words in _KINDS],
        views=views,
        chapters=[_chapter(exercise, summary, report_data, clip) for exercise in done],
        seen=how_seen(summary, done),
        looked=bool(summary.frames),
        version=__version__,
        data=json.dumps({"reps": [_timing(row) for row in rows]}),
    )


@dataclass(frozen=True, slots=True)
class _PlottedSet:
    """One set, and the repetitions and attempts in it."""

    kept: SetSummary
    reps: tuple[Rep, ...]
    piece: str = ""


def _pieces(part: _PlottedSet) -> Iterator[_PlottedSet]:
    """A set as it is plotted: of very many repetitions no more at once than can be looked at, and drawn."""
    if len(part.reps) <= MOST_REPS:
        yield part
        return
    for first in range(0, len(part.reps), MOST_REPS):
        reps = part.reps[first : first + MOST_REPS]
        yield _PlottedSet(part.kept, reps, ": " + tr("{first} to {last}", first=reps[0].number, last=reps[-1].number))


def _parts(summary: Summary, practices: Mapping[str, AnyExercise]) -> Iterator[_PlottedSet]:
    """The sets with their repetitions; the whole as one set, where none was planned or recognised."""
    if not summary.sets:
        practice = practices.get(summary.exercise)
        if practice is not None:
            whole = SetSummary(
                summary.exercise, None, 0.0, summary.duration_s, 0, summary.counts, hold_target_s=practice.hold_s
            )  # fmt: skip
            yield _PlottedSet(whole, summary.reps)
        return
    yield from (_PlottedSet(one.summary, one.reps) for one in in_sets(summary))


def _set_view(name: str, part: _PlottedSet, report_data: ReportData, *, headed: bool) -> SetView:
    kept, practice = part.kept, report_data.practices.get(part.kept.exercise)
    title = name_in(report_data.practices, kept.exercise)
    if kept.side not in (None, Side.BOTH):
        title += f", {tr('left side') if kept.side is Side.LEFT else tr('right side')}"
    if practice is None or practice.timer is not None:
        things = tr(practice.plural) if practice is not None else tr("repetitions")
        return SetView(title, "", f"{paced(kept.counts.timed, things)}.")
    window_s = _window_s(part, report_data)
    plots = plots_of(report_data.curves, practice, part.reps, window_s, name) if window_s is not None else ()
    rows = rows_of(part.reps, practice)
    return SetView(
        f"{title}{part.piece}" if headed else "", _wanted(kept, practice), "", plots, rows, practice.hold.seconds > 0,
        next_step(part.reps),
    )  # fmt: skip


def _window_s(part: _PlottedSet, report_data: ReportData) -> tuple[float, float] | None:
    """What is plotted: from shortly before the first repetition to shortly after the last; without any, the whole."""
    span_s = report_data.curves.span_s
    if span_s is None:
        return None
    first_s, last_s = span_s
    spans = [span_of(rep) for rep in part.reps]
    starts, ends = [s for s, _ in spans if not isnan(s)], [e for _, e in spans if not isnan(e)]
    if not starts or not ends:
        start_s, end_s = part.kept.start_s, part.kept.end_s
        return (first_s, last_s) if isnan(start_s) or isnan(end_s) else (max(start_s, first_s), min(end_s, last_s))
    return max(min(starts) - MARGIN_S, first_s), min(max(ends) + MARGIN_S, last_s)


def _wanted(kept: SetSummary, exercise: Exercise) -> str:
    asked = [tr("{count} {things} were wanted", count=kept.target, things=tr(exercise.plural))] if kept.target else []
    asked += [tr("hold: {seconds} s", seconds=brief(kept.hold_target_s))] if kept.hold_target_s else []
    asked += [tr("left out from then on, because something hurt")] if kept.stopped_for else []
    return "; ".join(asked)


def _chapter(exercise: Exercise, summary: Summary, report_data: ReportData, clip: ClipInfo | None) -> Chapter:
    reps = [rep for rep in summary.reps if (rep.exercise or summary.exercise) == exercise.id]
    choice = choose(reps)
    best = choice.best
    title = _BEST if best is None or best.good else _NEAREST if best.judged.whole or best.reason else _SEEN
    named = ((title, best), (_WORST, choice.worst))
    pictures = [_picture(tr(title), rep, report_data, clip) for title, rep in named if rep is not None]
    return Chapter(tr(exercise.name), tuple(one for one in pictures if one is not None), side_by_side(reps, exercise))


def _picture(title: str, rep: Rep, report_data: ReportData, clip: ClipInfo | None) -> Picture | None:
    still = report_data.moments.of(rep)
    if still is None:
        return None
    faults = tuple(dict.fromkeys(tr(fault.say) for fault in rep.faults))
    about = ". ".join(
        [
            tr("Repetition {number}: {verdict}", number=rep.number, verdict=verdict_of(rep)),
            *(say.rstrip(".") for say in faults),
        ]
    )
    return Picture(picture_of(still, clip), title, f"{about}.", rep.number, kind_of(rep))


def _title(name: str) -> str:
    """The name of a file without its folders; an address, or the number of a camera, as it is."""
    return name if "://" in name else Path(name).name or name


def _about(summary: Summary, practices: Mapping[str, AnyExercise]) -> str:
    """What was done and how long it took, in a line."""
    names = list(dict.fromkeys(kept.exercise for kept in summary.sets)) or [summary.exercise] * bool(summary.exercise)
    title = (summary.routine and tr(summary.routine)) or ", ".join(name_in(practices, name) for name in names)
    if title and summary.recognised:
        title = tr("Taken for: {title}", title=title)
    lasted = (
        seconds(summary.duration_s)
        if summary.duration_s < 60
        else tr("{clock} minutes", clock=clock(summary.duration_s))
    )
    return " · ".join(part for part in (title, lasted) if part)


def _row_text(row: Row) -> str:
    """One repetition in a line, for screen readers and the mouse."""
    if row.side:
        return tr(
            "Repetition {number}, {side} at {at}: {verdict}.",
            number=row.number,
            side=row.side,
            at=row.at,
            verdict=row.verdict,
        )
    return tr("Repetition {number}, at {at}: {verdict}.", number=row.number, at=row.at, verdict=row.verdict)


def _timing(row: Row) -> dict[str, float]:
    return {
        "number": row.number,
        "seek": round(row.seek_s, 3),
        "start": round(row.start_s, 3),
        "end": round(row.end_s, 3),
    }
