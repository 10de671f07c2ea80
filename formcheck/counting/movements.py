"""What a counter tells: repetitions, attempts, and how things stand at one moment."""

from dataclasses import dataclass
from math import nan

from formcheck.pose.landmarks import Side


@dataclass(frozen=True, slots=True)
class Excursion:
    """When a height left its rest, was farthest, and came back; seconds, interpolated between poses."""

    start_s: float
    top_s: float
    end_s: float

    def holds(self, time_s: float) -> bool:
        """Whether a time lies in it."""
        return self.start_s <= time_s <= self.end_s


@dataclass(frozen=True, slots=True)
class Movement(Excursion):
    """An excursion as it was told.

    Attributes
    ----------
    told_s
        When it was told.
    rise
        From rest to the top, in thigh lengths.
    side
        The leg that worked; BOTH where legs are not told apart or both rose.
    rest, gate
        The height at rest, and the one that it had to pass, in thigh lengths; NaN where no length is known.
    dips
        The falls and rises in between of at least half the smallest rise.
    reason
        Empty for a repetition; for an attempt, the word of a `results.Reason`.
    """

    told_s: float
    rise: float
    side: Side
    rest: float = nan
    gate: float = nan
    dips: int = 0
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is a repetition."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known at one moment.

    Attributes
    ----------
    progress
        0 at rest, 1 at the person's median top; may be beyond either.
    dips
        Falls and rises of the excursion under way.
    told
        Repetitions and attempts told at this very moment.
    leading
        The leg that is farther from its rest; BOTH where legs are not told apart.
    """

    time_s: float
    progress: float = 0.0
    dips: int = 0
    told: tuple[Movement, ...] = ()
    leading: Side = Side.BOTH
