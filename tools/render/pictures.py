"""Makes the pictures of the exercises on the start page: the renderer's body from the side, on its way to the top.

    python -m tools.render.pictures formcheck/web/pictures.json

Of each exercise a box (width and height in centimetres) and the outline on each step of the way, as an SVG path.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from formcheck.exercises import catalogue

from .clip import Clip
from .config import Config
from .rotation import Array

OTHERWISE: dict[str, dict[str, Any]] = {
    "walk": {"exercise": "marching"},
    "standing_squeeze": {"exercise": "stand_still"},
    "standing_hip_stretch": {"exercise": "split_squat", "peak": 150.0},
}
"""What shows an exercise that the renderer does not know."""
STEPS = 5
PX_PER_M = 300
ROUGH_PX = 1.5
MARGIN_CM = 6


def silhouettes(exercise: str) -> list[list[Array]]:
    """Outlines of the body on each step of the way, centimetres, y upwards from the floor."""
    clip = Clip(Config(**{"exercise": exercise, "work": "left", "reps": 1, **OTHERWISE.get(exercise, {})}))
    rep = clip.timeline.reps[0]
    found = []
    for step in range(STEPS):
        clip.pose(rep.start_s + (rep.top_s - rep.start_s) * step / (STEPS - 1))
        skin = clip.exercise.skeleton.skin()
        found.append(traced(skin[:, [0, 2]], clip.exercise.body.faces("body")))
    return found


def traced(flat: Array, faces: Array) -> list[Array]:
    """Outer and inner borders of a projected mesh."""
    low = flat.min(0) - 0.05
    size = np.ceil((flat.max(0) + 0.05 - low) * PX_PER_M).astype(int)
    mask = np.zeros((size[1], size[0]), np.uint8)
    for face in faces:
        cv2.fillConvexPoly(mask, np.rint((flat[face] - low) * PX_PER_M).astype(np.int32), 255)
    mask = cv2.GaussianBlur(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)), (0, 0), 2)
    borders, _ = cv2.findContours((mask > 127).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    large = [border for border in borders if cv2.contourArea(border) > 150]
    return [(cv2.approxPolyDP(border, ROUGH_PX, True)[:, 0] / PX_PER_M + low) * 100 for border in large]


def picture(steps: Sequence[Sequence[Array]]) -> dict[str, Any]:
    """Box and paths, the body on the floor in the middle of its box."""
    points = np.concatenate([border for step in steps for border in step])
    left, top = points[:, 0].min() - MARGIN_CM, points[:, 1].max() + MARGIN_CM
    paths = ["".join(_path(border - [left, top]) for border in step) for step in steps]
    return {"width": round(float(np.ptp(points[:, 0]))) + 2 * MARGIN_CM,
            "height": round(float(top)), "paths": paths}  # fmt: skip


def _path(border: Array) -> str:
    return "M" + "L".join(f"{x:.0f} {-y:.0f}" for x, y in border) + "Z"


def main() -> None:
    """Write them."""
    made = {name: picture(silhouettes(name)) for name in (*catalogue.names(), *catalogue.timers())}
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(one)}" for name, one in made.items())
    Path(sys.argv[1]).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
