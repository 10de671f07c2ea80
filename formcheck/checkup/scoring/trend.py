"""The way of a value over many check-ups: Theil-Sen's slope, said only where its 90 % interval excludes nothing."""

from collections.abc import Sequence
from itertools import combinations
from math import sqrt
from statistics import median

FEWEST = 4
_Z90 = 1.645


def trend(values: Sequence[float]) -> float | None:
    """How much more from one check-up to the next; None for too few, or where it may be nothing.

    The interval is that of Sen 1968, by ranks of the slopes between all pairs.
    """
    count = len(values)
    if count < FEWEST:
        return None
    pairs = combinations(range(count), 2)
    slopes = sorted((values[later] - values[earlier]) / (later - earlier) for earlier, later in pairs)
    spread = _Z90 * sqrt(count * (count - 1) * (2 * count + 5) / 18)
    low = max(round((len(slopes) - spread) / 2) - 1, 0)
    high = min(round((len(slopes) + spread) / 2), len(slopes) - 1)
    return median(slopes) if slopes[low] > 0 or slopes[high] < 0 else None
