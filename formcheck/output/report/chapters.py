"""The details of a report, exercise by exercise: its sets, its pictures, and left against right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formcheck.counting.results import Rep
from formcheck.counting.summary import Summary
from formcheck.counting.tally import judged_together, totals
from formcheck.feedback.reasons import in_short
from formcheck.output.report.choice import choose
from formcheck.output.report.numbering import NamedSet
from formcheck.output.report.report_data import ReportData
from formcheck.output.report.rows import verdict_of
from formcheck.output.report.sentence import name_in, sentence_of
from formcheck.output.report.setview import SetView, set_views
from formcheck.output.report.sides import Comparison, side_by_side
from formcheck.output.report.spans import kind_of
from formcheck.output.report.stills import picture_of
from formcheck.system.language import later, tr
from formcheck.video.clip import ClipInfo

_BEST, _NEAREST = later("Best"), later("Nearest to good")
_SEEN, _WORST = later("As it was seen"), later("To improve")


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
    """One exercise: its place, what it is called, what came of it in a sentence and in numbers, and its parts."""

    number: int
    name: str
    sentence: str
    tally: str
    views: tuple[SetView, ...]
    pictures: tuple[Picture, ...]
    sides: Comparison | None


def chapters_of(
    summary: Summary, sets: Sequence[NamedSet], report_data: ReportData, clip: ClipInfo | None
) -> Iterator[Chapter]:
    """One chapter for each exercise that was done, in order.

    Parameters
    ----------
    summary, sets
        The session.
    report_data
        What was kept while it ran.
    clip
        Where to take pictures of the best and the worst moments from; None for the skeleton alone.
    """
    for number, name in enumerate(dict.fromkeys(one.exercise for one in sets), 1):
        own = [one for one in sets if one.exercise == name]
        practice = report_data.practices.get(name)
        views = [view for one in own for view in set_views(one, practice, report_data)]
        reps = [rep for one in own for rep in one.ended.reps]
        known = practice if practice is not None and practice.timer is None else None
        yield Chapter(
            number,
            name_in(report_data.practices, name),
            sentence_of(name, summary, practice),
            in_short(totals(reps), judged_together(reps)) if known else "",
            tuple(views),
            tuple(_pictures(reps, own, report_data, clip)) if known else (),
            side_by_side(reps, known) if known else None,
        )


def _pictures(
    reps: Sequence[Rep], sets: Sequence[NamedSet], report_data: ReportData, clip: ClipInfo | None
) -> Iterator[Picture]:
    choice = choose(reps)
    best = choice.best
    title = _BEST if best is None or best.good else _NEAREST if best.judged.whole or best.reason else _SEEN
    for words, rep in ((title, best), (_WORST, choice.worst)):
        still = None if rep is None else report_data.moments.of(rep)
        if rep is not None and still is not None:
            about = _about(rep, next(one for one in sets if rep in one.ended.reps))
            yield Picture(picture_of(still, clip), tr(words), about, rep.number, kind_of(rep))


def _about(rep: Rep, inside: NamedSet) -> str:
    faults = dict.fromkeys(tr(fault.say) for fault in rep.faults)
    said = tr("Repetition {number}: {verdict}", number=inside.label_of(rep), verdict=verdict_of(rep))
    return ". ".join([*[inside.name] * bool(inside.name), said, *(say.rstrip(".") for say in faults)]) + "."
