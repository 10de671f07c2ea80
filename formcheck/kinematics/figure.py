"""The figure of a person without the size and the turn of the view.

Every camera that stands level sees heights as they are, and turning the body does not change one. So all that the
gates know is heights above the hips or the shoulders, in lengths of the thigh, and three things of the world
landmarks that no picture shows from every side: the stride at right angles to the hips, how far a knee is unfolded,
and whether the chest looks up.
"""

from math import acos, degrees, dist, hypot, nan

import numpy as np

from formcheck.pose.landmarks import INDEX, FloatArray, Pose
from formcheck.pose.plausible import Point, Points

NAMES = (
    "shoulders",  # shoulders over hips
    "left_knee",  # over the hips
    "right_knee",
    "left_foot",  # the ankle over the hips
    "right_foot",
    "left_wrist",  # over the shoulders
    "right_wrist",
    "left_elbow",
    "right_elbow",
    "nose",  # over the shoulders
    "shoulder_stack",  # one shoulder above the other: lying on the side, or the picture is rolled
    "hip_stack",
    "stride",  # ankles apart in the world, at right angles to the line of the hips
    "front_on",  # 1 the line of the hips lies across the picture: the stride is depth, a guess; 0 from the side
    "feet_apart",  # ankles apart in the world, along that line; negative where the legs cross
    "feet_uneven",  # one ankle over the other in the world: a foot that comes nearer sinks in the picture
    "leg_aside",  # from the hips to the farther ankle in the world, along the line of the ankles
    "left_knee_deg",  # of the world landmarks, 180 straight
    "right_knee_deg",
    "chest_up",  # 1 the chest looks straight up, -1 straight down, 0 to a side
    "floor_px",  # the lower ankle over the upper edge of the picture: negative
    "unit_px",  # the settled thigh
    "hips_px",  # from the left edge of the picture
)
COLUMN = {name: i for i, name in enumerate(NAMES)}
SHOULDERS, HIPS, KNEES, ANKLES = (
    [INDEX[f"left_{joint}"], INDEX[f"right_{joint}"]] for joint in ("shoulder", "hip", "knee", "ankle")
)
ELBOWS, WRISTS = ([INDEX[f"left_{joint}"], INDEX[f"right_{joint}"]] for joint in ("elbow", "wrist"))


def _knee_deg(hip: Point, knee: Point, ankle: Point) -> float:
    up, down = [a - b for a, b in zip(hip, knee, strict=True)], [a - b for a, b in zip(ankle, knee, strict=True)]
    cosine = sum(a * b for a, b in zip(up, down, strict=True)) / max(hypot(*up) * hypot(*down), 1e-9)
    return degrees(acos(min(max(cosine, -1.0), 1.0)))


def chest_up(world_m: Points) -> float:
    """1 where the chest looks straight up, -1 straight down, 0 to a side; of 33 points in the world."""
    left_hip, right_hip, left_shoulder, right_shoulder = (world_m[row] for row in (*HIPS, *SHOULDERS))
    right_x, right_y, right_z = (b - a for a, b in zip(left_shoulder, right_shoulder, strict=True))
    head_x, head_y, head_z = (
        (a + b - c - d) / 2 for a, b, c, d in zip(left_shoulder, right_shoulder, left_hip, right_hip, strict=True)
    )
    chest_y = head_z * right_x - head_x * right_z
    chest = hypot(head_y * right_z - head_z * right_y, chest_y, head_x * right_y - head_y * right_x)
    return -chest_y / max(chest, 1e-9)


def figure(pose: Pose, unit_px: float) -> FloatArray:
    """The figure of one pose without a missing joint, in lengths of the person's settled thigh.

    Returns
    -------
    FloatArray
        One number a name of `NAMES`: thigh lengths, up positive, but for what ends in `_deg` or `_px` and `chest_up`. A
        wrist outside the picture is NaN: the hand leaves it at the top of a bird dog, and what the model guesses there
        is no witness.
    """
    (width, height), image_px, world_m = pose.image_size, pose.image_px.tolist(), pose.world_m.tolist()
    left_hip, right_hip, left_knee, right_knee, left_ankle, right_ankle = (
        world_m[row] for row in (*HIPS, *KNEES, *ANKLES)
    )

    def up(rows: list[int]) -> list[float]:
        return [-image_px[row][1] / unit_px for row in rows]

    def over(rows: list[int], height: float) -> list[float]:
        return [value - height for value in up(rows)]

    left_shoulder_up, right_shoulder_up = up(SHOULDERS)
    left_hip_up, right_hip_up = up(HIPS)
    (nose,) = up([INDEX["nose"]])
    hips, shoulders = (left_hip_up + right_hip_up) / 2, (left_shoulder_up + right_shoulder_up) / 2
    inside = [0 <= x <= width and 0 <= y <= height for x, y in (image_px[row] for row in WRISTS)]
    wrists = [value if seen else nan for value, seen in zip(over(WRISTS, shoulders), inside, strict=True)]

    thigh_m = max((dist(left_hip, left_knee) + dist(right_hip, right_knee)) / 2, 1e-9)
    across_x, across_z = right_hip[0] - left_hip[0], right_hip[2] - left_hip[2]
    breadth = max(hypot(across_x, across_z), 1e-9)
    across_x, across_z = across_x / breadth, across_z / breadth
    step_x, step_y, step_z = ((right - left) / thigh_m for left, right in zip(left_ankle, right_ankle, strict=True))
    step = max(hypot(step_x, step_y, step_z), 1e-9)
    # From the middle of the ankles to that of the hips, along the line of the ankles: a tilted camera turns all alike.
    # No farther than a foot: who stands has the hips between them, and a line between near feet points anywhere.
    beside = sum(
        (left_hip[i] + right_hip[i] - left_ankle[i] - right_ankle[i]) / 2 / thigh_m * along
        for i, along in enumerate((step_x / step, step_y / step, step_z / step))
    )
    return np.array([
        shoulders - hips, *over(KNEES, hips), *over(ANKLES, hips), *wrists, *over(ELBOWS, shoulders),
        nose - shoulders,
        abs(left_shoulder_up - right_shoulder_up), abs(left_hip_up - right_hip_up),
        abs(step_z * across_x - step_x * across_z), abs(across_x), step_x * across_x + step_z * across_z,
        abs(step_y), step / 2 + min(abs(beside), step / 2),
        _knee_deg(left_hip, left_knee, left_ankle), _knee_deg(right_hip, right_knee, right_ankle),
        chest_up(world_m), -max(image_px[row][1] for row in ANKLES), unit_px,
        (image_px[HIPS[0]][0] + image_px[HIPS[1]][0]) / 2,
    ])  # fmt: skip
