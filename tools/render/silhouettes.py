"""Makes the silhouettes that the window shows to be filled: outlines of the renderer's body in each posture.

    python -m tools.render.silhouettes formcheck/feedback/overlay/silhouettes.json

Of each posture points in metres, x to the right and y up from the floor, as a camera on the person's left sees it,
of who stands as one in front does.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np

from ..landmarks.points import points_of
from ..landmarks.view import stand_of
from .clip import Clip
from .config import Config
from .rotation import UP, Array

BEGINS = {
    "upright": "wave", "sitting": "wave_sitting", "kneeling": "wave_half_kneeling", "all_fours": "wave_all_fours",
    "supine": "wave_supine", "prone": "foot_tap_prone",
}  # fmt: skip
"""Movements that begin in the posture."""
FACING = ("upright",)
PX_PER_M = 400
ROUGH_PX = 1.6
"""No point of the outline is further from the true one: a body is drawn with some eighty."""


def outline(posture: str) -> list[tuple[float, float]]:
    """The outline of a body in a posture, metres."""
    clip = Clip(Config(exercise=BEGINS[posture], shape="fem", work="right", reps=1))
    clip.pose(0.0)
    skeleton = clip.exercise.skeleton
    stand = stand_of(np.asarray(points_of(skeleton)))
    across = -stand.right if posture in FACING else np.cross(stand.right, UP)
    skin = skeleton.skin()
    flat = np.stack([skin @ across, skin @ UP], axis=1)
    return traced(flat, clip.exercise.body.faces("body"))


def traced(flat: Array, faces: Array) -> list[tuple[float, float]]:
    """The outer border of a projected mesh, its middle at 0 and its lowest point on the floor."""
    low, high = flat.min(0), flat.max(0)
    size = np.ceil((high - low) * PX_PER_M).astype(int) + 40
    corners = (flat - low) * PX_PER_M + 20
    mask = np.zeros((size[1], size[0]), np.uint8)
    for face in faces:
        cv2.fillConvexPoly(mask, np.rint(corners[face]).astype(np.int32), 255)
    mask = cv2.GaussianBlur(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)), (0, 0), 3)
    found, _ = cv2.findContours((mask > 127).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    border = cv2.approxPolyDP(max(found, key=cv2.contourArea), ROUGH_PX, True)[:, 0].astype(float)
    border = border / PX_PER_M
    border -= [(border[:, 0].min() + border[:, 0].max()) / 2, border[:, 1].min()]
    return [(round(float(x), 3), round(float(y), 3)) for x, y in border]


def main() -> None:
    """Write them."""
    made = {posture: outline(posture) for posture in BEGINS}
    lines = ",\n".join(f" {json.dumps(posture)}: {json.dumps(points)}" for posture, points in made.items())
    Path(sys.argv[1]).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
