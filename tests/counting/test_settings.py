"""The engine's limits: given to a session they are what it counts by, and they are written into its summary."""

from dataclasses import FrozenInstanceError, asdict, replace
from math import cos, pi

import pytest

from formcheck.counting.movements import Movement
from formcheck.counting.session import Session
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.stay import Stay
from formcheck.exercises import catalogue

RATE_HZ, REST, FULL = 30, 0.0, 100.0


def counted(rises: list[float], settings: Settings) -> int:
    """How many of these movements of two seconds count, with two of rest between them; the others are attempts."""
    told: list[Movement] = []
    limits = catalogue.load("glute_bridge").count.model_copy(update={"rest": (-1.0, 1.0), "smallest_rise": 0.2})
    stay = Stay(limits, told, settings=settings)
    time_s = 0.0
    for rise in rises:
        still = [REST] * RATE_HZ
        steps = 2 * RATE_HZ
        for value in [*still, *(rise * (1 - cos(2 * pi * step / steps)) / 2 for step in range(steps)), *still]:
            stay.update(time_s, (value,), FULL)
            time_s += 1 / RATE_HZ
    stay.finish()
    assert len(told) == len(rises)
    return sum(movement.counts for movement in told)


def test_a_repetition_has_to_go_beyond_the_share_of_the_usual_rise_that_is_set() -> None:
    rises = [100.0, 100.0, 100.0, 55.0]
    assert counted(rises, DEFAULTS) == 3
    assert counted(rises, replace(DEFAULTS, up=0.5)) == 4


def test_a_movement_shorter_than_what_is_set_is_an_attempt() -> None:
    assert counted([100.0, 100.0], DEFAULTS) == 2
    assert counted([100.0, 100.0], replace(DEFAULTS, shortest_s=3.0)) == 0


def test_settings_are_not_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        DEFAULTS.up = 0.5  # type: ignore[misc]


def test_a_session_says_by_which_settings_it_counted() -> None:
    settings = replace(DEFAULTS, dwell_s=0.4)
    assert Session(catalogue.load("squat"), settings=settings).finish().settings == settings
    assert Session(catalogue.load("squat")).finish().settings == DEFAULTS
    assert asdict(settings)["dwell_s"] == 0.4
