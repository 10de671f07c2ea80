"""The figure of a person without the size and the turn of the view.

Every camera that stands level sees heights as they are, and turning the body does not change one. So all that the
gates know is heights above the hips or the shoulders, in lengths of the thigh, and three things of the world
landmarks that no picture shows from every side: the stride at right angles to the hips, how far a knee is unfolded,
and whether the chest looks up.
"""

from bisect import bisect_left, insort
from collections import deque

import numpy as np
import numpy.typing as npt

from formcheck.pose.landmarks import INDEX, Pose

FloatArray = npt.NDArray[np.float64]

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
    "nose_over_ears",
    "shoulder_stack",  # one shoulder above the other: lying on the side, or the picture is rolled
    "hip_stack",
    "stride",  # ankles apart in the world, at right angles to the line of the hips
    "feet_apart",  # ankles apart in the world, along that line; negative where the legs cross
    "left_knee_deg",  # of the world landmarks, 180 straight
    "right_knee_deg",
    "chest_up",  # 1 the chest looks straight up, -1 straight down, 0 to a side
    "size",  # the thigh now, in lengths of the settled one: walking to the camera makes it grow
    "floor_px",  # the lower ankle over the upper edge of the picture: negative
    "unit_px",  # the settled thigh
    "hips_px",  # from the left edge of the picture
)
COLUMN = {name: i for i, name in enumerate(NAMES)}
SHOULDERS, HIPS, KNEES, ANKLES = (
    [INDEX[f"left_{joint}"], INDEX[f"right_{joint}"]] for joint in ("shoulder", "hip", "knee", "ankle")
)
ELBOWS, WRISTS, EARS = ([INDEX[f"left_{joint}"], INDEX[f"right_{joint}"]] for joint in ("elbow", "wrist", "ear"))
TORSO = [*SHOULDERS, *HIPS, *KNEES]
SETTLED_S = 10.0  # the person's size in the picture changes by walking, not within a repetition
LOST = (
    0.65,
    1.5,
)  # of the settled size: beyond it the skeleton has collapsed or jumped; 1 to 8 % is its spread in a clip


def thigh_px(image_px: FloatArray, world_m: FloatArray) -> float:
    """The length of the thigh in this picture, whichever way it points.

    Parameters
    ----------
    image_px, world_m
        (33, 2) and (33, 3) of one pose.

    Returns
    -------
    float
        Pixels: the weak-perspective scale that maps the world landmarks of shoulders, hips and knees onto the
        picture, times the thigh of the world landmarks. A standing thigh is 0.98 to 1.15 of it from every view
        (measured on the open recordings). NaN where a landmark is missing.
    """
    seen = image_px[TORSO] - image_px[TORSO].mean(axis=0)
    model = world_m[TORSO, :2] - world_m[TORSO, :2].mean(axis=0)
    thigh_m = np.linalg.norm(world_m[HIPS] - world_m[KNEES], axis=1).mean()
    return float((seen * model).sum() / max((model**2).sum(), 1e-9) * thigh_m)


def _unit(vector: FloatArray) -> FloatArray:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _knees_deg(world_m: FloatArray) -> FloatArray:
    up, down = world_m[HIPS] - world_m[KNEES], world_m[ANKLES] - world_m[KNEES]
    cosine = (up * down).sum(axis=1) / np.maximum(np.linalg.norm(up, axis=1) * np.linalg.norm(down, axis=1), 1e-9)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1, 1))), dtype=np.float64)


def figure(pose: Pose, unit_px: float, now_px: float) -> FloatArray:
    """The figure of one pose.

    Parameters
    ----------
    pose
        One pose without a missing joint.
    unit_px, now_px
        The person's thigh in the picture, settled and at this moment.

    Returns
    -------
    FloatArray
        One number a name of `NAMES`: thigh lengths, up positive, but for what ends in `_deg` or `_px` and `chest_up`. A
        wrist outside the picture is NaN: the hand leaves it at the top of a bird dog, and what the model guesses there
        is no witness.
    """
    image_px, world_m = pose.image_px, pose.world_m
    inside = ((image_px[WRISTS] >= 0) & (image_px[WRISTS] <= pose.image_size)).all(axis=1)
    up = -image_px[:, 1] / unit_px
    hips, shoulders = up[HIPS].mean(), up[SHOULDERS].mean()
    thigh_m = max(float(np.linalg.norm(world_m[HIPS] - world_m[KNEES], axis=1).mean()), 1e-9)
    across = _unit((world_m[HIPS[1]] - world_m[HIPS[0]])[[0, 2]])
    step = (world_m[ANKLES[1]] - world_m[ANKLES[0]])[[0, 2]] / thigh_m
    right = world_m[SHOULDERS[1]] - world_m[SHOULDERS[0]]
    headwards = world_m[SHOULDERS].mean(axis=0) - world_m[HIPS].mean(axis=0)
    chest = _unit(np.cross(headwards, right))
    return np.array([
        shoulders - hips, *(up[KNEES] - hips), *(up[ANKLES] - hips), *np.where(inside, up[WRISTS] - shoulders, np.nan),
        *(up[ELBOWS] - shoulders),
        up[INDEX["nose"]] - shoulders, up[INDEX["nose"]] - up[EARS].mean(),
        abs(up[SHOULDERS[0]] - up[SHOULDERS[1]]), abs(up[HIPS[0]] - up[HIPS[1]]),
        abs(step[1] * across[0] - step[0] * across[1]), step @ across, *_knees_deg(world_m),
        -chest[1], now_px / unit_px, -image_px[ANKLES, 1].max(), unit_px, image_px[HIPS, 0].mean(),
    ])  # fmt: skip


class Settled:
    """The middle of a number over the last seconds."""

    def __init__(self, last_s: float) -> None:
        self._last_s = last_s
        self._seen: deque[tuple[float, float]] = deque()
        self._sorted: list[float] = []

    def push(self, time_s: float, value: float) -> float:
        """Take one more value; the median of what the last seconds brought."""
        self._seen.append((time_s, value))
        insort(self._sorted, value)
        while time_s - self._seen[0][0] > self._last_s:
            del self._sorted[bisect_left(self._sorted, self._seen.popleft()[1])]
        return self._sorted[len(self._sorted) // 2]


class FigureReader:
    """Poses to figures, in the person's own size. Causal."""

    def __init__(self) -> None:
        self._size = Settled(SETTLED_S)

    def push(self, time_s: float, pose: Pose) -> FloatArray | None:
        """The figure at this moment; None where a joint is missing or the skeleton has collapsed."""
        if not np.isfinite(pose.image_px).all() or not np.isfinite(pose.world_m).all():
            return None
        now_px = thigh_px(pose.image_px, pose.world_m)
        if not now_px > 0:
            return None
        unit_px = self._size.push(time_s, now_px)
        if not LOST[0] * unit_px < now_px < LOST[1] * unit_px:
            return None
        return figure(pose, unit_px, now_px)
