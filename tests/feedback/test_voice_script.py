"""What is said and when: on the way to a set, while exercising, between sets and at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import nan

import pytest

from formcheck.counting.advice import Advice, Extent, Keep
from formcheck.counting.coaching import DIPS
from formcheck.counting.moment import Moment
from formcheck.counting.results import Counts, Judged, NotJudged, Rep, Verdict
from formcheck.counting.snapshot import Cue, Phase, SetProgress, Snapshot, State, View
from formcheck.counting.summary import EndedSet, Review, SetSummary
from formcheck.exercises import catalogue
from formcheck.exercises.schema import Direction
from formcheck.exercises.severity import Severity
from formcheck.feedback.voice.arrival_announcer import GRACE_S, TURNS_S
from formcheck.feedback.voice.commentary import Commentary
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from formcheck.feedback.voice.voice import Voice
from formcheck.pose.landmarks import Pose, Side
from formcheck.system.language import Words
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.leaving import AWAY_S, COUNTDOWN_S
from formcheck.workout.plan import ASK_S, plan_sets
from formcheck.workout.workout import Workout
from tests.movements import Movement, act, bridges, kicks, lasting_s, nobody, stand
from tests.people import bridging, standing, with_raised_hand

BRIDGE, KICK = catalogue.load("glute_bridge"), catalogue.load("donkey_kick")
GREETING = f"Glute bridge. {BRIDGE.camera}"
LIE_DOWN = "Lie down on your back. One side to the screen."
GOOD = Rep(1, Side.BOTH, Verdict.REP, "", 0, 1, 2, 2, 0, 0, 0, judged=Judged("side", ("hip_extension_deg",)))
TIP = Cue("heels_far", "Bring your heels closer.", Severity.TIP)


def heard(snapshots: Iterable[Snapshot], language: str = "en") -> list[Utterance]:
    script = Commentary(Words(language))
    return [utterance for snapshot in snapshots for utterance in script.update(snapshot)]


def texts(snapshots: Iterable[Snapshot], language: str = "en") -> list[str]:
    return [utterance.text for utterance in heard(snapshots, language)]


def lying(time_s: float) -> Pose:
    return bridging(-50)


def moments(*changes: dict[str, object], seconds: float = 1.0) -> list[Snapshot]:
    """Snapshots ten times a second, each change lasting for so long; a repetition ends with the first of them."""
    base = Snapshot(0, State.EXERCISING, hold_target_s=2, sets=SetProgress("Bridge", "bridges", "Side-on.", target=10))
    result: list[Snapshot] = []
    for change in changes:
        for step in range(round(10 * seconds)):
            now = replace(base, time_s=len(result) / 10, **change)  # type: ignore[arg-type]
            result.append(now if step == 0 else replace(now, finished=None, followed=False))
    return result


def test_a_session_of_two_sets_from_the_empty_room_to_the_end() -> None:
    workout = Workout(plan_sets(BRIDGE, sets=2, reps=3, rest_s=25))
    parts: Sequence[tuple[float, Movement]] = [
        (4, nobody), (4, stand), (lasting_s(3), bridges(3)), (25, stand), (lasting_s(3), bridges(3)),
        (ASK_S + 8, lying),
    ]  # fmt: skip
    snapshots, _ = act(workout, parts)
    assert texts(snapshots) == [
        GREETING,
        "Come into the picture.",
        "Lie down on your back. One side to the screen.",
        "Good, I see all of you. Ready.", "3 bridges, hold for 2 seconds.",
        "Hold, 2.", "1.", "Down.", "1.",
        "Hold, 2.", "1.", "Down.", "2. Last one.",
        "Hold, 2.", "1.", "Down.", "3. Set done.", "Keep holding that long.",
        "Rest 25 seconds.", "Raise a hand to go on sooner.",
        "10 seconds.", "3.", "2.", "1.",
        "Set 2 of 2.",
        "Ready.", "3 bridges, hold for 2 seconds.",
        "Hold, 2.", "1.", "Down.", "1.",
        "Hold, 2.", "1.", "Down.", "2. Last one.",
        "Hold, 2.", "1.", "Down.", "3. Set done.", "Keep holding that long.",
        "Raise a hand if anything hurt.",
        "Done. 6 bridges, 6 good.",
    ]  # fmt: skip


def test_getting_up_is_a_pause_and_coming_back_says_how_many_are_left() -> None:
    parts: Sequence[tuple[float, Movement]] = [(lasting_s(2), bridges(2)), (12, stand), (4, lying)]
    snapshots, _ = act(Workout(plan_sets(BRIDGE, sets=1, reps=5)), parts)
    assert texts(snapshots)[-4:] == ["Pause.", LIE_DOWN, "Ready.", "3 more."]


def test_a_raised_hand_is_answered() -> None:
    parts: Sequence[tuple[float, Movement]] = [
        (lasting_s(1), bridges(1)), (1.5, lambda _: with_raised_hand(bridging(-50))), (20, lying),
    ]  # fmt: skip
    snapshots, _ = act(Workout(plan_sets(BRIDGE, sets=1, reps=5)), parts)
    assert texts(snapshots)[-1] == "Pause. Raise a hand to go on."


def test_sides_are_announced_and_asked_for() -> None:
    workout = Workout(plan_sets(KICK, sets=1, reps=1, sides=AskedSide.EACH))
    once_s = lasting_s(1, move_s=0.9, hold_s=1.2)
    parts: Sequence[tuple[float, Movement]] = [
        (once_s, kicks(1, "right", near="right")),
        (12, kicks(0, "left", near="right")),  # still the old side
        (once_s + ASK_S, kicks(1, "left", near="left")),
    ]
    snapshots, _ = act(workout, parts)
    said = texts(snapshots)
    assert said[1] == "Good, I see all of you. Ready. Right leg. The kicking one."
    assert said[said.index("1. Set done.") + 1 :][:2] == [
        "Other side: turn round. Left leg. The kicking one.",
        "Turn round: your left side should face the camera.",
    ]
    assert said[-3:] == ["1. Set done.", Advice.HURT_SITTING, "Done. 2 kicks, 2 good."]


def test_a_side_that_shows_late_is_announced_once() -> None:
    done = SetProgress("Kick", "kicks", "Side-on.", done=1, target=10)
    changes: list[dict[str, object]] = [{"sets": done}, {"sets": replace(done, side=Side.LEFT)}]
    said = texts(moments({"phase": Phase.LIFT}, *changes))
    assert [text for text in said if text.startswith("Other side")] == ["Other side: turn round. Left leg."]


def test_a_camera_that_is_lost_and_found_is_told_once() -> None:
    snapshots, _ = act(Workout(plan_sets(BRIDGE, sets=1, reps=5)), [(30, lying)], lost=range(8, 20))
    task = "5 bridges, hold for 2 seconds."
    assert texts(snapshots) == [
        GREETING, "Good, I see all of you. Ready.", task, "The camera sends no picture.", "I can see again.",
        "Ready.", task,
    ]  # fmt: skip


def test_advice_that_stays_true_is_said_again_and_again_less_often() -> None:
    snapshots, _ = act(Workout(plan_sets(BRIDGE)), [(60, stand)], fps=5)
    times_s = [utterance.time_s for utterance in heard(snapshots) if utterance.text == LIE_DOWN]
    assert times_s == pytest.approx([1.6, 11.6, 31.6], abs=0.3)


def test_advice_about_the_cameras_place_comes_before_ready_and_does_not_wait_for_ever() -> None:
    near = View(trusted=True, advice=Advice.MOVE_BACK)
    ready = {"state": State.READY}
    still = moments({"state": State.NOBODY}, *[{**ready, "view": near}] * 12)
    assert [(u.text, round(u.time_s)) for u in heard(still)[1:]] == [
        ("Move back a little.", 1), ("Ready.", 9), ("10 bridges, hold for 2 seconds.", 9), ("Move back a little.", 11),
    ]  # fmt: skip
    mended = moments({"state": State.NOBODY}, {**ready, "view": near}, *[{**ready, "view": View()}] * 3)
    assert [u.text for u in heard(mended)[1:]] == ["Move back a little.", "Ready.", "10 bridges, hold for 2 seconds."]


HOLDING = {"phase": Phase.HOLD}
HOLDS = {
    "counted down by what is credited": (
        [{**HOLDING, "hold_s": held} for held in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5)], ["Hold, 2.", "1.", "Down."],
    ),
    "one that drops out waits": (
        [{**HOLDING, "hold_s": held} for held in (0.0, 0.9, 0.9, 0.9, 1.1)], ["Hold, 2.", "1."],
    ),
    "one that is broken off begins anew": (
        [{**HOLDING, "hold_s": 0.0}, {**HOLDING, "hold_s": 1.2}, {"phase": Phase.LOWER}, {**HOLDING, "hold_s": 0.1}],
        ["Hold, 2.", "1.", "Hold, 2."],
    ),
    "one that flickers goes on": (
        [{**HOLDING, "hold_s": 0.0}, {"phase": Phase.LOWER}, {**HOLDING, "hold_s": 0.6}, {**HOLDING, "hold_s": 1.1}],
        ["Hold, 2.", "1."],
    ),
    "a long one at the tens and at the end": (
        [{**HOLDING, "hold_s": float(held), "hold_target_s": 30.0} for held in range(31)],
        ["Hold, 30.", "20.", "10.", "5.", "4.", "3.", "2.", "1.", "Down."],
    ),
    "none where none is asked for": ([{**HOLDING, "hold_s": held, "hold_target_s": 0.0} for held in (0.0, 1.0)], []),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), HOLDS.values(), ids=HOLDS.keys())
def test_a_hold_is_counted_along(changes: list[dict[str, object]], expected: list[str]) -> None:
    assert texts(moments(*changes))[1:] == expected


def test_a_hold_that_trembles_about_its_gate_is_announced_once() -> None:
    trembles: list[dict[str, object]] = [{**HOLDING, "hold_s": 0.0}, {"phase": Phase.LOWER}, {**HOLDING, "hold_s": 0.1}]
    assert texts(moments(*trembles, seconds=0.3))[1:] == ["Hold, 2."]


def ends(rep: Rep, done: int) -> dict[str, object]:
    return {"finished": rep, "sets": SetProgress("Bridge", "bridges", "Side-on.", done=done, target=10)}


def attempt(reason: str) -> Rep:
    return replace(GOOD, verdict=Verdict.ATTEMPT, reason=reason)


SHORT = replace(GOOD, reason="hold_short")
COUNTS = {
    "the third good one in a row is praised": (
        [ends(GOOD, 1), ends(GOOD, 2), ends(GOOD, 3), ends(GOOD, 4)], ["1.", "2.", "3. Good.", "4."],
    ),
    "and the one that follows a correction": (
        [ends(SHORT, 1), {**ends(GOOD, 2), "followed": True}, ends(GOOD, 3)], ["1.", "2. Better.", "3."],
    ),
    "the last but one and the last": ([ends(GOOD, 9), ends(GOOD, 10)], ["9. Last one.", "10. Set done."]),
    "an attempt is told with its reason": (
        [ends(attempt("not_high_enough"), 0), ends(attempt("not_returned"), 0), ends(attempt("too_fast"), 0)],
        ["Almost: not high enough.", "Not counted: not finished.", "Not counted: too fast."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), COUNTS.values(), ids=COUNTS.keys())
def test_repetitions_are_counted_aloud(changes: list[dict[str, object]], expected: list[str]) -> None:
    assert texts(moments({"phase": Phase.LIFT}, *changes))[1:] == expected
    assert all(len(text.split()) <= 5 for text in expected)


def from_the_front(done: int, ended_s: float = 0.0) -> dict[str, object]:
    return ends(replace(GOOD, end_s=ended_s, judged=Judged("front", reason=NotJudged.VIEW)), done)


def test_that_form_is_not_judged_is_said_once_a_set_after_its_first_repetition() -> None:
    said = texts(moments({"phase": Phase.LIFT}, *(from_the_front(done, done) for done in (1, 2, 3, 4))))[1:]
    assert said == ["1.", "I count; form is judged from the side.", "2.", "3.", "4."]


def test_the_view_that_shows_no_form_keeps_nobody_from_beginning() -> None:
    front = View(advice=Advice.FORM_FROM_THE_SIDE, shows_form=False)
    said = heard(moments({"state": State.NOBODY}, *[{"state": State.READY, "view": front}] * 12))[1:]
    assert [(u.text, round(u.time_s)) for u in said] == [("Ready.", 1), ("10 bridges, hold for 2 seconds.", 1)]


def test_of_repetitions_that_are_made_up_the_last_count_is_said() -> None:
    sets = SetProgress("Bridge", "bridges", "Side-on.", target=10)
    base = Snapshot(0, State.EXERCISING, phase=Phase.LIFT, sets=sets)
    at_once = [replace(base, time_s=9 + n / 30, **ends(replace(GOOD, end_s=2.0 * n), n)) for n in (1, 2, 3)]  # type: ignore[arg-type]
    after = replace(at_once[-1], time_s=9.2, finished=None)
    assert texts([replace(base, time_s=8.9), *at_once, after])[1:] == ["3. Good."]
    now = replace(base, time_s=9.3, **ends(replace(GOOD, end_s=9.1), 4))  # type: ignore[arg-type]
    assert texts([replace(base, time_s=8.9), *at_once, now])[1:] == ["4."]


def test_a_movement_without_an_end_is_advised_at_once() -> None:
    cue = Cue(DIPS, Advice.ALL_THE_WAY_DOWN, Severity.FIX)
    said = heard(moments({"phase": Phase.LIFT}, {"phase": Phase.LOWER, "cue": cue}, {"phase": Phase.HOLD, "cue": cue}))
    assert [(u.text, u.time_s) for u in said if u.text == cue.say] == [("Lower all the way.", 1.0)]


def test_the_end_calls_nothing_good_that_was_not_judged() -> None:
    sets = SetProgress("Bridge", "bridges", "Side-on.", done=5, target=5)
    ended = {"state": State.DONE, "sets": sets}
    said = {
        judged: texts(
            moments({"sets": sets}, {**ended, "counts": Counts(reps=5, good=2 if judged else 0, judged=judged)})
        )[-1]
        for judged in (0, 3, 5)
    }
    assert said == {
        0: "Done. 5 bridges counted; form was not judged.",
        3: "Done. 5 bridges, 3 judged, 2 good.",
        5: "Done. 5 bridges, 2 good.",
    }
    by_hand = Counts(reps=5, good=4, judged=4, added=1)
    assert texts(moments({"sets": sets}, {**ended, "counts": by_hand}))[-1] == (
        "Done. 5 bridges, 4 judged, 4 good. 1 added by hand."
    )


def test_an_attempt_is_explained_at_length_the_second_time() -> None:
    missed = attempt("not_high_enough")
    cue = Cue("not_high_enough", "Lift until knees, hips and shoulders line up.", Severity.FIX)
    changes: list[dict[str, object]] = [
        {"phase": Phase.LIFT},
        {**ends(missed, 0), "cue": cue},
        {"cue": None},
        {**ends(missed, 0), "cue": cue},
    ]
    assert texts(moments(*changes))[1:] == ["Almost: not high enough.", "Almost: not high enough.", cue.say]


CUES = {
    "waits for the end of the repetition": ([{"phase": Phase.HOLD, "cue": TIP}, {"cue": TIP}], 1.0, Urgency.CORRECTION),
    "and for the count that would break it off": ([{}, {"cue": TIP}], pytest.approx(1.2, abs=0.11), Urgency.CORRECTION),
    "is said at once in a long hold": (
        [{"phase": Phase.HOLD, "cue": TIP, "hold_target_s": 30.0}], 0.0, Urgency.CORRECTION,
    ),
    "is dropped when it has waited too long": ([{"phase": Phase.LIFT, "cue": TIP}] * 5 + [{"cue": TIP}], nan, None),
    "is said at once where it is for safety": (
        [{"phase": Phase.LIFT, "cue": replace(TIP, severity=Severity.STOP)}], 0.0, Urgency.SAFETY,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "time_s", "urgency"), CUES.values(), ids=CUES.keys())
def test_a_correction(changes: list[dict[str, object]], time_s: float, urgency: Urgency | None) -> None:
    changes = [{"hold_target_s": 0.0, **change} for change in changes]
    said = [(u.time_s, u.urgency) for u in heard(moments(*changes)) if u.text == TIP.say]
    assert said == ([] if urgency is None else [(time_s, urgency)])


def corrected(cue: Cue, side: Side | None = None) -> str:
    sets = SetProgress("Bridge", "bridges", target=10, side=side)
    at_rest = {"phase": Phase.REST, "hold_target_s": 0.0, "sets": sets}
    (said,) = [u.text for u in heard(moments(at_rest, {**at_rest, "cue": cue})) if cue.say in u.text]
    return said


def test_a_correction_says_by_how_much_and_which_leg_where_either_may_be_meant() -> None:
    assert corrected(replace(TIP, extent=Extent.LITTLE)) == "Bring your heels closer. A little is enough."
    assert corrected(replace(TIP, extent=Extent.SECONDS, seconds=2)) == "Bring your heels closer. 2 seconds more."
    assert corrected(replace(TIP, side=Side.LEFT)) == "Left leg. Bring your heels closer."
    assert corrected(replace(TIP, side=Side.LEFT), side=Side.LEFT) == "Bring your heels closer."


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (Review(), []),
        (Review(Keep.RANGE, change="Lower slowly."), ["Keep going all the way. Next time: Lower slowly."]),
        (Review(Keep.MENDED, "Heels down."), ["Heels down. That got better: keep it."]),
        (Review(change="Lower slowly."), ["Next time: Lower slowly."]),
    ],
)
def test_after_a_set_one_thing_to_keep_and_one_to_change(review: Review, said: list[str]) -> None:
    ended = EndedSet(SetSummary("glute_bridge", None, 0, 9, 10, Counts()), (), review)
    quiet = {"state": State.RESTING}
    snapshots = moments({**quiet}, {**quiet}, seconds=0.1)
    found = heard([snapshots[0], replace(snapshots[1], ended=ended)])
    assert [u.text for u in found if u.urgency is Urgency.ADVICE] == said


def test_tones_go_with_what_they_stand_for() -> None:
    snapshots = moments(
        ends(GOOD, 1), ends(attempt("too_fast"), 1), {**HOLDING, "hold_s": 0.0}, {**HOLDING, "hold_s": 2.0},
        ends(GOOD, 10), {"state": State.NOBODY},
    )  # fmt: skip
    tones = [utterance.tone for utterance in heard(snapshots) if utterance.tone]
    assert tones == [Tone.REP, Tone.ATTEMPT, Tone.TICK, Tone.HELD, Tone.SET, Tone.LOST]


def test_the_same_session_in_german() -> None:
    parts: Sequence[tuple[float, Movement]] = [(2, stand), (lasting_s(1), bridges(1)), (ASK_S + 8, lying)]
    snapshots, _ = act(Workout(plan_sets(BRIDGE, sets=1, reps=1)), parts)
    assert texts(snapshots, "de")[1:] == [
        "Leg dich auf den Rücken. Eine Seite zum Bildschirm.", "Gut, ich sehe dich ganz. Bereit.",
        "1 Wiederholung, 2 Sekunden halten.", "Halten, 2.", "1.", "Ab.",
        "1. Der Satz ist fertig.", "Hebe eine Hand, wenn etwas wehgetan hat.", "Fertig. 1 Wiederholung, davon 1 gut.",
    ]  # fmt: skip


def test_getting_into_position_and_getting_up_is_never_counted_aloud() -> None:
    parts: Sequence[tuple[float, Movement]] = [
        (3, stand), (lasting_s(2), bridges(2)), (AWAY_S + COUNTDOWN_S + 2, stand),
    ]  # fmt: skip
    snapshots, _ = act(Workout(plan_sets(BRIDGE, sets=1, reps=5)), parts)
    counted = [utterance.text for utterance in heard(snapshots) if utterance.tone in (Tone.REP, Tone.SET)]
    assert counted == ["1.", "2.", "Stopped."]


def test_with_tones_no_hold_is_counted_in_words_and_what_to_do_is_said_all_the_same() -> None:
    parts: Sequence[tuple[float, Movement]] = [(2, stand), (lasting_s(2), bridges(2)), (ASK_S + 8, lying)]
    snapshots, _ = act(Workout(plan_sets(BRIDGE, sets=1, reps=2)), parts)
    given: list[Utterance] = []
    voice = Voice(Words(), given.append, tones=True)
    for snapshot in snapshots:
        voice.show(Moment(snapshot.time_s, None), snapshot)
    words = [one.text for one in given if one.text]
    assert not [text for text in words if text.startswith("Hold") or text.rstrip(".").isdigit()]
    assert {"Good, I see all of you. Ready.", "2 bridges, hold for 2 seconds.", "2. Set done."} <= set(words)
    assert [one.tone for one in given].count(Tone.TICK) == 2 * 2  # two seconds each: begun, and one left


def test_what_begins_a_squeeze_is_said_with_tones_too() -> None:
    squeeze = catalogue.find("standing_squeeze")
    snapshots, _ = act(Workout(plan_sets(squeeze, sets=1, reps=2)), [(30, stand)])
    given: list[Utterance] = []
    voice = Voice(Words(), given.append, tones=True)
    for snapshot in snapshots:
        voice.show(Moment(snapshot.time_s, None), snapshot)
    assert [one.text for one in given].count("Squeeze.") == 2


def test_going_on_after_a_pause_is_no_other_pause() -> None:
    """Who goes on from the other end of the room, and takes a while to lie down again."""
    hand = with_raised_hand(bridging(-50.0))
    away: Sequence[tuple[float, Movement]] = [
        (lasting_s(1), bridges(1)), (2, lambda _: hand), (3, stand), (2, lambda _: with_raised_hand(standing())),
        (8, stand), (lasting_s(1), bridges(1)),
    ]  # fmt: skip
    snapshots, _ = act(Workout(plan_sets(BRIDGE, sets=1, reps=5)), away)
    said = texts(snapshots)
    assert [text for text in said if text.startswith("Pause")] == ["Pause. Raise a hand to go on."]
    assert said[-1].startswith("2.")


def test_the_wrong_leg_is_named_while_it_is_up_and_once() -> None:
    parts: Sequence[tuple[float, Movement]] = [(lasting_s(2, move_s=0.9, hold_s=1.2), kicks(2, "right", near="right"))]
    snapshots, summary = act(Workout(plan_sets(KICK, sets=1, reps=3, sides=AskedSide.LEFT)), parts)
    said = [utterance for utterance in heard(snapshots) if utterance.text == "Other leg."]
    assert len(said) == len(summary.reps) == 2
    for utterance, rep in zip(said, summary.reps, strict=True):
        assert rep.start_s < utterance.time_s < rep.end_s
    assert "Hold, 1." not in texts(snapshots)


def test_what_comes_back_from_a_stretch_is_not_told_to_go_down() -> None:
    stretching = {**HOLDING, "hold_s": 0.0, "direction": Direction.FURTHER}
    assert "Back." in texts(moments(stretching, {**stretching, "hold_s": 2.0}))
    deep = {**HOLDING, "hold_s": 0.0, "direction": Direction.DEEPER}
    assert "Up." in texts(moments(deep, {**deep, "hold_s": 2.0}))


def test_what_was_done_before_it_had_a_name_is_not_asked_for_again() -> None:
    sets = SetProgress("Bridge", "bridges", "Side-on.", target=10)
    base = Snapshot(0, State.READY, sets=sets, view=View(near=Side.LEFT, trusted=True))
    before = replace(base, time_s=9.8, state=State.POSITIONING, sets=SetProgress())
    made_up = [replace(base, time_s=9.9 + n / 10, **ends(replace(GOOD, end_s=2.0 * n), n)) for n in (1, 2)]  # type: ignore[arg-type]
    now = replace(base, time_s=10.3, sets=replace(sets, done=2), hold_target_s=1.0)
    assert "8 bridges, hold for one second." in texts([before, *made_up, now])


def test_nobody_is_told_to_begin_while_something_is_out_of_sight_and_each_leg_has_its_word() -> None:
    sets = SetProgress("Stretch", "stretches", target=3, side=Side.LEFT, which_leg="The kneeling one.")
    hidden: dict[str, object] = {"state": State.READY, "sets": sets, "reason": Advice.BACK_ONE, "view": View(Side.LEFT)}
    seen = {**hidden, "reason": ""}
    said = texts(moments({"state": State.NOBODY, "sets": sets}, hidden, hidden, seen))
    assert said[1:3] == [Advice.BACK_ONE, "Good, I see all of you. Ready. Left leg. The kneeling one."]


OUT_OF_SIGHT = {"finished": replace(attempt("lost_sight"), start_s=5.0)}
AWAY = {"state": State.POSITIONING, "reason": "Lie down on your back."}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param([AWAY, {}, {}, {}, {}, {}, OUT_OF_SIGHT, {}], True, id="somebody who stays"),
        pytest.param([AWAY, {}, {}, {}, {}, {}, OUT_OF_SIGHT, AWAY, {}], False, id="somebody who leaves"),
        pytest.param([AWAY, {}, {}, AWAY, {}, OUT_OF_SIGHT, {}, {}], False, id="somebody who has just come"),
    ],
)
def test_what_was_out_of_sight_is_told_to_somebody_at_exercise_only(
    changes: list[dict[str, object]], said: bool
) -> None:
    assert ("Not counted: out of sight." in texts(moments(*changes))) is said


def test_who_was_out_of_sight_and_comes_back_has_not_asked_for_a_pause() -> None:
    gone: dict[str, object] = {"state": State.NOBODY, "reason": Advice.COME_IN}
    comes: dict[str, object] = {"state": State.RESTING, "reason": "Lie down on your back."}
    said = texts(moments({}, gone, comes, {}))
    assert "I lost sight of you." in said
    assert "Pause." not in said


def test_who_turns_round_is_not_told_to_at_once_again() -> None:
    wrong = View(Side.RIGHT, 0.0, trusted=True, advice=Advice.SHOW_LEFT)
    first = SetProgress("Kick", "kicks", done=3, target=3, side=Side.RIGHT)
    other = {"sets": replace(first, done=0, side=Side.LEFT), "view": wrong, "state": State.READY}
    said = heard(moments({"sets": first}, other, seconds=12.0))
    asked = [utterance.time_s for utterance in said if utterance.text == Advice.SHOW_LEFT]
    turned = next(utterance.time_s for utterance in said if utterance.text.startswith("Other side: turn round."))
    assert asked
    assert asked[0] - turned >= TURNS_S


def test_all_of_somebody_is_seen_who_shows_another_side() -> None:
    wrong = View(Side.RIGHT, 0.0, trusted=True, advice=Advice.SHOW_LEFT)
    near = View(Side.RIGHT, 0.0, trusted=True, advice=Advice.MOVE_BACK)
    ways = {"sets": SetProgress("Kick", "kicks", target=3, side=Side.LEFT), "state": State.READY}
    assert "Good, I see all of you. Ready. Left leg." in texts(moments({"view": wrong, **ways}, seconds=GRACE_S + 1))
    assert "Ready. Left leg." in texts(moments({"view": near, **ways}, seconds=GRACE_S + 1))


@pytest.mark.parametrize(
    ("reason", "sign", "said"),
    [
        ("Lie down.", Advice.GO_ON, "To go on, get into position, or raise a hand."),
        ("Lie down.", Advice.GO_ON_FOOT, "To go on, get into position, or bend a knee: one foot up, for a second."),
        (
            "Lie down.",
            Advice.GO_ON_SITTING,
            "To go on, get into position, or sit back on your heels and raise a hand.",
        ),
        (Advice.GO_ON, Advice.GO_ON_FOOT, Advice.GO_ON_FOOT),
        (Advice.BEGIN, None, "To go on, begin an exercise."),
    ],
)
def test_before_an_end_it_is_said_how_to_go_on_from_the_posture_that_is_seen(
    reason: str, sign: Advice | None, said: str
) -> None:
    sets = SetProgress("Bridge", "bridges", target=10, ends_in_s=30.0, sign=sign)
    stopping = {"state": State.RESTING, "reason": reason, "sets": sets}
    assert f"I stop in 30 seconds. {said}" in texts(moments({}, stopping))
