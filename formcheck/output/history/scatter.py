"""What is beyond the scatter of a person's own sessions, and may be called a change."""

from collections.abc import Sequence
from enum import StrEnum
from math import isnan, nan, sqrt
from statistics import fmean, linear_regression

DOUBT = 0.01
"""The share of comparisons without any change that are called one.

A person looks after every session: with the usual 0.05 four of ten would within thirty sessions be told of a change
that is none, with it one of ten (simulated, independent sessions; a quarter where good and bad days come in runs that
correlate by 0.3).
"""


class Change(StrEnum):
    """What has become of a number."""

    MORE = "more"
    LESS = "less"
    SAME = "no change"
    EARLY = "too early to say"
    UNKNOWN = "not judged"


def changed(before: Sequence[float], now: Sequence[float], all_of: Sequence[float], smallest: float) -> Change:
    """What may be said of some sessions against others of the same person.

    A change has to be larger than the error of the measurement, and larger than the smallest detectable change of two
    means, which physiotherapy works out from repeated measurements (J. P. Weir, Quantifying test-retest reliability
    using the intraclass correlation coefficient and the SEM, Journal of Strength and Conditioning Research 19, 2005):
    quantile times scatter times the root of 1/n + 1/m. The repeated measurements are this person's own sessions; their
    scatter is that around a straight line through them all, so that steady progress is not taken for scatter, and the
    quantile is Student's, since they are few. With fewer than four there is no scatter to speak of.

    Parameters
    ----------
    before, now
        One value a session.
    all_of
        Those of all sessions that may be compared, in order of time.
    smallest
        What the measurement may err by.
    """
    if not now:
        return Change.UNKNOWN
    if not before:
        return Change.EARLY
    difference = fmean(now) - fmean(before)
    if abs(difference) <= smallest:
        return Change.SAME
    least = detectable(all_of, len(before), len(now))
    if isnan(least):
        return Change.EARLY
    if abs(difference) <= least:
        return Change.SAME
    return Change.MORE if difference > 0 else Change.LESS


def detectable(values: Sequence[float], before: int, now: int) -> float:
    """The smallest detectable change of two means of so many sessions; NaN where too few are known to say."""
    from scipy.special import stdtrit

    freedom = len(values) - 2
    if freedom < 2:
        return nan
    places = range(len(values))
    slope, start = linear_regression(places, values)
    scatter = sqrt(sum((value - start - slope * place) ** 2 for place, value in enumerate(values)) / freedom)
    return float(stdtrit(freedom, 1 - DOUBT / 2)) * scatter * sqrt(1 / before + 1 / now)
