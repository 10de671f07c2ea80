"""Left and right kept apart, and poses smoothed."""

from collections.abc import Callable

import numpy as np
import pytest

from formcheck.pose.landmarks import SWAPPED, Pose
from formcheck.pose.naming import BELIEVE_S, SwapGuard
from formcheck.pose.recording import Recording
from formcheck.pose.tracking import LiveTrack
from tests.people import kicking
from tests.replay import FOLDER

LEGS = np.array([row for row in range(33) if row >= 23])


def swapped(pose: Pose) -> Pose:
    """The pose with its legs misnamed, as a tracker sometimes does."""
    rows = np.arange(33)
    rows[LEGS] = SWAPPED[LEGS]
    return Pose(pose.image_px[rows], pose.world_m[rows], pose.visibility[rows], pose.image_size)


def test_exchanged_legs_are_put_back_for_as_long_as_they_are_exchanged() -> None:
    guard, pose = SwapGuard(), kicking(-5)
    for row in range(20):
        given = swapped(pose) if 5 <= row < 15 else pose
        assert (guard.update(row / 30, given).image_px == pose.image_px).all()


def test_legs_that_only_move_are_left_alone() -> None:
    guard = SwapGuard()
    for row in range(30):
        pose = kicking(-75 + row * 2.3)
        assert guard.update(row / 30, pose) is pose


def test_after_a_gap_the_model_is_believed() -> None:
    guard, pose = SwapGuard(), kicking(-5)
    guard.update(0.0, pose)
    other = swapped(pose)
    assert guard.update(1.0, other) is other


def test_the_guard_touches_nothing_in_a_real_recording_without_a_swap() -> None:
    guard = SwapGuard()
    for time_s, pose in Recording.load(FOLDER / "donkey_kick_2.npz"):
        assert pose is not None
        assert guard.update(time_s, pose) is pose


def wrong_rows(recording: Recording, exchange: Callable[[float], bool]) -> list[float]:
    """Times at which a recording with swapped legs is not as it was, after the guard has seen it."""
    guard, wrong = SwapGuard(), []
    for time_s, pose in recording:
        assert pose is not None
        mended = guard.update(time_s, swapped(pose) if exchange(time_s) else pose)
        if np.abs(mended.image_px - pose.image_px).max() > 0.2 * recording.image_size[1]:
            wrong.append(time_s)
    return wrong


@pytest.mark.parametrize("name", ["donkey_kick_1", "donkey_kick_2", "donkey_kick_3"])
def test_short_swaps_in_the_middle_of_a_kick_are_undone(name: str) -> None:
    recording = Recording.load(FOLDER / f"{name}.npz")
    assert wrong_rows(recording, lambda time_s: 0.6 < time_s < 0.75 or 4.7 < time_s < 4.9) == []


def test_a_swap_that_begins_unseen_does_harm_for_a_second_at_most() -> None:
    recording = Recording.load(FOLDER / "donkey_kick_2.npz")
    wrong = wrong_rows(recording, lambda time_s: 3.0 < time_s < 3.9)
    assert wrong
    assert max(wrong) < 3.9 + BELIEVE_S + 0.1


def test_a_live_track_depends_on_the_past_alone() -> None:
    moments = [(row / 30, kicking(-75 + row)) for row in range(40)]
    first, second = LiveTrack(), LiveTrack()
    short = [first.update(*moment) for moment in moments[:20]]
    long = [second.update(*moment) for moment in moments]
    assert [t.smooth.image_px.tolist() for t in short if t] == [t.smooth.image_px.tolist() for t in long[:20] if t]


def test_no_person_stays_no_person() -> None:
    live = LiveTrack()
    for moment in [(0.0, kicking(-75)), (0.1, None), (0.2, kicking(-75))]:
        assert (live.update(*moment) is None) == (moment[1] is None)


def test_a_still_person_is_not_moved_by_smoothing() -> None:
    pose = kicking(-75)
    track = LiveTrack()
    for row in range(10):
        tracked = track.update(row / 30, pose)
    assert tracked is not None
    assert tracked.smooth.image_px == pytest.approx(pose.image_px)
