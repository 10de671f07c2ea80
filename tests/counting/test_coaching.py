"""Faults over time, and one cue at a time."""

import pytest

from formcheck.counting.coaching import DIPS, REPEAT_S, SHOW_S, Coach, FaultWatch
from formcheck.counting.snapshot import Phase
from formcheck.exercises import catalogue
from formcheck.exercises.schema import Fault
from formcheck.exercises.severity import Severity
from formcheck.kinematics.measures import MEASURES

FAR = Fault(id="far", say="Closer.", measure="knee_flexion_deg", during="hold", below=75, for_s=0.3)
SIDE_VIEW = 0.0


def run(watch: FaultWatch, values: list[float], phase: Phase = Phase.HOLD) -> list[bool]:
    """One value every tenth of a second."""
    return [watch.update(row / 10, phase, value) for row, value in enumerate(values)]


def test_a_fault_is_raised_once_when_it_has_lasted() -> None:
    assert run(FaultWatch(FAR), [60.0] * 6) == [False, False, False, True, False, False]


def test_a_moment_past_the_limit_is_no_fault() -> None:
    watch = FaultWatch(FAR)
    assert not any(run(watch, [60, 60, 90, 60, 60, 90]))
    assert watch.take(0.0, 1.0) == []


def test_a_fault_ends_only_when_the_value_is_clearly_within_the_limit_again() -> None:
    watch = FaultWatch(FAR)
    run(watch, [60, 60, 60, 60, 78, 78, 60, 81])
    (span,) = watch.take(0.0, 1.0)
    assert (span.id, span.start_s, span.end_s) == ("far", 0.0, 0.6)


def test_outside_its_phase_and_out_of_sight_nothing_is_a_fault() -> None:
    assert not any(run(FaultWatch(FAR), [60.0] * 9, Phase.LIFT))
    assert not any(run(FaultWatch(FAR), [float("nan")] * 9))


def test_what_begins_in_the_movement_may_end_at_rest() -> None:
    """A trunk that fell forward comes up after the hips."""
    watch = FaultWatch(FAR.model_copy(update={"during": "rep"}))
    phases = [Phase.LOWER] * 2 + [Phase.REST] * 4
    assert any([watch.update(row / 10, phase, 60.0) for row, phase in enumerate(phases)])
    assert [span.start_s for span in watch.take(0.0, 0.2)] == [0.0]
    assert not any(watch.update(1 + row / 10, Phase.REST, 60.0) for row in range(6))


def coach_at(times_s: list[float], *, knee_deg: float = 60, yaw_deg: float = SIDE_VIEW) -> Coach:
    coach = Coach(catalogue.load("glute_bridge"))
    straight = dict.fromkeys(MEASURES, 0.0)
    for time_s in times_s:
        coach.watch(time_s, Phase.HOLD, {**straight, "knee_flexion_deg": knee_deg}, straight, yaw_deg)
    return coach


HOLD = [row / 10 for row in range(10)]


def test_the_coach_names_a_fault_while_it_lasts_and_notes_it_for_the_repetition() -> None:
    coach = coach_at(HOLD)
    cue = coach.cue(0.9)
    assert cue is not None
    assert cue.say == "Bring your heels closer."
    assert [span.id for span in coach.end(1.0, 0.0, 1.0, {"lift_s": 1, "lower_s": 1}, SIDE_VIEW)] == ["heels_far"]


def test_beyond_its_view_a_fault_is_not_judged() -> None:
    coach = coach_at(HOLD, yaw_deg=45)
    assert coach.cue(0.9) is None
    assert coach.end(1.0, 0.0, 1.0, {"lift_s": 1, "lower_s": 1}, 45) == ()


def test_dropping_down_is_noted_at_the_end() -> None:
    coach = coach_at(HOLD, knee_deg=90)
    assert [span.id for span in coach.end(3.0, 0.0, 3.0, {"lift_s": 1, "lower_s": 0.3}, SIDE_VIEW)] == ["dropping"]


def test_an_unknown_tempo_is_no_fault() -> None:
    coach = coach_at(HOLD, knee_deg=90)
    assert coach.end(3.0, 0.0, 3.0, {"lift_s": float("nan"), "lower_s": float("nan")}, SIDE_VIEW) == ()


def test_one_cue_at_a_time_the_graver_first_and_the_other_after_it() -> None:
    coach = coach_at(HOLD)
    coach.explain(0.9, "hold_short")
    first, second = coach.cue(0.9), coach.cue(0.9 + SHOW_S)
    assert first is not None
    assert first.severity is Severity.FIX
    assert coach.cue(0.9 + SHOW_S / 2) == coach.cue(0.9 + SHOW_S)
    assert second is not None
    assert second.id == "heels_far"


def test_the_same_cue_is_not_given_again_within_six_seconds() -> None:
    coach = Coach(catalogue.load("glute_bridge"))
    coach.explain(0.0, "hold_short")
    assert coach.cue(0.0) is not None
    coach.explain(SHOW_S, "hold_short")
    assert coach.cue(SHOW_S) is None
    coach.explain(REPEAT_S, "hold_short")
    assert coach.cue(REPEAT_S) is not None


@pytest.mark.parametrize(
    ("exercise", "say"),
    [
        ("glute_bridge", "Lower all the way."),
        ("squat", "Come all the way up."),
        ("hip_flexor_stretch", "Go all the way back."),
    ],
)
def test_at_the_second_dip_of_a_movement_its_end_is_asked_for_once(exercise: str, say: str) -> None:
    coach = Coach(catalogue.load(exercise))
    cues = []
    for time_s, dips in enumerate([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]):
        coach.note_dips(time_s, dips)
        cues.append(coach.cue(time_s))
    assert [cue is not None for cue in cues] == [False] * 3 + [True] * 3 + [False] * 6
    assert cues[3] is not None
    assert (cues[3].id, cues[3].say) == (DIPS, say)


def test_advice_that_came_too_late_is_dropped() -> None:
    coach = Coach(catalogue.load("glute_bridge"))
    coach.explain(0.0, "hold_short")
    assert coach.cue(20.0) is None


@pytest.mark.parametrize("reason", ["", "form"])
def test_where_there_is_nothing_to_explain_nothing_is_said(reason: str) -> None:
    coach = Coach(catalogue.load("glute_bridge"))
    coach.explain(0.0, reason)
    assert coach.cue(0.0) is None


def test_advice_about_the_last_movement_ends_where_the_next_one_is_held() -> None:
    coach = Coach(catalogue.load("glute_bridge"))
    coach.explain(0.0, "not_high_enough")
    assert coach.cue(0.0) is not None
    straight = dict.fromkeys(MEASURES, 0.0)
    coach.watch(1.0, Phase.LIFT, {**straight, "knee_flexion_deg": 90.0}, straight, SIDE_VIEW)
    assert coach.cue(1.0) is not None
    coach.watch(1.5, Phase.HOLD, {**straight, "knee_flexion_deg": 90.0}, straight, SIDE_VIEW)
    assert coach.cue(1.5) is None
