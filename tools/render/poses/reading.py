"""How a body reads the numbers of a pose: sides told apart, and walking added."""

import numpy as np

from ..body import OTHER, SIGN, Side
from .numbers import Numbers


class Reading:
    """Numbers as a body reads them: gait added, and sides told apart."""

    def __init__(self, numbers: Numbers, work: Side) -> None:
        self.numbers, self.work = numbers, work
        self.phase = {work: np.radians(numbers["gait_deg"]), OTHER[work]: np.radians(numbers["gait_deg"]) + np.pi}

    def __getitem__(self, key: str) -> float:
        return self.numbers[key] + SIGN[self.work] * self.numbers.get(f"{key}_to", 0.0)

    def of(self, key: str, side: Side) -> float:
        """A number of one side."""
        role = "work" if side == self.work else "other"
        value = self.numbers.get(f"{key}_{side}", self.numbers.get(f"{key}_{role}", self.numbers[key]))
        return value + self.numbers["gait"] * self._step(key, self.phase[side])

    @staticmethod
    def _step(key: str, phase: float) -> float:
        """What walking adds, degrees: legs and arms swing against each other."""
        swing = {
            "hip": 24 * np.sin(phase) + 3,
            "knee": 10 + 48 * max(np.sin(phase + 1.2), 0.0) ** 2,
            "arm": -20 * np.sin(phase),
            "elbow": 15.0,
        }
        return float(swing.get(key, 0.0))
