"""Whole recordings: counts, sides, holds and angles against the truth, and against the numbers of the last version."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck import __file__ as package
from formcheck.snapshot import Rep, Verdict
from tests.replay import FOLDER, PEOPLE, RENDERED, replay, true_extension_deg, true_hold_s

GOLDEN = FOLDER / "golden.json"
ANGLE_MAE_DEG, ANGLE_MAE_AT_45_DEG = 10.0, 13.0
HOLD_ERROR_S = 0.3


def exercise_of(name: str) -> str:
    """The exercise a recording is analysed as; the distractor as the one it distracts from."""
    return (
        RENDERED[name]["exercise"]
        if name in RENDERED
        else PEOPLE[name]["exercise"].replace("fire_hydrant", "donkey_kick")
    )


@pytest.mark.parametrize("name", RENDERED)
def test_rendered_repetitions_and_attempts_are_exactly_the_true_ones(name: str) -> None:
    found = replay(name, exercise_of(name)).summary.reps
    expected = [(rep["side"], Verdict.REP if rep["counts"] else Verdict.ATTEMPT) for rep in RENDERED[name]["reps"]]
    assert [(rep.side.value, rep.verdict) for rep in found] == expected


@pytest.mark.parametrize("name", RENDERED)
def test_holds_are_those_of_the_true_angle(name: str) -> None:
    for rep, true in zip(replay(name, exercise_of(name)).summary.reps, RENDERED[name]["reps"], strict=True):
        side = "left" if true["side"] == "both" else true["side"]
        held_s = true_hold_s(name, side, rep.hold_gate, (true["start_s"] - 0.3, true["end_s"] + 0.3))
        assert rep.hold_s == pytest.approx(held_s, abs=HOLD_ERROR_S), f"repetition {rep.number}"


@pytest.mark.parametrize("name", RENDERED)
def test_hip_angles_are_near_the_true_ones(name: str) -> None:
    result, truth = replay(name, exercise_of(name)), RENDERED[name]
    near = result.summary.tracking.near
    errors = []
    for row, (snapshot, time_s) in enumerate(zip(result.snapshots, truth["time_s"], strict=True)):
        if snapshot.measures and snapshot.side is not None and time_s > truth["entering_until_s"]:
            side = near if snapshot.side.value == "both" else snapshot.side
            assert side is not None
            errors.append(snapshot.measures["hip_extension_deg"] - true_extension_deg(name, side.value)[row])
    assert len(errors) > 0.8 * sum(time_s > truth["entering_until_s"] for time_s in truth["time_s"])
    limit = ANGLE_MAE_AT_45_DEG if abs(truth["yaw_deg"]) == 45 else ANGLE_MAE_DEG
    assert np.nanmean(np.abs(errors)) <= limit


@pytest.mark.parametrize("name", PEOPLE)
def test_people_are_counted_as_a_person_counts_them(name: str) -> None:
    truth, counts = PEOPLE[name], replay(name, exercise_of(name)).summary.counts
    assert int(truth["reps_min"]) <= counts.reps <= int(truth["reps_max"])
    if truth["side"] in ("left", "right"):
        assert (counts.left, counts.right) == ((counts.reps, 0) if truth["side"] == "left" else (0, counts.reps))


@pytest.mark.parametrize("name", [name for name, truth in PEOPLE.items() if truth["form"] == "good"])
def test_instructors_are_not_told_to_mend_their_form(name: str) -> None:
    named = [fault.id for rep in replay(name, exercise_of(name)).summary.reps for fault in rep.faults]
    assert named == []


def test_faults_that_are_there_are_found_and_no_others() -> None:
    named = {
        name: {fault.id for rep in replay(name, exercise_of(name)).summary.reps for fault in rep.faults}
        for name in RENDERED
    }
    assert {name: faults for name, faults in named.items() if faults} == {
        "rendered_glute_bridge_arched": {"past_straight"},
        "rendered_glute_bridge_feet_far": {"heels_far"},
    }


def _numbers(rep: Rep) -> dict[str, Any]:
    return {
        "side": rep.side.value, "verdict": rep.verdict.value, "reason": rep.reason,
        "start_s": rep.start_s, "top_s": rep.top_s, "end_s": rep.end_s, "hold_s": rep.hold_s,
        "hip_deg": rep.peak_hip_extension_deg, "height": rep.peak_leg_height,
    }  # fmt: skip


def _all_numbers() -> dict[str, list[dict[str, Any]]]:
    names = [*RENDERED, *PEOPLE]
    return {name: [_numbers(rep) for rep in replay(name, exercise_of(name)).summary.reps] for name in names}


def test_the_numbers_are_those_of_the_last_version() -> None:
    """Where they are meant to change: run this file as a program, and say so in the changelog."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    for name, reps in _all_numbers().items():
        assert len(reps) == len(golden[name]), name
        for found, expected in zip(reps, golden[name], strict=True):
            for key, value in found.items():
                # Another processor rounds otherwise; a millisecond or a hundredth of a degree is no change.
                near = (
                    pytest.approx(expected[key], abs=0.01, nan_ok=True) if isinstance(value, float) else expected[key]
                )
                assert value == near, f"{name}: {key}"


def test_the_changelog_names_the_numbers() -> None:
    changelog = Path(package).parents[1] / "CHANGELOG.md"
    assert hashlib.sha256(GOLDEN.read_bytes()).hexdigest()[:12] in changelog.read_text(encoding="utf-8")


if __name__ == "__main__":
    rounded = {
        name: [{k: round(v, 4) if isinstance(v, float) else v for k, v in rep.items()} for rep in reps]
        for name, reps in _all_numbers().items()
    }
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(reps)}" for name, reps in rounded.items())
    GOLDEN.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    print(hashlib.sha256(GOLDEN.read_bytes()).hexdigest()[:12])  # noqa: T201
