"""Small pictures with transparency, made once and laid on every frame from then on: letters, plates, rings."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np
import numpy.typing as npt

from formcheck.feedback.overlay.colours import Colour


@dataclass(frozen=True, slots=True, eq=False)
class Sprite:
    """A small picture with transparency, ready to be laid on another: ``picture * keep / 255 + add``.

    Attributes
    ----------
    keep
        uint8 (height, width, 3): how much of the picture remains, 255 for all.
    add
        uint8 (height, width, 3): the colour times its opacity.
    left, rise
        Pixels from the pen's position to the left edge, and from the base line up to the top edge.
    """

    keep: npt.NDArray[np.uint8]
    add: npt.NDArray[np.uint8]
    left: int = 0
    rise: int = 0


def sprite_of(opacity: npt.NDArray[np.uint8], colour: Colour, left: int = 0, rise: int = 0) -> Sprite:
    """A sprite of one colour from its opacity (height, width), 0 clear to 255 solid."""
    solid = np.repeat(opacity[:, :, None], 3, axis=2)
    tinted = solid.astype(np.uint16) * np.array(colour, np.uint16)
    return Sprite(255 - solid, np.round(tinted / 255.0).astype(np.uint8), left, rise)


@lru_cache(maxsize=64)
def plate(w: int, h: int, radius: int, colour: Colour, opacity: float) -> Sprite:
    """A filled rectangle with round corners; all lengths in pixels, `opacity` from 0 to 1."""
    radius = min(radius, w // 2, h // 2)
    # Distance of every pixel's middle from the rectangle that is left when the corners' radius is taken away.
    x = np.abs(np.arange(w) - (w - 1) / 2) - (w / 2 - radius)
    y = np.abs(np.arange(h) - (h - 1) / 2) - (h / 2 - radius)
    away = np.hypot(np.maximum(x, 0)[None, :], np.maximum(y, 0)[:, None])
    cover = np.clip(radius + 0.5 - away, 0, 1) if radius else np.ones((h, w))
    return sprite_of(np.round(255 * opacity * cover).astype(np.uint8), colour)


@lru_cache(maxsize=16)
def ring(radius: float, thickness: int, colour: Colour) -> Sprite:
    """A circle `thickness` pixels wide around a middle that lies `left` and `rise` inside the sprite."""
    middle = ceil(radius + thickness / 2)
    away = np.hypot(*np.mgrid[-middle : middle + 1, -middle : middle + 1])
    cover = np.clip(thickness / 2 + 0.5 - np.abs(away - radius), 0, 1)
    return sprite_of(np.round(255 * cover).astype(np.uint8), colour, middle, middle)
