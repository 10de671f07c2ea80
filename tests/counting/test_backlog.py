"""Excursions among the heights of the last while."""

from formcheck.counting.backlog import Backlog


def test_a_first_height_that_is_above_the_gate_for_one_moment_only_is_no_excursion() -> None:
    heights = Backlog(1, 90.0)
    for row, value in enumerate([0.4, 0.1, 0.0, 0.0, 0.0, 0.0]):
        heights.append(row / 10, value, (value,))
    found, since_s = heights.excursions(low=0.35, begun_below=0.5, stays_s=(0.0, 0.2))
    assert (found, since_s) == ([], None)
