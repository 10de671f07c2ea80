"""Small plots of one exercise, a point for each session, as SVG for the page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from formcheck.output.history.exercise_session import ExerciseSession, Performance
from formcheck.output.history.trends import compare_sides
from formcheck.output.report.svg import MARK, style, svg_of
from formcheck.output.sides import ANGLE_ERROR_DEG
from formcheck.pose.landmarks import Side
from formcheck.system.language import tr
from formcheck.system.language.local import brief, day

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 30
"""Of more sessions the last ones are shown."""
WIDTH_PX, HEIGHT_PX = 344, 176
_SIDES = ((Side.LEFT, "curve", "o"), (Side.RIGHT, "hold", "s"))


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot, with its name and what has to be said of it."""

    name: str
    about: str
    svg: str


def plots(exercise_sessions: Sequence[ExerciseSession]) -> Iterator[Plot]:
    """The plots of one exercise: repetitions, and where a camera has measured good share, range and hold.

    Parameters
    ----------
    exercise_sessions
        All of it, the oldest first.
    """
    shown = exercise_sessions[-MOST:]
    measured = any(one.measured for one in shown)
    about = tr("green: good; brown: not good; blue: not judged") if measured else tr("by the timer")
    yield Plot(tr("Repetitions"), about, _figure(shown, lambda axes: _bars(axes, shown)))
    if not measured:
        return
    shaded = tr("rest to top, median; shaded: ± {deg}°", deg=brief(ANGLE_ERROR_DEG))
    for name, about, unit, value, error in (
        (tr("Good"), tr("of those tried"), " %", lambda one: 100 * one.good_share, 0.0),
        (tr("Range"), shaded, "°", lambda one: one.range_deg, ANGLE_ERROR_DEG),
        (tr("Hold"), tr("median; dashed: asked for"), " s", lambda one: one.hold_s, 0.0),
    ):
        lines = _lines(shown, value)
        if not lines:
            continue
        targets = [one.dose.hold_s for one in shown] if unit == " s" else []
        drawn = _Lines(lines, unit, error, targets)
        yield Plot(name, about, _figure(shown, drawn.draw, right_px=38 if len(lines) > 1 else 10))


_Line = tuple[str, str, list[float]]
"""Colour, marker, and one value a session; NaN where there is none."""


def _lines(exercise_sessions: Sequence[ExerciseSession], value: Callable[[Performance], float]) -> list[_Line]:
    """One line, or one a side where the sides may be compared."""
    sides = _SIDES if compare_sides(exercise_sessions) is not None else ((None, "curve", "o"),)
    lines = [
        (colour, marker, [value(one.performance(side)) for one in exercise_sessions]) for side, colour, marker in sides
    ]
    return [line for line in lines if not all(map(isnan, line[2]))]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines over the sessions, their error shaded, and what was asked for."""

    lines: Sequence[_Line]
    unit: str
    error: float
    targets: Sequence[float]

    def draw(self, axes: "Axes") -> None:
        for colour, marker, values in self.lines:
            places = [place for place, value in enumerate(values) if not isnan(value)]
            known = [values[place] for place in places]
            if self.error:
                low, high = ([value + sign * self.error for value in known] for sign in (-1, 1))
                axes.fill_between(places, low, high, color=MARK[colour], alpha=0.14, linewidth=0)
            axes.plot(places, known, color=MARK[colour], linewidth=1.8, marker=marker, markersize=4.5)
        if len(self.lines) > 1:
            self._name(axes)
        if self.targets:
            axes.step(range(len(self.targets)), self.targets, where="mid", color=MARK["faint"], dashes=(4, 3))
        self._scale(axes)

    def _name(self, axes: "Axes") -> None:
        """Which line is which side, at their ends, the higher one's name above the lower one's."""
        ends = [next((value for value in reversed(line[2]) if not isnan(value)), 0.0) for line in self.lines]
        lower = 0 if ends[0] <= ends[1] else 1
        for place, (_, _, values), name, end in zip((0, 1), self.lines, (tr("left"), tr("right")), ends, strict=True):
            under = place == lower
            text = axes.text(len(values) - 0.6, end, name, color=MARK["text"], va="top" if under else "bottom")
            text.set_fontsize(11)

    def _scale(self, axes: "Axes") -> None:
        from matplotlib.ticker import FuncFormatter, MaxNLocator

        low, high = axes.get_ylim()
        if self.unit == " %":
            axes.set_ylim(-4, 104)
            axes.set_yticks([0, 50, 100])
        else:
            least = 40.0 if self.unit == "°" else 1.0
            middle, half = (low + high) / 2, max(high - low, least) / 2 * 1.1
            axes.set_ylim(max(middle - half, 0 if self.unit == " s" else -360), middle + half)
            axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{brief(y)}{self.unit}"))


def _bars(axes: "Axes", exercise_sessions: Sequence[ExerciseSession]) -> None:
    from matplotlib.ticker import MaxNLocator

    done = [one.performance() for one in exercise_sessions]
    good, judged = [one.good for one in done], [one.judged for one in done]
    mend = [all_ - fine for all_, fine in zip(judged, good, strict=True)]
    rest = [one.reps - known for one, known in zip(exercise_sessions, judged, strict=True)]
    places = range(len(exercise_sessions))
    axes.bar(places, good, width=0.72, color=MARK["good"])
    axes.bar(places, mend, width=0.72, bottom=good, color=MARK["mend"], alpha=0.55)
    axes.bar(places, rest, width=0.72, bottom=judged, color=MARK["curve"], alpha=0.55)
    axes.set_ylim(0, max(one.reps for one in exercise_sessions) * 1.08 + 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True, steps=[1, 2, 5, 10]))


def _figure(exercise_sessions: Sequence[ExerciseSession], draw: "Callable[[Axes], None]", right_px: int = 10) -> str:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(style(12, "formcheck")):
        figure = Figure(figsize=(WIDTH_PX / 72, HEIGHT_PX / 72), dpi=72)
        figure.patch.set_visible(False)
        left, bottom = 46, 26
        axes = figure.add_axes(
            (left / WIDTH_PX, bottom / HEIGHT_PX, 1 - (left + right_px) / WIDTH_PX, 1 - 36 / HEIGHT_PX)
        )
        draw(axes)
        axes.grid(axis="y", color=MARK["line"], linewidth=0.8, alpha=0.7)
        axes.set_axisbelow(True)
        axes.tick_params(length=0, pad=6)
        axes.set_xlim(-0.7, max(len(exercise_sessions), 6) - 0.3)
        _dates(axes, exercise_sessions)
        return svg_of(figure)


def _dates(axes: "Axes", exercise_sessions: Sequence[ExerciseSession]) -> None:
    """The day under the first, the last and one or two between, as many as have room."""
    last = len(exercise_sessions) - 1
    places = sorted({0, last} if last < 12 else {0, last // 2, last})
    if last < 3:
        places = [last]
    axes.set_xticks(places, [_day(exercise_sessions[place]) for place in places])
    if last >= 12:  # the outer ones would be cut off
        labels = axes.get_xticklabels()
        labels[0].set_horizontalalignment("left")
        labels[-1].set_horizontalalignment("right")


def _day(session: ExerciseSession) -> str:
    return day(session.started_at.date(), "MMMd")
