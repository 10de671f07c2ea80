"""The phase machine of one side: rest, lift, hold, lower.

It sees progress with the time of each value. An excursion begins where progress leaves `EDGE` and ends where it comes
back to it.
"""

from math import isnan, nan

from formcheck.counting.excursion import DROPOUT_S, Excursion, HoldClock, Sample, crossing, time_past
from formcheck.counting.snapshot import Gates, Phase

EDGE = 0.15
"""Progress at which an excursion begins and ends."""
LOST_S = 2.0
"""An excursion that is out of sight for longer is void."""
LINGER_S = 0.5
"""One that has come back below the lower gate ends after this long, though it does not quite reach rest."""
TURN = 0.1
"""Progress has to turn back by this much before lifting becomes lowering, or the other way about."""


class PhaseMachine:
    """Follows the progress of one side.

    Attributes
    ----------
    gates
        Where an excursion counts, returns and is held; they may change while none is under way.
    phase
        Where the movement is now.
    excursion
        The one that is under way, if any.
    """

    def __init__(self, gates: Gates, dropout_s: float = DROPOUT_S) -> None:
        self.gates = gates
        self._dropout_s = dropout_s
        self.phase = Phase.REST
        self.excursion: Excursion | None = None
        self._before: Sample | None = None
        self._low: Sample | None = None
        self._high = self._fallen_from = 0.0
        self._clock = HoldClock(dropout_s)
        self._turn = 0.0
        self._below_since_s = nan
        self._valley = Sample(0.0, 0.0)

    @property
    def hold_s(self) -> float:
        """Credited hold of the excursion under way, seconds; while holding, that of the running hold."""
        if self.excursion is None:
            return 0.0
        return self._clock.run_s if self.phase is Phase.HOLD else self._clock.best_s

    def update(self, now: Sample, rival: float = nan) -> Excursion | None:
        """Take the next sample, not before the last one; the excursion that ended with it, if one did.

        ``rival`` is the progress of the other side.
        """
        lost = self._unseen(now.time_s)
        if lost is not None or isnan(now.progress):
            return lost
        before = self._before or now
        self._before = now
        ended = None
        if self.excursion is None:
            self.phase = Phase.REST
            start_s = self._start_s(before, now)
            if start_s is None:
                return None
            self._begin(start_s, now)
        elif self._rises_again(now):
            self.excursion.end_s = self._valley.time_s
            ended = self._end(self.excursion)
            self._begin(self._valley.time_s, now)
        excursion = self.excursion
        assert excursion is not None
        self._measure(excursion, before, now, rival)
        self._step_phase(now.progress)
        return ended or self._end_if_over(excursion, before, now)

    def _rises_again(self, now: Sample) -> bool:
        """Whether it turned below the lower gate without touching down: the next excursion begins at the turn."""
        if isnan(self._below_since_s):
            return False
        return now.progress >= max(self.gates.back, self._valley.progress + TURN)

    def stop(self) -> Excursion | None:
        """Forget the movement, as when the position is lost or the clip ends; what was under way, if anything."""
        ended, self.excursion = self.excursion, None
        self._before, self.phase = None, Phase.REST
        self._low, self._high = None, 0.0
        return ended

    def _start_s(self, before: Sample, now: Sample) -> float | None:
        """When the movement began that is under way now; None at rest, or where it was never seen to begin.

        Whoever comes into sight half way up has to touch down, or at least to turn, before anything is counted.
        """
        if now.progress <= EDGE:
            return None
        if before.progress <= EDGE:
            return crossing(before, now, EDGE)
        self._high = max(self._high, now.progress)
        if self._low is None or now.progress < self._low.progress:
            self._low, self._fallen_from = now, self._high
        low = self._low
        if now.progress < low.progress + TURN:
            return None
        if low.progress < self.gates.back and self._fallen_from >= low.progress + TURN:
            return low.time_s
        self._low = now  # a rise from no valley
        return None

    def _begin(self, start_s: float, now: Sample) -> None:
        self.excursion = Excursion(start_s)
        self.phase, self._turn = Phase.LIFT, now.progress
        self._clock = HoldClock(self._dropout_s)
        self._below_since_s = nan

    def _measure(self, excursion: Excursion, before: Sample, now: Sample, rival: float) -> None:
        gates = self.gates
        excursion.samples.append(now)
        if not isnan(rival):
            excursion.rival_peak = max(excursion.rival_peak, rival)
        if now.progress > excursion.peak:
            excursion.peak = now.progress
            if self._clock.best_s == 0:
                excursion.top_s = crossing(before, now, gates.hold) if now.progress >= gates.hold else now.time_s
        self._clock.update(before, now, gates.hold)
        excursion.hold_s = self._clock.best_s
        excursion.above_s += time_past(before, now, gates.count)
        if before.progress < gates.count <= now.progress and isnan(excursion.counted_s):
            excursion.counted_s = crossing(before, now, gates.count)
        if now.progress < gates.count <= before.progress:
            excursion.counted_end_s = crossing(before, now, gates.count)

    def _step_phase(self, progress: float) -> None:
        if progress >= self.gates.hold:
            self.phase, self._turn = Phase.HOLD, progress
        elif self.phase in (Phase.LIFT, Phase.HOLD):
            self._turn = max(self._turn, progress)
            # A hold flickers about its gate; it is over where progress has clearly turned.
            if progress < self._turn - TURN or (self.phase is Phase.HOLD and self._clock.run_s == 0):
                self.phase, self._turn = Phase.LOWER, progress
        else:
            self._turn = min(self._turn, progress)
            if progress > self._turn + TURN:
                self.phase, self._turn = Phase.LIFT, progress

    def _end_if_over(self, excursion: Excursion, before: Sample, now: Sample) -> Excursion | None:
        back = self.gates.back
        if now.progress <= EDGE:
            excursion.end_s = crossing(before, now, EDGE)
            return self._end(excursion)
        if excursion.peak <= back:
            return None
        if now.progress < back:
            if isnan(self._below_since_s):
                self._below_since_s, self._valley = crossing(before, now, back), now
            excursion.returned = True
            self._valley = min(self._valley, now, key=lambda sample: sample.progress)
            if now.time_s - self._below_since_s < LINGER_S:
                return None
            excursion.end_s = self._valley.time_s
            return self._end(excursion)
        return None

    def _end(self, excursion: Excursion) -> Excursion:
        excursion.returned = True
        self.excursion, self.phase = None, Phase.REST
        self._low, self._high, self._fallen_from = self._valley, excursion.peak, excursion.peak
        return excursion

    def _unseen(self, time_s: float) -> Excursion | None:
        if self._before is None or time_s - self._before.time_s <= LOST_S:
            return None
        ended = self.stop()
        if ended is not None:
            ended.lost = not ended.returned
        return ended
