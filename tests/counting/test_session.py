"""Sessions: states, sides, holds, and what is never a repetition."""

from typing import cast

import numpy as np
import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.corrections import corrections
from formcheck.counting.results import Verdict
from formcheck.counting.session import Session
from formcheck.counting.settings import DEFAULTS
from formcheck.counting.snapshot import Phase, Snapshot, State
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import INDEX, Pose, Side
from formcheck.video.frame import Picture
from tests.movements import REST, TOP, Movement, bridges, lasting_s, one_after_another, path, runs, there_and_back
from tests.people import UPPER, bridging, kicking, moved, seen_from, standing, turned
from tests.replay import played


def play(
    movement: Movement, lasts_s: float, *, exercise: str = "glute_bridge", fps: float = 30
) -> tuple[list[Snapshot], Summary]:
    """A movement before the camera."""
    return played(catalogue.load(exercise), [(row / fps, movement(row / fps)) for row in range(round(lasts_s * fps))])


def test_states_lead_from_an_empty_room_to_the_exercise() -> None:
    bridge = bridges(1)

    def movement(time_s: float) -> Pose | None:
        return None if time_s < 1 else standing() if time_s < 2 else bridge(time_s - 2)

    snapshots, summary = play(movement, 9)
    states = [State.NOBODY, State.POSITIONING, State.READY, State.EXERCISING]
    assert runs(snapshot.state for snapshot in snapshots) == states
    assert summary.counts.reps == 1


def test_who_stands_is_told_to_lie_down() -> None:
    snapshots, summary = play(lambda _: standing(), 3)
    assert snapshots[-1].reason == "Lie down on your back."
    assert summary.counts.reps == summary.counts.attempts == 0


def test_what_is_told_at_the_end_is_judged_by_the_side_that_was_near() -> None:
    extension, left = (
        there_and_back(REST, TOP, 1, rest_s=2.0, move_s=1.0, hold_s=2.0),
        [row for name, row in INDEX.items() if name.startswith("left")],
    )

    def movement(time_s: float) -> Pose:
        pose = bridging(extension(time_s), near="right")
        visibility = pose.visibility.copy()
        visibility[left] = 0.1
        return Pose(pose.image_px, pose.world_m, visibility, pose.image_size)

    _, whole = play(movement, 8)
    _, short = play(movement, whole.reps[0].told_s - 0.05)
    assert [rep.judged.measures for rep in (*whole.reps, *short.reps)] == [("hip_extension_deg",)] * 2


@pytest.mark.parametrize(("fps", "move_s"), [(10, 0.35), (10, 5.0), (25, 1.0), (60, 0.35), (60, 1.0)])
def test_bridges_are_counted_at_any_tempo_and_frame_rate(fps: int, move_s: float) -> None:
    lasts_s = 2 + 3 * (2 * move_s + 2.8)
    _, summary = play(bridges(3, move_s=move_s), lasts_s, fps=fps)
    assert [rep.verdict for rep in summary.reps] == [Verdict.REP] * 3
    assert summary.counts.attempts == 0


def test_a_good_bridge_is_good_and_measured() -> None:
    _, summary = play(bridges(1, hold_s=2.5), 8)
    (rep,) = summary.reps
    assert rep.good
    assert rep.side is Side.BOTH
    assert rep.peak_hip_extension_deg == pytest.approx(TOP, abs=1)
    assert rep.peak_leg_height == pytest.approx(0.5, abs=0.05)
    # Past -15 degrees for the hold and for 13/48 of a second on both ways.
    assert rep.hold_s == pytest.approx(2.5 + 2 * 13 / 48, abs=0.15)


def test_a_hold_is_credited_while_it_runs() -> None:
    snapshots, _ = play(bridges(1, hold_s=3), 8)
    credited = [snapshot.hold_s for snapshot in snapshots if snapshot.phase is Phase.HOLD]
    assert credited == sorted(credited)
    assert credited[-1] > 2.5
    assert snapshots[-1].hold_s == 0


def test_half_a_bridge_among_whole_ones_is_an_attempt_with_its_reason() -> None:
    whole, half = bridges(2), bridges(1, top=-28)
    movement, lasts_s = one_after_another((lasting_s(2), whole), (lasting_s(1), half))
    snapshots, summary = play(movement, lasts_s)
    assert [(rep.verdict, rep.reason) for rep in summary.reps][-1] == (Verdict.ATTEMPT, "not_high_enough")
    assert summary.counts.reps == 2
    assert "Lift until knees, hips and shoulders line up." in {s.cue.say for s in snapshots if s.cue}


def test_bridges_that_are_all_equally_shallow_count_and_none_is_good() -> None:
    _, summary = play(bridges(10, top=-28), lasting_s(10))
    assert (summary.counts.reps, summary.counts.good, summary.counts.attempts) == (10, 0, 0)
    assert {rep.reason for rep in summary.reps} == {"not_high_enough"}


def test_lying_down_and_getting_up_are_no_repetitions() -> None:
    bridge, upright = bridges(1), path((0, 80), (1, 80), (2.5, 0), (9.3, 0), (10.5, 80), (11.5, 80))

    def movement(time_s: float) -> Pose | None:
        if upright(time_s) > 0:
            return turned(bridging(REST), UPPER, "hip", upright(time_s))
        return bridge(time_s - 2.5)

    _, summary = play(movement, 11.5)
    assert [rep.verdict for rep in summary.reps] == [Verdict.REP]


def test_legs_that_slide_out_straight_lift_no_hip() -> None:
    knee_up = path((0, 1), (3, 1), (4.5, 0), (6, 0), (7.5, 1), (10, 1))

    def sliding(time_s: float) -> Pose:
        pose = bridging(REST)
        image_px = pose.image_px.copy()
        angle = np.radians(50 * knee_up(time_s))
        for side in ("left", "right"):
            image_px[INDEX[f"{side}_knee"]] = image_px[INDEX["left_hip"]] + 120 * np.array(
                [-np.cos(angle), -np.sin(angle)]
            )
        return moved(pose, image_px)

    _, summary = play(sliding, 10)
    assert summary.reps == ()


@pytest.mark.parametrize("near", ["left", "right"])
def test_the_working_leg_is_found_by_its_movement_near_or_far(near: str) -> None:
    up = path((0, -75), (2, -75), (3, -5), (4.5, -5), (5.5, -75), (7, -75))
    snapshots, summary = play(
        lambda t: kicking(up(t), near=near), 7, exercise="donkey_kick"
    )  # fmt: skip
    (rep,) = summary.reps
    assert (rep.side, rep.good) == (Side.LEFT, True)
    assert (summary.counts.left, summary.counts.right) == (1, 0)
    assert rep.peak_leg_height == pytest.approx(-0.33, abs=0.05)
    assert (Advice.FAR_LEG in {snapshot.view.advice for snapshot in snapshots}) == (near == "right")


def test_legs_may_alternate() -> None:
    left = path((0, -75), (2, -75), (3, -5), (4, -5), (5, -75), (12, -75))
    right = path((0, -75), (6, -75), (7, -5), (8, -5), (9, -75), (12, -75))
    _, summary = play(lambda t: kicking(left(t), right(t)), 12, exercise="donkey_kick")
    assert [rep.side for rep in summary.reps] == [Side.LEFT, Side.RIGHT]


def test_a_support_leg_that_gives_way_a_little_is_nothing() -> None:
    left = path((0, -75), (2, -75), (3, -5), (4, -5), (5, -75), (7, -75))
    right = path((0, -75), (2, -75), (3, -60), (4, -60), (5, -75), (7, -75))
    _, summary = play(lambda t: kicking(left(t), right(t)), 7, exercise="donkey_kick")
    assert [(rep.side, rep.verdict) for rep in summary.reps] == [(Side.LEFT, Verdict.REP)]


def test_a_clip_that_begins_at_the_top_counts_from_its_first_complete_repetition() -> None:
    extension = path((0, TOP), (1, TOP), (2, REST), (3, REST), (4, TOP), (5, TOP), (6, REST), (7, REST))
    _, summary = play(lambda t: bridging(extension(t)), 7)
    assert len(summary.reps) == 1


def test_a_clip_that_ends_at_the_top_says_so_and_blames_nobody() -> None:
    _, summary = play(bridges(1), 4.5)
    assert [(rep.verdict, rep.reason) for rep in summary.reps] == [(Verdict.ATTEMPT, "not_returned")]
    assert (summary.counts.attempts, summary.counts.tried) == (1, 0)
    assert not list(corrections(summary.reps[0], catalogue.load("glute_bridge")))


def test_somebody_out_of_sight_for_a_moment_keeps_the_repetition() -> None:
    bridge = bridges(1)
    _, summary = play(lambda t: None if 3.2 < t < 3.45 else bridge(t), 8)
    (rep,) = summary.reps
    assert rep.good


def test_somebody_out_of_sight_for_long_loses_it_and_is_told() -> None:
    bridge = bridges(1, hold_s=5)
    snapshots, summary = play(lambda t: None if 4 < t < 4 + DEFAULTS.gap_s + 0.5 else bridge(t), 11)
    assert [(rep.verdict, rep.reason) for rep in summary.reps] == [(Verdict.ATTEMPT, "lost_sight")]
    assert "I cannot see anybody." in {snapshot.reason for snapshot in snapshots}


def test_feet_out_of_the_picture_are_asked_for() -> None:
    def cropped(time_s: float) -> Pose:
        pose = bridging(REST)
        return Pose(pose.image_px - np.array([560.0, 0.0]), pose.world_m, pose.visibility, pose.image_size)

    snapshots, _ = play(cropped, 3)
    assert "feet" in snapshots[-1].reason


def test_a_black_picture_is_named() -> None:
    session = Session(catalogue.load("glute_bridge"))
    assert "dark" in session.update(0.0, None, Picture(brightness=1.0)).reason


def test_a_view_from_an_angle_is_told_to_be_one_and_counts_all_the_same() -> None:
    bridge = bridges(2)
    snapshots, summary = play(lambda t: seen_from(cast(Pose, bridge(t)), 45), lasting_s(2))
    assert 30 < snapshots[30].view.yaw_deg < 70
    assert snapshots[30].view.advice is Advice.TURN
    assert (summary.counts.reps, summary.counts.good) == (2, 0)
    assert {rep.judged.reason for rep in summary.reps} == {"view"}


def test_counts_never_fall_and_phases_are_those_of_a_repetition() -> None:
    snapshots, summary = play(bridges(3), 17)
    totals = [snapshot.counts.reps for snapshot in snapshots]
    assert totals == sorted(totals)
    assert totals[-1] == summary.counts.reps == 3
    assert sum(snapshot.finished is not None for snapshot in snapshots) == 3


def test_the_same_recording_gives_the_same_numbers() -> None:
    assert play(bridges(2), 12)[1] == play(bridges(2), 12)[1]


def test_the_landmarks_own_offset_is_taken_out_as_soon_as_a_top_shows_it() -> None:
    snapshots, summary = play(bridges(3, top=9.0), 17)
    assert [rep.peak_hip_extension_deg for rep in summary.reps] == pytest.approx([0, 0, 0], abs=1)
    assert snapshots[60].measures["hip_extension_deg"] == pytest.approx(REST, abs=1)
    assert snapshots[-1].measures["hip_extension_deg"] == pytest.approx(REST - 9, abs=1)
    assert snapshots[-1].raw["hip_extension_deg_left"] == pytest.approx(REST, abs=1)


def test_nobody_at_all_is_an_empty_summary_with_its_reason() -> None:
    _, summary = play(lambda _: None, 2)
    assert (summary.counts.reps, summary.tracking.seen, summary.advice) == (0, 0.0, "I cannot see anybody.")


def test_a_session_without_a_single_frame_can_be_ended() -> None:
    summary = Session(catalogue.load("glute_bridge")).finish()
    assert (summary.frames, summary.duration_s, summary.reps) == (0, 0.0, ())


@pytest.mark.parametrize("lost", [2, 5, 10])
def test_single_lost_frames_do_not_keep_a_session_from_getting_ready(lost: int) -> None:
    bridge = bridges(2)
    rows = iter(range(10_000))
    _, summary = play(lambda t: None if next(rows) % lost == 0 else bridge(t), 12)
    assert summary.counts.reps == 2


@pytest.mark.parametrize("fps", [4, 5.75, 5.9, 7.3, 11.7, 29.97])
def test_any_steady_frame_rate_gets_ready(fps: float) -> None:
    snapshots, _ = play(lambda _: bridging(REST), 4, fps=fps)
    assert snapshots[-1].state is State.READY


def test_feet_that_are_moved_between_two_sets_are_another_start_position() -> None:
    near_feet, between = bridges(2), path((0, -50), (12, -50), (13, -34), (40, -34))
    far = path((0, -34), (20, -34), (21, -1), (23, -1), (24, -34), (26, -34), (27, -1), (29, -1), (30, -34), (33, -34))

    def movement(time_s: float) -> Pose:
        if time_s < 12:
            return near_feet(time_s)  # type: ignore[return-value]
        extension_deg = far(time_s) if time_s >= 20 else between(time_s)
        pose = bridging(extension_deg)
        # With the feet away the hip lies on the floor at -34 degrees: the same body, lower by what the lift would be.
        down = bridging(-34).image_px[INDEX["left_hip"], 1] - bridging(-50).image_px[INDEX["left_hip"], 1]
        for side in ("left", "right"):
            for joint in ("hip", "knee"):
                pose.image_px[INDEX[f"{side}_{joint}"], 1] -= down * min(max(time_s - 12, 0), 1)
        return pose

    _, summary = play(movement, 33)
    assert summary.counts.reps == 4


def test_a_fault_of_a_movement_that_was_none_is_not_held_against_the_next() -> None:
    bridge = bridges(1)

    def movement(time_s: float) -> Pose | None:
        """Past straight at the top, then up and away; a good set later."""
        if time_s < 2:
            return bridging(REST)
        if time_s < 6:
            return bridging(min(REST + 50 * (time_s - 2), 14) if time_s > 3.5 else REST + 30 * (time_s - 2))
        return standing() if time_s < 9 else bridge(time_s - 9)

    _, summary = play(movement, 17)
    assert [(rep.verdict, rep.faults) for rep in summary.reps if rep.start_s > 9] == [(Verdict.REP, ())]


def test_a_far_knee_that_is_doubted_does_not_keep_the_near_leg_from_counting() -> None:
    up = path((0, -75), (2, -75), (3, -5), (4.5, -5), (5.5, -75), (7, -75))

    def movement(time_s: float) -> Pose:
        pose = kicking(up(time_s))
        pose.visibility[INDEX["right_knee"]] = 0.1
        return pose

    _, summary = play(movement, 7, exercise="donkey_kick")
    assert [(rep.side, rep.verdict) for rep in summary.reps] == [(Side.LEFT, Verdict.REP)]


def test_a_source_that_stalls_half_way_voids_the_movement() -> None:
    moments = [(row / 30, bridges(1)(row / 30)) for row in range(240)]
    moments = [(time_s + 20 * (time_s > 4), pose) for time_s, pose in moments]
    _, summary = played(catalogue.load("glute_bridge"), moments)
    assert [rep.reason for rep in summary.reps if rep.verdict is Verdict.REP] == []


def test_who_turns_round_on_hands_and_knees_is_told_about_the_right_leg() -> None:
    up = path((0, -75), (2, -75), (3, -5), (4, -5), (5, -75), (14, -75), (15, -5), (16, -5), (17, -75), (18, -75))
    snapshots, summary = play(
        lambda t: kicking(up(t), near="left" if t < 8 else "right"), 18, exercise="donkey_kick"
    )  # fmt: skip
    assert summary.counts.left == 2
    told = {snapshot.view.advice for snapshot in snapshots if snapshot.time_s < 8}
    assert told == {None}
    assert Advice.FAR_LEG in {snapshot.view.advice for snapshot in snapshots}
