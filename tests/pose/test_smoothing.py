"""Filters: what they keep, what they take away, and how they treat gaps."""

import numpy as np
import pytest

from formcheck.pose.smoothing import OneEuro


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
