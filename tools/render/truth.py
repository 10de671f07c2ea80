"""What the person of a clip really does, frame by frame. Needs numpy only."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ..landmarks.heights import SMALLEST_RISE, counting, height
from ..landmarks.points import points_of
from .body import SIDES, Side
from .clip import Clip
from .company import Other, others_of
from .config import Config
from .poses import EXERCISES
from .poses.base import signed_hip_angle_deg
from .rotation import Array, angle_at_deg
from .timeline import Rep
from .view import Stand, azimuth_deg, word

Joints = dict[str, Array]
Truth = dict[str, Any]


def truth_of(clip: Clip) -> Truth:
    """The truth of a clip, ready to be saved; README.md describes the format."""
    config, exercise = clip.config, clip.exercise
    exercise.rest(clip.start_side)
    start = exercise.skeleton.joints()
    signals: dict[str, list[Any]] = {}
    places: list[Array] = []
    points: list[Array] = []
    others, beside = others_of(clip), []
    for i in range(clip.frames):
        moment = clip.pose(i / config.fps)
        joints = exercise.skeleton.joints()
        side = _name(clip, moment.rep.side) if moment.rep else "none"
        row: Truth = {"time_s": i / config.fps, "phase": moment.phase, "side": side, **_signals(clip, joints, start)}
        for key, value in row.items():
            signals.setdefault(key, []).append(value if isinstance(value, str) else _rounded(value))
        for other in others:
            other.pose(i / config.fps)
        beside.append(np.stack([other.joints() for other in others]) if others else np.zeros((0, 1, 3)))
        places.append(np.stack(list(joints.values())))
        points.append(points_of(exercise.skeleton))
    movements = [_movement(clip, rep, signals) for rep in clip.timeline.reps]
    if exercise.counted:
        _count(clip, movements, np.array(signals["time_s"]), np.stack(points))
    repetitions = {"reps": movements} if exercise.counted else {"reps": [], exercise.uncounted: movements}
    in_space, names = np.stack(places), list(start)
    return {
        **_head(clip),
        "frames": clip.frames,
        **repetitions,
        "signals": signals,
        "joints_px": _by_joint(names, clip.camera.project(in_space), 2),
        "joints_m": _by_joint(names, in_space, 4),
        **_others(clip, others, np.stack(beside, 1), names),
    }


def azimuth_deg_of(truth: Truth) -> float:
    """Where the camera of a truth file stands; those of before the azimuth say it by `yaw_deg` and `head`."""
    if "azimuth_deg" in truth["view"]:
        return float(truth["view"]["azimuth_deg"])
    stand, head_right = _stand_of(truth["exercise"])
    turned = 0.0 if head_right == (truth["subject"]["head"] == "right") else 180.0
    return (azimuth_deg(truth["view"]["yaw_deg"], stand) + turned) % 360


@cache
def _stand_of(exercise: str) -> tuple[Stand, bool]:
    """Directions of somebody who does an exercise, and whether the head is to the right then."""
    posed = EXERCISES[exercise](Config(exercise))
    return posed.stand(), posed.head_right()


def save(truth: Truth, path: Path) -> None:
    """Write a truth file."""
    path.write_text(json.dumps(truth, separators=(",", ":")), encoding="utf-8")


def _others(clip: Clip, others: list[Other], in_space: Array, names: list[str]) -> Truth:
    """Where everybody else is; `in_space` (others, frames, joints, 3)."""
    if not others:
        return {}
    kinds = ["mirror image" if other.clip is clip else other.clip.config.exercise for other in others]
    return {
        "others": [
            {"exercise": kind, "joints_px": _by_joint(names, clip.camera.project(points), 2)}
            for kind, points in zip(kinds, in_space, strict=True)
        ]
    }


def _head(clip: Clip) -> Truth:
    config, exercise, camera = clip.config, clip.exercise, clip.camera
    names = list(config.faults or config.amounts)
    faults = {} if config.faults is None and not names else {"faults": names}
    goal_deg, rest_deg = exercise.goal_deg, _rounded(clip.rest_deg)
    return {
        "exercise": config.exercise,
        "view": {
            "azimuth_deg": config.azimuth_deg,
            "word": word(config.azimuth_deg),
            "camera_height_m": camera.height_m,
            "distance_m": _rounded(camera.distance_m),
            "tilt_deg": _rounded(camera.tilt_deg),
            "roll_deg": config.roll_deg,
            "lens_mm": _rounded(camera.lens_mm),
        },
        "camera": {
            "position_m": np.round(camera.position, 5).tolist(),
            "axes": np.round(camera.axes, 7).tolist(),
            "focal_px": camera.focal_px,
        },
        "subject": {"shape": config.shape, "head": "right" if exercise.head_right() else "left"},
        **faults,
        "goal": {"signal": exercise.measured, "deg": goal_deg, "rest_deg": rest_deg},
        "fps": config.fps,
        "width": config.width,
        "height": config.height,
    }


def _signals(clip: Clip, joints: Joints, start: Joints) -> dict[str, float]:
    """Angles and heights of one frame."""
    exercise, out = clip.exercise, {}
    for side in SIDES:
        shoulder, hip, knee, ankle = (joints[f"{name}_{side}"] for name in ("shoulder", "hip", "knee", "ankle"))
        out[f"hip_angle_{side}_deg"] = signed_hip_angle_deg(shoulder, hip, knee, exercise.left)
        out[f"knee_angle_{side}_deg"] = angle_at_deg(hip, knee, ankle)
        out[f"knee_height_{side}_thigh"] = float((knee - hip)[2] / np.linalg.norm(knee - hip))
    hips, shoulders = ((joints[f"{name}_left"] + joints[f"{name}_right"]) / 2 for name in ("hip", "shoulder"))
    x, _, z = (shoulders - hips).tolist()
    towards_head = x if exercise.head_right() else -x
    out["trunk_inclination_deg"] = float(np.degrees(np.arctan2(z, towards_head)))
    for side in SIDES:
        out[f"ankle_rise_{side}_leg"] = _ankle_rise(joints, start, side)
    return out


def _ankle_rise(joints: Joints, start: Joints, side: Side) -> float:
    """How far the ankle is above its place in the start position, leg lengths."""
    hip, knee, ankle = (joints[f"{name}_{side}"] for name in ("hip", "knee", "ankle"))
    leg_m = np.linalg.norm(knee - hip) + np.linalg.norm(ankle - knee)
    return float((ankle[2] - start[f"ankle_{side}"][2]) / leg_m)


def _movement(clip: Clip, rep: Rep, signals: dict[str, list[Any]]) -> Truth:
    """One movement; its hip angle is that of the working side in the middle of the hold."""
    middle_s = (rep.top_s + rep.leave_top_s) / 2
    at = int(np.argmin(np.abs(np.array(signals["time_s"]) - middle_s)))
    times_s = {
        "start_s": rep.start_s,
        "top_s": rep.top_s,
        "leave_top_s": rep.leave_top_s,
        "end_s": rep.end_s,
        "hold_s": rep.leave_top_s - rep.top_s,
    }
    side = _seen(clip, rep.side)
    peak = {"peak_hip_angle_deg": signals[f"hip_angle_{side}_deg"][at]} if clip.exercise.counted else {}
    times = {key: _rounded(value) for key, value in times_s.items()}
    faults = {"faults": amounts} if (amounts := clip.config.amounts_of(rep.number)) else {}
    return {"number": rep.number, "side": _name(clip, rep.side), **times, **peak, **faults}


def _count(clip: Clip, movements: list[Truth], time_s: Array, points: Array) -> None:
    """Say of each movement whether it counts: by how high it rises from where it begins, thighs, or else how far."""
    exercise = clip.config.exercise
    if exercise not in SMALLEST_RISE:
        for this, rep in zip(movements, clip.timeline.reps, strict=True):
            this["counts"] = clip.counts(rep)
        return
    for this in movements:
        inside = (time_s >= this["start_s"]) & (time_s <= this["end_s"])
        this["rise"] = _rounded(float(height(exercise, points[inside]).max()))
    tops = [this["rise"] for this in movements]
    for this, counts in zip(movements, counting(tops, SMALLEST_RISE[exercise]), strict=True):
        this["counts"] = counts


def _name(clip: Clip, side: Side) -> str:
    return "both" if clip.exercise.two_sided else side


def _seen(clip: Clip, side: Side) -> str:
    """The side whose angle stands for a repetition."""
    return "left" if clip.exercise.two_sided else side


def _by_joint(names: list[str], points: Array, decimals: int) -> Truth:
    """Points (frames, joints, 2 or 3) as a list for each joint."""
    return dict(zip(names, np.round(points, decimals).swapaxes(0, 1).tolist(), strict=True))


def _rounded(value: float) -> float:
    return round(float(value), 2)
