"""How long a top was held, as far as pictures can tell."""

import pytest

from formcheck.counting.hold import held_s

GATE, DROPOUT_S = 0.8, 0.3


def values(*spans: tuple[float, float, float], every_s: float = 0.1) -> list[tuple[float, float]]:
    """Of each span (from, to, value) a value so often, with nothing between the spans."""
    return [
        (round(start_s + step * every_s, 6), value)
        for start_s, end_s, value in spans
        for step in range(round((end_s - start_s) / every_s) + 1)
    ]


@pytest.mark.parametrize(
    ("spans", "expected_s"),
    [
        ([(0, 1, 0.0), (1.1, 4.1, 1.0), (4.2, 5, 0.0)], 3.0),
        ([(1, 4, 1.0)], 3.0),
        ([(1, 2, 1.0), (2.1, 2.2, 0.0), (2.3, 4, 1.0)], 2.7),
        ([(1, 2, 1.0), (2.1, 2.6, 0.0), (2.7, 4, 1.0)], 1.3),
        ([(0, 1, 0.0)], 0.0),
    ],
    ids=["all of it", "nothing else", "a drop-out is bridged", "a longer one ends it", "never"],
)
def test_the_longest_run_past_the_gate(spans: list[tuple[float, float, float]], expected_s: float) -> None:
    assert held_s(values(*spans), GATE, DROPOUT_S) == pytest.approx(expected_s, abs=0.1)


@pytest.mark.parametrize("gap_s", [0.3, 0.45, 0.6])
def test_a_stutter_of_the_camera_costs_nothing(gap_s: float) -> None:
    stutters = values((1, 2, 1.0), (2 + gap_s, 3, 1.0), (3 + gap_s, 4.1, 1.0))
    assert held_s(stutters, GATE, DROPOUT_S) == pytest.approx(3.1, abs=0.06)


def test_a_longer_gap_pauses_the_hold_and_does_not_erase_it() -> None:
    assert held_s(values((1, 2, 1.0), (3.5, 5, 1.0)), GATE, DROPOUT_S) == pytest.approx(2.5)


def test_after_a_gap_of_more_than_two_seconds_it_begins_anew() -> None:
    assert held_s(values((1, 2, 1.0), (4.1, 5, 1.0)), GATE, DROPOUT_S) == pytest.approx(1.0)


def test_who_is_down_after_a_gap_has_ended_the_hold() -> None:
    assert held_s(values((1, 2, 1.0), (2.5, 2.9, 0.0), (3.0, 4.5, 1.0)), GATE, DROPOUT_S) == pytest.approx(1.5, abs=0.1)


@pytest.mark.parametrize("every_s", [1 / 30, 0.1, 0.25, 0.4])
def test_at_any_rate_a_hold_is_what_can_be_known(every_s: float) -> None:
    found_s = held_s(values((0, 1.6, 0.0), (2.0, 5.2, 1.0), (5.6, 6.4, 0.0), every_s=every_s), GATE, DROPOUT_S)
    assert found_s == pytest.approx(3.2, abs=max(0.2, 2 * every_s))
