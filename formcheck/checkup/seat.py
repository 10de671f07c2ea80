"""Where one person sits and stands on one chair: learnt from stands of their own, by the engine that counts."""

from dataclasses import dataclass
from statistics import median

import numpy as np

from formcheck.counting.counter import Counter
from formcheck.counting.movements import Excursion, Movement
from formcheck.exercises.count import Count
from formcheck.kinematics.perception import Followed


@dataclass(frozen=True, slots=True)
class Seat:
    """Hips over the lower foot of who sits and of who stands, pixels."""

    sits_px: float
    stands_px: float

    def share(self, hips_px: float) -> float:
        """How far a height is on the way from seat to stand: 0 to 1."""
        return (hips_px - self.sits_px) / (self.stands_px - self.sits_px)


SITS_WITHIN = 0.15
"""Of the range of a stand, from its lowest: there the person sits."""
BEST_S, AROUND_S = 0.3, 1.5
"""Who stands is as high as the median of the highest seconds; who sits is looked for so long before and after."""


class SeatLearner:
    """Learns the seat of some stands as they come.

    Parameters
    ----------
    count
        What a stand is, as an exercise's file says it.
    least_up
        Hips over the foot of who stands, at least, thigh lengths.

    Attributes
    ----------
    stood, fell_short
        How often the person came up to a stand, and how often not.
    """

    def __init__(self, count: Count, least_up: float) -> None:
        self.stood = self.fell_short = 0
        self._counter, self._least_up = Counter(count), least_up
        self._heights: list[tuple[float, float]] = []
        self._seats: list[Seat] = []

    @property
    def seat(self) -> Seat | None:
        """What is known so far; None before the first stand."""
        if not self._seats:
            return None
        return Seat(median(seat.sits_px for seat in self._seats), median(seat.stands_px for seat in self._seats))

    def update(self, time_s: float, followed: Followed | None) -> None:
        """Take the next moment."""
        if followed is not None:
            self._heights.append((time_s, followed.body.hips - min(followed.body.feet)))
        self._take(self._counter.update(time_s, followed).told)

    def finish(self) -> None:
        """The end: what waited for more is told."""
        self._take(self._counter.finish().told)

    def _take(self, told: tuple[Movement, ...]) -> None:
        for one in told:
            stood = one.counts and one.rest + one.rise >= self._least_up
            self.stood, self.fell_short = self.stood + stood, self.fell_short + (not stood)
            if stood:
                self._seats.append(self._seat_of(one))

    def _seat_of(self, one: Excursion) -> Seat:
        times_s, heights = np.array(self._heights).T
        step_s = float(np.median(np.diff(times_s))) or BEST_S
        near = heights[(times_s >= one.start_s) & (times_s <= one.end_s)]
        best = np.sort(near)[-max(1, round(BEST_S / step_s)) :]
        about = heights[(times_s >= one.start_s - AROUND_S) & (times_s <= one.end_s + AROUND_S)]
        low = float(np.percentile(about, 5))
        sits = about[about <= low + SITS_WITHIN * (float(np.median(best)) - low)]
        return Seat(float(np.median(sits)), float(np.median(best)))
