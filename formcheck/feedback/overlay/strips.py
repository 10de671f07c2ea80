"""The two strips along the picture's edges: progress at the top, keys, title and trust at the bottom."""

from collections.abc import Sequence
from math import ceil, isfinite

from formcheck.counting.settings import DEFAULTS
from formcheck.counting.snapshot import Snapshot, State
from formcheck.feedback.overlay import signs
from formcheck.feedback.overlay.canvas import Box, Canvas
from formcheck.feedback.overlay.colours import DIM, GOAL, GREEN, GREY, INK, SKY, WHITE, YELLOW
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.overlay.lettering import width_of
from formcheck.system.language import Words

FULL = 1.2  # progress at the right end of the bar: a little beyond the goal
SMALL = 24  # letter size of the lower strip

Keys = Sequence[tuple[str, str]]


def progress_strip(canvas: Canvas, snapshot: Snapshot, box: Box) -> None:
    """How far from rest to goal: a bar, marks at the gates, a flag at the goal; empty where it is unknown."""
    pad = canvas.px(9)
    bar = Box(box.x + pad, box.y + pad, box.w - 2 * pad, box.h - 2 * pad)
    canvas.once(("bar", box, bar), lambda on: _bar(on, box, bar))
    known, progress = isfinite(snapshot.progress), _at(bar, snapshot.progress)
    if known:
        canvas.stripe(bar, GREEN if snapshot.progress >= DEFAULTS.hold else SKY, bar.x, progress)
    canvas.once(("gates", bar), lambda on: _gates(on, bar))
    if known:
        inset, over = canvas.px(5), canvas.px(5)
        x = min(max(progress, bar.x + inset), bar.right - inset)
        _mark(canvas, x, bar.y - over, bar.bottom - 1 + over, 8)


def _at(bar: Box, part: float) -> int:
    """Where a progress lies on the bar; what is unknown at its left end."""
    return bar.x + round(bar.w * min(max(0.0, part), FULL) / FULL)


def _bar(canvas: Canvas, box: Box, bar: Box) -> Box:
    canvas.panel(box)
    canvas.stripe(bar, DIM, bar.x, bar.right)
    canvas.stripe(bar, GOAL, _at(bar, DEFAULTS.hold), bar.right)
    return box


def _gates(canvas: Canvas, bar: Box) -> Box:
    for gate, reach in ((DEFAULTS.down, 0.5), (DEFAULTS.count, 1.0), (DEFAULTS.hold, 1.0)):
        _mark(canvas, _at(bar, gate), bar.bottom - 1 - reach * (bar.h - 1), bar.bottom - 1, 3)
    _flag(canvas, _at(bar, 1.0), bar)
    return bar


def _mark(canvas: Canvas, x: float, top: float, foot: float, width: float) -> None:
    canvas.line([(x, top), (x, foot)], INK, canvas.px(width) + 2 * canvas.px(2))
    canvas.line([(x, top), (x, foot)], WHITE, canvas.px(width))


def _flag(canvas: Canvas, x: float, bar: Box) -> None:
    canvas.line([(x, bar.y), (x, bar.bottom - 1)], INK, canvas.px(8))
    canvas.line([(x, bar.y), (x, bar.bottom - 1)], YELLOW, canvas.px(4))
    low = bar.y + 0.6 * bar.h
    canvas.polygon([(x, bar.y), (x + 0.8 * bar.h, bar.y + 0.3 * bar.h), (x, low)], YELLOW)


def title_of(title: str, snapshot: Snapshot, words: Words) -> str:
    """The title, and how long everything that is left will last; in a routine alone, where it can be known."""
    sets = snapshot.sets
    if sets is None or not sets.routine or not isfinite(sets.left_s) or snapshot.state is State.DONE:
        return words(title)
    return f"{words(title)} · {words(Label.MINUTES_LEFT, minutes=ceil(sets.left_s / 60))}"


class LowerStrip:
    """Keys, title and trust in one row, or in two where the picture is too narrow for one.

    Parameters
    ----------
    canvas
        Where to draw.
    title, keys
        Name of the exercise, translated; keys and what they do.
    trust
        Whether the view can be judged, None where that is not the question.
    words
        Translates all of it.
    """

    def __init__(self, canvas: Canvas, title: str, keys: Keys, trust: Label | None, words: Words) -> None:
        self._canvas, self._title = canvas, title
        self._keys = [(key, words(does)) for key, does in keys]
        self._trusted, self._trust_words = trust is Label.VIEW_OK, words(trust) if trust else ""
        self._size = canvas.letters(SMALL)
        self._pad, self._gap = canvas.px(14), canvas.px(22)
        self._row = round(1.7 * self._size)

    def draw(self, edge: Box) -> Box:
        """Draw it on the lower end of a box, and return what it took of it."""
        room = edge.w - 2 * self._pad
        keys = sum(self._key_width(key, does) + self._gap for key, does in self._keys)
        needed = keys + width_of(self._title, self._size) + self._gap + self._trust_width()
        rows = 1 if not keys or needed <= room else 2
        box = Box(edge.x, edge.bottom - rows * self._row, edge.w, rows * self._row)
        self._canvas.panel(box)
        row = Box(box.x + self._pad, box.y, room, self._row)
        right = self._trust(row)
        left = row.x
        for key, does in self._keys:
            left = self._key(key, does, row._replace(x=left, y=box.bottom - self._row, w=row.right - left))
        start = left if rows == 1 else row.x
        align = 0.5 if rows == 1 and self._keys else 0
        self._canvas.line_in(row._replace(x=start, w=right - start), self._title, self._size, align=align)
        return box

    def _trust_width(self) -> int:
        words = self._trust_words
        return width_of(words, self._size) + round(1.3 * self._size) if words else 0

    def _trust(self, row: Box) -> int:
        """A tick or a camera, and words, at the right end; returns where they begin."""
        if not self._trust_words:
            return row.right
        left = max(row.x, row.right - self._trust_width())
        sign = 0.45 * self._size
        at = (left + sign, row.middle[1])
        if self._trusted:
            signs.tick(self._canvas, at, sign)
        else:
            signs.camera(self._canvas, at, sign)
        start = left + round(1.3 * self._size)
        self._canvas.line_in(row._replace(x=start, w=row.right - start), self._trust_words, self._size, align=1)
        return left - self._gap

    def _key_width(self, key: str, does: str) -> int:
        return width_of(key, self._size) + width_of(does, self._size) + 3 * self._canvas.px(7)

    def _key(self, key: str, does: str, room: Box) -> int:
        """A key cap and what it does, or nothing where there is no room; returns where the next may begin."""
        wide, inset = self._key_width(key, does), self._canvas.px(7)
        if wide > room.w:
            return room.x
        plate = Box(room.x, room.y + inset, width_of(key, self._size) + 2 * inset, room.h - 2 * inset)
        self._canvas.panel(plate, colour=GREY, opacity=1.0, radius=6)
        self._canvas.line_in(plate, key, self._size, INK)
        words = room._replace(x=plate.right + inset, w=room.right - plate.right - inset)
        self._canvas.line_in(words, does, self._size, GREY, align=0)
        return room.x + wide + self._gap
