"""Three counters as people write them today, on the same landmarks.

Unsigned shoulder-hip-knee angle of the near side, frame by frame, no filter: above a threshold is up, below
another is down, and up counts when down has been seen.
"""

from formcheck.kinematics.limb import limb
from formcheck.kinematics.measures import MEASURES
from formcheck.pose.landmarks import Pose, Side
from formcheck.pose.recording import Recording

COUNTERS = {"140": (140.0, 140.0), "160/140": (160.0, 140.0), "145/90": (145.0, 90.0)}


def extension_deg(pose: Pose, side: Side, posture: str) -> float:
    """Signed hip extension in the picture."""
    return MEASURES["hip_extension_deg"](limb(pose.image_px.tolist(), side, posture))


def count(recording: Recording, near: Side, up_deg: float, down_deg: float) -> int:
    """Repetitions by two thresholds on the hip angle (180 straight, never more)."""
    reps, is_down = 0, False
    for _, pose in recording:
        if pose is None:
            continue
        angle = 180 - abs(extension_deg(pose, near, "supine"))
        if angle < down_deg:
            is_down = True
        elif angle > up_deg and is_down:
            reps, is_down = reps + 1, False
    return reps
