"""Stands counted in thirty seconds: bodies whose heights are known, from any view."""

import numpy as np
import pytest

from formcheck.checkup.catalogue import load
from formcheck.checkup.stands import Event, StandCounter
from tests.checkup.bodies import SHAPES, chair, path, stands
from tests.checkup.tried import counted, practised, sitter, tried


@pytest.mark.parametrize("azimuth_deg", [0, 45, 90])
@pytest.mark.parametrize(("shape", "noise"), [("fem", None), ("male", 1), ("heavy", 2), ("heavyf", 3)])
@pytest.mark.parametrize("cycle_s", [0.79, 2.0])
def test_every_stand_counts_from_any_view(azimuth_deg: float, shape: str, noise: int | None, cycle_s: float) -> None:
    count = int(29.9 / cycle_s)
    film = sitter(stands(count, cycle_s, 13.0), shape)
    assert counted(film.seen(azimuth_deg, noise=noise)) == count


@pytest.mark.parametrize("top", [0.5, 0.7, 0.8])
@pytest.mark.parametrize(("azimuth_deg", "noise"), [(0, None), (45, 1), (90, 2)])
def test_a_half_stand_is_none(top: float, azimuth_deg: float, noise: int | None) -> None:
    first, half, last = stands(5, 1.8, 13.0), stands(3, 1.8, 22.4, top=top), stands(5, 1.8, 28.4)
    film = sitter(lambda t: first(t) + half(t) + last(t))
    trial = tried("chair_stand", film.seen(azimuth_deg, noise=noise))
    assert trial.tries[0].value == 10


def test_who_hovers_over_the_seat_has_not_sat() -> None:
    first, hovers = stands(3, 2.0, 13.0), stands(4, 2.0, 20.0, low=0.4)
    assert counted(sitter(lambda t: first(t) + hovers(t)).seen(0)) == 4


@pytest.mark.parametrize(("shape", "azimuth_deg"), list(zip(SHAPES, [0, 45, 90, 30], strict=True)))
@pytest.mark.parametrize(("at_end", "count"), [(0.45, 10), (0.55, 11)])
def test_more_than_half_way_up_at_the_end_counts(shape: str, azimuth_deg: float, at_end: float, count: int) -> None:
    go_s, up_s = 13.0 + _until(stands(10, 2.5, 0.0), 0.1), 0.6
    end = path((go_s + 30 - up_s * at_end, 0), (go_s + 30 + up_s * (1 - at_end), 1))
    first = stands(10, 2.5, 13.0)
    assert counted(sitter(lambda t: np.maximum(first(t), end(t)), shape).seen(azimuth_deg)) == count


def _until(course: object, share: float) -> float:
    times = np.arange(0, 3, 0.001)
    assert callable(course)
    return float(times[np.argmax(course(times) >= share)])


@pytest.mark.parametrize("arms", ["hands", "arms", "free"])
@pytest.mark.parametrize("azimuth_deg", [0, 45, 90])
def test_hands_make_it_void(arms: str, azimuth_deg: float) -> None:
    film = sitter(stands(10, 2.5, 13.0), arms=arms)
    assert counted(film.seen(azimuth_deg)) in ("hands", "recording_ended", "arms_open")


def test_hands_on_the_thighs_after_crossed_arms_end_it() -> None:
    before, after = chair(practised(path((0, 0))), 12.0), chair(stands(8, 2.5, 0.0), 25.0, arms="hands")
    trial = tried("chair_stand", before.then(after).seen(20))
    assert trial.not_judged == "hands"
    assert [one.value for one in trial.tries] == [None]


def test_a_seat_is_learnt_and_told() -> None:
    trial = tried("chair_stand", sitter(stands(10, 2.5, 13.0)).seen(45))
    made = trial.tries[0]
    assert abs(made.setup["seat_slope_deg"]) < 5
    assert made.details["first_five_s"] == pytest.approx(12.0, abs=0.4)
    assert made.details["stands_in_first_10_s"] == 4


def test_a_chair_that_hides_the_hips_gives_no_number() -> None:
    frames = sitter(stands(10, 2.5, 13.0)).seen(0)
    for _, pose in frames:
        assert pose is not None
        pose.visibility[[23, 24]] = 0.05
    trial = tried("chair_stand", frames)
    assert trial.tries == []
    assert trial.advice == "I cannot see your hips."


def test_who_is_lost_for_two_seconds_has_no_number_and_for_less_has() -> None:
    frames = sitter(stands(10, 2.5, 13.0)).seen(0)
    blind = [(time_s, None if 20 < time_s < 21.2 else pose) for time_s, pose in frames]
    assert counted(blind) == 10
    blind = [(time_s, None if 20 < time_s < 22.5 else pose) for time_s, pose in frames]
    assert counted(blind) == "lost"


def test_fifteen_pictures_a_second_are_enough() -> None:
    film = chair(practised(stands(37, 0.79, 13.0)), 46.0, fps=15)
    assert counted(film.seen(30)) == 37


def test_what_is_seen_of_each_movement() -> None:
    rules = load("chair_stand").stands
    assert rules is not None
    counter = StandCounter(rules, 0.0)
    course = path((0, 0), (1, 1), (2, 0), (3, 0.6), (4, 0), (5, 1), (6, 0.4), (7, 1), (8, 0))
    times_s = np.arange(0, 9, 0.04)
    moments = zip(times_s.tolist(), course(times_s).tolist(), strict=True)
    found = [event for time_s, rise in moments for event in counter.update(time_s, rise, np.nan, -1.0)]
    assert found == [Event.STOOD, Event.SHORT_UP, Event.STOOD, Event.SHORT_DOWN]


@pytest.mark.parametrize(("put_s", "found"), [(0.85, Event.HANDS), (0.99, Event.STOOD)])
def test_hands_that_push_are_there_before_a_quick_rise(put_s: float, found: Event) -> None:
    rules = load("chair_stand").stands
    assert rules is not None
    counter, hand = StandCounter(rules, 0.0), path((put_s - 0.01, -1), (put_s, 0.1), (1.1, 0.1), (1.11, -1))
    rise, times_s = path((0, 0), (1, 0), (1.25, 1), (2, 1)), np.arange(0, 2, 1 / 15)
    moments = zip(times_s.tolist(), rise(times_s).tolist(), hand(times_s).tolist(), strict=True)
    assert [event for time_s, up, near in moments for event in counter.update(time_s, up, np.nan, near)] == [found]
