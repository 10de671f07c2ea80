"""What was measured of the last while, to judge a repetition by when it is told."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import nan
from operator import attrgetter

from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.kinematics.observation import Observation
from formcheck.kinematics.view import ViewReading
from formcheck.pose.landmarks import SIDES, Side
from formcheck.pose.running_quantile import RunningQuantile

REMEMBERED_S = 120.0
"""Longer than heights are kept (`Settings.memory_s`), of which repetitions are made."""
STILL_S = 60.0
"""Rest is the median of the moments at rest within so long."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One moment: how far the height has come (0 at rest, 1 at the usual top), and what is judged by of both sides."""

    time_s: float
    progress: float
    values: tuple[float, ...]
    places: Mapping[tuple[Side, str], int]
    off_side_deg: float = nan
    view: str = ""

    def value(self, side: Side, measure: str) -> float:
        """A smoothed measure of one side."""
        return self.values[self.places[side, measure]]


_TIME_S = attrgetter("time_s")


class Trace:
    """Samples of the last while, in time.

    Parameters
    ----------
    measures
        What is kept of every moment: an observation holds much that nobody asks for again.

    Attributes
    ----------
    at_rest
        Progress below which the person is at rest.
    """

    def __init__(self, measures: Iterable[str], settings: Settings = DEFAULTS) -> None:
        self._places = {key: place for place, key in enumerate(product(SIDES, dict.fromkeys(measures)))}
        self.at_rest = settings.at_rest
        self._samples: list[Sample] = []
        self._still = [RunningQuantile(0.5, STILL_S) for _ in self._places]
        self._rest = [nan] * len(self._places)

    @property
    def since_s(self) -> float:
        """When what is remembered begins; NaN where nothing is."""
        return self._samples[0].time_s if self._samples else nan

    def add(self, observation: Observation, progress: float, view: ViewReading, *, in_position: bool = True) -> None:
        """Take the next moment; out of position nobody is at rest."""
        values = tuple([observation.smooth[side][measure] for side, measure in self._places])
        sample = Sample(observation.time_s, progress, values, self._places, view.off_side_deg, view.word or "")
        self._samples.append(sample)
        if in_position and abs(sample.progress) < self.at_rest:
            still = zip(self._still, values, strict=True)
            self._rest = [median.update(sample.time_s, value) for median, value in still]
        if sample.time_s - self._samples[0].time_s > 1.1 * REMEMBERED_S:
            del self._samples[: bisect_left(self._samples, sample.time_s - REMEMBERED_S, key=_TIME_S)]

    def between(self, start_s: float, end_s: float) -> Sequence[Sample]:
        """The samples of these seconds, both ends included."""
        first = bisect_left(self._samples, start_s, key=_TIME_S)
        return self._samples[first : bisect_right(self._samples, end_s, key=_TIME_S)]

    def rest(self, side: Side, measure: str) -> float:
        """Median of a measure at rest; NaN where it was not seen there."""
        return self._rest[self._places[side, measure]]
