"""Sessions: states, calibration, sides, holds, and what is never a repetition."""

import numpy as np
import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.readiness import GONE_S
from formcheck.counting.results import Summary, Verdict
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Phase, Snapshot, State
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import INDEX, Pose, Side
from formcheck.pose.recording import Recording
from formcheck.video.frame import Picture
from tests.movements import REST, TOP, Movement, bridges, path, runs
from tests.people import bridging, kicking, standing


def play(
    movement: Movement, lasts_s: float, *, exercise: str = "glute_bridge", fps: float = 30, whole: bool = False
) -> tuple[list[Snapshot], Summary]:
    """A movement before the camera, live or looked at as a whole."""
    moments = [(row / fps, movement(row / fps)) for row in range(round(lasts_s * fps))]
    chosen = catalogue.load(exercise)
    session = Session.replay(chosen, Recording.of(moments, (1280, 720))) if whole else Session(chosen)
    snapshots = [session.update(time_s, pose) for time_s, pose in moments]
    return snapshots, session.finish()


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


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
@pytest.mark.parametrize("fps", [10, 25, 30, 60])
@pytest.mark.parametrize("move_s", [0.35, 1.0, 5.0])
def test_bridges_are_counted_at_any_tempo_and_frame_rate(whole: bool, fps: int, move_s: float) -> None:
    lasts_s = 2 + 3 * (2 * move_s + 2.8)
    _, summary = play(bridges(3, move_s=move_s), lasts_s, fps=fps, whole=whole)
    assert [rep.verdict for rep in summary.reps] == [Verdict.REP] * 3
    assert summary.counts.attempts == 0


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
def test_a_good_bridge_is_good_and_measured(whole: bool) -> None:
    _, summary = play(bridges(1, hold_s=2.5), 8, whole=whole)
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


def test_half_a_bridge_is_an_attempt_with_its_reason() -> None:
    snapshots, summary = play(bridges(1, top=-28), 8)
    assert [(rep.verdict, rep.reason) for rep in summary.reps] == [(Verdict.ATTEMPT, "not_high_enough")]
    cues = [snapshot.cue.say for snapshot in snapshots if snapshot.cue]
    assert "Lift until knees, hips and shoulders line up." in cues


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
def test_lying_down_and_getting_up_are_no_repetitions(whole: bool) -> None:
    bridge = bridges(1)

    def sitting(share: float) -> Pose:
        """Between lying (0) and sitting upright (1): the trunk turns about the hip."""
        pose = bridging(REST)
        hip = pose.image_px[INDEX["left_hip"]].copy()
        turn = share * np.pi / 2
        rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        for joint in ("shoulder", "ear", "elbow", "wrist"):
            for side in ("left", "right"):
                row = INDEX[f"{side}_{joint}"]
                pose.image_px[row] = hip + rotation.T @ (pose.image_px[row] - hip)
        return pose

    share = path((0, 1), (1, 1), (2.5, 0), (9.3, 0), (10.5, 1), (11.5, 1))
    _, summary = play(
        lambda t: sitting(share(t)) if share(t) > 0 else bridge(t - 2.5), 11.5, whole=whole
    )  # fmt: skip
    assert [rep.verdict for rep in summary.reps] == [Verdict.REP]


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
def test_legs_that_slide_out_straight_lift_no_hip(whole: bool) -> None:
    knee_up = path((0, 1), (3, 1), (4.5, 0), (6, 0), (7.5, 1), (10, 1))

    def sliding(time_s: float) -> Pose:
        pose = bridging(REST)
        hip = pose.image_px[INDEX["left_hip"]]
        angle = np.radians(50 * knee_up(time_s))
        for side in ("left", "right"):
            pose.image_px[INDEX[f"{side}_knee"]] = hip + 120 * np.array([-np.cos(angle), -np.sin(angle)])
        return pose

    _, summary = play(sliding, 10, whole=whole)
    assert summary.reps == ()


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
@pytest.mark.parametrize("near", ["left", "right"])
def test_the_working_leg_is_found_by_its_movement_near_or_far(near: str, whole: bool) -> None:
    up = path((0, -75), (2, -75), (3, -5), (4.5, -5), (5.5, -75), (7, -75))
    snapshots, summary = play(
        lambda t: kicking(up(t), near=near), 7, exercise="donkey_kick", whole=whole
    )  # fmt: skip
    (rep,) = summary.reps
    assert (rep.side, rep.good) == (Side.LEFT, True)
    assert (summary.counts.left, summary.counts.right) == (1, 0)
    assert rep.peak_leg_height == pytest.approx(-0.33, abs=0.05)
    assert (snapshots[-1].view.advice == Advice.FAR_LEG) == (near == "right")


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
def test_legs_may_alternate(whole: bool) -> None:
    left = path((0, -75), (2, -75), (3, -5), (4, -5), (5, -75), (12, -75))
    right = path((0, -75), (6, -75), (7, -5), (8, -5), (9, -75), (12, -75))
    _, summary = play(lambda t: kicking(left(t), right(t)), 12, exercise="donkey_kick", whole=whole)
    assert [rep.side for rep in summary.reps] == [Side.LEFT, Side.RIGHT]


def test_a_support_leg_that_gives_way_a_little_is_nothing() -> None:
    left = path((0, -75), (2, -75), (3, -5), (4, -5), (5, -75), (7, -75))
    right = path((0, -75), (2, -75), (3, -60), (4, -60), (5, -75), (7, -75))
    _, summary = play(lambda t: kicking(left(t), right(t)), 7, exercise="donkey_kick")
    assert [(rep.side, rep.verdict) for rep in summary.reps] == [(Side.LEFT, Verdict.REP)]


def test_a_clip_that_begins_at_the_top_counts_from_its_first_complete_repetition() -> None:
    extension = path((0, TOP), (1, TOP), (2, REST), (3, REST), (4, TOP), (5, TOP), (6, REST), (7, REST))
    _, summary = play(lambda t: bridging(extension(t)), 7, whole=True)
    assert len(summary.reps) == 1


def test_a_clip_that_ends_at_the_top_says_that_it_did_not_come_back() -> None:
    _, summary = play(bridges(1), 4.5, whole=True)
    assert [(rep.verdict, rep.reason) for rep in summary.reps] == [(Verdict.ATTEMPT, "not_returned")]


def test_somebody_out_of_sight_for_a_moment_keeps_the_repetition() -> None:
    bridge = bridges(1)
    _, summary = play(lambda t: None if 3.2 < t < 3.45 else bridge(t), 8)
    (rep,) = summary.reps
    assert rep.good


def test_somebody_out_of_sight_for_long_loses_it_and_is_told() -> None:
    bridge = bridges(1, hold_s=5)
    snapshots, summary = play(lambda t: None if 4 < t < 4 + GONE_S + 0.5 else bridge(t), 11)
    assert [(rep.verdict, rep.reason) for rep in summary.reps] == [(Verdict.ATTEMPT, "lost_sight")]
    assert "I cannot see anybody." in {snapshot.reason for snapshot in snapshots}


def test_feet_out_of_the_picture_are_asked_for() -> None:
    def cropped(time_s: float) -> Pose:
        pose = bridging(REST)
        return Pose(pose.image_px - np.array([560.0, 0.0]), pose.world_m, pose.visibility, pose.image_size)

    snapshots, _ = play(cropped, 3)
    assert snapshots[-1].state is State.POSITIONING
    assert "feet" in snapshots[-1].reason


def test_a_black_picture_is_named() -> None:
    session = Session(catalogue.load("glute_bridge"))
    assert "dark" in session.update(0.0, None, Picture(brightness=1.0)).reason


def test_a_view_from_an_angle_is_told_to_be_one() -> None:
    def turned(time_s: float) -> Pose:
        pose = bridging(REST)
        world_m = pose.world_m.copy()
        for joint, sign in (("left_shoulder", -1), ("right_shoulder", 1), ("left_hip", -1), ("right_hip", 1)):
            world_m[INDEX[joint], 0] = sign * 0.15
        return Pose(pose.image_px, world_m, pose.visibility, pose.image_size)

    snapshots, _ = play(turned, 3)
    assert snapshots[-1].view.yaw_deg == pytest.approx(45)
    assert snapshots[-1].view.advice is Advice.TURN


def test_counts_never_fall_and_phases_are_those_of_a_repetition() -> None:
    snapshots, summary = play(bridges(3), 17)
    totals = [snapshot.counts.reps for snapshot in snapshots]
    assert totals == sorted(totals)
    assert totals[-1] == summary.counts.reps == 3
    assert sum(snapshot.finished is not None for snapshot in snapshots) == 3


def test_the_same_recording_gives_the_same_numbers() -> None:
    assert play(bridges(2), 12)[1] == play(bridges(2), 12)[1]


def test_the_landmarks_own_offset_is_taken_out_as_soon_as_a_top_shows_it() -> None:
    snapshots, summary = play(bridges(3, top=9.0), 17, whole=True)
    assert [rep.peak_hip_extension_deg for rep in summary.reps] == pytest.approx([0, 0, 0], abs=1)
    live, live_summary = play(bridges(3, top=9.0), 17)
    assert [rep.peak_hip_extension_deg for rep in live_summary.reps] == pytest.approx([0, 0, 0], abs=1)
    assert live[60].measures["hip_extension_deg"] == pytest.approx(REST, abs=1)
    assert live[-1].measures["hip_extension_deg"] == pytest.approx(REST - 9, abs=1)
    assert snapshots[60].measures["hip_extension_deg"] == pytest.approx(REST - 9, abs=1)
    assert snapshots[60].raw["hip_extension_deg_left"] == pytest.approx(REST, abs=1)


def test_nobody_at_all_is_an_empty_summary_with_its_reason() -> None:
    _, summary = play(lambda _: None, 2, whole=True)
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


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
def test_feet_that_are_moved_between_two_sets_are_another_start_position(whole: bool) -> None:
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

    _, summary = play(movement, 33, whole=whole)
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


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
def test_a_far_knee_that_is_doubted_does_not_keep_the_near_leg_from_counting(whole: bool) -> None:
    up = path((0, -75), (2, -75), (3, -5), (4.5, -5), (5.5, -75), (7, -75))

    def movement(time_s: float) -> Pose:
        pose = kicking(up(time_s))
        pose.visibility[INDEX["right_knee"]] = 0.1
        return pose

    _, summary = play(movement, 7, exercise="donkey_kick", whole=whole)
    assert [(rep.side, rep.verdict) for rep in summary.reps] == [(Side.LEFT, Verdict.REP)]


@pytest.mark.parametrize("whole", [False, True], ids=["live", "whole"])
def test_a_source_that_stalls_half_way_voids_the_movement(whole: bool) -> None:
    moments = [(row / 30, bridges(1)(row / 30)) for row in range(240)]
    moments = [(time_s + 20 * (time_s > 4), pose) for time_s, pose in moments]
    chosen = catalogue.load("glute_bridge")
    session = Session.replay(chosen, Recording.of(moments, (1280, 720))) if whole else Session(chosen)
    for time_s, pose in moments:
        session.update(time_s, pose)
    assert [rep.reason for rep in session.finish().reps if rep.verdict is Verdict.REP] == []


def test_who_turns_round_on_hands_and_knees_is_told_about_the_right_leg() -> None:
    up = path((0, -75), (2, -75), (3, -5), (4, -5), (5, -75), (14, -75), (15, -5), (16, -5), (17, -75), (18, -75))
    snapshots, summary = play(
        lambda t: kicking(up(t), near="left" if t < 8 else "right"), 18, exercise="donkey_kick"
    )  # fmt: skip
    assert summary.counts.left == 2
    assert snapshots[7 * 30].view.advice is None
    assert snapshots[-1].view.advice == Advice.FAR_LEG


def test_a_recording_without_a_frame_is_an_empty_session() -> None:
    empty = Recording.of([], (640, 360))
    assert Session.replay(catalogue.load("glute_bridge"), empty).finish().frames == 0
