"""`report.html`: one file with everything that is known of a session, that opens anywhere."""

import json
from collections.abc import Iterator

from formcheck.counting.summary import Summary
from formcheck.output.columns import ABOUT_WORDS
from formcheck.output.report.camera import ViewRemarks, how_seen
from formcheck.output.report.chapters import chapters_of
from formcheck.output.report.links import link_to
from formcheck.output.report.numbering import NamedSet, named_sets
from formcheck.output.report.plain import plain_text
from formcheck.output.report.report_data import ReportData
from formcheck.output.report.rows import Row
from formcheck.output.report.sheet import Sheet, measured, sheet_of
from formcheck.output.report.summary import Source
from formcheck.output.report.templating import rendered
from formcheck.system.language import later, tr
from formcheck.version import __version__
from formcheck.video.clip import ClipInfo

PAGE = "report.html"
_KINDS = (
    ("good", later("good")),
    ("mend", later("! counted, not good")),
    ("counted", later("counted, not judged")),
    ("missed", later("× attempt")),
    ("other", later("other leg")),
)


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
        Name of the video beside the page; None where there is none.
    clip
        Where to take pictures of the best and the worst moments from; None for the skeleton alone.
    """
    sets, sheet, seen = _first_page(summary, source, report_data)
    chapters = list(chapters_of(summary, sets, report_data, clip))
    rows = [row for chapter in chapters for view in chapter.views for row in view.rows]
    return rendered(
        "report.html",
        script="report.js",
        title=", ".join((sheet.title, *sheet.about[:1])),
        sheet=sheet,
        counts=summary.counts,
        source=source,
        video=video and link_to(video),
        video_name=video,
        row_text=_row_text,
        about_words=tr(ABOUT_WORDS),
        kinds=[(kind, tr(words)) for kind, words in _KINDS],
        chapters=chapters,
        pictures=chapters[0].pictures if len(chapters) == 1 else (),
        seen=seen,
        text=plain_text(sheet, source, seen),
        version=__version__,
        data=json.dumps({"from": _from_s(report_data), "reps": [_timing(row) for row in rows]}),
    )


def report_text(summary: Summary, source: Source, report_data: ReportData) -> str:
    """Its first page as plain text; the parameters are those of `report_page`."""
    _, sheet, seen = _first_page(summary, source, report_data)
    return plain_text(sheet, source, seen)


def _first_page(summary: Summary, source: Source, report_data: ReportData) -> tuple[list[NamedSet], Sheet, ViewRemarks]:
    sets = named_sets(summary, report_data.practices.get(summary.exercise))
    seen = how_seen(summary, measured(report_data.practices, sets))
    return sets, sheet_of(summary, source, report_data, sets), seen


def _from_s(report_data: ReportData) -> float:
    """When the video begins, in seconds of the source: with the first moment of the session."""
    span_s = report_data.curves.span_s
    return 0.0 if span_s is None else round(span_s[0], 3)


def _row_text(row: Row) -> str:
    """One repetition in a line, for screen readers and the mouse."""
    values = {"number": row.label, "at": row.at, "verdict": row.verdict}
    if row.side:
        return tr("Repetition {number}, {side} at {at}: {verdict}.", side=row.side, **values)
    return tr("Repetition {number}, at {at}: {verdict}.", **values)


def _timing(row: Row) -> dict[str, float]:
    return {
        "number": row.number,
        "seek": round(row.seek_s, 3),
        "start": round(row.start_s, 3),
        "end": round(row.end_s, 3),
    }
