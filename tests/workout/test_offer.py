"""Going on where a routine was stopped: asked at the beginning, answered by a hand, and else it begins anew."""

import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.summary import Offer, Unfinished
from formcheck.feedback.voice.commentary import Commentary
from formcheck.pose.landmarks import Pose
from formcheck.system.language import Words
from formcheck.workout import routine
from formcheck.workout.offering import OFFER_S
from formcheck.workout.workout import Workout
from tests.movements import Movement, act, nobody
from tests.people import standing, with_raised_hand

PLAN = routine.load("wake_up").sets()
OFFER = Offer(Unfinished(4, 7, 7), "2026-11-24", 5, ("donkey_kick",))
STAND_S = OFFER_S + 2


def hand_up(time_s: float) -> Pose:
    return with_raised_hand(standing())


def both_up(time_s: float) -> Pose:
    return with_raised_hand(standing(), "left", "right")


def stand(time_s: float) -> Pose:
    return standing()


@pytest.mark.parametrize(
    ("answer", "begins"),
    [(hand_up, "Glute bridge"), (both_up, PLAN[0].exercise.name), (stand, PLAN[0].exercise.name)],
    ids=["a hand goes on, without what hurt", "both begin anew", "and so does no answer"],
)
def test_the_answer_decides_where_it_begins(answer: Movement, begins: str) -> None:
    parts = [(3.0, nobody), (2.0, stand), (2.0, answer), (STAND_S, stand)]
    snapshots, _ = act(Workout(PLAN, offer=OFFER), parts)
    asked = [snapshot for snapshot in snapshots if snapshot.reason is Advice.GO_ON_THERE]
    assert asked
    assert all(snapshot.sets is not None and snapshot.sets.offer == OFFER for snapshot in asked)
    assert snapshots[-1].sets is not None
    assert snapshots[-1].sets.name == begins


def test_who_is_not_there_yet_is_waited_for() -> None:
    snapshots, _ = act(Workout(PLAN, offer=OFFER), [(OFFER_S + 5, nobody), (3.0, stand)])
    assert snapshots[-1].reason is Advice.GO_ON_THERE


def test_each_set_of_a_routine_knows_its_place() -> None:
    assert [planned.place for planned in PLAN] == list(range(1, len(PLAN) + 1))
    assert {planned.parts for planned in PLAN} == {7}
    assert [planned.part for planned in PLAN if planned.exercise.id == "donkey_kick"] == [5, 5]


def test_it_is_asked_by_voice_before_anything_else() -> None:
    snapshots, _ = act(Workout(PLAN, offer=OFFER), [(2.0, stand), (2.0, hand_up), (4.0, stand)])
    commentary = Commentary(Words())
    said = [utterance.text for snapshot in snapshots for utterance in commentary.update(snapshot)]
    assert said[0] == "You stopped after 4 of 7 on Tuesday. Raise a hand to go on from there."
    assert said[1].startswith("Wake-up routine. About 2 minutes. Glute bridge.")
