"""Synthetic people: poses of known angles, for sessions without a recording."""

from math import cos, radians, sin

import numpy as np

from formcheck.pose.landmarks import COUNT, INDEX, SWAPPED, Pose

THIGH, SHANK, TRUNK = 120.0, 118.0, 150.0


def _pose(points: dict[str, tuple[float, float]], near: str) -> Pose:
    """Both sides in one place, the far one a little smaller and further in the model's own depth."""
    image_px = np.zeros((COUNT, 2))
    world_m = np.zeros((COUNT, 3))
    for joint, place in points.items():
        for side in ("left", "right"):
            image_px[INDEX[f"{side}_{joint}"]] = place
    for joint in ("shoulder", "hip", "knee"):
        world_m[INDEX[f"left_{joint}"], 2], world_m[INDEX[f"right_{joint}"], 2] = -0.15, 0.15
    image_px[INDEX["nose"]] = points["ear"]
    pose = Pose(image_px, world_m, np.ones(COUNT), (1280, 720))
    return pose if near == "left" else Pose(image_px, world_m[SWAPPED], pose.visibility, pose.image_size)


def bridging(extension_deg: float, near: str = "left") -> Pose:
    """A person on the back with the head to the right, feet on the floor; any hip extension from -70 to 20."""
    shoulder = np.array([800.0, 560.0])
    # The trunk rises by half of what the hip opens; the thigh follows from both.
    lift = radians(max(0.0, extension_deg + 50) * 0.5)
    turn = lift - radians(extension_deg)
    hip = shoulder + TRUNK * np.array([-cos(lift), -sin(lift)])
    knee = hip + THIGH * np.array([-cos(turn), -sin(turn)])
    ankle = np.array([knee[0] - 40, 575.0])
    return _standard(shoulder, hip, knee, ankle, ear=shoulder + [60, 0], near=near)


def kicking(left_deg: float, right_deg: float = -75, near: str = "left") -> Pose:
    """A person on hands and knees with the head to the right; hip extension of each leg."""
    hip, shoulder = np.array([500.0, 400.0]), np.array([645.0, 362.0])
    trunk = np.arctan2(*(hip - shoulder)[::-1])
    points = {}
    for side, extension_deg in (("left", left_deg), ("right", right_deg)):
        angle = trunk + radians(extension_deg)
        knee = hip + THIGH * np.array([cos(angle), sin(angle)])
        shin = angle + radians(90)
        ankle = knee + SHANK * np.array([cos(shin), sin(shin)])
        points[side] = (knee, ankle)
    pose = _standard(shoulder, hip, *points["left"], ear=shoulder + [60, 0], near=near)
    for joint, place in zip(("knee", "ankle"), points["right"], strict=True):
        pose.image_px[INDEX[f"right_{joint}"]] = place
    for joint in ("heel", "foot_index"):
        pose.image_px[INDEX[f"right_{joint}"]] = points["right"][1]
    return pose


def standing() -> Pose:
    """A person who stands."""
    hip = np.array([600.0, 360.0])
    return _standard(hip - [0, TRUNK], hip, hip + [0, THIGH], hip + [0, THIGH + SHANK], ear=hip - [0, 200], near="left")


def _standard(
    shoulder: np.ndarray,
    hip: np.ndarray,
    knee: np.ndarray,
    ankle: np.ndarray,
    *,
    ear: np.ndarray,
    near: str,
) -> Pose:
    joints = {
        "shoulder": shoulder, "hip": hip, "knee": knee, "ankle": ankle, "ear": ear, "elbow": shoulder + [0, 60],
        "wrist": shoulder + [0, 120], "heel": ankle + [10, 5], "foot_index": ankle + [-30, 5],
    }  # fmt: skip
    return _pose({name: (float(p[0]), float(p[1])) for name, p in joints.items()}, near)


def prone(leg_deg: float = 0.0, near: str = "left") -> Pose:
    """A person on the stomach with the head to the right; both legs this far off the floor."""
    hip = np.array([600.0, 560.0])
    along = np.array([-cos(radians(leg_deg)), -sin(radians(leg_deg))])
    shoulder, ankle = hip + [TRUNK, 0], hip + (THIGH + SHANK) * along
    return _standard(shoulder, hip, hip + THIGH * along, ankle, ear=shoulder + [50, 0], near=near)


def with_raised_hand(pose: Pose, *sides: str) -> Pose:
    """The same person with a hand straight up, the left one unless others are named."""
    image_px = pose.image_px.copy()
    for side in sides or ("left",):
        shoulder = image_px[INDEX[f"{side}_shoulder"]]
        image_px[INDEX[f"{side}_elbow"]] = shoulder - [0, 0.6 * TRUNK]
        image_px[INDEX[f"{side}_wrist"]] = shoulder - [0, 1.1 * TRUNK]
    return Pose(image_px, pose.world_m, pose.visibility, pose.image_size)
