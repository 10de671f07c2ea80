"""The named numbers of one excursion of a height, by which it is told from another movement; no sizes, no views."""

from math import nan

import numpy as np

from formcheck.kinematics.figure import COLUMN, NAMES
from formcheck.kinematics.posture import derived
from formcheck.pose.landmarks import FloatArray

FEET = [COLUMN["left_foot"], COLUMN["right_foot"]]


def numbers(rest: FloatArray, top: FloatArray, whole: FloatArray) -> dict[str, float]:
    """The numbers; of the legs the worker is the one whose foot rises more.

    Parameters
    ----------
    rest, top
        (names,) figures at rest and at the top.
    whole
        (n, names) figures of the whole excursion.

    Returns
    -------
    `rest.NAME`, `top.NAME`, `rise.NAME` (top less rest) for each name of the figure, and what is made of them; thighs
    where the name has no unit, NaN where it was not seen.
    """
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
        # Of a shallow one a few degrees are much: for each thigh that the hips come down.
        "knees_uneven_deg": at_top["knees_differ_deg"] / max(drop, 0.1),
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


KNOWN = tuple(numbers(*(np.ones(shape) for shape in (len(NAMES), len(NAMES), (1, len(NAMES))))))
"""Their names."""
