"""The 33 landmarks of the pose model, the skeleton they span, and one pose of one person.

Left and right are the person's own sides, never the picture's. Image coordinates are pixels with x to the
right and y *down*, in the true aspect ratio of the picture (never normalised by width and height: angles
of normalised coordinates are wrong).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

# fmt: off
NAMES = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_pinky", "right_pinky", "left_index", "right_index",
    "left_thumb", "right_thumb", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    "left_heel", "right_heel", "left_foot_index", "right_foot_index",
)
# fmt: on
COUNT = len(NAMES)
INDEX = {name: i for i, name in enumerate(NAMES)}
JOINTS = ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")
BONES = (
    ("ear", "shoulder"),
    ("shoulder", "elbow"),
    ("elbow", "wrist"),
    ("shoulder", "hip"),
    ("hip", "knee"),
    ("knee", "ankle"),
    ("ankle", "heel"),
    ("heel", "foot_index"),
    ("ankle", "foot_index"),
)


class Side(StrEnum):
    """The person's own side; BOTH where the sides work together."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side; BOTH is its own opposite."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}[self]


SIDES = (Side.LEFT, Side.RIGHT)


def index(joint: str, side: Side) -> int:
    """Row of a joint of one side, e.g. ``index("knee", Side.LEFT) == 25``."""
    return INDEX[f"{side}_{joint}"]


# Row i of a pose with left and right swapped is row SWAPPED[i] of the pose.
SWAPPED = np.array(
    [INDEX[name.replace("left", "\0").replace("right", "left").replace("\0", "right")] for name in NAMES]
)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the joints of one person are in one picture.

    Attributes
    ----------
    image_px
        (33, 2) pixels, x right, y down. Points may lie outside the picture.
    world_m
        (33, 3) metres around the middle of the hips, as the model guesses them; x right, y down, z away from
        the camera. Good for telling the near side from the far one, not for angles.
    visibility
        (33,) 0 to 1, the model's own opinion; close to 1 also for many joints that cannot be seen.
    image_size
        Width and height of the picture in pixels.
    """

    image_px: FloatArray
    world_m: FloatArray
    visibility: FloatArray
    image_size: tuple[int, int]

    def __post_init__(self) -> None:
        for name, shape in (("image_px", (COUNT, 2)), ("world_m", (COUNT, 3)), ("visibility", (COUNT,))):
            found = getattr(self, name).shape
            if found != shape:
                raise ValueError(f"Pose.{name}: expected shape {shape}, found {found}")

    def swapped(self) -> "Pose":
        """The same pose with the names of left and right swapped."""
        return Pose(self.image_px[SWAPPED], self.world_m[SWAPPED], self.visibility[SWAPPED], self.image_size)

    def scaled(self, image_size: tuple[int, int]) -> "Pose":
        """The same pose in the same picture enlarged or reduced to another size."""
        factor = np.array(image_size) / self.image_size
        return Pose(self.image_px * factor, self.world_m, self.visibility, image_size)


class Landmarks(Protocol):
    """The poses of one person over time, in memory or not."""

    @property
    def image_size(self) -> tuple[int, int]:
        """Width and height of the pictures, pixels."""

    @property
    def time_s(self) -> FloatArray:
        """(N,) seconds, non-decreasing."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        """Time and pose of every frame, None where no person was found."""

    def part(self, first: int, end: int) -> "Landmarks":
        """The frames from the first up to the end, in memory."""
