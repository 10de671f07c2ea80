"""Faults over time, and the one correction that helps now."""

from collections.abc import Mapping
from math import isnan, nan

from formcheck.counting.advice import Advice
from formcheck.counting.one_correction import OneCorrection
from formcheck.counting.results import FaultSpan
from formcheck.counting.snapshot import Cue, Phase
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import TIMES, Direction, Fault
from formcheck.exercises.severity import Severity

LONG_S = 5.0
"""In a hold of so long something is mended while it lasts; a shorter one is over before it is said."""

HALF_WAY = 2
"""Dips of one movement at which it is said that it should end: one may be a trembling leg."""
DIPS = "half_way"
"""Id of the cue about a movement that goes up and down without an end."""
_ALL_THE_WAY = {
    Direction.HIGHER: Advice.ALL_THE_WAY_DOWN,
    Direction.DEEPER: Advice.ALL_THE_WAY_UP,
    Direction.FURTHER: Advice.ALL_THE_WAY_BACK,
}
_MOVING = (Phase.LIFT, Phase.HOLD, Phase.LOWER)


class FaultWatch:
    """One fault: true for long enough it is raised, back within its limit by a margin it ends."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self._since_s = nan
        self._last_s = nan
        self._worst = nan
        self._raised = False
        self.spans: list[FaultSpan] = []

    def update(self, time_s: float, phase: Phase, value: float) -> bool:
        """Take a value (NaN where it cannot be judged); true at the moment the fault is raised."""
        margin = self.fault.margin(value) if self._in_phase(phase) else nan
        if isnan(margin) or margin <= (-self.fault.release if self._raised else 0.0):
            self._close()
            return False
        if isnan(self._since_s):
            self._since_s, self._worst = time_s, value
        elif margin > self.fault.margin(self._worst):
            self._worst = value
        self._last_s = time_s
        if self._raised or time_s - self._since_s < self.fault.for_s:
            return False
        self._raised = True
        return True

    def take(self, start_s: float, end_s: float) -> list[FaultSpan]:
        """What was raised within these seconds; what was before is dropped, what begins later stays."""
        if self._since_s <= end_s:
            self._close()
        taken = [span for span in self.spans if start_s <= span.end_s and span.start_s <= end_s]
        self.spans = [span for span in self.spans if span.start_s > end_s]
        return taken

    def _in_phase(self, phase: Phase) -> bool:
        if self.fault.during == "rep":  # what began in the movement may end at rest: a trunk comes up last
            return phase in _MOVING or not isnan(self._since_s)
        return self.fault.during == phase.value

    def _close(self) -> None:
        if self._raised:
            fault = self.fault
            self.spans.append(_span(fault, self._since_s, self._last_s, self._worst))
        self._raised, self._since_s = False, nan


def _span(fault: Fault, start_s: float, end_s: float, worst: float) -> FaultSpan:
    return FaultSpan(fault.id, fault.severity, fault.say, start_s, end_s, worst, fault.limit_near(worst))


class Coach:
    """Watches all faults of an exercise, and says at most one thing a movement.

    Parameters
    ----------
    exercise, spared
        As `OneCorrection`.
    """

    def __init__(self, exercise: Exercise, spared: int = 0) -> None:
        self._watches = [FaultWatch(fault) for fault in exercise.fault if fault.measure not in TIMES]
        self._ends = [fault for fault in exercise.fault if fault.measure in TIMES]
        self._half_way = Cue(DIPS, _ALL_THE_WAY[exercise.direction], Severity.FIX)
        self._dips = 0
        self._lasts = exercise.hold_s >= LONG_S
        self._one = OneCorrection(exercise, spared)
        self.judge, self.followed, self.cue = self._one.judge, self._one.followed, self._one.cue

    def watch(
        self, time_s: float, phase: Phase, values: Mapping[str, float], rest: Mapping[str, float], off_side_deg: float
    ) -> None:
        """Look at one moment of the working side.

        Parameters
        ----------
        time_s, phase
            When, and in which part of the repetition.
        values, rest
            Every measure now, and those at rest that a fault is counted from; NaN where it cannot be trusted.
        off_side_deg
            How far the view is from the side; a fault is not judged beyond its own limit.
        """
        if phase is Phase.HOLD:
            self._one.drop()
        for watch in self._watches:
            fault = watch.fault
            value = values[fault.measure] - (rest[fault.measure] if fault.from_rest else 0.0)
            raised = watch.update(time_s, phase, value if fault.shows(off_side_deg) else nan)
            if raised and (fault.severity is Severity.STOP or self._lasts):
                self._one.take(time_s, Cue(fault.id, fault.say, fault.severity), urgent=True)

    def end(
        self, start_s: float, end_s: float, tempo: Mapping[str, float], off_side_deg: float
    ) -> tuple[FaultSpan, ...]:
        """Faults of the movement between start and end, those of its tempo included."""
        spans = [span for watch in self._watches for span in watch.take(start_s, end_s)]
        seen = (fault for fault in self._ends if fault.shows(off_side_deg))
        late = [fault for fault in seen if fault.margin(tempo[fault.measure]) > 0]
        spans += [_span(fault, start_s, end_s, tempo[fault.measure]) for fault in late]
        return tuple(sorted(spans, key=lambda span: span.start_s))

    def note_dips(self, time_s: float, dips: int) -> None:
        """Advise once in a movement that goes up and down without an end; `dips` are those of it so far."""
        if self._dips < HALF_WAY <= dips:
            self._one.take(time_s, self._half_way, urgent=True)
        self._dips = dips
