"""The controls of a session: whoever has buttons asks, and what throws something away is asked twice."""

from collections.abc import Callable, Sequence

import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Snapshot
from formcheck.exercises import catalogue
from formcheck.workout.command import Command, Controls
from formcheck.workout.controlled import SURE_S, Controlled
from formcheck.workout.plan import plan_sets
from formcheck.workout.workout import Workout
from tests.movements import bridges, lasting_s

LASTS_S = lasting_s(2) + 10


def play(*presses: tuple[float, Command]) -> tuple[Controlled, list[Snapshot], float]:
    """A set of five, in which two are done; when it was over."""
    controls = Controls()

    def begin(commands: Callable[[], Sequence[Command]]) -> Workout:
        return Workout(plan_sets(catalogue.load("glute_bridge"), sets=1, reps=5), commands)

    session, movement, due, snapshots = Controlled(begin, controls), bridges(2), list(presses), []
    time_s = 0.0
    while time_s < LASTS_S and not session.over:
        while due and due[0][0] <= time_s:
            controls.ask(due.pop(0)[1])
        snapshots.append(session.update(time_s, movement(time_s)))
        time_s += 1 / 15
    return session, snapshots, time_s


def test_one_word_throws_nothing_away_and_asks() -> None:
    session, snapshots, ended_s = play((12.0, Command.ANEW))
    assert not session.anew
    assert ended_s >= LASTS_S
    asked = [snapshot.time_s for snapshot in snapshots if snapshot.notice is Advice.SURE]
    assert (asked[0], asked[-1]) == pytest.approx((12.0, 12.0 + SURE_S), abs=0.1)


def test_two_words_begin_anew() -> None:
    session, _, ended_s = play((12.0, Command.ANEW), (13.5, Command.ANEW))
    assert session.anew
    assert ended_s == pytest.approx(13.5, abs=0.2)


def test_a_second_word_that_comes_late_is_a_first_one() -> None:
    session, snapshots, _ = play((10.0, Command.ANEW), (10.0 + SURE_S + 1, Command.ANEW))
    assert not session.anew
    assert snapshots[-1].time_s >= LASTS_S - 0.1


def test_where_nothing_is_done_nothing_is_asked() -> None:
    session, _, ended_s = play((2.0, Command.ANEW))
    assert session.anew
    assert ended_s < 2.2


def test_it_is_ended_by_a_word_and_the_rest_is_for_the_workout() -> None:
    session, snapshots, ended_s = play((11.0, Command.ADD), (12.0, Command.END))
    assert ended_s == pytest.approx(12.0, abs=0.2)
    assert [snapshot.correction.done for snapshot in snapshots if snapshot.correction] == [3]
    assert session.finish().counts.added == 1
