"""What a counter tells: repetitions, attempts, and how things stand at one moment."""

from dataclasses import dataclass

from formcheck.pose.landmarks import Side


@dataclass(frozen=True, slots=True)
class Repetition:
    """One excursion from rest and back, as it was told.

    Attributes
    ----------
    start_s, top_s, end_s
        When the height left the lower gate, was farthest, and came back.
    told_s
        When it was told.
    rise
        From rest to the top, in thigh lengths.
    dips
        Falls and rises in between of at least half the smallest rise.
    side
        The leg that worked; BOTH where legs are not told apart or both rose.
    rest, gate
        The height at rest, and the one that it had to pass, in thigh lengths; NaN where no length is known.
    """

    start_s: float
    top_s: float
    end_s: float
    told_s: float
    rise: float
    dips: int
    side: Side
    rest: float = float("nan")
    gate: float = float("nan")


@dataclass(frozen=True, slots=True)
class Attempt:
    """An excursion that is no repetition: `reason` is not_high_enough, too_fast or not_returned."""

    start_s: float
    top_s: float
    end_s: float
    told_s: float
    rise: float
    side: Side
    reason: str
    rest: float = float("nan")
    gate: float = float("nan")


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known at one moment; heights in thigh lengths in the direction of the movement, NaN where unknown.

    Attributes
    ----------
    progress
        0 at rest, 1 at the person's median top; may be beyond either.
    height, rest, peak
        The height now, at rest, and at the person's median top.
    gate
        The height a repetition must reach.
    dips
        Falls and rises of the excursion under way.
    size_known
        Whether a thigh or shank is seen, so that lengths are real ones; else they are the model's guess and only
        their shares of the person's own range mean something.
    repetitions, attempts
        Those told at this very moment.
    """

    time_s: float
    progress: float = 0.0
    height: float = float("nan")
    rest: float = float("nan")
    peak: float = float("nan")
    gate: float = float("nan")
    dips: int = 0
    size_known: bool = False
    repetitions: tuple[Repetition, ...] = ()
    attempts: tuple[Attempt, ...] = ()
