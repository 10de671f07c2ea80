"""Faults over time, and one cue at a time."""

import pytest

from formcheck.counting.coaching import DIPS, Coach, FaultWatch
from formcheck.counting.snapshot import Phase
from formcheck.exercises import catalogue
from formcheck.exercises.schema import Fault
from formcheck.kinematics.measures import MEASURES

BRIDGE = catalogue.load("glute_bridge")
FAR_AT = [fault.id for fault in BRIDGE.fault].index("heels_far")
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
    coach = Coach(BRIDGE)
    straight = dict.fromkeys(MEASURES, 0.0)
    for time_s in times_s:
        coach.watch(time_s, Phase.HOLD, {**straight, "knee_flexion_deg": knee_deg}, straight, yaw_deg)
    return coach


HOLD = [row / 10 for row in range(10)]


def test_faults_are_noted_for_the_repetition_with_how_far_they_went() -> None:
    (span,) = coach_at(HOLD).end(0.0, 1.0, {"lift_s": 1, "lower_s": 1}, SIDE_VIEW)
    assert (span.id, span.worst, span.limit) == ("heels_far", 60, BRIDGE.fault[FAR_AT].below)


def test_beyond_its_view_a_fault_is_not_judged() -> None:
    assert coach_at(HOLD, yaw_deg=45).end(0.0, 1.0, {"lift_s": 1, "lower_s": 1}, 45) == ()


def test_dropping_down_is_noted_at_the_end() -> None:
    (span,) = coach_at(HOLD, knee_deg=90).end(0.0, 3.0, {"lift_s": 1, "lower_s": 0.3}, SIDE_VIEW)
    assert (span.id, span.worst) == ("dropping", 0.3)


def test_an_unknown_tempo_is_no_fault() -> None:
    assert coach_at(HOLD, knee_deg=90).end(0.0, 3.0, {"lift_s": float("nan"), "lower_s": float("nan")}, SIDE_VIEW) == ()


def test_in_a_long_hold_something_is_mended_while_it_lasts() -> None:
    stretch = catalogue.load("hip_flexor_stretch")
    coach, straight = Coach(stretch), dict.fromkeys(MEASURES, 0.0)
    for row in range(60):
        coach.watch(row / 10, Phase.HOLD, {**straight, "trunk_lean_deg": 40.0}, straight, SIDE_VIEW)
    assert getattr(coach.cue(6.0), "id", "") == "leans_forward"


def test_a_short_hold_is_not_talked_into() -> None:
    assert coach_at(HOLD).cue(0.9) is None


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
