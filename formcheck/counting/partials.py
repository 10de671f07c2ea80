"""Excursions that are no repetition, found among the turning points, and what they fell short of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from formcheck.counting.backlog import Excursion
from formcheck.counting.turning_points import Turn

# Back where it fell by half of its own rise: a partial movement has no gates of its own.
BACK = 0.5


@dataclass(frozen=True, slots=True)
class Partial:
    """From a valley over a top to a valley."""

    start_s: float
    top_s: float
    end_s: float
    rise: float


def partials(turns: list[Turn], rest: float, least: float) -> list[Partial]:
    """Every excursion of at least `least` pixels above `rest` and back, repetitions among them.

    Parameters
    ----------
    turns
        Tops and valleys in turn; the last may be one that the height has not left.
    rest, least
        In pixels.
    """
    found: list[Partial] = []
    start: Turn | None = None
    highest: Turn | None = None
    for turn in turns:
        if turn.top:
            if start is not None and turn.value - rest >= least and (highest is None or turn.value > highest.value):
                highest = turn
            continue
        if highest is not None and start is not None:
            if turn.value - rest > BACK * (highest.value - rest):
                continue
            found.append(Partial(start.time_s, highest.time_s, turn.time_s, highest.value - rest))
        start, highest = turn, None
    return found


def fallen_short(
    found: Sequence[Partial],
    gate: float,
    waiting: Callable[[Partial], bool],
    fast: Sequence[Excursion],
    known: Callable[[float], bool],
) -> Iterator[tuple[Partial, str]]:
    """Which of these are attempts, one after the other, each with its reason.

    Parameters
    ----------
    found
        Partial movements that have come back.
    gate
        The rise in pixels that makes a repetition; infinite while it is not known.
    waiting
        Whether a movement may still become a repetition.
    fast
        Excursions beyond the gate that were too short to be repetitions.
    known
        Whether the movement with this top was reported already, will be, or is still under way.
    """
    for this in found:
        if waiting(this) or known(this.top_s):
            continue
        if any(e.start_s <= this.top_s <= e.end_s for e in fast):
            yield this, "too_fast"
        elif this.rise <= gate:  # else it reached the gate, but where it came from was no rest
            yield this, "not_high_enough"
