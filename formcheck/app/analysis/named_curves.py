"""The curves of a recognised clip from its beginning on, as they are where its exercise is named."""

from itertools import takewhile

from formcheck.app.analysis.judges import NamedExercise
from formcheck.app.analysis.seen import Extraction
from formcheck.app.loop import follow, recorded
from formcheck.counting.summary import Summary
from formcheck.exercises.exercise import Exercise
from formcheck.output.report import ReportData
from formcheck.output.report.curves import Curves, measures_of
from formcheck.output.report.plots import MARGIN_S
from formcheck.workout.recognition.candidates import candidates


def fill_curves(report_data: ReportData, seen: Extraction, summary: Summary) -> None:
    """Add to the curves what was before an exercise was recognised."""
    known, kept = {one.id: one for one in candidates()}, report_data.curves
    sets = [one for one in summary.sets if one.exercise in known and one.start_s <= one.end_s]
    for exercise in (known[name] for name in dict.fromkeys(one.exercise for one in sets)):
        spans_s = [(one.start_s - MARGIN_S, one.end_s + MARGIN_S) for one in sets if one.exercise == exercise.id]
        curves = _curves(seen, exercise, max(kept.known_s(measures_of(exercise), *span_s) for span_s in spans_s))
        for span_s in spans_s:
            kept.fill(curves, *span_s)


def _curves(seen: Extraction, exercise: Exercise, until_s: float) -> Curves:
    """Those of an exercise that is named, until a time."""
    curves, moments = Curves([exercise]), recorded(seen.recording, seen.pictures)
    follow(takewhile(lambda one: one.time_s <= until_s, moments), NamedExercise(exercise).begin(), [curves])
    return curves
