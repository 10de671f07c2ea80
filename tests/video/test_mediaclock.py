import math

import pytest

from formcheck.video.mediaclock import MediaClock, nominal_rate

NAN = math.nan


@pytest.mark.parametrize(
    ("positions_ms", "expected_s"),
    [
        pytest.param([0, 100, 200, 350], [0, 0.1, 0.2, 0.35], id="followed"),
        pytest.param([1500, 1600, 1700], [0, 0.1, 0.2], id="starts late"),
        pytest.param([0, 0, 0, 0], [0, 0.1, 0.2, 0.3], id="always zero"),
        pytest.param([NAN, NAN, NAN], [0, 0.1, 0.2], id="never a number"),
        pytest.param([NAN, 700, 800], [0, 0.1, 0.2], id="first without time"),
        pytest.param([-40, -40, 60, 160], [0, 0.1, 0.2, 0.3], id="negative at first"),
        pytest.param([0, 100, 100, 200], [0, 0.1, 0.1, 0.2], id="two of one time"),
        pytest.param([0, 200, 100, 300], [0, 0.2, 0.2, 0.3], id="out of order"),
        pytest.param([0, 100, 0, 300], [0, 0.1, 0.2, 0.3], id="one without time"),
        pytest.param([5000, 5000, 5000, 5000, 5000], [0, 0, 0, 0.3, 0.4], id="stands still"),
        pytest.param([0, 2000, 40, 140], [0, 2.0, 2.1, 2.2], id="starts anew"),
        pytest.param([0, 100, 9e9, 9e9 + 100], [0, 0.1, 0.2, 0.3], id="jumps far ahead"),
        pytest.param([0, 3000, 3100], [0, 3.0, 3.1], id="a real gap"),
        pytest.param([0, math.inf, 200], [0, 0.1, 0.2], id="infinite"),
    ],
)
def test_the_clock_is_repaired(positions_ms: list[float], expected_s: list[float]) -> None:
    clock = MediaClock(10.0)
    assert [clock.time_s(position) for position in positions_ms] == pytest.approx(expected_s)


@pytest.mark.parametrize(
    ("declared", "rate"), [(29.97, 29.97), (240.0, 240.0), (0.0, 30.0), (-1.0, 30.0), (NAN, 30.0), (90000.0, 30.0)]
)
def test_a_rate_no_camera_has_becomes_the_usual_one(declared: float, rate: float) -> None:
    assert nominal_rate(declared) == rate
