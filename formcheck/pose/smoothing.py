"""Taking the tremble out of landmarks: as they come (One-Euro) or over a whole recording (zero lag)."""

from math import pi

import numpy as np
import numpy.typing as npt

from formcheck.pose.landmarks import FloatArray

LONGEST_GAP_S = 0.3
"""Gaps up to this long are bridged by a straight line; longer ones split a recording into pieces."""

HIGHEST_HZ = 240.0
"""Times closer together than this are no frame rate; a signal is not resampled more finely."""


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


def zero_lag(time_s: FloatArray, values: FloatArray, cutoff_hz: float = 6.0) -> FloatArray:
    """Smooth whole signals without delay (Butterworth, second order, forwards and backwards).

    Parameters
    ----------
    time_s
        (N,) non-decreasing times; they need not be regular: the signals are resampled and read back.
    values
        (N, ...) signals, NaN where missing.
    cutoff_hz
        Effective cut-off. 6 Hz is the convention for human movement (Winter 2009); it is lowered to a fifth of
        the frame rate so that a slow camera is smoothed as well.

    Returns
    -------
    array
        Same shape. Gaps up to ``LONGEST_GAP_S`` are filled, longer ones stay NaN and are not smoothed across.
    """
    if not len(values):
        return values.copy()
    flat = values.reshape(len(values), -1)
    result = np.full_like(flat, np.nan)
    for column in range(flat.shape[1]):
        known = np.flatnonzero(~np.isnan(flat[:, column]))
        for piece in _pieces(time_s, known):
            rows = slice(piece[0], piece[-1] + 1)
            result[rows, column] = _smooth_piece(time_s[piece], flat[piece, column], time_s[rows], cutoff_hz)
    return result.reshape(values.shape)


def _pieces(time_s: FloatArray, known: npt.NDArray[np.intp]) -> list[npt.NDArray[np.intp]]:
    """Runs of known rows without a gap longer than the longest that is bridged."""
    if not len(known):
        return []
    return np.split(known, np.flatnonzero(np.diff(time_s[known]) > LONGEST_GAP_S + 1e-6) + 1)


def _smooth_piece(time_s: FloatArray, values: FloatArray, at_s: FloatArray, cutoff_hz: float) -> FloatArray:
    # Here, because it takes a second to import, and a live session needs none of it.
    from scipy.signal import butter, sosfiltfilt

    steps = np.diff(time_s)
    steps = steps[steps > 0]
    if len(steps) < 4:
        return np.interp(at_s, time_s, values)
    rate_hz = min(1 / float(np.median(steps)), HIGHEST_HZ)
    grid_s = np.arange(time_s[0], time_s[-1] + 0.5 / rate_hz, 1 / rate_hz)
    # Two passes square the response: the design cut-off is raised so that both together have the one asked for.
    design_hz = min(cutoff_hz, 0.2 * rate_hz) / (2**0.5 - 1) ** 0.25
    sections = butter(2, design_hz, fs=rate_hz, output="sos")
    pad = min(len(grid_s) - 1, round(rate_hz))
    smooth = sosfiltfilt(sections, np.interp(grid_s, time_s, values), padtype="odd", padlen=pad)
    return np.interp(at_s, grid_s, smooth)
