"""What was measured of the last while, to judge a repetition by when it is told."""

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import isnan, nan
from operator import attrgetter

from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.kinematics.observation import Observation
from formcheck.kinematics.view import ViewReading
from formcheck.pose.landmarks import SIDES, Side

REMEMBERED_S = 120.0
"""Longer than heights are kept (`Settings.memory_s`), of which repetitions are made."""
STILL_EVERY_S = 0.2
"""Of the moments at rest one is kept so often: rest is their median, and does not change within it."""
STILLS = 300
"""No more of them than the last minute's."""


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
        self._still: deque[Sample] = deque(maxlen=STILLS)
        self._rest: dict[tuple[Side, str], list[float]] = {}

    @property
    def since_s(self) -> float:
        """When what is remembered begins; NaN where nothing is."""
        return self._samples[0].time_s if self._samples else nan

    def add(self, observation: Observation, progress: float, view: ViewReading, *, in_position: bool = True) -> None:
        """Take the next moment; out of position nobody is at rest."""
        values = tuple([observation.smooth[side][measure] for side, measure in self._places])
        sample = Sample(observation.time_s, progress, values, self._places, view.off_side_deg, view.word or "")
        self._samples.append(sample)
        since_s = sample.time_s - self._still[-1].time_s if self._still else STILL_EVERY_S
        if in_position and abs(sample.progress) < self.at_rest and since_s >= STILL_EVERY_S:
            self._keep_still(sample)
        if sample.time_s - self._samples[0].time_s > 1.1 * REMEMBERED_S:
            del self._samples[: bisect_left(self._samples, sample.time_s - REMEMBERED_S, key=_TIME_S)]

    def between(self, start_s: float, end_s: float) -> Sequence[Sample]:
        """The samples of these seconds, both ends included."""
        first = bisect_left(self._samples, start_s, key=_TIME_S)
        return self._samples[first : bisect_right(self._samples, end_s, key=_TIME_S)]

    def rest(self, side: Side, measure: str) -> float:
        """Median of a measure at rest; NaN where it was not seen there."""
        if (side, measure) not in self._rest:
            still = (sample.value(side, measure) for sample in self._still)
            self._rest[side, measure] = sorted(value for value in still if not isnan(value))
        values = self._rest[side, measure]
        return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2 if values else nan

    def _keep_still(self, sample: Sample) -> None:
        """Keep a moment at rest, and the values that were asked for in order."""
        oldest = self._still[0] if len(self._still) == STILLS else None
        self._still.append(sample)
        for (side, measure), values in self._rest.items():
            if oldest is not None and not isnan(gone := oldest.value(side, measure)):
                del values[bisect_left(values, gone)]
            if not isnan(value := sample.value(side, measure)):
                insort(values, value)
