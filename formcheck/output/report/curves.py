"""The few curves of a session that a report plots, kept compactly while it runs."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from itertools import pairwise
from math import isnan, nan

import numpy as np

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import AnyExercise
from formcheck.pose.landmarks import FloatArray

HIP = "hip_extension_deg"
MOST = 100_000
"""More moments are thinned to every second one: two hours as they are looked at live, and ten for each pixel drawn."""
ANYWHERE_DEG = 90.0
"""What can be judged this far from the side view can be judged from everywhere."""


def measures_of(exercise: Exercise) -> tuple[str, ...]:
    """What is plotted of an exercise: its driving measure first, then the hip angle and the height, each once."""
    drive = exercise.judge.measure
    hip = () if drive in (HIP, "hip_flexion_deg") else (HIP,)  # these two are one angle, counted from either end
    return tuple(dict.fromkeys((drive, *hip, exercise.height.measure)))


class Curves:
    """Sink that keeps the smoothed curves of all that may be done: about 20 bytes a moment, 2 MB however long it lasts.

    Parameters
    ----------
    practices
        What may be done.
    """

    def __init__(self, practices: Collection[AnyExercise]) -> None:
        names = {name for one in practices if one.timer is None for name in measures_of(one)}
        # An angle in the picture means nothing where the view does not show form; what is judged from anywhere does.
        self._angles = {name for name in names if name.endswith("_deg")} - {
            one.judge.measure for one in practices if one.timer is None and one.judge.within_deg >= ANYWHERE_DEG
        }
        self._time_s = array("d")
        self._values = {name: array("f") for name in sorted(names)}
        self._moments, self._every = 0, 1

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Keep one moment that was looked at: between them nothing is measured."""
        if not moment.looked_at:
            return
        self._moments += 1
        if (self._moments - 1) % self._every:
            return
        if len(self._time_s) == MOST:
            self._thin()
        self._time_s.append(snapshot.time_s)
        for name, values in self._values.items():
            shown = snapshot.view.shows_form or name not in self._angles
            values.append(snapshot.measures.get(name, nan) if shown else nan)

    def _thin(self) -> None:
        self._every *= 2
        self._time_s = self._time_s[::2]
        self._values = {name: values[::2] for name, values in self._values.items()}

    def fill(self, other: "Curves", start_s: float, end_s: float) -> None:
        """Take from the curves of the same moments, or the first of them, what is not known here, between two times."""
        first, last = bisect_left(self._time_s, start_s), bisect_right(self._time_s, end_s)
        for name in self._values.keys() & other._values.keys():
            mine, theirs = self._values[name], other._values[name][:: self._every // other._every]
            for row in range(first, min(last, len(theirs))):
                if isnan(mine[row]):
                    mine[row] = theirs[row]

    def known_s(self, measures: Collection[str], start_s: float, end_s: float) -> float:
        """From when on, between two times, each of these was known once and one of them is all the time; else the end.

        What another exercise has shown before may be known, and then not.
        """
        rows = range(bisect_left(self._time_s, start_s), bisect_right(self._time_s, end_s))
        known = [[row for row in rows if not isnan(self._values[name][row])] for name in measures]
        begun, gaps = [one[0] for one in known if one], set(rows).difference(*known)
        return max((self._time_s[row] for row in [*begun, *gaps]), default=end_s)

    @property
    def measures(self) -> Collection[str]:
        """What is kept."""
        return self._values.keys()

    @property
    def span_s(self) -> tuple[float, float] | None:
        """Times of the first and the last moment; None where there was none."""
        return (self._time_s[0], self._time_s[-1]) if self._time_s else None

    def between(self, measure: str, start_s: float, end_s: float) -> tuple[FloatArray, FloatArray]:
        """Times and values of a measure between two times; NaN where it was not known."""
        time_s = np.frombuffer(self._time_s, np.float64) if self._time_s else np.empty(0)
        first, last = np.searchsorted(time_s, [start_s, end_s], "left")
        values = np.asarray(self._values[measure][first : last + 1], np.float64)
        return time_s[first : last + 1].copy(), values


def thinned(time_s: FloatArray, values: FloatArray, most: int) -> tuple[FloatArray, FloatArray]:
    """A curve of at most about so many points that looks the same: of each piece its lowest and its highest.

    A piece of which nothing is known stays a gap.
    """
    if len(values) <= most:
        return time_s, values
    kept: list[int] = []
    edges = np.linspace(0, len(values), most // 2 + 1).astype(int)
    for start, end in pairwise(edges.tolist()):
        piece = values[start:end]
        if np.isnan(piece).all():
            kept.append(start)
        else:
            kept += sorted({start + int(np.nanargmin(piece)), start + int(np.nanargmax(piece))})
    return time_s[kept], values[kept]
