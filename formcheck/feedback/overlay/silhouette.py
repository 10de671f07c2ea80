"""The posture to begin in, as a silhouette that the person fills; `tools/render/silhouettes.py` makes the outlines."""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

import numpy as np

from formcheck.feedback.overlay.canvas import Box, Canvas
from formcheck.feedback.overlay.colours import INK, SKY, WHITE
from formcheck.feedback.overlay.sprites import Sprite, sprite_of
from formcheck.system.native import import_cv2

FILL = 0.28
"""How much of its colour the inside has: the room and the person are seen through it."""
WIDE, HIGH = 0.8, 0.92
"""How much of its room it takes at most."""


@cache
def _outlines() -> Mapping[str, Sequence[tuple[float, float]]]:
    file = resources.files("formcheck.feedback.overlay") / "silhouettes.json"
    outlines: dict[str, list[tuple[float, float]]] = json.loads(file.read_text(encoding="utf-8"))
    return outlines


def draw_silhouette(canvas: Canvas, posture: str, room: Box, *, mirror: bool) -> None:
    """The outline of a posture in the middle of the room's lower edge; nothing where the posture has none.

    Parameters
    ----------
    canvas, room
        Where to draw.
    posture
        A class of posture.
    mirror
        As a camera on the person's right sees it, or one on the left in a mirror.
    """
    outline = _outlines().get(posture)
    if outline is None:
        return
    width_m, height_m = np.ptp(np.array(outline), axis=0).tolist()
    px_per_m = min(WIDE * room.w / width_m, HIGH * room.h / height_m)
    edge = canvas.px(5)
    if px_per_m * min(width_m, height_m) < 4 * edge:
        return
    sprite = _sprite(posture, round(px_per_m, 1), edge, mirror)
    height, width = sprite.keep.shape[:2]
    canvas.paste(sprite, room.x + (room.w - width) // 2, room.bottom - height)


@lru_cache(maxsize=4)
def _sprite(posture: str, px_per_m: float, edge: int, mirror: bool) -> Sprite:
    """The inside shining through, and a light border with a dark one around: seen on dark and on bright rooms."""
    cv2 = import_cv2()
    points = np.array(_outlines()[posture]) * [-px_per_m if mirror else px_per_m, -px_per_m]
    points += 2 * edge - points.min(0)
    size = np.ceil(points.max(0)).astype(int) + 2 * edge
    corners, shift = np.rint(points * 16).astype(np.int32), 4
    keep, add = np.full((size[1], size[0], 3), 255, np.uint8), np.zeros((size[1], size[0], 3), np.uint8)

    def lay(colour: tuple[int, int, int], opacity: float, thickness: int = 0) -> None:
        mask = np.zeros((size[1], size[0]), np.uint8)
        if thickness:
            cv2.polylines(mask, [corners], True, round(255 * opacity), thickness, cv2.LINE_AA, shift)
        else:
            cv2.fillPoly(mask, [corners], round(255 * opacity), cv2.LINE_AA, shift)
        over = sprite_of(mask, colour)
        keep[:] = cv2.multiply(keep, over.keep, scale=1 / 255)
        add[:] = cv2.add(cv2.multiply(add, over.keep, scale=1 / 255), over.add)

    lay(SKY, FILL)
    lay(INK, 0.75, 3 * edge // 2 + 2)
    lay(WHITE, 1.0, max(edge // 2 + 1, 1))
    return Sprite(keep, add)
