"""Every test of the check-up in rendered clips that the real pose model has seen, against the truth of the renderer."""

import pytest

from formcheck.checkup.catalogue import load
from formcheck.checkup.record import TestResult
from formcheck.checkup.recorded import recorded
from formcheck.checkup.stands import Event
from formcheck.pose.landmarks import SIDES
from tests.checkup import clips
from tests.checkup.clips import CLIPS, WANTED, names

UNSEEN = "one_leg_fem_090_hop_ahead"
"""A hop towards the camera moves nothing in the picture."""

TOLD_AS = {"leg_touched": "foot_down"}
"""Of two feet that hide each other the pose model lays both ankles at one place."""


def found_in(name: str) -> TestResult:
    """The one result of a clip."""
    (result,) = recorded(load(WANTED[name].test), CLIPS[name]).results
    return result


@pytest.mark.parametrize("name", [name for name in names("chair_stand") if not WANTED[name].ended])
def test_stands_are_counted_and_half_ones_are_not(name: str) -> None:
    found, wanted = recorded(load("chair_stand"), CLIPS[name]), WANTED[name]
    assert (found.how_many(Event.STOOD), found.how_many(Event.HANDS)) == (wanted.stands, 0)
    assert tuple(one.value for one in found.results if one.value is not None) == wanted.values


@pytest.mark.parametrize("name", [name for name in names("chair_stand") if WANTED[name].ended])
def test_hands_are_seen_in_all_stands_but_one_at_most(name: str) -> None:
    found, wanted = recorded(load("chair_stand"), CLIPS[name]), WANTED[name]
    assert found.how_many(Event.STOOD) <= 1
    assert found.how_many(Event.HANDS) + found.how_many(Event.STOOD) == wanted.stands


@pytest.mark.parametrize("name", names("single_leg_bridge_hold"))
def test_a_hold_ends_where_the_hips_have_sunk(name: str) -> None:
    found, wanted = found_in(name), WANTED[name]
    assert str(found.side) == wanted.side
    assert found.value == pytest.approx(wanted.values[0], abs=0.5)
    assert found.tries[0].ended == wanted.ended


@pytest.mark.parametrize("name", [name for name in names("one_leg_stand") if name != UNSEEN])
def test_a_one_leg_stand_ends_when_and_why_it_does(name: str) -> None:
    found, wanted = found_in(name), WANTED[name]
    assert str(found.side) == wanted.side
    assert found.value == pytest.approx(min(wanted.values[0], 30.0), abs=0.3)
    ended = "time" if wanted.values[0] > 30 else wanted.ended
    assert found.tries[0].ended in (ended, TOLD_AS.get(ended))


def test_a_hop_towards_the_camera_is_not_seen() -> None:
    found, wanted = found_in(UNSEEN), WANTED[UNSEEN]
    assert wanted.ended == "foot_moved"
    assert found.tries[0].ended == "foot_down"
    assert (found.value or 0.0) > wanted.values[0] + 1


@pytest.mark.parametrize("name", names("bridge_reach"))
def test_three_bridges_are_measured_and_not_below_what_they_are(name: str) -> None:
    (made,) = found_in(name).tries
    for found, true in zip(sorted(made.details.values()), sorted(WANTED[name].values), strict=True):
        assert found - true >= -2
        assert found - true <= clips.MOST_OF_A_BRIDGE_DEG


LIFTS = names("prone_leg_lift")


@pytest.mark.parametrize("name", [name for name in LIFTS if WANTED[name].side != "both"])
def test_every_lift_is_measured_and_about_as_it_is(name: str) -> None:
    found, wanted = found_in(name), WANTED[name]
    assert str(found.side) == wanted.side
    values = [one.value for one in found.tries if one.value is not None]
    assert {one.ended for one in found.tries} - {"recording_ended"} == {wanted.ended or "measured"}
    for value, true in zip(values, wanted.values, strict=True):
        assert value - true >= clips.LEAST_OF_A_LIFT_DEG
        assert value - true <= clips.MOST_OF_A_LIFT_DEG


@pytest.mark.parametrize("name", [name for name in LIFTS if WANTED[name].side == "both"])
def test_who_turns_round_has_a_number_of_either_leg(name: str) -> None:
    found = recorded(load("prone_leg_lift"), CLIPS[name]).results
    assert {one.side for one in found} == set(SIDES)
    for one in found:
        off_deg = (one.value or 0.0) - WANTED[name].values[0]
        assert off_deg >= clips.LEAST_OF_A_LIFT_DEG
        assert off_deg <= clips.MOST_OF_A_LIFT_DEG
