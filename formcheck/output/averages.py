"""Averages of what is known: NaN is left out, and NaN is the average of nothing."""

from collections.abc import Callable, Iterable
from math import isnan, nan
from statistics import fmean, median


def median_known(values: Iterable[float]) -> float:
    """The median of those that are known."""
    return _known(median, values)


def mean_known(values: Iterable[float]) -> float:
    """The mean of those that are known."""
    return _known(fmean, values)


def _known(average: Callable[[list[float]], float], values: Iterable[float]) -> float:
    known = [value for value in values if not isnan(value)]
    return average(known) if known else nan
