"""Legs that work one at a time: each is measured off its own rest, then the higher one counts.

Seen from the side the far leg's foot is a different height in the picture than the near one's, and legs that
alternate never rest at once: one rest for both would lose every second repetition.
"""

from collections import deque
from collections.abc import Iterable

import numpy as np

from formcheck.counting.rest import Rest
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.pose.landmarks import FloatArray


class _Leg:
    """Rest of one leg: as of any height, else the lowest that lasted."""

    LASTS_S = 0.2

    def __init__(self, settings: Settings) -> None:
        self._rest = Rest(settings)
        self._recent: deque[tuple[float, float]] = deque()
        self._lowest = np.inf
        self.level = np.inf

    def update(self, time_s: float, value: float, smallest: float, window: tuple[float, float]) -> None:
        self._recent.append((time_s, value))
        while time_s - self._recent[0][0] > self.LASTS_S:
            self._recent.popleft()
        self._lowest = min(self._lowest, max(v for _, v in self._recent))
        if self._rest.update(time_s, value, smallest, window) or not np.isfinite(self.level):
            found = self._rest.estimate(window)
            self.level = self._lowest if found is None else found

    def forget_before(self, time_s: float) -> None:
        self._rest.forget_before(time_s)


class Legs:
    """Puts the values of one or two legs together.

    Attributes
    ----------
    levels
        The rest of each leg that is reckoned with at present.
    """

    # A rest that wanders by less is the same rest: the share of the smallest rise within which a body stands still.
    SAME = 0.3

    def __init__(self, count: int, settings: Settings = DEFAULTS) -> None:
        self._legs = [_Leg(settings) for _ in range(count)] if count > 1 else []
        self.levels: FloatArray = np.zeros(count)

    def update(self, time_s: float, values: Iterable[float], smallest: float, window: tuple[float, float]) -> bool:
        """Take one value a leg in; whether `levels` has changed, so that older heights must be put together anew."""
        if not self._legs:
            return False
        for leg, value in zip(self._legs, values, strict=True):
            leg.update(time_s, value, smallest, window)
        levels = np.array([leg.level for leg in self._legs])
        if np.abs(levels - self.levels).max() <= self.SAME * smallest:
            return False
        self.levels = levels
        return True

    def together(self, values: FloatArray) -> FloatArray:
        """(..., legs) heights to (...): the higher above its own rest, on the scale of the higher rest."""
        return np.asarray((values - self.levels).max(axis=-1) + self.levels.max())

    def forget_before(self, time_s: float) -> None:
        """Drop what is older."""
        for leg in self._legs:
            leg.forget_before(time_s)
