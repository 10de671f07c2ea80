"""The curves of a recognised clip from its beginning on, as they are where its exercise is named."""

from formcheck.app.analysis.judges import NamedExercise
from formcheck.app.analysis.seen import Extraction
from formcheck.app.loop import follow, recorded
from formcheck.counting.summary import Summary
from formcheck.output.report import ReportData
from formcheck.output.report.curves import Curves
from formcheck.output.report.plots import MARGIN_S
from formcheck.workout.recognition.candidates import candidates


def fill_curves(report_data: ReportData, seen: Extraction, summary: Summary) -> None:
    """Add to the curves what was before an exercise was recognised."""
    known = {one.id: one for one in candidates()}
    for name in dict.fromkeys(kept.exercise for kept in summary.sets if kept.exercise in known):
        curves = Curves([known[name]])
        follow(recorded(seen.recording, seen.pictures), NamedExercise(known[name]).begin(), [curves])
        for kept in summary.sets:
            if kept.exercise == name and kept.start_s <= kept.end_s:
                report_data.curves.fill(curves, kept.start_s - MARGIN_S, kept.end_s + MARGIN_S)
