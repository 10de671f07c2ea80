"""Faults over time, and which one piece of advice is due now."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan, nan

from formcheck.counting.advice import Advice
from formcheck.counting.results import FaultSpan
from formcheck.counting.snapshot import Cue, Phase
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.schema import TIMES, Direction, Fault
from formcheck.exercises.severity import Severity

SHOW_S = 3.0
"""Advice stays for this long before another takes its place."""
REPEAT_S = 6.0
"""The same advice is not given again sooner."""
STALE_S = 5.0
"""Advice that could not be given within this time is dropped."""

HALF_WAY = 2
"""Dips of one movement at which it is said that it should end: one may be a trembling leg."""
DIPS = "half_way"
"""Id of the cue about a movement that goes up and down without an end."""
_ALL_THE_WAY = {
    Direction.HIGHER: Advice.ALL_THE_WAY_DOWN,
    Direction.DEEPER: Advice.ALL_THE_WAY_UP,
    Direction.FURTHER: Advice.ALL_THE_WAY_BACK,
}
_RANK = {Severity.STOP: 0, Severity.FIX: 1, Severity.TIP: 2}
_MOVING = (Phase.LIFT, Phase.HOLD, Phase.LOWER)


class FaultWatch:
    """One fault: true for long enough it is raised, back within its limit by a margin it ends."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self._since_s = nan
        self._last_s = nan
        self._raised = False
        self.spans: list[FaultSpan] = []

    def update(self, time_s: float, phase: Phase, value: float) -> bool:
        """Take a value (NaN where it cannot be judged); true at the moment the fault is raised."""
        margin = self.fault.margin(value) if self._in_phase(phase) else nan
        if isnan(margin) or margin <= (-self.fault.release if self._raised else 0.0):
            self._close()
            return False
        if isnan(self._since_s):
            self._since_s = time_s
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
            self.spans.append(FaultSpan(fault.id, fault.severity, fault.say, self._since_s, self._last_s))
        self._raised, self._since_s = False, nan


@dataclass(frozen=True, slots=True)
class _Due:
    cue: Cue
    since_s: float


def _cue_of(fault: Fault) -> Cue:
    return Cue(fault.id, fault.say, fault.severity)


class Coach:
    """Watches all faults of an exercise and chooses at most one cue."""

    def __init__(self, exercise: Exercise) -> None:
        self._watches = [FaultWatch(fault) for fault in exercise.fault if fault.measure not in TIMES]
        self._ends = [fault for fault in exercise.fault if fault.measure in TIMES]
        self._reasons = {reason: Cue(reason, say, Severity.FIX) for reason, say in exercise.cues.model_dump().items()}
        self._half_way = Cue(DIPS, _ALL_THE_WAY[exercise.direction], Severity.FIX)
        self._dips = 0
        self._waiting: list[_Due] = []
        self._said_s: dict[str, float] = {}
        self._now: _Due | None = None

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
            self._drop_explanations()
        for watch in self._watches:
            fault = watch.fault
            value = values[fault.measure] - (rest[fault.measure] if fault.from_rest else 0.0)
            raised = watch.update(time_s, phase, value if fault.shows(off_side_deg) else nan)
            if raised and fault.during != "rep":  # what holds of a whole movement is told with it: it may be none
                self._waiting.append(_Due(_cue_of(fault), time_s))

    def end(
        self, time_s: float, start_s: float, end_s: float, tempo: Mapping[str, float], off_side_deg: float
    ) -> tuple[FaultSpan, ...]:
        """Faults of the movement between start and end that is told now, those of its tempo included."""
        spans = []
        for watch in self._watches:
            taken = watch.take(start_s, end_s)
            spans += taken
            if taken and watch.fault.during == "rep":
                self._waiting.append(_Due(_cue_of(watch.fault), time_s))
        for fault in self._ends:
            if fault.shows(off_side_deg) and fault.margin(tempo[fault.measure]) > 0:
                spans.append(FaultSpan(fault.id, fault.severity, fault.say, start_s, end_s))
                self._waiting.append(_Due(_cue_of(fault), time_s))
        return tuple(sorted(spans, key=lambda span: span.start_s))

    def note_dips(self, time_s: float, dips: int) -> None:
        """Advise once in a movement that goes up and down without an end; `dips` are those of it so far."""
        if self._dips < HALF_WAY <= dips:
            self._waiting.append(_Due(self._half_way, time_s))
        self._dips = dips

    def explain(self, time_s: float, reason: str) -> None:
        """Advice that belongs to the reason of a repetition or attempt."""
        if reason in self._reasons:
            self._waiting.append(_Due(self._reasons[reason], time_s))

    def _drop_explanations(self) -> None:
        """What was said of the last movement is over where the next one is held: it may be right already."""
        self._waiting = [due for due in self._waiting if due.cue.id not in self._reasons]
        if self._now is not None and self._now.cue.id in self._reasons:
            self._now = None

    def cue(self, time_s: float) -> Cue | None:
        """The one piece of advice for this moment."""
        if self._now is not None and time_s - self._now.since_s < SHOW_S:
            return self._now.cue
        self._now = None
        self._waiting = [due for due in self._waiting if time_s - due.since_s <= STALE_S]
        fresh = [due for due in self._waiting if time_s - self._said_s.get(due.cue.id, -REPEAT_S) >= REPEAT_S]
        if not fresh:
            return None
        chosen = min(fresh, key=lambda due: (_RANK[due.cue.severity], self._said_s.get(due.cue.id, -1.0)))
        self._waiting = [due for due in self._waiting if due.cue.id != chosen.cue.id]
        self._said_s[chosen.cue.id] = time_s
        self._now = _Due(chosen.cue, time_s)
        return chosen.cue
