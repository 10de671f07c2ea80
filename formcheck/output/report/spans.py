"""From when to when a repetition is shown, and how it is marked."""

from math import isfinite

from formcheck.counting.results import Rep, Verdict


def span_of(rep: Rep) -> tuple[float, float]:
    """From when to when a repetition lasted; where the clip does not show its beginning, from its top."""
    start_s = rep.start_s if isfinite(rep.start_s) else rep.top_s
    end_s = rep.end_s if isfinite(rep.end_s) else rep.top_s
    return start_s, end_s


def kind_of(rep: Rep) -> str:
    """How a repetition is marked: good, to mend, counted and not judged, missed, or of the other leg."""
    if rep.other_leg:
        return "other"
    if rep.verdict is Verdict.ATTEMPT:
        return "missed"
    return "good" if rep.good else "mend" if rep.judged.whole or rep.reason else "counted"
