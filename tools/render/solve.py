"""Finds where something that rises or falls steadily takes a value."""

from collections.abc import Callable


def crossing(function: Callable[[float], float], low: float, high: float, exact: float = 1e-7) -> float:
    """Where a steady function is zero between two bounds, else the bound nearer to zero (Illinois method).

    The function is called last at the place that is returned.

    Parameters
    ----------
    function
        Rises or falls all the way from `low` to `high`.
    low, high
        Where to look.
    exact
        A value as near to zero as this is zero.
    """
    at_low, at_high = function(low), function(high)
    if at_low * at_high > 0:
        nearer = low if abs(at_low) < abs(at_high) else high
        function(nearer)
        return nearer
    middle, kept = high, 0
    for _ in range(60):
        middle = high - at_high * (high - low) / (at_high - at_low) if at_high != at_low else low
        value = function(middle)
        if abs(value) < exact:
            break
        if value * at_high > 0:
            high, at_high = middle, value
            at_low *= 0.5 if kept == 1 else 1.0
            kept = 1
        else:
            low, at_low = middle, value
            at_high *= 0.5 if kept == -1 else 1.0
            kept = -1
    return middle
