"""Which part of a repetition this moment is: rest, on the way out, at the top, on the way back."""

from math import isnan

from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.snapshot import Phase

TURN = 0.1
"""Progress has to turn back by this much before the way out becomes the way back, or the other way about."""


class PhaseWatch:
    """Follows progress; `phase` is where the movement is now."""

    def __init__(self, settings: Settings = DEFAULTS) -> None:
        self._settings = settings
        self.phase = Phase.REST
        self._turn = 0.0

    def update(self, progress: float, held: float) -> Phase:
        """Take the next progress, and how far the measure of the hold has come."""
        if isnan(progress):
            return self.phase
        if progress <= self._settings.at_rest:
            self.phase, self._turn = Phase.REST, progress
        elif held >= self._settings.hold:
            self.phase, self._turn = Phase.HOLD, progress
        elif self.phase in (Phase.REST, Phase.LIFT, Phase.HOLD):
            self._turn = max(self._turn, progress)
            down = progress < self._turn - TURN
            self.phase = Phase.LOWER if down or self.phase is Phase.HOLD else Phase.LIFT
            self._turn = progress if self.phase is Phase.LOWER else self._turn
        else:
            self._turn = min(self._turn, progress)
            if progress > self._turn + TURN:
                self.phase, self._turn = Phase.LIFT, progress
        return self.phase
