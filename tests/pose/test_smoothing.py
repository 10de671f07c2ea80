"""Filters: what they keep, what they take away, and how they treat gaps."""

import numpy as np
import pytest

from formcheck.pose.smoothing import OneEuro, zero_lag


def _run(times_s: np.ndarray, values: np.ndarray, **settings: float) -> np.ndarray:
    smoother = OneEuro(**settings)
    return np.array([smoother.update(t, np.array([v]))[0] for t, v in zip(times_s, values, strict=True)])


def test_one_euro_leaves_a_constant_alone() -> None:
    times_s = np.arange(0, 2, 1 / 30)
    assert _run(times_s, np.full(len(times_s), 7.0)) == pytest.approx(7.0)


def test_one_euro_takes_most_of_the_tremble_of_a_still_signal() -> None:
    times_s = np.arange(0, 10, 1 / 30)
    noise = np.random.default_rng(1).normal(0, 0.01, len(times_s))
    assert _run(times_s, noise)[30:].std() < 0.6 * noise.std()


def test_one_euro_lags_less_in_fast_movement_with_a_higher_beta() -> None:
    times_s = np.arange(0, 1, 1 / 30)
    ramp = 1.5 * times_s
    lag = [(ramp - _run(times_s, ramp, beta=beta))[-1] for beta in (0.0, 2.0)]
    assert lag[1] < 0.5 * lag[0]
    assert lag[1] / 1.5 < 0.07  # seconds


def test_one_euro_starts_again_after_a_missing_value_and_never_spreads_it() -> None:
    found = _run(np.array([0, 0.1, 0.2, 0.3]), np.array([1.0, np.nan, 5.0, 5.0]))
    assert np.isnan(found[1])
    assert found[2] == 5.0
    assert found[3] == pytest.approx(5.0)


def test_one_euro_ignores_a_value_whose_time_does_not_advance() -> None:
    smoother = OneEuro()
    smoother.update(1.0, np.array([1.0]))
    assert smoother.update(1.0, np.array([99.0]))[0] == 1.0


@pytest.mark.parametrize("rate_hz", [10, 30, 60])
def test_zero_lag_does_not_move_a_peak(rate_hz: int) -> None:
    times_s = np.arange(0, 4, 1 / rate_hz)
    bump = np.exp(-(((times_s - 2) / 0.5) ** 2))
    smooth = zero_lag(times_s, bump)
    assert abs(times_s[smooth.argmax()] - 2) <= 1 / rate_hz
    assert smooth.max() == pytest.approx(1, abs=0.05)


def test_zero_lag_takes_away_fast_noise() -> None:
    times_s = np.arange(0, 4, 1 / 30)
    noise = np.sin(2 * np.pi * 12 * times_s)
    assert np.abs(zero_lag(times_s, noise)[15:-15]).max() < 0.1


def test_zero_lag_bridges_short_gaps_and_keeps_long_ones() -> None:
    times_s = np.arange(0, 4, 0.1)
    values = times_s.copy()
    values[10:12] = np.nan
    values[20:30] = np.nan
    found = zero_lag(times_s, values)
    assert found[10:12] == pytest.approx(times_s[10:12], abs=0.05)
    assert np.isnan(found[20:30]).all()
    assert not np.isnan(found[30:]).any()


def test_zero_lag_reads_irregular_and_repeated_times() -> None:
    times_s = np.array([0, 0.1, 0.1, 0.15, 0.3, 0.4, 0.45, 0.6, 0.7, 0.8])
    found = zero_lag(times_s, 2 * times_s)
    assert found == pytest.approx(2 * times_s, abs=0.1)


def test_zero_lag_keeps_shape_and_copes_with_a_single_value() -> None:
    assert zero_lag(np.array([0.0]), np.ones((1, 33, 2))).shape == (1, 33, 2)
