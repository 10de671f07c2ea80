"""Lag and jitter of the live filter on a step and a ramp, at 15, 30 and 60 frames a second.

    python -m benchmarks.smoothing

Unit: trunk lengths, in which the filter works. The noise is that of the pose model at rest in recordings of people
(0.0003 to 0.0034 trunk lengths, here 0.002); the ramp is a knee in an ordinary lift, 1.5 trunk lengths a second,
about 100 degrees a second at the hip. Lag is the time by which the filtered ramp runs behind; jitter the share of the
noise that is left; step the time to 90 % of a sudden step, as after a jump of the tracker.
"""

import numpy as np

from formcheck.pose.landmarks import FloatArray
from formcheck.pose.smoothing import OneEuro

NOISE, SPEED = 0.002, 1.5
SETTINGS = [(0.5, 0.0), (1.0, 0.0), (1.0, 2.0), (2.0, 3.0), (4.0, 5.0), (8.0, 5.0)]
CHOSEN = (4.0, 5.0)


def run(values: FloatArray, rate_hz: float, min_cutoff_hz: float, beta: float) -> FloatArray:
    """A signal through the filter."""
    smoother = OneEuro(min_cutoff_hz, beta)
    return np.array([smoother.update(row / rate_hz, np.array([v]))[0] for row, v in enumerate(values)])


def lag_s(rate_hz: float, setting: tuple[float, float]) -> float:
    """How far a ramp is behind after half a second, in seconds."""
    ramp = SPEED * np.arange(0, 0.5, 1 / rate_hz)
    return float((ramp - run(ramp, rate_hz, *setting))[-1] / SPEED)


def jitter(rate_hz: float, setting: tuple[float, float]) -> float:
    """Share of the noise that is left at rest."""
    noise = np.random.default_rng(1).normal(0, NOISE, round(60 * rate_hz))
    return float(run(noise, rate_hz, *setting)[round(rate_hz) :].std() / NOISE)


def step_s(rate_hz: float, setting: tuple[float, float]) -> float:
    """Time to 90 % of a step of half a trunk length."""
    step = np.concatenate([np.zeros(round(rate_hz)), np.full(round(2 * rate_hz), 0.5)])
    late = run(step, rate_hz, *setting)[round(rate_hz) :]
    return float(np.argmax(late >= 0.45) / rate_hz)


def main() -> None:
    """Measure and print."""
    print("| min cut-off Hz, beta | " + " | ".join(f"lag {r} fps | step | jitter" for r in (15, 30, 60)) + " |")
    print("|---|" + "---|" * 9)
    for setting in SETTINGS:
        cells = []
        for rate_hz in (15, 30, 60):
            cells += [f"{lag_s(rate_hz, setting) * 1000:.0f} ms", f"{step_s(rate_hz, setting) * 1000:.0f} ms"]
            cells += [f"{jitter(rate_hz, setting):.2f}"]
        chosen = " (chosen)" if setting == CHOSEN else ""
        print(f"| {setting[0]:g}, {setting[1]:g}{chosen} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
