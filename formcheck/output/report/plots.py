"""Plots of one set over time: curves with their gates, repetitions, holds and faults, as SVG for the page."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from formcheck.counting.results import Rep
from formcheck.exercises.exercise import Exercise
from formcheck.output.report.curves import Curves, measures_of, thinned
from formcheck.output.report.panels import gates, head, holds, numbers, panel, times
from formcheck.output.report.shown import SHOWN
from formcheck.output.report.spans import span_of
from formcheck.output.report.svg import style, svg_of

POINTS_PER_PX = 1.0
MARGIN_S = 2.0


@dataclass(frozen=True, slots=True)
class Form:
    """The size of a plot, pixels: its least width, the width of a second, the edges, a panel, the letters."""

    name: str
    width_px: int
    second_px: float
    left_px: int
    right_px: int
    panel_px: int
    letter_px: float


WIDE = Form("wide", 860, 6.0, 48, 58, 170, 12.5)
NARROW = Form("narrow", 330, 11.0, 42, 50, 150, 12.0)
_LONGEST_PX = 9000
_SQUEEZED = 1.4  # somewhat too long, it is squeezed rather than moved to and fro
_TOP_PX, _GAP_PX, _FOOT_PX = 28, 48, 30


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot and where time lies on it.

    Attributes
    ----------
    form, svg
        Its form's name, and the picture.
    width_px, height_px
        Its size.
    start_s, end_s
        Times at the left and the right edge of the curves.
    left, right
        Where these edges are, shares of the width.
    """

    form: str
    svg: str
    width_px: int
    height_px: int
    start_s: float
    end_s: float
    left: float
    right: float

    def at(self, time_s: float) -> float:
        """Where a time lies, as a share of the width."""
        share = (time_s - self.start_s) / (self.end_s - self.start_s)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def plots_of(
    curves: Curves, exercise: Exercise, reps: Sequence[Rep], window_s: tuple[float, float], name: str
) -> tuple[Plot, ...]:
    """The plots of one set, wide and narrow.

    Parameters
    ----------
    curves
        Those of the whole session.
    exercise, reps
        What was done in the set.
    window_s
        When it began and ended.
    name
        Tells the set from others; the same set gives the same text.
    """
    names = [measure for measure in measures_of(exercise) if measure in curves.measures]
    if not names or not window_s[1] > window_s[0]:
        return ()
    return tuple(_plot(form, curves, exercise, reps, window_s, names, f"{name}-{form.name}") for form in (WIDE, NARROW))


def _plot(  # noqa: PLR0913, PLR0917 - all of it is of one picture
    form: Form,
    curves: Curves,
    exercise: Exercise,
    reps: Sequence[Rep],
    window_s: tuple[float, float],
    names: Sequence[str],
    salt: str,
) -> Plot:
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it logs whenever it looks for fonts
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    start_s, end_s = window_s
    least_px, wanted_px = form.width_px - form.left_px - form.right_px, (end_s - start_s) * form.second_px
    inner_px = wanted_px if wanted_px > _SQUEEZED * least_px else least_px
    inner_px = min(inner_px, _LONGEST_PX - form.left_px - form.right_px)  # of times that cannot be
    width = round(inner_px) + form.left_px + form.right_px
    height = _TOP_PX + len(names) * (form.panel_px + _GAP_PX) - _GAP_PX + _FOOT_PX
    left, right = form.left_px / width, 1 - form.right_px / width
    with rc_context(style(form.letter_px, salt)):
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        figure.patch.set_visible(False)
        for row, measure in enumerate(names):
            bottom = height - _TOP_PX - form.panel_px - row * (form.panel_px + _GAP_PX)
            axes = figure.add_axes((left, bottom / height, right - left, form.panel_px / height))
            drive = measure == exercise.judge.measure
            time_s, values = thinned(*curves.between(measure, start_s, end_s), round(POINTS_PER_PX * inner_px))
            shown, rest = SHOWN[measure], nan
            if measure == exercise.height.measure and exercise.height.from_rest and not drive:
                rest = _resting(curves, measure, reps, window_s)
                values = values - (rest if isfinite(rest) else 0.0)
            panel(axes, shown, time_s, shown.zero + shown.sign * values, reps)
            head(axes, shown, from_rest=isfinite(rest))
            if drive:
                gates(axes, shown, reps, held=exercise.hold.seconds > 0)
                if exercise.hold.seconds:
                    holds(axes, shown, time_s, values, reps)
                numbers(axes, reps)
            axes.set_xlim(start_s, end_s)
            times(axes, inner_px, last=measure == names[-1])
        svg = svg_of(figure)
    return Plot(form.name, svg, width, height, start_s, end_s, left, right)


def _resting(curves: Curves, measure: str, reps: Sequence[Rep], window_s: tuple[float, float]) -> float:
    """The value at rest: what is usual between the repetitions."""
    time_s, values = curves.between(measure, *window_s)
    idle = np.isfinite(values)
    for rep in reps:
        start_s, end_s = span_of(rep)
        idle &= ~((time_s >= start_s) & (time_s <= end_s))
    if idle.sum() < 5:
        known = values[np.isfinite(values)]
        return float(np.percentile(known, 5)) if len(known) else nan
    return float(np.median(values[idle]))
