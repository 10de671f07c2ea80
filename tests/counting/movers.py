"""Figures made by hand, and what somebody was who rests and moves: evidence for gates and for the recogniser."""

import numpy as np

from formcheck.counting.evidence import History
from formcheck.counting.movements import Movement
from formcheck.kinematics.figure import COLUMN
from formcheck.pose.landmarks import FloatArray, Side

STANDING = {
    "shoulders": 1.25, "left_knee": -0.95, "right_knee": -0.95, "left_foot": -1.9, "right_foot": -1.9,
    "left_wrist": -1.3, "right_wrist": -1.3, "left_elbow": -0.7, "right_elbow": -0.7, "nose": 0.45,
    "feet_apart": 0.9,
    "left_knee_deg": 165.0, "right_knee_deg": 165.0, "chest_up": -0.2,
    "floor_px": -600.0, "unit_px": 100.0,
}  # fmt: skip
SQUATTING = STANDING | {
    "shoulders": 0.95, "left_knee": -0.1, "right_knee": -0.1, "left_foot": -0.9, "right_foot": -0.9,
    "left_knee_deg": 65.0, "right_knee_deg": 65.0,
}  # fmt: skip
BOWING = STANDING | {"shoulders": 0.4, "left_foot": -1.85, "right_foot": -1.85, "chest_up": -0.9, "nose": 0.05}
LUNGING = STANDING | {
    "left_knee": -0.1, "left_foot": -1.1, "right_foot": -0.8, "stride": 1.8,
    "left_knee_deg": 85.0, "right_knee_deg": 85.0
}  # fmt: skip
LYING = STANDING | {
    "shoulders": -0.05, "left_knee": 0.75, "right_knee": 0.75, "left_foot": -0.1, "right_foot": -0.1,
    "left_wrist": -0.2, "right_wrist": -0.2, "left_elbow": -0.2, "right_elbow": -0.2, "nose": 0.3, "chest_up": 0.98,
}  # fmt: skip
ALL_FOURS = STANDING | {
    "shoulders": 0.1, "left_knee": -1.0, "right_knee": -1.0, "left_foot": -1.0, "right_foot": -1.0,
    "left_wrist": -1.2, "right_wrist": -1.2, "left_elbow": -0.6, "right_elbow": -0.6, "nose": -0.1, "chest_up": -0.95,
    "left_knee_deg": 90.0, "right_knee_deg": 90.0,
}  # fmt: skip
LEG_BACK = ALL_FOURS | {"left_knee": 0.0, "left_foot": 0.0, "left_knee_deg": 165.0, "stride": 1.5}
BIRD_DOG = LEG_BACK | {"right_wrist": 0.0, "right_elbow": 0.0}
WIDE = STANDING | {"feet_apart": 2.1, "leg_aside": 1.05}
SQUATTING_WIDE = SQUATTING | {"feet_apart": 2.1, "leg_aside": 1.1}
SIDE_LUNGING = SQUATTING_WIDE | {"leg_aside": 1.6}
LEG_RAISED = LUNGING | {"feet_uneven": 0.9}
# What the pose model made of rendered ones: from behind it hides how far one foot is behind the other.
LUNGING_FROM_BEHIND = LUNGING | {"stride": 0.05, "front_on": 0.92}

BOTH_FEET_IN_THE_AIR = LYING | {
    "left_foot": 0.0,
    "right_foot": 0.65,
    "left_knee": 0.3,
    "right_knee": 0.6,
    "floor_px": -530.0,
}
JUMPING_JACK = STANDING | {"left_foot": -1.6, "right_foot": -1.6, "feet_apart": 2.4}


def figure(of: dict[str, float]) -> FloatArray:
    values = np.zeros(len(COLUMN))
    for name, value in of.items():
        values[COLUMN[name]] = value
    return values


class Person:
    """Somebody who rests a second, moves for a second, and so on."""

    def __init__(self) -> None:
        self.history, self.time_s = History(), 0.0

    def hold(self, what: dict[str, float], lasts_s: float = 1.0) -> None:
        for _ in range(round(lasts_s * 20)):
            self.history.push(self.time_s, figure(what))
            self.time_s += 0.05

    def moves(self, rest: dict[str, float], top: dict[str, float]) -> Movement:
        self.hold(rest)
        start_s = self.time_s
        self.hold(top)
        moved = Movement(start_s, start_s + 0.5, self.time_s, self.time_s, 1.0, Side.BOTH)
        self.hold(rest)
        return moved
