"""Every fault that an exercise file names can be made, and there is as much of it as was asked for."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.render.made import clip_of
from tools.render.clip import Clip
from tools.render.faults import ids_of, time_key
from tools.render.rotation import Array
from tools.render.truth import truth_of

FILES = [
    path for path in Path(__file__).parents[2].joinpath("formcheck").rglob("*.toml") if path.parent.name == "exercises"
]
NAMED = {
    (path.stem, fault["id"])
    for path in FILES
    for fault in tomllib.loads(path.read_text(encoding="utf-8")).get("fault", ())
}
AMOUNTS: dict[tuple[str, str], list[float]] = {
    ("bird_dog", "swinging"): [0.7, 0.3],
    ("bird_dog", "trunk_moves"): [-8, -15, 12],
    ("donkey_kick", "elbow_bends"): [24, 50],
    ("donkey_kick", "knee_closes"): [112, 130],
    ("donkey_kick", "knee_opens"): [36, 15],
    ("donkey_kick", "swinging"): [0.7, 0.3],
    ("donkey_kick", "trunk_moves"): [-8, -15, 8, 14],
    ("donkey_kick", "weight_shifts"): [0.28, 0.42],
    ("glute_bridge", "dropping"): [0.8, 0.3],
    ("glute_bridge", "heels_close"): [118, 132],
    ("glute_bridge", "heels_far"): [80, 60],
    ("glute_bridge", "heels_lift"): [0.1, 0.3],
    ("glute_bridge", "hips_sag"): [-20, -34],
    ("glute_bridge", "past_straight"): [9, 16],
    ("hip_flexor_stretch", "arches_back"): [-9, -20],
    ("hip_flexor_stretch", "leans_forward"): [11, 25],
    ("hip_hinge", "knees_drift"): [14, 28],
    ("hip_hinge", "knees_locked"): [8, 2.5],
    ("hip_hinge", "squats"): [42, 60],
    ("prone_leg_lift", "chest_lifts"): [6, 18],
    ("prone_leg_lift", "dropping"): [0.7, 0.3],
    ("prone_leg_lift", "knee_bends"): [25, 50],
    ("prone_leg_lift", "too_high"): [19, 24],
    ("single_leg_bridge", "dropping"): [0.8, 0.3],
    ("single_leg_bridge", "heels_far"): [75, 58],
    ("single_leg_bridge", "hip_drops"): [-20, -33],
    ("split_squat", "dropping"): [0.7, 0.3],
    ("split_squat", "knee_forward"): [30, 40],
    ("split_squat", "trunk_falls"): [40, 55],
    ("squat", "heels_lift"): [0.1, 0.3],
    ("squat", "knees_forward"): [44, 56],
    ("squat", "too_fast_down"): [0.8, 0.3],
    ("squat", "trunk_collapses"): [54, 70],
    ("straight_leg_kickback", "swinging"): [0.7, 0.3],
    ("straight_leg_kickback", "trunk_moves"): [-8, -15, 12],
}
TIMES = ("swinging", "dropping", "too_fast_down")
LONG = ("trunk_moves", "heels_close", "heels_far", "knees_locked", "squats")
TOLERANCE = {"heels_lift": 0.02, "weight_shifts": 0.02}


def test_every_fault_of_every_exercise_file_is_tried_here() -> None:
    """Those that no file names any more are made still: clips of them show why."""
    assert len(NAMED) >= 26
    assert set(AMOUNTS) >= NAMED
    assert all(fault in ids_of(exercise) for exercise, fault in NAMED)


def tried() -> list[object]:
    """Every amount; those that take long to find, and all but the first of each, are left to the slow tests."""
    return [
        pytest.param(exercise, fault, amount, marks=() if number == 0 and fault not in LONG else pytest.mark.slow)
        for (exercise, fault), amounts in sorted(AMOUNTS.items())
        for number, amount in enumerate(amounts)
    ]


@pytest.mark.parametrize(("exercise", "fault", "amount"), tried())
def test_there_is_as_much_of_a_fault_as_was_asked_for(exercise: str, fault: str, amount: float) -> None:
    lumbar = {"lumbar": 24.0} if fault == "past_straight" else {}
    clip = clip_of(exercise, amounts={fault: amount}, **lumbar)
    (rep,) = clip.timeline.reps

    if fault in TIMES:
        lasts_s = rep.top_s - rep.start_s if time_key(exercise, fault) == "move_s" else rep.end_s - rep.leave_top_s
        assert lasts_s == pytest.approx(amount)
    else:
        rest, top = joints_at(clip, 0.0), joints_at(clip, rep.leave_top_s)
        assert MEASURES[fault](top, rest, rep.side) == pytest.approx(amount, abs=TOLERANCE.get(fault, 1.0))


Joints = dict[str, Array]


def joints_at(clip: Clip, time_s: float) -> Joints:
    clip.pose(time_s)
    joints = clip.exercise.skeleton.joints()
    for name in ("hip", "shoulder", "wrist"):
        joints[name] = (joints[f"{name}_left"] + joints[f"{name}_right"]) / 2
    return joints


def bend_deg(j: Joints, a: str, b: str, c: str) -> float:
    first, second = j[b] - j[a], j[c] - j[b]
    return float(np.degrees(np.arccos(first @ second / np.linalg.norm(first) / np.linalg.norm(second))))


def lean_deg(j: Joints, low: str, high: str) -> float:
    """Against the vertical; positive to where the toes point."""
    step, ahead = j[high] - j[low], j["toe_left"] - j["heel_left"]
    ahead = ahead * [1, 1, 0] / np.linalg.norm(ahead[:2])
    return float(np.degrees(np.arctan2(step @ ahead, step[2])))


def above_deg(j: Joints, low: str, high: str) -> float:
    step = j[high] - j[low]
    return float(np.degrees(np.arctan2(step[2], np.linalg.norm(step[:2]))))


def knee_deg(j: Joints, _: Joints, s: str) -> float:
    return bend_deg(j, f"hip_{s}", f"knee_{s}", f"ankle_{s}")


def extension_deg(j: Joints, _: Joints, s: str) -> float:
    """Of hips whose thigh may be past the trunk's line: the knee above the line is flexed."""
    trunk, thigh = j[f"hip_{s}"] - j[f"shoulder_{s}"], j[f"knee_{s}"] - j[f"hip_{s}"]
    trunk, thigh = trunk[[0, 2]], thigh[[0, 2]]
    ahead = 1 if trunk[0] > 0 else -1
    turned = np.arctan2(thigh[1], ahead * thigh[0]) - np.arctan2(trunk[1], ahead * trunk[0])
    return float(-np.degrees(turned))


def heel_up(j: Joints, rest: Joints, s: str) -> float:
    shank_m = np.linalg.norm(j[f"knee_{s}"] - j[f"ankle_{s}"])
    return float((j[f"heel_{s}"] - j[f"toe_{s}"] - rest[f"heel_{s}"] + rest[f"toe_{s}"])[2] / shank_m)


def over_wrist(j: Joints, rest: Joints, s: str) -> float:
    thigh_m = np.linalg.norm(j[f"knee_{s}"] - j[f"hip_{s}"])
    return float((abs((j["hip"] - j["wrist"])[0]) - abs((rest["hip"] - rest["wrist"])[0])) / thigh_m)


MEASURES: dict[str, Callable[[Joints, Joints, str], float]] = {
    "trunk_moves": lambda j, rest, s: above_deg(j, "hip", "shoulder") - above_deg(rest, "hip", "shoulder"),
    "chest_lifts": lambda j, rest, s: above_deg(j, "hip", "shoulder") - above_deg(rest, "hip", "shoulder"),
    "too_high": lambda j, rest, s: above_deg(j, f"hip_{s}", f"ankle_{s}") - above_deg(rest, f"hip_{s}", f"ankle_{s}"),
    "elbow_bends": lambda j, rest, s: (
        bend_deg(j, f"shoulder_{s}", f"elbow_{s}", f"wrist_{s}")
        - bend_deg(rest, f"shoulder_{s}", f"elbow_{s}", f"wrist_{s}")
    ),
    "weight_shifts": over_wrist,
    "heels_lift": heel_up,
    "knee_forward": lambda j, _, s: lean_deg(j, f"ankle_{s}", f"knee_{s}"),
    "knees_forward": lambda j, _, s: lean_deg(j, f"ankle_{s}", f"knee_{s}"),
    "knees_drift": lambda j, _, s: lean_deg(j, f"ankle_{s}", f"knee_{s}"),
    "trunk_falls": lambda j, _, s: lean_deg(j, "hip", "shoulder"),
    "trunk_collapses": lambda j, _, s: lean_deg(j, "hip", "shoulder"),
    "leans_forward": lambda j, _, s: abs(90 - abs(above_deg(j, "hip", "shoulder"))),
    "arches_back": lambda j, _, s: -abs(90 - abs(above_deg(j, "hip", "shoulder"))),
    "hips_sag": extension_deg,
    "hip_drops": extension_deg,
    "past_straight": extension_deg,
    **dict.fromkeys(
        ("knee_opens", "knee_closes", "heels_far", "heels_close", "squats", "knees_locked", "knee_bends"), knee_deg
    ),
}


def test_a_fault_that_nobody_can_make_is_refused() -> None:
    with pytest.raises(ValueError, match="knees_locked: -9 cannot be reached"):
        clip_of("hip_hinge", amounts={"knees_locked": -9.0})


def test_a_fault_of_another_exercise_is_refused() -> None:
    with pytest.raises(ValueError, match="'knee_opens' is no fault of squat"):
        clip_of("squat", amounts={"knee_opens": 20.0})


@pytest.mark.parametrize(("exercise", "fault"), [("glute_bridge", "heels_far"), ("donkey_kick", "trunk_moves")])
def test_what_holds_for_the_whole_clip_cannot_change_in_it(exercise: str, fault: str) -> None:
    with pytest.raises(ValueError, match=f"{fault}: one value for the whole clip expected"):
        clip_of(exercise, reps=2, amounts={fault: [60.0, None]})


def test_each_repetition_has_its_own_amount() -> None:
    clip = clip_of("squat", reps=3, fps=5, amounts={"trunk_collapses": [None, 55.0, 70.0]})
    truth = truth_of(clip)

    assert truth["faults"] == ["trunk_collapses"]
    assert [rep.get("faults") for rep in truth["reps"]] == [None, {"trunk_collapses": 55.0}, {"trunk_collapses": 70.0}]


@pytest.mark.parametrize("wanted_deg", [0.0, 5.0, 10.0, 15.0, -10.0])
def test_the_pelvis_lists_as_far_as_was_asked_for(wanted_deg: float) -> None:
    """Positive: the hip of the lifted leg is lower."""
    clip = clip_of("one_leg_stand", work="left", amounts={"list_deg": wanted_deg})
    clip.pose(clip.timeline.reps[0].top_s)
    joints = clip.exercise.skeleton.joints()
    across = joints["hip_right"] - joints["hip_left"]

    assert np.degrees(np.arcsin(across[2] / np.linalg.norm(across))) == pytest.approx(wanted_deg, abs=0.5)


def test_a_hold_sinks_as_far_as_was_asked_for_and_in_its_own_time() -> None:
    clip = clip_of("single_leg_bridge", fps=5, hold_s=6.0, peak=176.0, amounts={"hip_drops": -13.0})
    truth = truth_of(clip)
    held = np.array(truth["signals"]["phase"]) == "hold"
    angle_deg = np.array(truth["signals"]["hip_angle_left_deg"])[held]

    assert angle_deg[0] == pytest.approx(176, abs=0.6)
    assert angle_deg[-1] == pytest.approx(167, abs=0.6)
    assert np.all(np.diff(angle_deg) < 0)


def test_a_heel_that_lifts_does_so_during_the_hold() -> None:
    clip = clip_of("single_leg_bridge", fps=5, hold_s=4.0, amounts={"heel_up_deg": 25.0})
    truth = truth_of(clip)
    hold = np.flatnonzero(np.array(truth["signals"]["phase"]) == "hold")
    heel_m = np.array(truth["joints_m"]["heel_left"])[:, 2]

    assert abs(heel_m[hold[0]] - heel_m[0]) < 0.01
    assert heel_m[hold[-1]] > heel_m[0] + 0.05
