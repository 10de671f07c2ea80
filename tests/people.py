"""Synthetic people: poses of known angles, for sessions without a recording."""

from collections.abc import Mapping
from math import cos, radians, sin

import numpy as np

from formcheck.pose.landmarks import COUNT, INDEX, FloatArray, Pose

THIGH, SHANK, TRUNK = 120.0, 118.0, 150.0
WIDTH, HEIGHT = 1280, 720
THIGH_M = 0.4
FACE = ("nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
        "mouth_left", "mouth_right")  # fmt: skip
HAND = ("pinky", "index", "thumb")
UPPER = ("shoulder", "ear", "elbow", "wrist")


def _pose(points: Mapping[str, FloatArray], natural: str, near: str, face_px: tuple[float, float]) -> Pose:
    """Joints in the picture as a pose: of both sides in one place, or of one where a name says which.

    Parameters
    ----------
    points
        By joint, or by side and joint.
    natural, near
        The side that is towards the camera in this picture, and the one that shall be: the picture is mirrored for it.
    face_px
        Where the face is from the ear.
    """
    image_px = np.zeros((COUNT, 2))
    depth_m = np.zeros(COUNT)
    for side in ("left", "right"):
        at = {joint: points.get(f"{side}_{joint}", place) for joint, place in points.items() if "_" not in joint}
        at |= {"foot_index": at["ankle"] + [-30, 5], "heel": at["ankle"] + [10, 5]}
        at |= dict.fromkeys(HAND, at["wrist"])
        for joint, place in at.items():
            image_px[INDEX[f"{side}_{joint}"]] = place
            depth_m[INDEX[f"{side}_{joint}"]] = -0.15 if side == near else 0.15
    image_px[[INDEX[name] for name in FACE]] = points["ear"] + np.array(face_px)
    if near != natural:
        image_px = image_px * [-1, 1] + [WIDTH, 0]
    middle = image_px[[INDEX["left_hip"], INDEX["right_hip"]]].mean(axis=0)
    world_m = np.column_stack([(image_px - middle) / THIGH * THIGH_M, depth_m])
    return Pose(image_px, world_m, np.ones(COUNT), (WIDTH, HEIGHT))


def bridging(extension_deg: float, near: str = "left") -> Pose:
    """A person on the back with the head to the right, feet on the floor; any hip extension from -70 to 20."""
    shoulder = np.array([800.0, 560.0])
    # The trunk rises by half of what the hip opens; the thigh follows from both.
    lift = radians(max(0.0, extension_deg + 50) * 0.5)
    turn = lift - radians(extension_deg)
    hip = shoulder + TRUNK * np.array([-cos(lift), -sin(lift)])
    knee = hip + THIGH * np.array([-cos(turn), -sin(turn)])
    ankle = np.array([knee[0] - 40, 575.0])
    return _pose(_standard(shoulder, hip, knee, ankle, shoulder + [60, 0]), "left", near, (0, -30))


def kicking(left_deg: float, right_deg: float = -75, near: str = "left") -> Pose:
    """A person on hands and knees, the head to the right, or the left for the left side; hip extension of each leg."""
    hip, shoulder = np.array([500.0, 400.0]), np.array([645.0, 362.0])
    trunk = np.arctan2(*(hip - shoulder)[::-1])
    points = _standard(shoulder, hip, hip, hip, shoulder + [60, 0])
    for side, extension_deg in (("left", left_deg), ("right", right_deg)):
        angle = trunk + radians(extension_deg)
        knee = points[f"{side}_knee"] = hip + THIGH * np.array([cos(angle), sin(angle)])
        shin = angle + radians(90)
        points[f"{side}_ankle"] = knee + SHANK * np.array([cos(shin), sin(shin)])
    return _pose(points, "right", near, (0, 30))


def standing() -> Pose:
    """A person who stands."""
    hip = np.array([600.0, 360.0])
    joints = _standard(hip - [0, TRUNK], hip, hip + [0, THIGH], hip + [0, THIGH + SHANK], hip - [0, 200])
    return _pose(joints, "left", "left", (-30, 0))


def prone(leg_deg: float = 0.0, near: str = "left") -> Pose:
    """A person on the stomach with the head to the right, or the left for the left side; both legs this far up."""
    hip = np.array([600.0, 560.0])
    along = np.array([-cos(radians(leg_deg)), -sin(radians(leg_deg))])
    shoulder, ankle = hip + [TRUNK, 0], hip + (THIGH + SHANK) * along
    joints = _standard(shoulder, hip, hip + THIGH * along, ankle, shoulder + [50, 0])
    return _pose({**joints, "elbow": shoulder + [40, 5], "wrist": shoulder + [90, 5]}, "right", near, (0, 30))


def _standard(
    shoulder: FloatArray, hip: FloatArray, knee: FloatArray, ankle: FloatArray, ear: FloatArray
) -> dict[str, FloatArray]:
    return {
        "shoulder": shoulder, "hip": hip, "knee": knee, "ankle": ankle, "ear": ear, "elbow": shoulder + [0, 60],
        "wrist": shoulder + [0, 120],
    }  # fmt: skip


def moved(pose: Pose, image_px: FloatArray) -> Pose:
    """The same person with their joints elsewhere in the picture, in space as well."""
    middle = image_px[[INDEX["left_hip"], INDEX["right_hip"]]].mean(axis=0)
    world_m = np.column_stack([(image_px - middle) / THIGH * THIGH_M, pose.world_m[:, 2]])
    return Pose(image_px, world_m, pose.visibility, pose.image_size)


def turned(pose: Pose, joints: tuple[str, ...], about: str, angle_deg: float) -> Pose:
    """Some joints turned about another, as a trunk about the hip; positive is anticlockwise."""
    image_px = pose.image_px.copy()
    angle = np.radians(angle_deg)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    for side in ("left", "right"):
        centre = pose.image_px[INDEX[f"{side}_{about}"]]
        rows = [INDEX[f"{side}_{joint}"] for joint in joints]
        if "ear" in joints:
            rows += [INDEX[name] for name in FACE]
        image_px[rows] = centre + (pose.image_px[rows] - centre) @ rotation
    return moved(pose, image_px)


def seen_from(pose: Pose, yaw_deg: float) -> Pose:
    """The same person from a camera that stands so far round towards the front or the feet."""
    turn = radians(yaw_deg)
    x_m, z_m = pose.world_m[:, 0], pose.world_m[:, 2]
    world_m = np.column_stack(
        [x_m * cos(turn) - z_m * sin(turn), pose.world_m[:, 1], x_m * sin(turn) + z_m * cos(turn)]
    )
    middle = pose.image_px[[INDEX["left_hip"], INDEX["right_hip"]]].mean(axis=0)
    return Pose(middle + world_m[:, :2] / THIGH_M * THIGH, world_m, pose.visibility, pose.image_size)


def with_raised_hand(pose: Pose, *sides: str) -> Pose:
    """The same person with a hand straight up, the left one unless others are named."""
    image_px = pose.image_px.copy()
    for side in sides or ("left",):
        shoulder = image_px[INDEX[f"{side}_shoulder"]]
        image_px[INDEX[f"{side}_elbow"]] = shoulder - [0, 0.6 * TRUNK]
        image_px[INDEX[f"{side}_wrist"]] = shoulder - [0, 1.1 * TRUNK]
    return Pose(image_px, pose.world_m, pose.visibility, pose.image_size)
