"""Words as little pictures: drawn once with a real font, kept, and laid on every frame from then on.

The letters of OpenCV before version 5 are pen strokes without degree sign or umlaut. Pillow draws DejaVu Sans Bold
instead, whose file comes with matplotlib; matplotlib itself is never imported for it. Where the file is missing,
Pillow's own font steps in.
"""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from formcheck.feedback.overlay.colours import Colour
from formcheck.feedback.overlay.sprites import Sprite, sprite_of

if TYPE_CHECKING:
    from PIL import ImageFont

CAP_HEIGHT = 0.73  # of the letter size, DejaVu Sans Bold
FILE = Path("mpl-data/fonts/ttf/DejaVuSans-Bold.ttf")


@lru_cache(maxsize=64)
def _font(size_px: int) -> "ImageFont.FreeTypeFont | ImageFont.ImageFont":
    from PIL import ImageFont

    matplotlib = find_spec("matplotlib")
    if matplotlib is not None and matplotlib.origin is not None:
        file = Path(matplotlib.origin).parent / FILE
        if file.is_file():
            return ImageFont.truetype(str(file), size_px)
    return ImageFont.load_default(size_px)


@lru_cache(maxsize=1024)
def width_of(text: str, size_px: int) -> int:
    """How many pixels wide a line is in letters of this size."""
    return int(np.ceil(_font(size_px).getbbox(text)[2])) if text else 0


@lru_cache(maxsize=128)
def lettered(text: str, size_px: int, colour: Colour) -> Sprite:
    """One line of text as a sprite, cut close to its letters."""
    from PIL import Image, ImageDraw

    font = _font(size_px)
    margin = size_px
    sheet = Image.new("L", (width_of(text, size_px) + 2 * margin, 3 * margin))
    ImageDraw.Draw(sheet).text((margin, margin), text, fill=255, font=font)
    # The base line lies as deep as the foot of a letter without a tail.
    base = margin + round(font.getbbox("H")[3])
    opacity = np.asarray(sheet, dtype=np.uint8)
    rows, columns = np.flatnonzero(opacity.any(axis=1)), np.flatnonzero(opacity.any(axis=0))
    if not rows.size:
        return sprite_of(np.zeros((1, 1), np.uint8), colour)
    top, left = int(rows[0]), int(columns[0])
    return sprite_of(opacity[top : rows[-1] + 1, left : columns[-1] + 1], colour, left - margin, base - top)


class Paragraph(NamedTuple):
    """Lines of text, the size of their letters in pixels, and whether all of the text is there."""

    lines: tuple[str, ...]
    size_px: int
    whole: bool = True

    @property
    def width(self) -> int:
        """Width of the widest line in pixels."""
        return max((width_of(line, self.size_px) for line in self.lines), default=0)

    @property
    def cap(self) -> int:
        """Height of a capital letter in pixels."""
        return round(CAP_HEIGHT * self.size_px)

    @property
    def step(self) -> int:
        """From one base line to the next, in pixels."""
        return round(1.3 * self.size_px)

    @property
    def height(self) -> int:
        """From the top of the first line's capitals to the last base line, in pixels."""
        return self.step * (len(self.lines) - 1) + self.cap if self.lines else 0


@lru_cache(maxsize=256)
def fitted(text: str, size_px: int, smallest_px: int, width_px: int, lines: int = 1) -> Paragraph:
    """Break a text into lines of about equal width that fit, with smaller letters where need be.

    Parameters
    ----------
    text
        Any text; runs of white space count as one blank, and only no-break spaces never end a line.
    size_px, smallest_px
        Letter size wished for, and the size below which words are rather left out.
    width_px, lines
        Room there is.

    Returns
    -------
    Paragraph
        No line is wider than `width_px`. What does not fit ends in an ellipsis; without a line if not even that fits.
    """
    words = [word for word in re.split(r"[ \t\r\n]+", text) if word]
    size = max(size_px, smallest_px)
    while True:
        broken = _broken(words, size, width_px)
        if len(broken) <= lines and all(width_of(line, size) <= width_px for line in broken):
            return Paragraph(tuple(_balanced(words, size, width_px, len(broken))), size)
        if size <= smallest_px:
            cut = [_cut(line, size, width_px, len(broken) > lines == i + 1) for i, line in enumerate(broken[:lines])]
            return Paragraph(tuple(line for line in cut if line), size, cut == broken)
        size = max(smallest_px, int(size * 0.93))


def _broken(words: list[str], size_px: int, width_px: int) -> list[str]:
    broken: list[str] = []
    for word in words:
        if broken and width_of(f"{broken[-1]} {word}", size_px) <= width_px:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    return broken


def _balanced(words: list[str], size_px: int, width_px: int, lines: int) -> list[str]:
    """The same number of lines, as narrow as can be: no single word left over on the last one."""
    longest = max((width_of(word, size_px) for word in words), default=0)
    for width in range(longest, width_px, max(1, size_px // 2)):
        broken = _broken(words, size_px, width)
        if len(broken) <= lines:
            return broken
    return _broken(words, size_px, width_px)


def _cut(line: str, size_px: int, width_px: int, more_follows: bool) -> str:
    if not more_follows and width_of(line, size_px) <= width_px:
        return line
    while line and width_of(f"{line}…", size_px) > width_px:
        line = line[:-1].rstrip()
    return f"{line}…" if line else ""
