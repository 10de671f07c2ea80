"""What is true of somebody's movement: the repetitions, and how far each went."""

from typing import Any

import numpy as np

from ..render.poses.base import signed_hip_angle_deg
from ..render.rotation import Array, angle_at_deg, unit
from .heights import Rise
from .points import INDEX


def described(time_s: Array, points: Array, rises: list[Rise], side: str) -> dict[str, Any]:
    """Count and repetitions, ready for JSON; angles are those of the working side, or the left, at the highest moment."""
    reps = []
    for number, rise in enumerate(rises, 1):
        rows = np.flatnonzero((time_s >= rise.top_s) & (time_s <= rise.top_s + rise.hold_s))
        middle = int(rows[len(rows) // 2])
        times = {"start_s": rise.start_s, "top_s": rise.top_s, "end_s": rise.end_s, "hold_s": rise.hold_s}
        angles = angles_deg(points[middle], "left" if side == "both" else side)
        reps.append({
            "number": number, "side": side, "counts": rise.counts, "rise_thigh": round(rise.rise_thigh, 3),
            **{key: round(value, 3) for key, value in times.items()},
            **{f"peak_{key}": round(value, 1) for key, value in angles.items()},
        })  # fmt: skip
    return {"count": sum(rise.counts for rise in rises), "reps": reps}


def angles_deg(points: Array, side: str) -> dict[str, float]:
    """Hip and knee angle of a side and the trunk's rise above the horizontal, of (21, 3) points."""
    shoulder, hip, knee, ankle = (points[INDEX[f"{name}_{side}"]] for name in ("shoulder", "hip", "knee", "ankle"))
    left = unit(points[INDEX["hip_left"]] - points[INDEX["hip_right"]])
    trunk = unit(shoulder - hip)
    return {
        "hip_angle_deg": signed_hip_angle_deg(shoulder, hip, knee, left),
        "knee_angle_deg": angle_at_deg(hip, knee, ankle),
        "trunk_inclination_deg": float(np.degrees(np.arcsin(np.clip(trunk[2], -1, 1)))),
    }
