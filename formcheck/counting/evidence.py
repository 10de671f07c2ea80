"""What one excursion of a height was: the figure at rest, at the top, and what moved in between.

An excursion says only that a height left its rest and came back. Which limbs made it, and from which posture, is read
from the medians of the figures around it, so that one lying frame decides nothing.
"""

from bisect import bisect_left
from dataclasses import dataclass
from math import nan

import numpy as np

from formcheck.counting.movements import Excursion
from formcheck.kinematics.figure import COLUMN
from formcheck.kinematics.posture import derived
from formcheck.pose.landmarks import FloatArray

FEET = [COLUMN["left_foot"], COLUMN["right_foot"]]
BEFORE_S = 0.5  # of rest before the height leaves it, and of what follows its return
AROUND_TOP_S = 0.2
JUMP_S = 0.8  # a jump of 0.3 m is off the floor for half a second
REMEMBERED_S = 120.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures at rest and at the top of one excursion, and the named numbers made of them.

    Attributes
    ----------
    before, after
        The figures just before the excursion and just after it; empty where nothing was seen there.
    rest, top
        Medians at rest, before and after together, and at the top; one number a name of `figure.NAMES`.
    value
        Every number that a gate or the classifier may ask for, by name: `rest.NAME`, `top.NAME`, `rise.NAME` (top
        less rest) for each name of the figure, and what is derived.
    """

    before: list[FloatArray]
    after: list[FloatArray]
    rest: FloatArray
    top: FloatArray
    value: dict[str, float]


def _values(rest: FloatArray, top: FloatArray, whole: FloatArray) -> dict[str, float]:
    """The named numbers; of the legs the worker is the one whose foot rises more."""
    at_rest, at_top = derived(rest), derived(top)
    rise = {name: at_top[name] - at_rest[name] for name in at_rest}
    value = {f"rest.{name}": v for name, v in at_rest.items()} | {f"top.{name}": v for name, v in at_top.items()}
    value |= {f"rise.{name}": v for name, v in rise.items()}
    worker, other = ("left", "right") if rise["left_foot"] > rise["right_foot"] else ("right", "left")
    drop, fall = -rise["hips_over_foot"], -rise["shoulders"]
    value |= {
        "hips_drop": drop,
        # Over the feet, or in the picture: the model may put the foot that carries beside the raised one.
        "hips_rise": max(rise["floor_px"] / rest[COLUMN["unit_px"]], 0.0) - drop,
        "trunk_falls": fall,
        # Of what the shoulders come down, how much the hips do: 1 a squat with an upright trunk, 0 a bow.
        "hips_share": drop / max(drop + max(fall, 0.0), 0.1),
        "thighs_share": (rise["left_knee"] + rise["right_knee"]) / 2 / max(drop, 0.1),
        "foot_leaves": rise["feet_uneven"],
        "foot_rises": rise[f"{worker}_foot"],
        "knee_rises": rise[f"{worker}_knee"],
        # A lying shank comes to stand; one that was held bent stands all the time.
        "sole_up": max(
            rise[f"{worker}_foot"] - rise[f"{worker}_knee"], at_top[f"{worker}_foot"] - at_top[f"{worker}_knee"] - 0.3
        ),
        "foot_over_knee": at_top[f"{worker}_foot"] - at_top[f"{worker}_knee"],
        "worker_knee_deg": at_top[f"{worker}_knee_deg"],
        "other_knee_moves": abs(rise[f"{other}_knee"]),
        # Shoulders and feet lie on the floor in a bridge: neither moves against the other.
        "shoulders_move": abs(drop + fall),
        "feet_lift": max(rise["left_foot"], rise["right_foot"]) + fall,
        "trunk_moves": abs(fall),
        # An arm's length under the shoulders at any time: a plank.
        "reaches_down": _reach(np.fmin(whole[:, COLUMN["left_wrist"]], whole[:, COLUMN["right_wrist"]])),
        "hand_rises": float(np.fmax(rise["left_wrist"], rise["right_wrist"])),
        "jump": _jump(whole, at_rest["hips_over_foot"]),
        "travels": float(np.ptp(np.percentile(whole[:, COLUMN["hips_px"]], [5, 95])) / rest[COLUMN["unit_px"]]),
    }
    return value


def _middle(figures: list[FloatArray]) -> FloatArray:
    return np.asarray(np.median(np.array(figures), axis=0), dtype=np.float64)


def _reach(wrists: FloatArray) -> float:
    """How low the lower wrist was in a tenth of the time; NaN where none was ever seen."""
    known = wrists[~np.isnan(wrists)]
    return float(np.percentile(np.append(known, np.inf), 10)) if len(known) else nan


def _jump(figures: FloatArray, standing: float) -> float:
    """How far feet and hips, both, went up and down while the legs were straight; (n, names) figures."""
    feet = figures[:, COLUMN["floor_px"]] / np.median(figures[:, COLUMN["unit_px"]])
    legs = -figures[:, FEET].min(axis=1)
    straight = legs > 0.9 * standing
    if not straight.any():
        return 0.0
    return float(min(np.ptp(np.percentile(height[straight], [10, 90])) for height in (feet, feet + legs)))


class History:
    """The figures of the last two minutes."""

    def __init__(self) -> None:
        self._times_s: list[float] = []
        self._figures: list[FloatArray] = []

    def push(self, time_s: float, figure: FloatArray) -> None:
        """Remember one more figure; a moment without one leaves a gap."""
        self._times_s.append(time_s)
        self._figures.append(figure)
        if time_s - self._times_s[0] > 1.5 * REMEMBERED_S:
            first = bisect_left(self._times_s, time_s - REMEMBERED_S)
            del self._times_s[:first], self._figures[:first]

    def between(self, first_s: float, last_s: float) -> list[FloatArray]:
        """The figures of these seconds."""
        return self._figures[bisect_left(self._times_s, first_s) : bisect_left(self._times_s, last_s)]

    def evidence(self, of: Excursion) -> Evidence | None:
        """What that excursion was; None where too little of it is remembered.

        Rest is what lies around the excursion, before and after: where a clip begins in the middle there may be only
        one of the two.
        """
        begun_before = bool(self._times_s) and of.start_s <= self._times_s[0]
        before = [] if begun_before else self.between(of.start_s - BEFORE_S, of.start_s + 1e-6)
        after = self.between(of.end_s, of.end_s + BEFORE_S)
        half = min(AROUND_TOP_S, (of.end_s - of.start_s) / 4)
        top = self.between(of.top_s - half, of.top_s + half + 1e-6)
        if not (before or after) or not top:
            return None
        at_rest, at_top = _middle(before + after), _middle(top)
        whole = np.array(self.between(of.start_s - JUMP_S, of.end_s + JUMP_S))
        values = _values(at_rest, at_top, whole)
        return Evidence(before, after, at_rest, at_top, values)
