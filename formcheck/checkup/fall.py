"""A drop like a fall: who stood a moment ago and lies now."""

from collections import deque

from formcheck.checkup.signals import Instant

WITHIN_S = 0.7
STOOD, LIES = 1.3, 0.5
"""Hips over the lower foot, thigh lengths: of who stands, and of who is on the floor; a low chair has 0.7."""
HEAD = 1.2
"""And the head is no higher over it: bodies of four shapes that lie anyhow before a lens up to 0.55 m high have 1.1 at
most, as their feet or their head may be nearer to it; who sits on the floor has 1.3 at least."""


class FallWatch:
    """Looks for one; causal."""

    def __init__(self) -> None:
        self._heights: deque[tuple[float, float]] = deque()

    def update(self, now: Instant | None) -> bool:
        """Take the next moment; whether the person has just fallen."""
        if now is None:
            return False
        height = now.hips_px / now.unit_px
        self._heights.append((now.time_s, height))
        while now.time_s - self._heights[0][0] > WITHIN_S:
            self._heights.popleft()
        head = now.points[0].imag - now.middle("hip").imag + height
        return height < LIES and head < HEAD and max(value for _, value in self._heights) > STOOD
