"""Every fault that an exercise file of formcheck names: which knob of the pose makes it, and what tells how much.

An amount is the value of the fault's own measure, in its unit, as the exercise files use it: degrees, seconds, or
lengths of the thigh or the lower leg; where the file says `from_rest`, the change since rest. The knob is turned until
the pose of the peak has it.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from .body import Side
from .poses.base import Exercise
from .rotation import Array, angle_at_deg
from .solve import crossing

Quantity = Callable[[Exercise, Side], float]
NEAR_ENOUGH = 0.02
"""A knob has to bring its measure as near as this to the amount, as a share of it, or of 10 degrees."""


class Fault(NamedTuple):
    """How a fault is made: a knob of the pose within bounds, and the measure that it moves."""

    knob: str
    bounds: tuple[float, float]
    quantity: Quantity
    from_rest: bool = False


class Feet(NamedTuple):
    """How feet are set that make a fault: the key of the configuration, an angle at about the peak, and the measure."""

    key: str
    quantity: Quantity


def knee_flexion_deg(exercise: Exercise, side: Side) -> float:
    """Bend of the knee, 0 straight."""
    return 180 - exercise.knee_angle_deg(side)


def elbow_flexion_deg(exercise: Exercise, side: Side) -> float:
    """Bend of the elbow, 0 straight."""
    shoulder, elbow, wrist = (exercise.skeleton.joint(name, side) for name in ("shoulder", "elbow", "wrist"))
    return 180 - angle_at_deg(shoulder, elbow, wrist)


def trunk_lean_deg(exercise: Exercise, side: Side) -> float:
    """Line from hips to shoulders against the vertical, positive forward."""
    return _lean_deg(exercise, exercise.skeleton.middle("shoulder") - exercise.skeleton.middle("hip"))


def shin_lean_deg(exercise: Exercise, side: Side) -> float:
    """Line from ankle to knee against the vertical, positive forward."""
    return _lean_deg(exercise, exercise.skeleton.joint("knee", side) - exercise.skeleton.joint("ankle", side))


def trunk_inclination_deg(exercise: Exercise, side: Side) -> float:
    """Line from hips to shoulders above the horizontal."""
    line = exercise.skeleton.middle("shoulder") - exercise.skeleton.middle("hip")
    return float(np.degrees(np.arctan2(line[2], np.linalg.norm(line[:2]))))


def heel_height(exercise: Exercise, side: Side) -> float:
    """Heel above the tip of the foot, lower-leg lengths."""
    joints = exercise.skeleton.joints()
    return float((joints[f"heel_{side}"] - joints[f"toe_{side}"])[2] / exercise.body.shank_m)


def hip_over_wrist(exercise: Exercise, side: Side) -> float:
    """Hips behind the wrists along the floor, thigh lengths."""
    line = exercise.skeleton.middle("hip") - exercise.skeleton.middle("wrist")
    return float(np.linalg.norm(line[:2]) / exercise.body.thigh_m)


def _lean_deg(exercise: Exercise, step: Array) -> float:
    return float(np.degrees(np.arctan2(step @ exercise.front, step[2])))


_TRUNK = {
    "trunk_moves": Fault("elbow_deg", (0, 110), trunk_inclination_deg, from_rest=True),
}
FAULTS: Mapping[str, Mapping[str, Fault]] = {
    "squat": {
        "trunk_collapses": Fault("lean_deg", (-20, 60), trunk_lean_deg),
        "knees_forward": Fault("shin_deg", (-20, 40), shin_lean_deg),
        "heels_lift": Fault("heel_up_deg", (0, 60), heel_height, from_rest=True),
    },
    "hip_hinge": {
        "squats": Fault("knee_deg", (-25, 90), knee_flexion_deg),
        "knees_locked": Fault("knee_deg", (-25, 10), knee_flexion_deg),
        "knees_drift": Fault("shin_deg", (0, 40), shin_lean_deg),
    },
    "split_squat": {
        "trunk_falls": Fault("lean_deg", (-40, 80), trunk_lean_deg),
    },
    "hip_flexor_stretch": {
        "leans_forward": Fault("lean_deg", (-10, 60), trunk_lean_deg),
        "arches_back": Fault("lean_deg", (-50, 10), trunk_lean_deg),
    },
    "prone_leg_lift": {
        "knee_bends": Fault("knee_deg", (0, 110), knee_flexion_deg),
        "chest_lifts": Fault("chest_deg", (0, 50), trunk_inclination_deg, from_rest=True),
    },
    "glute_bridge": {"heels_lift": Fault("heel_up_deg", (0, 60), heel_height, from_rest=True)},
    "donkey_kick": {
        **_TRUNK,
        "knee_opens": Fault("knee_deg", (-85, 10), knee_flexion_deg),
        "knee_closes": Fault("knee_deg", (-10, 60), knee_flexion_deg),
        "weight_shifts": Fault("sit_back_deg", (-35, 60), hip_over_wrist, from_rest=True),
        "elbow_bends": Fault("elbow_deg", (0, 110), elbow_flexion_deg, from_rest=True),
    },
    "straight_leg_kickback": _TRUNK,
    "bird_dog": _TRUNK,
}
"""Faults of the pose, by exercise and by the exercise files' ids."""
FEET: Mapping[str, Feet] = {
    "heels_far": Feet("knee_top", knee_flexion_deg),
    "heels_close": Feet("knee_top", knee_flexion_deg),
    "knee_forward": Feet("shin_top", shin_lean_deg),
}
"""Where the feet are, for the whole clip."""
RISES = frozenset({"trunk_moves"})
"""Straight arms cannot push the trunk up: a positive amount bends the elbows at rest instead, for the whole clip."""
PEAK_FROM: Mapping[str, float] = {"too_high": 0.0, "past_straight": 180.0}
"""The peak itself is the fault: the amount and this is its value."""
SINKS_FROM: Mapping[str, float] = {"hips_sag": 180.0, "hip_drops": 180.0}
"""The measure sinks during the hold: to the amount (negative) and this."""
TIMES: Mapping[str, str] = {
    "swinging": "move_s",
    "too_fast_down": "move_s",
    "dropping": "return_s",
}
"""How long the way to the peak, or back, takes; the dropping of a split squat is on the way to its peak, downwards."""


def time_key(exercise: str, fault: str) -> str:
    """Which time of the timeline a fault changes."""
    return "move_s" if exercise == "split_squat" else TIMES[fault]


def ids_of(exercise: str) -> frozenset[str]:
    """Faults that can be asked of an exercise, apart from its own knobs."""
    return frozenset({*FAULTS.get(exercise, {}), *FEET, *PEAK_FROM, *SINKS_FROM, *TIMES})


def solve(exercise: Exercise, fault_id: str, amount: float, peak: float, side: Side) -> float:
    """Turn a knob until the pose of the peak has an amount of a fault; returns the knob's value, and leaves it there.

    Raises
    ------
    ValueError
        If this body cannot get there.
    """
    fault = FAULTS[exercise.config.exercise][fault_id]
    exercise.rest(side)
    rest = fault.quantity(exercise, side) if fault.from_rest else 0.0

    def off(value: float) -> float:
        exercise.knobs[fault.knob] = value
        exercise.pose_for(peak, side)
        return fault.quantity(exercise, side) - rest - amount

    at = crossing(off, *fault.bounds, exact=1e-4)
    left = off(at)
    if abs(left) > NEAR_ENOUGH * max(abs(amount), 10.0 if fault.quantity.__name__.endswith("_deg") else 1.0):
        raise ValueError(f"{fault_id}: {amount:g} cannot be reached, the nearest is {amount + left:.3g}")
    return at
