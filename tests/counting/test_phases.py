"""The phase machine on named signals: what begins, what ends, what is held, what is no movement at all."""

from math import isnan, nan
from typing import NamedTuple

import numpy as np
import pytest
from formcheck.counting.excursion import Excursion, HoldClock, Sample, crossing, time_past

from formcheck.counting.phases import PhaseMachine
from formcheck.counting.snapshot import Gates, Phase

GATES = Gates(back=0.35, count=0.65, hold=0.8)


def play(corners: list[tuple[float, float]], fps: float = 30) -> tuple[list[Excursion], list[Phase], PhaseMachine]:
    """Run the straight lines between (time, progress) corners through a machine, at some frame rate."""
    times_s, levels = zip(*corners, strict=True)
    machine = PhaseMachine(GATES)
    ended, phases = [], []
    for time_s in np.arange(times_s[0], times_s[-1] + 1e-9, 1 / fps).tolist():
        excursion = machine.update(Sample(time_s, float(np.interp(time_s, times_s, levels))))
        ended += [excursion] if excursion else []
        phases.append(machine.phase)
    return ended, phases, machine


class Case(NamedTuple):
    """A signal and what its excursions must be."""

    name: str
    corners: list[tuple[float, float]]
    peaks: list[float]


CASES = [
    Case("one lift", [(0, 0), (1, 0), (2, 1), (4, 1), (5, 0), (6, 0)], [1.0]),
    Case("two lifts", [(0, 0), (1, 1), (2, 0), (3, 1), (4, 0)], [1.0, 1.0]),
    Case("nothing moves", [(0, 0), (5, 0.05)], []),
    Case("fidgeting below the edge", [(0, 0), (1, 0.14), (2, 0), (3, 0.14), (4, 0)], []),
    Case("half a lift", [(0, 0), (1, 0.5), (2, 0)], [0.5]),
    Case("a second small movement at the top", [(0, 0), (1, 1), (1.5, 0.7), (2, 1), (3, 0)], [1.0]),
    Case("a pause half way up", [(0, 0), (1, 0.5), (21, 0.5), (22, 1), (23, 0)], [1.0]),
    Case("no touching down between", [(0, 0), (1, 1), (2, 0.25), (3, 1), (4, 0)], [1.0, 1.0]),
    Case("pulses that never come back", [(0, 0), (1, 1), (2, 0.5), (3, 1), (4, 0)], [1.0]),
    Case("comes to rest a little higher", [(0, 0), (1, 1), (2, 0.25), (4, 0.25), (5, 1), (6, 0.2), (8, 0.2)], [1, 1]),
    Case("begins at the top", [(0, 1), (1, 0), (2, 0), (3, 1), (4, 0)], [1.0]),
    Case("begins half way up and goes on", [(0, 0.3), (1, 1), (2, 0.3), (3, 1), (4, 0)], [1.0]),
    Case(
        "flickers about the lower gate on its way down",
        [(0, 0), (1, 1), (2, 0.34), (2.05, 0.37), (2.1, 0.33), (2.15, 0.37), (2.2, 0.3), (2.5, 0)],
        [1.0],
    ),
    Case(
        "a small lift and a fast one", [(0, 0), (0.4, 0.5), (0.6, 0.3), (0.9, 0.95), (1.5, 0.95), (2, 0)], [0.5, 0.95]
    ),
    Case("ends at the top", [(0, 0), (1, 1), (3, 1)], []),
]


@pytest.mark.parametrize("fps", [10, 30, 60])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_excursions_of_a_signal(case: Case, fps: int) -> None:
    ended, _, _ = play(case.corners, fps)
    assert [round(excursion.peak, 1) for excursion in ended] == pytest.approx(case.peaks, abs=0.11)


@pytest.mark.parametrize("fps", [7, 10, 30, 60])
def test_times_and_hold_are_interpolated_between_frames(fps: int) -> None:
    (found,), _, _ = play([(0, 0), (1, 0), (2, 1), (4, 1), (5, 0), (6, 0)], fps)
    assert found.start_s == pytest.approx(1.15, abs=0.03)
    assert found.top_s == pytest.approx(1.8, abs=0.03)
    assert found.end_s == pytest.approx(4.85, abs=0.03)
    assert found.hold_s == pytest.approx(2.4, abs=0.05)
    assert found.returned


def test_phases_follow_one_another() -> None:
    _, phases, _ = play([(0, 0), (1, 0), (2, 1), (4, 1), (5, 0), (6, 0)])
    order = [phase for before, phase in zip([None, *phases], phases, strict=False) if phase is not before]
    assert order == [Phase.REST, Phase.LIFT, Phase.HOLD, Phase.LOWER, Phase.REST]


def test_an_attempt_lowers_without_a_hold() -> None:
    _, phases, _ = play([(0, 0), (1, 0.5), (2, 0)])
    assert Phase.HOLD not in phases
    assert Phase.LOWER in phases


def test_a_movement_that_turns_before_touching_down_begins_where_it_turned() -> None:
    machine = PhaseMachine(GATES)
    ended = [machine.update(Sample(t / 10, v)) for t, v in enumerate([0.4, 0.2, 0.3, 0.5, 1, 1, 0.5, 0.1])]
    assert next(excursion for excursion in ended if excursion).start_s == pytest.approx(0.1)


def test_a_short_drop_out_neither_ends_a_hold_nor_is_credited() -> None:
    corners = [(0, 0), (1, 1), (2, 1), (2.04, 0.7), (2.2, 0.7), (2.24, 1), (3.24, 1), (4, 0)]
    (found,), _, _ = play(corners, 60)
    assert found.hold_s == pytest.approx(0.2 + 1 + 1 + 0.15 + 0.03, abs=0.06)


def test_a_long_drop_out_ends_a_hold() -> None:
    (found,), _, _ = play([(0, 0), (1, 1), (2, 1), (2.1, 0.7), (3, 0.7), (3.1, 1), (6.1, 1), (7, 0)])
    assert found.hold_s == pytest.approx(3.25, abs=0.1)


def test_frames_that_are_missing_for_a_moment_do_not_end_a_hold() -> None:
    clock = HoldClock()
    clock.update(Sample(0, 1), Sample(1, 1), 0.8)
    assert clock.best_s == 0  # a second between two frames is no evidence of holding
    clock.update(Sample(1, 1), Sample(1.25, 1), 0.8)
    clock.update(Sample(1.25, 1), Sample(1.5, 1), 0.8)
    assert clock.best_s == pytest.approx(0.5)


def test_a_movement_out_of_sight_for_long_is_void_and_said_to_be_lost() -> None:
    machine = PhaseMachine(GATES)
    for time_s, progress in [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)]:
        assert machine.update(Sample(time_s, progress)) is None
    assert machine.update(Sample(2.9, nan)) is None
    lost = machine.update(Sample(3.1, nan))
    assert lost is not None
    assert lost.lost
    assert machine.excursion is None


def test_stopping_gives_back_what_was_under_way_and_forgets_it() -> None:
    _, _, machine = play([(0, 0), (1, 1), (3, 1)])
    under_way = machine.stop()
    assert under_way is not None
    assert not under_way.returned
    assert machine.stop() is None


def test_the_rival_is_remembered() -> None:
    machine = PhaseMachine(GATES)
    for time_s, progress, rival in [(0.0, 0.0, 0.0), (0.5, 0.6, 0.9), (1.0, 0.0, nan)]:
        ended = machine.update(Sample(time_s, progress), rival)
    assert ended is not None
    assert ended.rival_peak == 0.9


def test_values_at_the_peak_are_medians_about_it() -> None:
    excursion = Excursion(0.0, samples=[Sample(t, p, height=h) for t, p, h in [(0, 0.2, 9), (1, 1, 3), (1.1, 0.9, 5)]])
    assert excursion.at_peak("height") == 4
    assert isnan(excursion.at_peak("confirm"))


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [((0, 0.0), (1, 1.0), 0.2), ((0, 1.0), (1, 0.0), 0.2), ((0, 1.0), (1, 1.0), 1.0), ((0, 0.0), (1, 0.1), 0.0)],
    ids=["rises through", "falls through", "stays past", "stays below"],
)
def test_time_past_a_gate(before: tuple[float, float], now: tuple[float, float], expected: float) -> None:
    assert time_past(Sample(*before), Sample(*now), 0.8) == pytest.approx(expected)


def test_a_crossing_that_did_not_happen_is_the_later_moment() -> None:
    assert crossing(Sample(0, 0.5), Sample(1, 0.5), 0.8) == 1
    assert crossing(Sample(0, 0.5), Sample(1, 0.7), 0.8) == 1
