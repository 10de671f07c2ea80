"""Whether a person waits without moving."""

from collections import deque
from math import isnan

from formcheck.checkup.signals import Instant

STILL = 0.12
"""Hips that move no farther within the time of stillness, thigh lengths."""


class Stillness:
    """Whether the hips stay where they are for a time; causal."""

    def __init__(self, for_s: float) -> None:
        self._for_s = for_s
        self._places: deque[tuple[float, complex]] = deque()

    def update(self, now: Instant | None) -> bool:
        """Take the next moment."""
        if now is None:
            return False
        hips = now.middle("hip") * now.unit_px  # whose length is learnt meanwhile
        if not isnan(abs(hips)):
            self._places.append((now.time_s, hips))
        while self._places and now.time_s - self._places[0][0] > self._for_s:
            self._places.popleft()
        return all(abs(at - hips) <= STILL * now.unit_px for _, at in self._places)
