"""Plates that stay as they are for a while: put together once, and laid on every picture from then on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

import numpy as np

from formcheck.feedback.overlay.sprites import Sprite
from formcheck.system.native import import_cv2

if TYPE_CHECKING:
    from formcheck.feedback.overlay.canvas import Box, Canvas

MOST = 32
"""So many are remembered, those that were used last."""


class Kept:
    """What has been drawn before, as sprites.

    Whatever is laid on a picture leaves a share of it and adds something; so one drawing on black and one on white
    tell all that has to be known of many strokes.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, tuple[Box, Sprite | None, int, int]] = OrderedDict()

    def draw(self, canvas: "Canvas", key: Hashable, draw: "Callable[[Canvas], Box]") -> "Box":
        """Draw a plate, which looks the same wherever the key does; from the third time on as one sprite."""
        key = (canvas.width, canvas.height, key)
        if key not in self._known:
            self._known[key] = draw(canvas), None, 0, 0  # many are seen only once
            if len(self._known) > MOST:
                self._known.popitem(last=False)
            return self._known[key][0]
        self._known.move_to_end(key)
        box, sprite, x, y = self._known[key]
        if sprite is None:
            self._known[key] = box, sprite, x, y = (box, *_as_sprite(canvas, draw))
        canvas.paste(sprite, x, y)
        return box


def _as_sprite(canvas: "Canvas", draw: "Callable[[Canvas], Box]") -> tuple[Sprite, int, int]:
    """All that a drawing does, and where."""
    black, white = (canvas.blank(level) for level in (0, 255))
    draw(black)
    draw(white)
    keep = white.image - black.image  # never below 0: more light in is never less light out
    cv2 = import_cv2()
    # As a grey picture of three times the width; by cv2, which takes a fortieth of numpy's time for it.
    first, top, values, height = cv2.boundingRect(cv2.bitwise_not(keep).reshape(len(keep), -1))
    left, right = first // 3, -(-(first + values) // 3)
    part = np.s_[top : top + height, left:right]
    return Sprite(keep[part].copy(), black.image[part].copy()), left, top
