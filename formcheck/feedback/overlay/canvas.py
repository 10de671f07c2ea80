"""One frame to draw on, and the few strokes everything else is made of."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from formcheck.feedback.overlay.colours import INK, WHITE, Colour
from formcheck.feedback.overlay.kept import Kept
from formcheck.feedback.overlay.lettering import Paragraph, fitted, lettered, width_of
from formcheck.feedback.overlay.sprites import Sprite, plate, ring
from formcheck.system.native import import_cv2

Image = npt.NDArray[np.uint8]
Spot = tuple[float, float]
Points = list[Spot]

DIMMED = 0.28  # what dimming leaves: people still recognise themselves, and white words stand out from white walls
_SHIFT = 4  # OpenCV takes coordinates as integers; four bits after the point keep lines from jumping by a pixel


class Box(NamedTuple):
    """A rectangle of the picture, in pixels; right and bottom are the first column and row outside."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """First column to the right of it."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """First row below it."""
        return self.y + self.h

    @property
    def middle(self) -> Spot:
        """Its centre."""
        return self.x + self.w / 2, self.y + self.h / 2

    def meets(self, other: "Box") -> bool:
        """Whether the two share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


class Canvas:
    """A picture with a scale: lengths are given for a picture whose shorter side is 720 pixels.

    Parameters
    ----------
    image
        uint8 (height, width, 3), blue-green-red; a copy of it is drawn on.
    mirror
        Whether to copy it mirrored.
    over
        Whether to draw on the picture itself, which is not needed otherwise.
    kept
        Plates that were drawn before.
    """

    def __init__(self, image: Image, *, mirror: bool = False, over: bool = False, kept: Kept | None = None) -> None:
        self._cv2 = import_cv2()
        self._kept = kept
        if mirror:
            image = self._cv2.flip(np.ascontiguousarray(image), 1)
        self.image: Image = image if mirror or over else image.copy()
        self.height: int = image.shape[0]
        self.width: int = image.shape[1]
        self._scale: float = min(self.width, self.height) / 720

    def px(self, length: float) -> int:
        """A length in pixels of this picture, at least one."""
        return max(1, round(length * self._scale))

    def letters(self, size: float) -> int:
        """A letter size in pixels of this picture; never below 9, where letters stop being letters."""
        return max(9, round(size * self._scale))

    def blank(self, level: int) -> "Canvas":
        """Another one of the same size, grey."""
        return Canvas(np.full_like(self.image, level), over=True)

    def once(self, key: Hashable, draw: "Callable[[Canvas], Box]") -> Box:
        """Draw a plate that looks the same wherever the key does; returns its box."""
        return draw(self) if self._kept is None else self._kept.draw(self, key, draw)

    def paste(self, sprite: Sprite, x: int, y: int) -> None:
        """Lay a sprite on the picture with its upper left corner at x, y; what lies outside is cut."""
        h, w = sprite.keep.shape[:2]
        left, top = max(x, 0), max(y, 0)
        right, bottom = min(x + w, self.width), min(y + h, self.height)
        if right <= left or bottom <= top:
            return
        part = np.s_[top - y : bottom - y, left - x : right - x]
        below = self.image[top:bottom, left:right]
        dimmed = self._cv2.multiply(below, sprite.keep[part], scale=1 / 255)
        self._cv2.add(dimmed, sprite.add[part], dst=below)

    def dim(self) -> None:
        """Take most of its light from the picture, so that words alone are seen."""
        self.image = self._cv2.convertScaleAbs(self.image, alpha=DIMMED)

    def panel(self, box: Box, *, colour: Colour = INK, opacity: float = 0.74, radius: float = 14) -> None:
        """A rounded dark plate, so that what stands on it can be read on any picture."""
        if box.w > 0 and box.h > 0:
            self.paste(plate(box.w, box.h, self.px(radius), colour, opacity), box.x, box.y)

    def stripe(self, bar: Box, colour: Colour, start: int, end: int) -> None:
        """The columns from `start` to before `end` of a solid bar with round ends."""
        whole = plate(bar.w, bar.h, self.px(8), colour, 1.0)
        columns = slice(max(start - bar.x, 0), max(end - bar.x, 0))
        self.paste(Sprite(whole.keep[:, columns], whole.add[:, columns]), max(start, bar.x), bar.y)

    def text(self, text: str, at: Spot, size_px: int, colour: Colour = WHITE, *, align: float = 0) -> None:
        """One line of text; `at` is on its base line, at its left edge, middle (`align` 0.5) or right edge (1)."""
        left = at[0] - align * width_of(text, size_px)
        # Digit by digit: ten big sprites serve a whole countdown.
        for i, part in enumerate(text if text.isdecimal() else [text] if text else []):
            sprite = lettered(part, size_px, colour)
            self.paste(sprite, round(left) + width_of(text[:i], size_px) + sprite.left, round(at[1]) - sprite.rise)

    def line_in(self, box: Box, text: str, size_px: int, colour: Colour = WHITE, *, align: float = 0.5) -> None:
        """One line of text in the middle of a box's height, shrunk or cut to the box's width."""
        paragraph = fitted(text, size_px, min(size_px, 9), box.w)
        top = box.y + (box.h - paragraph.cap) / 2
        self.write(paragraph, (box.x + align * box.w, top), colour, align=align)

    def write(self, paragraph: Paragraph, at: Spot, colour: Colour = WHITE, *, align: float = 0) -> None:
        """Lines of text below each other; `at` is the height of the first line's capitals, and x as in `text`."""
        for i, line in enumerate(paragraph.lines):
            base = at[1] + paragraph.cap + i * paragraph.step
            self.text(line, (at[0], base), paragraph.size_px, colour, align=align)

    def line(self, points: Points, colour: Colour, thickness: float) -> None:
        """An open line through points; `thickness` in pixels of the picture."""
        self.lines([points], colour, thickness)

    def lines(self, lines: Sequence[Points], colour: Colour, thickness: float) -> None:
        """Open lines of the same number of points, faster than one by one."""
        if lines:
            self._cv2.polylines(self.image, list(_fixed(lines)), False, colour, *self._pen(thickness))

    def polygon(self, points: Points, colour: Colour) -> None:
        """A filled polygon."""
        self._cv2.fillPoly(self.image, [_fixed(points)], colour, self._cv2.LINE_AA, _SHIFT)

    def disc(self, centre: Spot, radius: float, colour: Colour) -> None:
        """A filled circle; `radius` in pixels of the picture."""
        x, y = _fixed([centre])[0].tolist()
        self._cv2.circle(self.image, (x, y), round(radius * 2**_SHIFT), colour, -1, self._cv2.LINE_AA, _SHIFT)

    def ring(self, centre: Spot, radius: float, colour: Colour, thickness: float) -> None:
        """A whole circle as `arc` draws it; kept, since drawing it takes longer than laying it down."""
        sprite = ring(round(2 * radius) / 2, max(1, round(thickness)), colour)
        self.paste(sprite, round(centre[0]) - sprite.left, round(centre[1]) - sprite.rise)

    def arc(self, centre: Spot, radius: float, span: tuple[float, float], colour: Colour, thickness: float) -> None:
        """Part of a circle; `span` in degrees, 0 to the right and clockwise as one sees it."""
        x, y = _fixed([centre])[0].tolist()
        axes = (round(radius * 2**_SHIFT),) * 2
        self._cv2.ellipse(self.image, (x, y), axes, 0, *span, colour, *self._pen(thickness))

    def _pen(self, thickness: float) -> tuple[int, int, int]:
        return max(1, round(thickness)), self._cv2.LINE_AA, _SHIFT


def _fixed(points: Points | Sequence[Points]) -> npt.NDArray[np.int32]:
    fixed: npt.NDArray[np.int32] = np.rint(np.multiply(points, 2**_SHIFT)).astype(np.int32)
    return fixed
