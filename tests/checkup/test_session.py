"""The whole check-up, led by ear: a body of the renderer does what it is told."""

import pytest

from formcheck.checkup.agenda import agenda
from formcheck.checkup.record import TestResult
from formcheck.checkup.session import CheckupSession
from formcheck.pose.landmarks import Pose, Side
from formcheck.workout.command import Command
from tests.checkup.actor import Acts, everything, led
from tests.people import with_raised_hand

ACTS = everything("right")


def found(session: CheckupSession) -> dict[tuple[str, Side | None], TestResult]:
    """Results by test and side."""
    return {(result.test, result.side): result for result in session.checkup.results}


@pytest.mark.parametrize("first", ["right", "left"])
def test_everything_is_measured_and_said_in_order(first: str) -> None:
    side = Side(first)
    session = CheckupSession(agenda(side, short=False, asked=False), side)
    heard = [text for _, text in led(session, everything("right" if first == "right" else "left"))]
    results = found(session)
    assert session.checkup.complete
    assert session.checkup.first_side is side
    assert results["chair_stand", None].value == 14
    assert results["one_leg_stand", Side.LEFT].value == 30
    assert results["one_leg_stand", Side.RIGHT].value == pytest.approx(11.8, abs=0.4)
    assert results["bridge_reach", None].value == pytest.approx(-3, abs=2)
    assert results["single_leg_bridge_hold", Side.RIGHT].value == pytest.approx(19.2, abs=0.5)
    assert results["single_leg_bridge_hold", Side.LEFT].value == 60
    assert results["prone_leg_lift", side.other].value == pytest.approx(9, abs=2)
    assert results["prone_leg_lift", side].value == pytest.approx(12, abs=2)
    assert heard[3].startswith("Chair stand.")
    assert heard[-1] == "Done. Sit up when you like."
    assert heard.count("Once more.") == 1


def until(heard: str, does: Command | None = None, hand: bool = False) -> tuple[CheckupSession, list[str]]:
    """A check-up in which something is wanted once a sentence has been heard."""
    wanted: list[Command] = []

    def commands() -> list[Command]:
        now, wanted[:] = list(wanted), []
        return now

    session, said = CheckupSession(agenda(Side.RIGHT, short=True, asked=False), Side.RIGHT, commands), list[str]()
    acts: Acts = {key: list(films) for key, films in ACTS.items()}
    if hand:
        acts = {**acts, heard: [[(t, raised(p)) for t, p in films] for films in acts[heard]]}
    for _, text in led(session, acts, most_s=140.0):
        said.append(text)
        if does is not None and text.startswith(heard):
            wanted.append(does)
    return session, said


def raised(pose: Pose | None) -> Pose | None:
    """The same with a hand up."""
    return None if pose is None else with_raised_hand(pose)


def test_a_raised_hand_leaves_a_test_out() -> None:
    session, said = until("Two to try", hand=True)
    assert "Left out." in said
    assert found(session)["chair_stand", None].left_out


def test_a_key_leaves_a_test_out_and_what_was_measured_before_is_kept() -> None:
    session, _ = until("Lift the left foot", Command.NEXT)
    assert found(session)["chair_stand", None].value == 14
    assert found(session)["one_leg_stand", Side.RIGHT].left_out
    assert found(session)["one_leg_stand", Side.LEFT].left_out


def test_a_test_is_repeated_once_for_the_asking() -> None:
    _, said = until("14.", Command.AGAIN)
    assert said.count("Once more: sit, arms crossed.") == 1


def test_what_is_broken_off_is_void_and_the_rest_is_kept() -> None:
    session = CheckupSession(agenda(Side.RIGHT, short=True, asked=False), Side.RIGHT)
    list(led(session, ACTS, most_s=118.0))
    results = found(session)
    assert not session.checkup.complete
    assert results["chair_stand", None].value == 14
    assert results["one_leg_stand", Side.RIGHT].value is None
    assert results["one_leg_stand", Side.RIGHT].not_judged == "broken_off"
