"""How far this person goes: the gates that follow from their rest and usual rise, and what has gone beyond them."""

from dataclasses import dataclass
from math import inf, isnan, nan

from formcheck.counting.backlog import Rise
from formcheck.counting.course import Course
from formcheck.counting.settings import Settings

# A rise below this share of the largest is a partial one and does not tell the person's range. People's deliberate
# partials reach 0.62 of their full ones; with 0.65 and 0.7 a repetition after a cut was lost.
NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Gates:
    """Rest, the usual rise, and the gates that follow, in pixels."""

    rest: float
    rise: float
    high: float
    low: float


class Reach:
    """The gates of one stay, and the excursions beyond them.

    Parameters
    ----------
    first_stay_s
        How long the height must stay at rest before the first movement; 0 where it may begin in any state.

    Attributes
    ----------
    gates
        None before anything rose.
    far, since_s
        The excursions beyond the upper gate, and the start of what has not come back yet; None at rest.
    """

    def __init__(self, settings: Settings, first_stay_s: float) -> None:
        self._settings, self._first_stay_s = settings, first_stay_s
        self.gates: Gates | None = None
        self.far: list[Rise] = []
        self.since_s: float | None = None
        self._away = False
        self._below_s = nan

    def returned(self, time_s: float, value: float) -> bool:
        """Whether the height has been below the lower gate for long enough after it was beyond the upper."""
        if self.gates is None:
            return False
        self._away = self._away or value > self.gates.high
        if value >= self.gates.low:
            self._below_s = nan
        elif isnan(self._below_s):
            self._below_s = time_s
        return self._away and time_s - self._below_s >= self._settings.dwell_s / 2

    def find(self, course: Course, rest: float, rises: list[float], *, final: bool, alone: bool) -> None:
        """Gates and excursions anew, from rest as it is thought to be now and the rises that the range is known by.

        At the end, `alone` says that no repetition has been told.
        """
        self.far = []
        if not rises:
            return
        settings, rise = self._settings, usual(rises)
        high = rest + max(settings.up * rise, course.smallest)
        gates = self.gates = Gates(rest, rise, high, rest + settings.down * rise)
        begun_below = -inf
        if course.whole and self._first_stay_s == 0:
            # Where there was nothing else, one that was seen to go on and to turn lacks only its beginning.
            turned = alone and course.backlog.first_rise(gates.low) > settings.still_within * course.smallest
            begun_below = inf if turned else rest + settings.begun * rise
        stays_s = (self._first_stay_s if course.whole else settings.dwell_s, settings.dwell_s)
        found, self.since_s = course.backlog.excursions(gates.low, begun_below, stays_s, closed=final)
        self._away = self.since_s is not None and course.backlog.under_way(self.since_s).peak > high
        self.far = [e for e in found if e.peak > high]

    def unfinished(self, course: Course, rest: float) -> Rise | None:
        """What has gone beyond the upper gate and has not come back."""
        since_s, settings = self.since_s, self._settings
        high = rest + course.smallest if self.gates is None else self.gates.high
        if self.gates is None and not isnan(rest):
            # Nothing has come back so far: the smallest movement has to do for its range.
            low = rest + settings.down * course.smallest
            _, since_s = course.backlog.excursions(low, -inf, (settings.dwell_s, settings.dwell_s))
        this = None if since_s is None else course.backlog.under_way(since_s)
        return this if this is not None and this.peak > high else None


def usual(rises: list[float]) -> float:
    """The usual one of the rises, at least one: the upper median of those that come near the largest but one.

    A size that was reached once may be some other movement, one that was reached twice is meant; and shallow ones
    among them, however many, do not become the measure.
    """
    rises = sorted(rises)
    largest = rises[-2] if len(rises) > 2 else rises[-1]
    near = [r for r in rises if r >= NEAR * largest]
    return near[len(near) // 2]
