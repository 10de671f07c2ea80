"""A sign can be given in every posture, and what is done at exercise is none."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from formcheck.counting.advice import Advice
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import INDEX, Pose
from formcheck.pose.recording import Recording
from formcheck.workout.gestures import HELD_S, Hands, RaisedHands, Way
from formcheck.workout.plan import plan_sets
from formcheck.workout.workout import Workout
from tests.movements import act
from tests.people import SHANK, bridging, kicking, moved, prone, standing, with_raised_hand

BENCH = Path(__file__).parents[1] / "recordings" / "bench"
SEEN = {
    "standing": Hands.ONE, "standing_both": Hands.BOTH, "sitting": Hands.ONE, "half_kneeling": Hands.ONE,
    "sitting_back": Hands.ONE, "sitting_back_far": Hands.ONE, "back": Hands.ONE, "back_both": Hands.BOTH,
    "on_side": Hands.ONE, "stomach_foot": Hands.ONE, "stomach_foot_far": Hands.ONE, "stomach_both": Hands.BOTH,
}  # fmt: skip
"""Gestures of rendered people that the pose model has seen, each made twice."""
LIFT = catalogue.load("prone_leg_lift")


def with_feet_up(*sides: str, lifted_px: float = 0.0) -> Pose:
    """Face down, the lower legs of these sides upright; a thigh raised by so much."""
    pose = prone()
    image_px = pose.image_px.copy()
    for side in sides:
        knee = image_px[INDEX[f"{side}_knee"]] - [0, lifted_px]
        image_px[INDEX[f"{side}_knee"]] = knee
        for joint in ("ankle", "heel", "foot_index"):
            image_px[INDEX[f"{side}_{joint}"]] = knee - [0, SHANK]
    return moved(pose, image_px)


def lying(time_s: float) -> Pose:
    return prone()


def feet_up(time_s: float) -> Pose:
    return with_feet_up("left", "right")


def noticed(*parts: tuple[float, Pose], waited_for: bool = True) -> tuple[list[Hands], Way]:
    hands, found, time_s = RaisedHands(), [], 0.0
    for lasts_s, pose in parts:
        for _ in range(round(lasts_s * 15)):
            time_s += 1 / 15
            found.append(hands.update(time_s, pose, waited_for=waited_for))
    return [one for one in found if one is not None], hands.way


@pytest.mark.parametrize(("name", "hands"), SEEN.items())
def test_what_is_asked_for_is_noticed_in_every_posture_as_the_pose_model_sees_it(name: str, hands: Hands) -> None:
    signs = RaisedHands()
    found = [signs.update(time_s, pose) for time_s, pose in Recording.load(BENCH / f"gesture_{name}.npz")]
    assert [one for one in found if one is not None] == [hands, hands]


@pytest.mark.parametrize("name", ["all_fours", "all_fours_side", "back_low", "stomach"])
def test_what_is_not_asked_for_is_no_sign(name: str) -> None:
    signs = RaisedHands()
    assert not any(signs.update(time_s, pose) for time_s, pose in Recording.load(BENCH / f"gesture_{name}.npz"))


@pytest.mark.parametrize(
    ("posture", "way"),
    [
        (standing, Way.HAND),
        (lambda: bridging(-50), Way.HAND),
        (lambda: kicking(-75), Way.SITTING_BACK),
        (prone, Way.FOOT),
    ],
    ids=["standing", "on the back", "all fours", "face down"],
)
def test_each_posture_has_its_way(posture: Callable[[], Pose], way: Way) -> None:
    assert noticed((2, posture())) == ([], way)


def test_a_hand_above_the_picture_is_told_by_its_elbow() -> None:
    up = with_raised_hand(standing(), "left")
    higher = moved(up, up.image_px - [0, up.image_px[INDEX["left_elbow"], 1] - 5])
    assert higher.image_px[INDEX["left_wrist"], 1] < 0
    assert noticed((1, standing()), (HELD_S + 1, higher))[0] == [Hands.ONE]


@pytest.mark.parametrize(("sides", "hands"), [(("left",), Hands.ONE), (("left", "right"), Hands.BOTH)])
def test_face_down_a_foot_answers(sides: tuple[str, ...], hands: Hands) -> None:
    assert noticed((2, prone()), (HELD_S + 1, with_feet_up(*sides)))[0] == [hands]


def test_a_bent_leg_that_is_raised_is_at_exercise() -> None:
    assert noticed((2, prone()), (3, with_feet_up("left", lifted_px=40)))[0] == []


def test_one_foot_means_nothing_while_nobody_waits_for_an_answer() -> None:
    assert noticed((2, prone()), (3, with_feet_up("right")), waited_for=False)[0] == []


def test_kicks_on_all_fours_are_no_sign() -> None:
    assert noticed((2, kicking(-75)), (3, kicking(-2)))[0] == []


def test_both_feet_leave_out_the_exercise_that_has_not_begun_with_both_its_sides() -> None:
    plan = [*plan_sets(LIFT, sets=1, reps=2), *plan_sets(catalogue.load("glute_bridge"), sets=1, reps=2)]
    snapshots, summary = act(Workout(plan), [(0.5, lying), (2, feet_up), (1, lying)])
    names = [snapshot.sets.name for snapshot in snapshots if snapshot.sets]
    assert list(dict.fromkeys(names)) == ["Prone leg lift", "Glute bridge"]
    assert summary.counts.reps == 0


def test_the_question_after_an_exercise_fits_how_the_person_lies() -> None:
    lifts = np.interp(np.arange(0, 12, 1 / 15), [0, 3, 4, 6, 7, 12], [0, 0, 25, 25, 0, 0])
    workout = Workout(plan_sets(LIFT, sets=1, reps=1, sides=None)[:1])
    snapshots = [workout.update(row / 15, prone(float(deg))) for row, deg in enumerate(lifts)]
    assert Advice.HURT_FOOT in [snapshot.reason for snapshot in snapshots]
