"""A value against earlier ones: a change is one only beyond the smallest that chance does not make.

The smallest real change of one value against one other (95 %) is 1.96 * sqrt(2) times the standard error of
measurement; against the mean of n earlier ones it is smaller, sqrt(1/n + 1) in place of sqrt(2).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import ceil, sqrt
from statistics import fmean, stdev

from formcheck.checkup.scoring.score import ChangeRule, Classes

SURE = 1.96
"""Standard errors within which chance stays 95 times of 100."""
AVERAGED = 2
"""So many of the last values are what a new one is compared with."""
OWN_FROM, PUBLISHED_COUNTS = 4, 4
"""From so many earlier values on the person's own scatter counts, beside a published one that counts as so many."""
_TINY = 1e-9


class Direction(StrEnum):
    """What has become of a value."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    FULL = "full"
    """To the end of the test, now as before: nobody knows what there would be beyond."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and whether the test ended before the person did."""

    value: float
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A value against earlier ones.

    Attributes
    ----------
    direction
        What has become of it.
    by, threshold
        The difference, and from where on one is no chance; in the unit of the test, or in classes.
    base, count
        What it is compared with: the mean of so many.
    kept
        The difference was there at the last check-up already, and has stayed.
    """

    direction: Direction
    by: float
    threshold: float
    base: float
    count: int
    kept: bool = False

    @property
    def real(self) -> bool:
        """Whether it is more than chance explains."""
        return self.direction in (Direction.MORE, Direction.LESS)

    @property
    def size(self) -> float:
        """How often it is its threshold; 0 where it is none."""
        return max(abs(self.by) / self.threshold, 1.0) if self.real else 0.0


def factor(earlier: int, new: int = 1) -> float:
    """Standard errors between the means of so many earlier and new values, beyond which is no chance: 2.77 for 1, 1."""
    return SURE * sqrt(1 / earlier + 1 / new)


def threshold(rule: ChangeRule, base: float, count: int, own_error: float | None = None, own_count: int = 0) -> float:
    """From where on a value differs from the mean of some earlier ones.

    Parameters
    ----------
    rule
        That of the test.
    base, count
        The mean, and of how many values.
    own_error, own_count
        The person's own standard error of measurement, and of how many values; None where it is not known.
    """
    error = max(rule.least, rule.share * base) / factor(1)
    if own_error is not None:
        together = PUBLISHED_COUNTS * error**2 + own_count * own_error**2
        error = sqrt(together / (PUBLISHED_COUNTS + own_count))
    found = error * factor(count)
    return float(ceil(found - _TINY)) if rule.whole else found


def own_error(values: Sequence[float]) -> float | None:
    """Somebody's own standard error: the scatter of the steps between their values; None for too few of them."""
    if len(values) < OWN_FROM:
        return None
    steps = [later - earlier for earlier, later in pairwise(values)]
    return stdev(steps) / sqrt(2)


def changed(now: Reading, past: Sequence[Reading], rule: ChangeRule) -> Change | None:
    """A value against those of before, the oldest first; None for the first one.

    A change of last time that is still there is told again, as kept.
    """
    if not past:
        return None
    before = _changed(past[-1], past[:-1], rule) if past[:-1] else None
    if before is not None and before.real:
        by = now.value - before.base
        if by * before.by > 0 and abs(by) >= before.threshold - _TINY:
            return replace(before, by=by, kept=True)
    return _changed(now, past, rule)


def _changed(now: Reading, past: Sequence[Reading], rule: ChangeRule) -> Change:
    last = past[-AVERAGED:]
    base, count = fmean(one.value for one in last), len(last)
    values = [one.value for one in past]
    least = threshold(rule, base, count, own_error(values), len(values))
    by = now.value - base
    if len(past) == 1 and by > 0:  # who knows the test does a little better at it
        least += rule.learning
    if now.capped and all(one.capped for one in last):
        return Change(Direction.FULL, by, least, base, count)
    return Change(_direction(by, least), by, least, base, count)


def changed_class(now: Reading, past: Sequence[Reading], classes: Classes) -> Change | None:
    """The same of classes: so many at once, or one that has stayed for two check-ups; `base` is a class."""
    if not past:
        return None
    here, last = class_of(now, classes), class_of(past[-1], classes)
    before = class_of(past[-2], classes) if past[1:] else last
    by, way = here - before, (here > before) - (here < before)
    if way and way == (last > before) - (last < before):
        return Change(_direction(by, 1), by, 1.0, before, 1, kept=True)
    if here == last == len(classes.at):
        return Change(Direction.FULL, 0.0, classes.at_once, last, 1)
    return Change(_direction(here - last, classes.at_once), here - last, classes.at_once, last, 1)


def class_of(reading: Reading, classes: Classes) -> int:
    """In which class a value is, 0 for the lowest."""
    return sum(reading.value >= begins for begins in classes.at)


def _direction(by: float, least: float) -> Direction:
    if abs(by) < least - _TINY:
        return Direction.SAME
    return Direction.MORE if by > 0 else Direction.LESS
