"""What somebody is told to do to be placed: actions, for where they are, in their order."""

import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Snapshot, State
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import Pose, Side
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.guide import Guide
from formcheck.workout.plan import plan_sets
from tests.people import HEIGHT, WIDTH, bridging, moved, standing

BRIDGE, KICK, SQUAT = (catalogue.load(name) for name in ("glute_bridge", "donkey_kick", "squat"))
LIE_DOWN = "Lie down on your back."


def larger(pose: Pose, times: float, centre: tuple[float, float] = (WIDTH / 2, HEIGHT / 2)) -> Pose:
    """The same person, so many times nearer."""
    return Pose((pose.image_px - centre) * times + centre, pose.world_m, pose.visibility, pose.image_size)


def told(
    exercise: str, pose: Pose | None, reason: str, *, side: Side | None = None, sides: AskedSide | None = None
) -> list[str]:
    guide = Guide(plan_sets(catalogue.load(exercise), sets=1, sides=sides)[0])
    state = State.NOBODY if pose is None else State.POSITIONING
    snapshot = guide.update(Snapshot(0.0, state, reason), pose, side)
    return [snapshot.reason, *snapshot.then]


def test_who_is_too_near_steps_back_and_then_lies_down_with_a_side_to_the_screen() -> None:
    near = larger(standing(), 3.0)
    assert told("glute_bridge", near, Advice.UNSEEN_HEAD) == [Advice.BACK_HALF, LIE_DOWN, Advice.SIDE_EITHER]
    far = told("donkey_kick", larger(standing(), 0.9), KICK.position.say, side=Side.LEFT, sides=AskedSide.LEFT)
    assert far == [KICK.position.say, Advice.SIDE_LEFT]
    assert told("donkey_kick", standing(), KICK.position.say)[-1] == Advice.SIDE_WORKS


def test_who_stands_may_face_the_screen() -> None:
    assert told("squat", larger(standing(), 0.8), SQUAT.position.say) == [SQUAT.position.say]


@pytest.mark.parametrize(("times", "advice"), [(1.7, Advice.BACK_ONE), (6.0, Advice.BACK_TWO)])
def test_how_far_is_told_by_the_size(times: float, advice: Advice) -> None:
    assert told("squat", larger(standing(), times), Advice.UNSEEN_FEET)[0] == advice


def test_who_is_half_out_of_the_picture_slides_back_into_it() -> None:
    lying = larger(bridging(-50), 0.8)
    shifted = moved(lying, lying.image_px + [480, 0])  # the head, on the right, is cut off
    assert told("glute_bridge", shifted, Advice.UNSEEN_HEAD)[0] == Advice.FEETWARDS
    shifted = moved(lying, lying.image_px - [520, 0])
    assert told("glute_bridge", shifted, Advice.UNSEEN_FEET)[0] == Advice.HEADWARDS


def test_what_is_hidden_within_the_picture_is_to_be_cleared() -> None:
    assert told("glute_bridge", larger(bridging(-50), 0.8), Advice.UNSEEN_HIPS)[0] == Advice.SHOW_HIPS


def test_an_empty_room_is_told_what_to_do_and_other_sentences_stay() -> None:
    assert told("squat", None, Advice.NOBODY) == [Advice.COME_IN]
    assert told("squat", standing(), Advice.HOLD_STILL) == [Advice.HOLD_STILL]
