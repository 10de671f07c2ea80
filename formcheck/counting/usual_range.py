"""How far this person goes: the usual rise, and whether it or rest has changed since a movement was decided."""

# A rise below this share of the largest is a partial one and does not tell the person's range: people's deliberate
# partials are at most 0.62 of their full ones.
NEAR = 0.6
# Rest and range wander by a few per cent; a movement decided before is decided again only for more.
SAME, NEWS = 0.02, 0.15
# What was known within this of the end of a movement is what it was decided by.
DECIDED_S = 0.5
MEMORY = 200


def usual(rises: list[float]) -> float:
    """The usual one of the rises, at least one: the upper median of those that come near the largest but one.

    A size that was reached once may be some other movement, one that was reached twice is meant; and shallow ones
    among them, however many, do not become the measure.
    """
    rises = sorted(rises)
    largest = rises[-2] if len(rises) > 2 else rises[-1]
    near = [r for r in rises if r >= NEAR * largest]
    return near[len(near) // 2]


class Known:
    """What rest and rise were thought to be, in time."""

    def __init__(self) -> None:
        self._notes: list[tuple[float, float, float]] = []

    def note(self, time_s: float, rest: float, rise: float) -> None:
        """Rest and usual rise as they are thought to be now."""
        if self._notes:
            _, last, last_rise = self._notes[-1]
            if abs(last - rest) <= SAME * rise and abs(last_rise - rise) <= SAME * rise:
                return
        self._notes = [*self._notes[-MEMORY:], (time_s, rest, rise)]

    def news(self, end_s: float, rest: float, rise: float) -> bool:
        """Whether they are other than when a movement that ended then was decided."""
        then = [note for note in self._notes if note[0] <= end_s + DECIDED_S]
        if not then:
            return True
        _, last, last_rise = then[-1]
        return abs(last - rest) > NEWS * rise or not 1 / (1 + NEWS) < last_rise / rise < 1 + NEWS
