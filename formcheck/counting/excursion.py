"""One movement away from rest and back, as it is followed: its samples, its peak and its hold.

Progress is 0 at the person's rest and 1 at the goal. What an excursion was is judged afterwards (`reps`).
"""

from dataclasses import dataclass, field
from math import isnan, nan
from statistics import median

DROPOUT_S = 0.3
"""A hold survives a drop-out this long; the drop-out itself is not credited."""
NEAR_TOP = 0.8
"""Share of the highest progress from which on an excursion is near its top."""
PEAK_S = 0.3
"""Peaks are the median over this long about the highest progress."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One moment of one side: progress, and the values that are looked up at its peak; NaN where not seen.

    ``rise`` is how far the driving measure is from its rest, ``drive`` its value, not corrected by any offset; ``fits``
    is 1 where everything is as it has to be at the top, 0 where it is not; ``swapped`` is 1 where the leg that was
    picked is the person's right one.
    """

    time_s: float
    progress: float
    rise: float = nan
    drive: float = nan
    hip_extension_deg: float = nan
    height: float = nan
    confirm: float = nan
    fits: float = nan
    swapped: float = 0.0


@dataclass(slots=True)
class Excursion:
    """One movement away from rest and back.

    Attributes
    ----------
    start_s, end_s
        Progress leaves and reaches `EDGE`, interpolated between frames; NaN where that was not seen.
    top_s
        Progress first reaches the hold gate, or its highest value where it never does.
    peak, rival_peak
        Highest progress, of this side and of the other one meanwhile.
    hold_s
        Longest run past the hold gate.
    counted_s, counted_end_s, above_s
        First and last passing of the count gate, and how long progress was past it.
    returned, lost
        Whether it came back below the lower gate; whether it was out of sight for too long.
    samples
        Everything seen meanwhile.
    """

    start_s: float
    end_s: float = nan
    top_s: float = nan
    peak: float = 0.0
    rival_peak: float = 0.0
    hold_s: float = 0.0
    counted_s: float = nan
    counted_end_s: float = nan
    above_s: float = 0.0
    returned: bool = False
    lost: bool = False
    samples: list[Sample] = field(default_factory=list)

    def at_peak(self, name: str) -> float:
        """Median of one of the samples' values about the moment of the highest progress; NaN where unknown."""
        if not self.samples:
            return nan
        peak_s = max(self.samples, key=lambda sample: sample.progress).time_s
        near = [getattr(sample, name) for sample in self.samples if abs(sample.time_s - peak_s) <= PEAK_S / 2]
        known = [value for value in near if not isnan(value)]
        return median(known) if known else nan

    def fits(self) -> bool:
        """Whether its top was that of the exercise, for most of the time near it; a single wild frame is no top."""
        near = [sample.fits for sample in self.samples if sample.progress >= NEAR_TOP * self.peak]
        known = [value for value in near if not isnan(value)]
        return not known or sum(known) >= len(known) / 2


class HoldClock:
    """Time past a gate: the longest run, with short drop-outs bridged but not credited."""

    def __init__(self, dropout_s: float = DROPOUT_S) -> None:
        self.best_s = 0.0
        self.run_s = 0.0
        self._out_s = 0.0
        self._dropout_s = dropout_s

    def update(self, before: Sample, now: Sample, gate: float) -> None:
        """Take one step from the sample before to the one now."""
        step_s = now.time_s - before.time_s
        past_s = time_past(before, now, gate) if step_s <= self._dropout_s else 0.0
        self._out_s = 0.0 if now.progress >= gate and step_s <= self._dropout_s else self._out_s + step_s - past_s
        self.run_s += past_s
        self.best_s = max(self.best_s, self.run_s)
        if self._out_s > self._dropout_s:
            self.run_s = 0.0
            self._out_s = 0.0 if now.progress >= gate else self._out_s


def crossing(before: Sample, now: Sample, level: float) -> float:
    """When progress crossed a level between two samples, seconds; the later time where it did not."""
    rise = now.progress - before.progress
    if not rise or isnan(rise):
        return now.time_s
    share = (level - before.progress) / rise
    return before.time_s + share * (now.time_s - before.time_s) if 0 <= share <= 1 else now.time_s


def time_past(before: Sample, now: Sample, level: float) -> float:
    """Seconds of the step between two samples for which progress was at or past a level."""
    step_s = now.time_s - before.time_s
    if now.progress >= level and before.progress >= level:
        return step_s
    if now.progress < level and before.progress < level:
        return 0.0
    at_s = crossing(before, now, level)
    return now.time_s - at_s if now.progress >= level else at_s - before.time_s
