"""How often an exercise was done, by the height that its repetitions are counted by, on the true points in space."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high
from typing import NamedTuple

import numpy as np

from ..render.body import SIDES
from ..render.rotation import Array
from .points import INDEX, thigh_m

SHARE = 0.65
"""A repetition rises by this share of the set's median rise."""
BACK = 0.35
"""It is over when it has come back below this share."""
SMALLEST_RISE = {
    "squat": 0.30, "split_squat": 0.25, "hip_hinge": 0.30, "glute_bridge": 0.15, "single_leg_bridge": 0.15,
    "prone_leg_lift": 0.15, "donkey_kick": 0.40, "straight_leg_kickback": 0.20, "bird_dog": 0.20,
}  # fmt: skip
"""Smallest rise of a repetition in thighs; exercises that are not here are counted as nothing."""


class Rule(NamedTuple):
    """The height of a group of exercises: what rises over what, and whether it counts downwards."""

    exercises: tuple[str, ...]
    what: str
    over: str
    down: bool = False


RULES = (
    Rule(("squat", "split_squat"), "hip", "foot", down=True),
    Rule(("hip_hinge",), "shoulder", "foot", down=True),
    Rule(("glute_bridge", "single_leg_bridge"), "hip", "shoulder"),
    Rule(("donkey_kick", "straight_leg_kickback", "bird_dog", "prone_leg_lift"), "ankle", "hip"),
)


@dataclass(frozen=True)
class Rise:
    """One excursion from rest and back.

    Attributes
    ----------
    start_s, top_s, end_s
        When it leaves 15 % of its own rise, is first past 90 % of it, and is back at 15 %.
    hold_s
        How long it stays past 90 % of its own rise.
    rise_thigh
        How high it goes.
    counts
        Whether it is a repetition.
    """

    start_s: float
    top_s: float
    end_s: float
    hold_s: float
    rise_thigh: float
    counts: bool


def height(exercise: str, points: Array) -> Array:
    """(N,) in thighs, 0 at the start, positive in the direction that counts; (N, 21, 3) metres, z up."""
    rule = next(rule for rule in RULES if exercise in rule.exercises)
    z = points[..., 2]
    sides = {name: np.stack([z[:, INDEX[f"{name}_{side}"]] for side in SIDES]) for name in ("hip", "shoulder", "ankle")}
    if rule.what == "ankle":  # each leg off its own rest, the higher of the two
        legs = sides["ankle"] - sides["hip"].mean(0)
        off = (legs - legs[:, :1]).max(0)
    else:
        over = sides["ankle"].min(0) if rule.over == "foot" else sides[rule.over].mean(0)
        off = sides[rule.what].mean(0) - over
        off = off - off[0]
    return np.asarray((-off if rule.down else off) / thigh_m(points))


def rises(exercise: str, time_s: Array, points: Array) -> list[Rise]:
    """Every excursion of at least half the smallest rise, in time; none for exercises that are no count."""
    if exercise not in SMALLEST_RISE:
        return []
    values, smallest = height(exercise, points), SMALLEST_RISE[exercise]
    found = _excursions(values, smallest / 2)
    tops = [float(values[a:b].max()) for a, b in found]
    counts = counting(tops, smallest)
    return [_rise(time_s, values, a, b, count) for (a, b), count in zip(found, counts, strict=True)]


def counting(tops: Sequence[float], smallest: float) -> list[bool]:
    """Which of these movements of a set, so high each, are repetitions; the median of two is the upper one."""
    large = [top for top in tops if top >= smallest]
    gate = max(SHARE * median_high(large), smallest) if large else np.inf
    return [top >= gate for top in tops]


def _excursions(values: Array, least: float) -> list[tuple[int, int]]:
    """First and end row of all that goes above `least`, and comes back below a share of what it reached."""
    found, first, top = [], None, 0.0
    for row, value in enumerate(values.tolist()):
        if first is None and value > least:
            first, top = row, value
        elif first is not None:
            top = max(top, value)
            if value < min(BACK * top, least):
                found.append((first, row))
                first = None
    return found


def _rise(time_s: Array, values: Array, first: int, end: int, counts: bool) -> Rise:
    top = float(values[first:end].max())
    while first > 0 and values[first - 1] > 0.15 * top:
        first -= 1
    while end < len(values) and values[end] > 0.15 * top:
        end += 1
    high = first + np.flatnonzero(values[first:end] > 0.9 * top)
    last = min(end, len(time_s) - 1)
    start_s, top_s, leave_s, end_s = (float(time_s[row]) for row in (first, high[0], high[-1], last))
    return Rise(start_s, top_s, end_s, leave_s - top_s, top, bool(counts))
