"""What a test of the check-up has to find in a clip, worked out from the joints of its truth and not from any picture.

The limits are those of the tests' files; lengths are in thighs, as there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from .body import OTHER, SIDES, Side
from .config import Config
from .rotation import Array

UP, DOWN, HALF, BEGUN = 0.88, 0.15, 0.5, 0.1
"""Shares of the way from seat to stand: of who stands, who sits, whose stand counts at the end, who has begun."""
STANDS_S = 30.0
LIFTED, FOOT_UP, KNEE_DEG, SAG_DEG, FIRST_S = 0.08, 0.2, 25.0, 10.0, 2.0
"""Foot over foot of who stands on one leg, and of who stretches the leg of a bridge; its knee; the hips below the line
of the first seconds."""
FOOT_DOWN, FOOT_MOVED, ARMS_OPEN, LEGS_TOUCH = 0.04, 0.15, 0.6, 0.2
"""Two shins touch where their middles are nearer than two radii of 4 cm."""
LIFT_FAULTS = {"knee_bends": "knee_bent", "chest_lifts": "chest_up"}
"""What a lift is told for, by what the renderer calls it."""
HELPED = ("chair_stand_helped", "chair_stand_hands", "chair_stand_armchair")

Truth = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected.

    Attributes
    ----------
    test, side
        The test that is in the clip, and the leg that works; "both" where both do.
    values
        Degrees of every lift, seconds of the hold, or stands within the time; empty where the clip ends before it.
    ended
        The first rule that is broken, in a hold or in all stands; empty where none is.
    stands
        All stands of the clip, with hands or without.
    """

    test: str
    side: str
    values: tuple[float, ...] = ()
    ended: str = ""
    stands: int = 0


def expected(truth: Truth, config: Config) -> Expected:
    """What has to be found."""
    posed = Posed(truth)
    if "chair" in config.exercise:
        return _stands(posed, "hands" if config.exercise in HELPED else "")
    working = config.sides[0]
    if config.exercise.startswith("one_leg"):
        return _held(posed, "one_leg_stand", OTHER[working], _on_one_leg, _one_leg_rules)
    if config.exercise == "single_leg_bridge":
        return _held(posed, "single_leg_bridge_hold", working, _bridging, _bridge_rules)
    if config.exercise == "glute_bridge":
        peaks = tuple(one["peak_hip_angle_deg"] - 180 for one in truth["reps"])
        return Expected("bridge_reach", "both", tuple(round(value, 1) for value in peaks))
    return _lifts(config)


def _lifts(config: Config) -> Expected:
    working = "both" if config.exercise == "leg_lifts_and_turn" else config.sides[0]
    if config.amounts:
        return Expected("prone_leg_lift", working, (), LIFT_FAULTS[next(iter(config.amounts))])
    peaks = (10.0,) if working == "both" else tuple(map(float, config.by_rep("peak", config.peak or 10.0)))
    return Expected("prone_leg_lift", working, peaks)


class Posed:
    """The joints of a clip."""

    def __init__(self, truth: Truth) -> None:
        self.time_s = np.array(truth["signals"]["time_s"])
        self._joints = {name: np.array(points) for name, points in truth["joints_m"].items()}
        self._signals = truth["signals"]

    def at(self, joint: str, side: Side) -> Array:
        """(N, 3) metres."""
        return np.asarray(self._joints[f"{joint}_{side}"])

    def middle(self, joint: str) -> Array:
        """(N, 3) metres, between the two sides."""
        return (self.at(joint, "left") + self.at(joint, "right")) / 2

    def angle_deg(self, name: str, side: Side) -> Array:
        """An angle of the truth, of every picture."""
        return np.array(self._signals[f"{name}_{side}_deg"])

    def thigh_m(self, side: Side) -> float:
        """The length of a thigh."""
        return float(np.linalg.norm(self.at("hip", side)[0] - self.at("knee", side)[0]))

    def foot_over_foot(self, working: Side) -> Array:
        """The other ankle above that of the working leg, thighs."""
        return np.asarray((self.at("ankle", OTHER[working]) - self.at("ankle", working))[:, 2] / self.thigh_m(working))


def _stands(posed: Posed, ended: str) -> Expected:
    """Stands in the whole clip, and in the time from the first rise."""
    time_s, feet = posed.time_s, np.minimum(posed.at("ankle", "left")[:, 2], posed.at("ankle", "right")[:, 2])
    height = posed.middle("hip")[:, 2] - feet
    rise = (height - height[0]) / (height.max() - height[0])
    first = int(np.argmax(rise >= BEGUN))
    go_s = float(np.interp(BEGUN, rise[first - 1 : first + 1], time_s[first - 1 : first + 1]))
    reached_s, seated, at_end = [], True, False
    for at_s, share in zip(time_s.tolist(), rise.tolist(), strict=True):
        if seated and share >= UP:
            reached_s.append(at_s)
        seated = share < UP and (seated or share <= DOWN)
        at_end = seated if at_s <= go_s + STANDS_S else at_end
    if time_s[-1] < go_s + STANDS_S:
        return Expected("chair_stand", "both", (), ended, len(reached_s))
    under_way = at_end and float(np.interp(go_s + STANDS_S, time_s, rise)) > HALF
    within = sum(at_s <= go_s + STANDS_S for at_s in reached_s) + under_way
    return Expected("chair_stand", "both", (float(within),), ended, len(reached_s))


Rules = Callable[[Posed, Side, int], Mapping[str, Array]]


def _held(posed: Posed, test: str, working: Side, on: Callable[[Posed, Side], Array], rules: Rules) -> Expected:
    """How long a hold lasts, and the first rule that is broken."""
    start = int(np.argmax(on(posed, working)))
    after = posed.time_s >= posed.time_s[start] + FIRST_S / 2
    broken = {reason: (margin > 0) & after for reason, margin in rules(posed, working, start).items()}
    ends_s = {reason: float(posed.time_s[np.argmax(so)]) for reason, so in broken.items() if so.any()}
    ended = min(ends_s, key=lambda reason: ends_s[reason], default="")
    lasts_s = ends_s.get(ended, nan) - float(posed.time_s[start])
    return Expected(test, working, (round(lasts_s, 2),) if ended else (), ended)


def _on_one_leg(posed: Posed, working: Side) -> Array:
    over = posed.foot_over_foot(working)
    return np.asarray(over - over[0] >= LIFTED)


def _bridging(posed: Posed, working: Side) -> Array:
    straight = 180 - posed.angle_deg("knee_angle", OTHER[working]) <= KNEE_DEG
    return np.asarray(straight & (posed.foot_over_foot(working) >= FOOT_UP))


def _one_leg_rules(posed: Posed, working: Side, start: int) -> Mapping[str, Array]:
    thigh_m, over = posed.thigh_m(working), posed.foot_over_foot(working)
    ankle, free, knee = posed.at("ankle", working), posed.at("ankle", OTHER[working]), posed.at("knee", working)
    shoulders, hips = posed.middle("shoulder"), posed.middle("hip")
    chest, trunk_m = shoulders + 0.3 * (hips - shoulders), np.linalg.norm(shoulders - hips, axis=1)
    hands_m = np.stack([np.linalg.norm(posed.at("wrist", side) - chest, axis=1) for side in SIDES]).max(0)
    shin = (knee - ankle) / np.linalg.norm(knee - ankle, axis=1, keepdims=True)
    beside = free - ankle - np.sum((free - ankle) * shin, axis=1, keepdims=True) * shin
    return {
        "foot_down": FOOT_DOWN - (over - over[0]),
        "foot_moved": np.linalg.norm(ankle - ankle[start], axis=1) / thigh_m - FOOT_MOVED,
        "arms_open": hands_m / trunk_m - ARMS_OPEN,
        "leg_touched": LEGS_TOUCH - np.linalg.norm(beside, axis=1) / thigh_m,
    }


def _bridge_rules(posed: Posed, working: Side, start: int) -> Mapping[str, Array]:
    hip_deg, first = posed.angle_deg("hip_angle", working), posed.time_s - posed.time_s[start]
    line_deg = np.median(hip_deg[(first >= 0) & (first < FIRST_S)])
    return {"hips_down": line_deg - SAG_DEG - hip_deg}
