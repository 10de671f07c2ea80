"""Taking the tremble out of landmarks as they come."""

from math import pi

import numpy as np

from formcheck.pose.landmarks import FloatArray

LONGEST_GAP_S = 0.3
"""After a longer gap there is no last pose to compare or to smooth with."""


class OneEuro:
    """One-Euro filter over an array of signals, for frames that arrive at any pace.

    Casiez, Roussel & Vogel, CHI 2012. Slow movement is smoothed strongly, fast movement hardly at all.

    Parameters
    ----------
    min_cutoff_hz
        Cut-off at standstill. Lower is smoother and lags more.
    beta
        How much speed (signal units a second) raises the cut-off, Hz per unit. Higher lags less in fast movement
        and trembles more.
    speed_cutoff_hz
        Cut-off of the speed estimate itself.
    """

    def __init__(self, min_cutoff_hz: float = 4.0, beta: float = 5.0, speed_cutoff_hz: float = 1.0) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._speed_cutoff_hz = np.array(speed_cutoff_hz)
        self._time_s = 0.0
        self._value: FloatArray | None = None
        self._speed: FloatArray | None = None

    def reset(self) -> None:
        """Forget everything; the next value passes unchanged."""
        self._value = self._speed = None

    def update(self, time_s: float, value: FloatArray) -> FloatArray:
        """Smoothed value at ``time_s``; an array of the same shape.

        A value at a time that is not later than the last one replaces nothing and returns the last result.
        Where the value is NaN the result is NaN, and the filter starts again afterwards.
        """
        if self._value is None or self._speed is None:
            self._time_s, self._value, self._speed = time_s, value.copy(), np.zeros_like(value)
            return value.copy()
        step_s = time_s - self._time_s
        if step_s <= 0:
            return self._value.copy()
        last = np.where(np.isnan(self._value), value, self._value)
        speed = self._speed + _share(self._speed_cutoff_hz, step_s) * ((value - last) / step_s - self._speed)
        self._speed = np.where(np.isnan(speed), 0.0, speed)
        cutoff_hz = self._min_cutoff_hz + self._beta * np.abs(self._speed)
        self._value = last + _share(cutoff_hz, step_s) * (value - last)
        self._time_s = time_s
        return self._value.copy()


def _share(cutoff_hz: FloatArray, step_s: float) -> FloatArray:
    """Share of a new value that a first-order low-pass lets through in one step."""
    turn = 2 * pi * cutoff_hz * step_s
    return turn / (turn + 1)
