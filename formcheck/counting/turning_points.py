"""The swings of a signal: where it turns, and at which level it rests."""

import numpy as np
import numpy.typing as npt

from formcheck.exercises.schema import Drive
from formcheck.pose.landmarks import FloatArray

EDGE_S = 0.3
"""A stretch that begins or ends at rest shows the rest for at least this long."""


def turning_points(values: FloatArray, least: float) -> list[tuple[int, bool]]:
    """Highest and lowest rows of every swing of at least some size, in order; true for a top.

    The first and the last turning point may be the edge of the signal. Missing values are passed over.
    """
    rows = np.flatnonzero(~np.isnan(values)).tolist()
    if not rows:
        return []
    low = high = rows[0]
    rising: bool | None = None
    points: list[tuple[int, bool]] = []
    for row in rows:
        low = row if values[row] < values[low] else low
        high = row if values[row] > values[high] else high
        if rising is not False and values[high] - values[row] >= least:
            points.append((high, True))
            rising, low = False, row
        elif rising is not True and values[row] - values[low] >= least:
            points.append((low, False))
            rising, high = True, row
    if rising is not None:
        points.append((high, True) if rising else (low, False))
    return points


def rest_level(time_s: FloatArray, values: FloatArray, drive: Drive) -> float | None:
    """Value of the driving measure at rest, None where the signal never rests.

    The middle of the signal's valleys: unlike its average, or its lowest values, it does not care how long the
    holds are, where the clip begins, or whether a picture froze half way up.
    """
    points = turning_points(values, drive.smallest_range / 2)
    valleys = [row for row, is_top in points if not is_top]
    edges = {points[0][0], points[-1][0]} if points else set()
    levels = [_around(time_s, values, row, drive.level) for row in valleys]
    settled = [
        level for row, (level, lasts_s) in zip(valleys, levels, strict=True) if row not in edges or lasts_s >= EDGE_S
    ]
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    candidates = settled or [level for level, _ in levels] or [float(np.median(known))]
    level = float(np.median(candidates))
    return level if drive.rest[0] <= level <= drive.rest[1] else None


def _around(time_s: FloatArray, values: FloatArray, row: int, level: float) -> tuple[float, float]:
    """Median of the values about a valley, and for how long they last, seconds."""
    near: npt.NDArray[np.bool_] = ~(values > values[row] + level)
    first = row
    while first > 0 and near[first - 1]:
        first -= 1
    last = row
    while last + 1 < len(values) and near[last + 1]:
        last += 1
    return float(np.nanmedian(values[first : last + 1])), float(time_s[last] - time_s[first])
