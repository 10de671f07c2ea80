"""The time of each frame of a file, repaired where the file's own clock stands still, jumps or runs backwards."""

import math

_USUAL_RATE = 30.0
_HIGHEST_RATE = 480.0  # above, it is the tick of a clock and not a rate of frames
_HICCUP_S = 0.5  # frames out of order lie closer together than this
_GAP_S = 60.0  # a longer gap is a broken clock, not a slow camera
_STANDSTILLS = 3  # frames with one time, after which the clock is taken for stopped


def nominal_rate(declared: float) -> float:
    """Frames a second as declared, or 30 where that is not a rate a camera could have."""
    return declared if math.isfinite(declared) and 0 < declared <= _HIGHEST_RATE else _USUAL_RATE


class MediaClock:
    """Seconds since the first frame, never decreasing.

    The file's clock is followed as long as it makes sense. A frame without a time comes one step after the one
    before; two frames of one time keep it; a jump back (clips joined into one) or far ahead starts a new count
    one step later; a clock that stopped is replaced by the nominal rate.

    Parameters
    ----------
    fps
        Nominal rate, the step where the file does not help.
    """

    def __init__(self, fps: float) -> None:
        self._step_s = 1 / nominal_rate(fps)
        self._time_s: float | None = None
        self._origin_s = math.nan  # what the file's clock shows at time 0
        self._file_s = math.nan
        self._standstills = 0

    def time_s(self, position_ms: float) -> float:
        """Time of the next frame.

        Parameters
        ----------
        position_ms
            What the file says, in milliseconds; 0 and below and NaN mean nothing, except for the first frame.
        """
        file_s = position_ms / 1000
        if not math.isfinite(file_s) or file_s < 0 or (file_s == 0 and self._time_s is not None):
            file_s = math.nan
        if self._time_s is None:
            self._time_s = 0.0
            self._origin_s = file_s
        else:
            self._time_s = self._next(self._time_s, file_s)
        if not math.isnan(file_s):
            self._file_s = file_s
        return self._time_s

    def _next(self, before_s: float, file_s: float) -> float:
        if math.isnan(file_s):
            return before_s + self._step_s
        self._standstills = self._standstills + 1 if file_s == self._file_s else 0
        ahead_s = file_s - self._origin_s - before_s
        if self._standstills >= _STANDSTILLS:
            # Those that were given one time while this was not yet clear are made up for.
            missed = _STANDSTILLS if self._standstills == _STANDSTILLS else 1
            after_s = before_s + missed * self._step_s
        elif -_HICCUP_S <= ahead_s <= _GAP_S:
            return before_s + max(ahead_s, 0.0)
        else:  # also where no origin is known yet
            after_s = before_s + self._step_s
        self._origin_s = file_s - after_s
        return after_s
