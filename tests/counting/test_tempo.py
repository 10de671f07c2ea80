"""How long a movement takes out and back."""

from math import isnan

import pytest

from formcheck.counting.judgement import tempo

FPS = 30


def smooth(share: float) -> float:
    """The minimum-jerk way from 0 to 1."""
    x = min(max(share, 0.0), 1.0)
    return x**3 * (10 - 15 * x + 6 * x * x)


def way(lift_s: float, lower_s: float, *, hold_s: float = 1.0, top: float = 1.0) -> list[tuple[float, float]]:
    """Rest for a second, up, held, down, rest for a second."""
    end_s = 2 + lift_s + hold_s + lower_s
    times = [row / FPS for row in range(round(end_s * FPS))]
    return [(t, top * (smooth((t - 1) / lift_s) - smooth((t - 1 - lift_s - hold_s) / lower_s))) for t in times]


@pytest.mark.parametrize(("lift_s", "lower_s"), [(0.4, 1.0), (1.0, 0.4), (1.5, 2.5)])
@pytest.mark.parametrize("top", [0.7, 1.0, 1.3])
def test_a_smooth_movement_takes_what_it_takes_however_far_it_goes(lift_s: float, lower_s: float, top: float) -> None:
    moments = way(lift_s, lower_s, top=top)
    assert tempo(moments, 1.1, moments[-1][0] - 1.1) == pytest.approx((lift_s, lower_s), rel=0.06)


def test_whoever_throws_the_beginning_and_takes_time_to_arrive_is_not_fast() -> None:
    """Half of the way in a fifth of a second, the other half in one: as good kicks go."""
    moments = [
        (t / FPS, min(max(0.0, (t / FPS - 1) * 2.5), 0.5 + max(0.0, t / FPS - 1.2) * 0.5, 1.0)) for t in range(75)
    ]
    assert tempo(moments, 1.0, 2.4)[0] > 1.5


def test_what_was_cut_out_is_not_timed() -> None:
    moments = way(1.0, 1.0)
    down_s = 1 + 1.0 + 1.0
    cut = [(t if t < down_s + 0.2 else t - 0.6, p) for t, p in moments if not down_s + 0.2 <= t < down_s + 0.8]
    lift_s, lower_s = tempo(cut, 1.1, 3.6)
    assert lift_s == pytest.approx(1.0, rel=0.06)
    assert isnan(lower_s)


def test_what_was_not_seen_in_between_is_not_timed() -> None:
    moments = [(t, p) for t, p in way(1.0, 1.0) if not 1.3 < t < 1.7]
    assert isnan(tempo(moments, 1.1, 3.9)[0])


def test_what_does_not_come_back_is_not_timed() -> None:
    moments = [(t, p) for t, p in way(1.0, 1.0) if t < 3.4]
    assert isnan(tempo(moments, 1.1, 3.4)[1])
