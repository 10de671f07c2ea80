"""When what happens in a clip."""

from collections.abc import Sequence
from dataclasses import dataclass

from .body import Side
from .config import Config
from .faults import PEAK_FROM, SINKS_FROM, TIMES, time_key
from .rotation import smoother

COUNTS_FROM = 0.65
"""What is counted by no height is a repetition from this share of the way from rest to goal on."""


@dataclass(frozen=True)
class Rep:
    """One movement out and back.

    Attributes
    ----------
    number, side
        Its number from 1, and the working side.
    peak
        Value of the driving measure it goes to, degrees.
    sunk
        Value that it has sunk to at the end of the hold.
    faulty
        Whether the faults of the configuration are made in it.
    start_s, top_s, leave_top_s, end_s
        When it begins, reaches the peak, leaves it and is back.
    """

    number: int
    side: Side
    peak: float
    sunk: float
    faulty: bool
    start_s: float
    top_s: float
    leave_top_s: float
    end_s: float


@dataclass(frozen=True)
class Moment:
    """What happens at one time.

    Attributes
    ----------
    phase
        `enter`, `rest`, `to_goal`, `hold` or `to_rest`.
    rep
        The repetition it belongs to, if any.
    share
        Way from rest to the peak, 0 to 1; in `enter`, way into the start position.
    held
        How much of what grows during the hold has grown, 0 to 1; afterwards 1.
    stretched
        How far a leg is stretched that is stretched after the way, 0 to 1.
    """

    phase: str
    rep: Rep | None
    share: float
    held: float = 0.0
    stretched: float = 1.0


class Timeline:
    """All repetitions of a clip."""

    def __init__(self, config: Config, usual_peak_deg: float, even_pace: bool = False) -> None:
        self.config, self.even_pace = config, even_pace
        self.ready_s = config.enter_wait_s + config.enter_s if config.enter else 0.0
        peaks = config.by_rep("peak", usual_peak_deg if config.peak is None else config.peak)
        self.reps = self._plan(peaks, config.by_rep("hold_s", config.hold_s))
        self.end_s = self.reps[-1].end_s + config.pause_s + config.tail_s

    def _plan(self, peaks: Sequence[float], holds_s: Sequence[float]) -> list[Rep]:
        config, reps, start_s = self.config, [], self.ready_s + self.config.lead_s
        for number, (side, wanted, hold_s) in enumerate(zip(config.sides, peaks, holds_s, strict=True), 1):
            amounts = config.amounts_of(number)
            times = {time_key(config.exercise, key): value for key, value in amounts.items() if key in TIMES}
            peak = next((start + amounts[key] for key, start in PEAK_FROM.items() if key in amounts), wanted)
            sunk = next((start + amounts[key] for key, start in SINKS_FROM.items() if key in amounts), peak)
            top_s = start_s + times.get("move_s", config.move_s)
            leave_s = top_s + hold_s
            end_s = leave_s + times.get("return_s", config.return_s)
            faulty = config.faulty is None or number in config.faulty
            reps.append(Rep(number, side, peak, sunk, faulty, start_s, top_s, leave_s, end_s))
            start_s = end_s + config.pause_s
        return reps

    def at(self, time_s: float) -> Moment:
        """What happens at a time."""
        config = self.config
        if time_s < self.ready_s:
            return Moment("enter", None, smoother((time_s - config.enter_wait_s) / config.enter_s))
        for rep in self.reps:
            if rep.start_s <= time_s < rep.top_s:
                passed = (time_s - rep.start_s) / (rep.top_s - rep.start_s)
                share = passed if self.even_pace else smoother(passed)
                return Moment("to_goal", rep, share, stretched=self._stretched(0.0))
            if rep.top_s <= time_s <= rep.leave_top_s:
                since_s = time_s - rep.top_s
                return Moment("hold", rep, 1.0, self._held(rep, since_s), self._stretched(since_s))
            if rep.leave_top_s < time_s <= rep.end_s:
                share = 1 - smoother((time_s - rep.leave_top_s) / (rep.end_s - rep.leave_top_s))
                return Moment("to_rest", rep, share, 1.0, share if config.stretch_s else 1.0)
        return Moment("rest", None, 0.0, stretched=self._stretched(0.0))

    def _held(self, rep: Rep, since_s: float) -> float:
        config = self.config
        lasts_s = rep.leave_top_s - rep.top_s - config.sinks_after_s if config.sinks_s is None else config.sinks_s
        return min(max((since_s - config.sinks_after_s) / max(lasts_s, 1e-9), 0.0), 1.0)

    def _stretched(self, since_s: float) -> float:
        return smoother(since_s / self.config.stretch_s) if self.config.stretch_s else 1.0
