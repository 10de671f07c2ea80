"""What is drawn in one panel of a plot: the curve, the repetitions, their gates, holds and faults."""

from collections.abc import Sequence
from math import isfinite, nan
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from formcheck.counting.results import Rep
from formcheck.exercises.severity import Severity
from formcheck.output.report.shown import Shown, clock
from formcheck.output.report.spans import kind_of, span_of
from formcheck.output.report.svg import MARK
from formcheck.pose.landmarks import FloatArray
from formcheck.system.language import tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def panel(axes: "Axes", shown: Shown, time_s: FloatArray, values: FloatArray, reps: Sequence[Rep]) -> None:
    """One curve over the repetitions' shades."""
    for kind in {kind_of(rep): None for rep in reps}:
        spans = [
            (start_s, end_s - start_s) for start_s, end_s in (span_of(rep) for rep in reps if kind_of(rep) == kind)
        ]
        known_spans = [span for span in spans if isfinite(span[0]) and isfinite(span[1])]
        across = axes.get_xaxis_transform()
        axes.broken_barh(known_spans, (0, 1), color=MARK[kind], alpha=0.13, linewidth=0, transform=across)
    axes.plot(time_s, values, color=MARK["curve"], linewidth=1.8, solid_joinstyle="round")
    known = values[np.isfinite(values)]
    if len(known):
        low, high = float(known.min()), float(known.max())
        least = 20.0 if shown.angle else 0.3
        pad = max((high - low) * 0.1, (least - (high - low)) / 2)
        axes.set_ylim(low - pad, high + pad)
    else:
        axes.set_ylim(0, 1)
        axes.text(0.5, 0.5, tr("not seen"), transform=axes.transAxes, ha="center", color=MARK["faint"])
    axes.grid(axis="y", color=MARK["line"], linewidth=0.8, alpha=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(left=False, bottom=False, pad=6)
    _scale(axes, shown)


def _scale(axes: "Axes", shown: Shown) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 3, 4.5, 5, 10] if shown.angle else [1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:.0f}°".replace("-", "−") if shown.angle else ""))


def head(axes: "Axes", shown: Shown, *, from_rest: bool) -> None:
    """What it shows, above its left end."""
    label = tr("{label}, from rest", label=tr(shown.label)) if from_rest else tr(shown.label)
    text = f"{label} ({shown.note})" if shown.note else label
    axes.annotate(text, (0, 1), (0, 7), "axes fraction", "offset points", va="bottom", color=MARK["text"])


def gates(axes: "Axes", shown: Shown, reps: Sequence[Rep], *, held: bool) -> None:
    """Where the hold of each repetition runs, named once at the right."""
    low, high = axes.get_ylim()
    named: list[tuple[float, str]] = []
    for label, dashes, values in ((tr("hold"), (1, 2), [_hold_gate(rep) if held else nan for rep in reps]),):
        known = [(rep, shown.value(value)) for rep, value in zip(reps, values, strict=True) if isfinite(value)]
        if known:
            starts, ends = zip(*(span_of(rep) for rep, _ in known), strict=True)
            around = [start_s - 0.2 for start_s in starts], [end_s + 0.2 for end_s in ends]
            levels = [gate for _, gate in known]
            axes.hlines(levels, *around, colors=MARK["text"], linewidth=1.3, linestyles=(0, dashes))
            level = median(gate for _, gate in known)
            named.append((level, label))
            low, high = min(low, level), max(high, level)
    room = high - low
    axes.set_ylim(low - 0.06 * room, high + 0.14 * room)  # for faults below, and numbers above
    _name(axes, named, shown)


def _hold_gate(rep: Rep) -> float:
    """The gate of a hold on the measure that is plotted; NaN where it ran on the height."""
    return nan if rep.hold_on in ("", "height") else rep.hold_gate


def _name(axes: "Axes", named: Sequence[tuple[float, str]], shown: Shown) -> None:
    """Names of the gates at the right edge, the later one further on where they would meet."""
    low, high = axes.get_ylim()
    step, before = 0.11 * (high - low) * shown.sign, nan
    for level, label in named:
        at = before + step if (level - before) / step < 1 else level
        before = at
        axes.text(1.0, at, f" {label}", transform=axes.get_yaxis_transform(), va="center", color=MARK["faint"])


def holds(axes: "Axes", shown: Shown, time_s: FloatArray, values: FloatArray, reps: Sequence[Rep]) -> None:
    """What lies past the hold gate, filled."""
    gates = np.full(len(values), nan)
    for rep in reps:
        start_s, end_s = span_of(rep)
        past = (time_s >= start_s) & (time_s <= end_s) & (values >= _hold_gate(rep))
        gates[past] = shown.value(_hold_gate(rep))
    held = np.isfinite(gates)
    if held.any():
        curve = shown.zero + shown.sign * values
        axes.fill_between(time_s, gates, curve, where=held, color=MARK["hold"], alpha=0.45, linewidth=0)


def numbers(axes: "Axes", reps: Sequence[Rep]) -> None:
    """Above each repetition its number and a sign, and below it bars where a fault lasted."""
    signs = {"good": "", "mend": " !", "counted": "", "missed": " ×", "other": ""}
    across = axes.get_xaxis_transform()
    for rep in reps:
        start_s, end_s = span_of(rep)
        if isfinite(start_s) and isfinite(end_s):
            text, at = f"{rep.number}{signs[kind_of(rep)]}", (start_s + end_s) / 2
            axes.text(at, 0.985, text, transform=across, ha="center", va="top", color=MARK["text"], weight="bold")
    faults = [fault for rep in reps for fault in rep.faults]
    if faults:
        colours = [MARK["faint" if fault.severity is Severity.TIP else "mend"] for fault in faults]
        starts = [fault.start_s for fault in faults]
        ends = [max(fault.end_s, fault.start_s + 0.15) for fault in faults]
        axes.hlines([0.02] * len(faults), starts, ends, colors=colours, linewidth=4, transform=across)


def times(axes: "Axes", inner_px: float, *, last: bool) -> None:
    """The times below, written under the last panel alone."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(max(3, int(inner_px / 75)), steps=[1, 2, 3, 5, 6, 10], integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: clock(x) if last and x >= 0 else ""))
