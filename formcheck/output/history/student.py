"""The quantile of Student's distribution, for a whole number of degrees of freedom."""

from math import atan, cos, pi, sin, sqrt, tan

_HALVINGS = 60


def within(t: float, freedom: int) -> float:
    """The share of values between -t and t (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    square, first = cos(angle) ** 2, freedom % 2
    term = total = cos(angle) if first else 1.0
    for number in range(2 + first, freedom, 2):
        term *= square * (number - 1) / number
        total += term
    if not first:
        return sin(angle) * total
    return 2 / pi * (angle + (sin(angle) * total if freedom > 1 else 0.0))


def quantile(freedom: int, doubt: float) -> float:
    """Beyond which, on either side together, that share of the values lies."""
    low, high = 0.0, pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if within(sqrt(freedom) * tan(middle), freedom) < 1 - doubt else (low, middle)
    return sqrt(freedom) * tan(low)
