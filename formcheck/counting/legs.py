"""Legs that work one at a time: each is measured off its own rest, then the higher one counts.

Seen from the side the far leg's foot is a different height in the picture than the near one's, and legs that
alternate never rest at once: one rest for both would lose every second repetition.
"""

from collections.abc import Iterable

import numpy as np

from formcheck.counting.rest import Rest
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.pose.landmarks import FloatArray


class Legs:
    """Puts the values of one or two legs together.

    Attributes
    ----------
    levels
        The rest of each leg that is reckoned with at present.
    """

    def __init__(self, count: int, settings: Settings = DEFAULTS) -> None:
        self._same = settings.still_within
        self._rests = [Rest(settings) for _ in range(count)] if count > 1 else []
        self.levels: FloatArray = np.zeros(count)
        self._found: FloatArray = np.full(count, np.inf)

    def update(self, time_s: float, values: Iterable[float], smallest: float, window: tuple[float, float]) -> bool:
        """Take one value a leg in; whether `levels` has changed, so that older heights must be put together anew."""
        if not self._rests:
            return False
        for leg, (rest, value) in enumerate(zip(self._rests, values, strict=True)):
            if rest.update(time_s, value, smallest, window) or not np.isfinite(self._found[leg]):
                found = rest.estimate(window)
                self._found[leg] = value if found is None else found
        if np.abs(self._found - self.levels).max() <= self._same * smallest:
            return False  # it stands as still as a body does
        self.levels = self._found.copy()
        return True

    def together(self, values: FloatArray) -> FloatArray:
        """(..., legs) heights to (...): the higher above its own rest, on the scale of the higher rest."""
        return np.asarray((values - self.levels).max(axis=-1) + self.levels.max())

    def forget_before(self, time_s: float) -> None:
        """Drop what is older."""
        for rest in self._rests:
            rest.forget_before(time_s)
