"""What is true of somebody's movement: the repetitions, and how far each went."""

from typing import Any

import numpy as np

from ..render.rotation import Array
from .heights import Rise
from .points import INDEX


def described(time_s: Array, points: Array, rises: list[Rise], side: str) -> dict[str, Any]:
    """Count and repetitions, ready for JSON; angles are those of the working side, or the left, half-way through."""
    reps = []
    for number, rise in enumerate(rises, 1):
        rows = np.flatnonzero((time_s >= rise.top_s) & (time_s <= rise.top_s + rise.hold_s))
        times = {"start_s": rise.start_s, "top_s": rise.top_s, "end_s": rise.end_s, "hold_s": rise.hold_s}
        angles = angles_deg(points[rows[len(rows) // 2]][None], side)
        reps.append({
            "number": number, "side": side, "counts": rise.counts, "rise_thigh": round(rise.rise_thigh, 3),
            **{key: round(value, 3) for key, value in times.items()},
            **{f"peak_{key}": round(float(value[0]), 1) for key, value in angles.items()},
        })  # fmt: skip
    return {"count": sum(rise.counts for rise in rises), "reps": reps}


def angles_deg(points: Array, side: str) -> dict[str, Array]:
    """Angles of the working side, the left where both work together, of (N, 21, 3) points; each (N,) degrees.

    `hip_angle_deg` is 180 straight, more with the thigh behind the trunk, `knee_angle_deg` 180 straight;
    `leg_elevation_deg` is the line from hip to ankle above the horizontal, `trunk_inclination_deg` that from hip to
    shoulder.
    """
    one = "left" if side == "both" else side
    shoulder, hip, knee, ankle = (points[:, INDEX[f"{name}_{one}"]] for name in ("shoulder", "hip", "knee", "ankle"))
    left = points[:, INDEX["hip_left"]] - points[:, INDEX["hip_right"]]
    left = left / np.linalg.norm(left, axis=1, keepdims=True)
    trunk, thigh = (v - (v * left).sum(1, keepdims=True) * left for v in (hip - shoulder, knee - hip))
    bend = np.arctan2((np.cross(trunk, thigh) * left).sum(1), (trunk * thigh).sum(1))
    return {
        "hip_angle_deg": 180 + np.degrees(bend),
        "knee_angle_deg": _corner_deg(hip - knee, ankle - knee),
        "leg_elevation_deg": _elevation_deg(ankle - hip),
        "trunk_inclination_deg": _elevation_deg(shoulder - hip),
    }


def _corner_deg(a: Array, b: Array) -> Array:
    cosine = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _elevation_deg(v: Array) -> Array:
    return np.asarray(np.degrees(np.arcsin(np.clip(v[:, 2] / np.linalg.norm(v, axis=1), -1, 1))))
