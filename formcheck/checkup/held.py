"""A hold against the clock: from when the person is there to the first rule that is broken, or to its cap."""

from collections import deque
from collections.abc import Generator
from math import isnan, nan
from statistics import median

from formcheck.checkup.broken import RuleWatch
from formcheck.checkup.calls import Calls
from formcheck.checkup.counted import Practised
from formcheck.checkup.crossing import Crossing
from formcheck.checkup.procedure import Hold, Stage
from formcheck.checkup.record import Try
from formcheck.checkup.script import LOST_S, Now, Steps, VoidError
from formcheck.checkup.tables import Gate, Rule, Signal
from formcheck.checkup.trial import REMIND_S

STEADY_S, STEADY = 1.0, 4.0
"""A top that is not known from before is taken where the signal keeps within so much for so long."""
EARLY = 1e-9


class Held(Practised):
    """Times a hold."""

    _start_s = 0.0
    _paused_s = 0.0

    def _measure(self) -> Steps:
        hold, practice = self.procedure.hold, self.procedure.practice
        if hold is None:
            raise ValueError(self.procedure.id)
        if practice is not None:
            yield from self._practise(practice)
        since_s = self._now.time_s
        for stage in hold.stage:
            since_s = yield from self._do(stage)
            if isnan(since_s):
                self._end(hold, 0.0, stage.fails)
                return
        self._note_setup(hold.record)
        self._say(hold.say)
        yield from self._hold(hold, since_s)

    def _do(self, stage: Stage) -> Generator[None, Now, float]:
        """One thing on the way to the clock; since when it is done, NaN where it was not in its time."""
        self._say(*stage.say)
        begun_s, told_s, since_s, steady = self._now.time_s, self._now.time_s, nan, Steady()
        started, top_key = Crossing(), (stage.top or "", self.working)
        while True:
            yield from self._watch()
            time_s = self._now.time_s
            top = self.known.tops.get(top_key, nan)
            if stage.top is not None and isnan(top):
                top = steady.update(time_s, self._value(stage.top))
            unmet = self._unmet(_gates(stage, top))
            if unmet is not None or (stage.top is not None and isnan(top)):
                since_s = nan
            elif isnan(since_s):
                since_s = time_s
            if time_s - since_s >= stage.for_s:
                if stage.top is not None:
                    self.known.tops[top_key] = self.setup["own_top_deg"] = top
                return since_s
            self.advice = self._words(stage.say[-1] if stage.say else None)
            fell = stage.starts is not None and started.update(time_s, self._past(stage.starts))
            if fell or (stage.fails_s is not None and started.lasts_s(time_s) > stage.fails_s):
                return nan
            if time_s - begun_s > self.patience_s:
                raise VoidError("not_ready")
            if time_s - max(told_s, self.busy_s) > REMIND_S:
                self._say(stage.remind or (stage.say[-1] if stage.say else None))
                told_s = time_s

    def _hold(self, hold: Hold, start_s: float) -> Steps:
        watch, calls, self.running, self.advice = RuleWatch(self.procedure.rule), Calls(self.procedure.call), True, ""
        self._start_s, begun, stands_s = start_s, False, nan
        while True:
            yield from self._watch()
            time_s = self._now.time_s
            if not begun and time_s - start_s >= hold.begin_s:
                self._base.keep("begin", start_s)
                begun = True
            warns, ended = watch.update(time_s, [self._margin(rule) for rule in watch.rules])
            for rule in warns:
                self.warnings.append(rule.id)
                self._call(rule.warn or "")
            if ended is not None and ended[1] - start_s - self._paused_s < hold.seconds:
                self._end(hold, ended[1] - start_s - self._paused_s, ended[0].id, ended[0])
                return
            since_s = watch.stopped_since_s if self._lost_for_s() < LOST_S else self._lost_s
            if isnan(since_s) and not isnan(stands_s):
                self._paused_s += time_s - stands_s
            stands_s = since_s
            self.clock_s = (time_s if isnan(since_s) else since_s) - start_s - self._paused_s
            if self.clock_s >= hold.seconds - EARLY:
                self._end(hold, hold.seconds, "time")
                return
            for call in calls.due(self.clock_s):
                self._call(call.say)

    def _end(self, hold: Hold, value: float, reason: str, rule: Rule | None = None) -> None:
        """It has ended: what is kept, and said."""
        capped = reason == "time"
        value = max(value, 0.0)
        told = tuple(self.warnings)
        if hold.passes:
            self.tries.append(Try(float(capped), reason, False, told, self.setup, {"held_s": value}))
            self._say(self.procedure.outcome if capped else self.procedure.not_passed)
            return
        self.tries.append(Try(value, reason, capped, told, self.setup))
        if capped:
            self._say(hold.cap)
        else:
            self._say(rule.say if rule is not None else None)
            self._say(self.procedure.outcome_one if int(value) == 1 else self.procedure.outcome, seconds=int(value))

    def _value(self, name: str) -> float:
        now = self._now.instant
        return nan if now is None else self._base.values(Signal(signal=name), now)[0]

    def _past(self, gate: Gate) -> float:
        """How far a signal is past the lower limit of a gate."""
        now = self._now.instant
        return nan if now is None else self._base.values(gate, now)[0] - (gate.at_least or 0.0)


def _gates(stage: Stage, top: float) -> tuple[Gate, ...]:
    """The gates of a stage, with the one near the person's own top."""
    if stage.top is None or stage.near_top is None or isnan(top):
        return stage.gate
    return (*stage.gate, Gate(signal=stage.top, at_least=top - stage.near_top))


class Steady:
    """Whether a signal keeps still; causal."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()

    def update(self, time_s: float, value: float) -> float:
        """Take the next value; where it has kept still, NaN where it has not."""
        if not isnan(value):
            self._recent.append((time_s, value))
        while self._recent and time_s - self._recent[0][0] > STEADY_S + EARLY:
            self._recent.popleft()
        values = [value for _, value in self._recent]
        if len(values) < 2 or self._recent[-1][0] - self._recent[0][0] < 0.9 * STEADY_S:
            return nan
        return median(values) if max(values) - min(values) <= STEADY else nan
