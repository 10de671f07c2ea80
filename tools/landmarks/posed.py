"""Where the points of a body are while an exercise is done, from a table of a few poses."""

import numpy as np

from ..render.body import Side
from ..render.config import Config
from ..render.poses import EXERCISES, Exercise
from ..render.rotation import Array
from .points import points_of

STEPS = 16
"""Poses from rest to the farthest; in between, points go straight (off by 1 mm in a kick)."""


class Poses:
    """Points of a body at every value of the measure that drives an exercise.

    Parameters
    ----------
    config
        Exercise, shape and what else belongs to the pose; when things happen and the camera do not.
    farthest
        Value of the measure up to which the table goes, degrees.
    """

    def __init__(self, config: Config, farthest: float) -> None:
        self.exercise: Exercise = EXERCISES[config.exercise](config)
        self.farthest = farthest
        self._tables: dict[tuple[Side, bool], tuple[Array, Array]] = {}

    def rest(self, side: Side) -> float:
        """Value of the measure at rest."""
        return self.exercise.rest(side)

    def at(self, values: Array, side: Side, *, faulty: bool = True) -> Array:
        """(N, 21, 3) metres at N values of the measure."""
        key = (side, faulty)
        if key not in self._tables:
            self._tables[key] = self._table(side, faulty)
        known, points = self._tables[key]
        place = np.interp(values, known, np.arange(len(known)))
        low = np.minimum(place.astype(int), len(known) - 2)
        share = (place - low)[:, None, None]
        return np.asarray(points[low] * (1 - share) + points[low + 1] * share)

    def _table(self, side: Side, faulty: bool) -> tuple[Array, Array]:
        self.exercise.faulty = faulty
        rest = self.rest(side)
        points = [points_of(self.exercise.skeleton)]
        values = np.linspace(rest, self.farthest, STEPS)
        for value in values[1:].tolist():
            self.exercise.pose_for(value, side)
            points.append(points_of(self.exercise.skeleton))
        order = 1 if values[0] < values[-1] else -1
        return values[::order], np.stack(points)[::order]
