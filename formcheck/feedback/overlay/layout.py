"""Where all that is made of words stands on the picture."""

from collections.abc import Sequence

from formcheck.counting.snapshot import Snapshot, State
from formcheck.exercises.severity import Severity
from formcheck.feedback.overlay.canvas import Box, Canvas
from formcheck.feedback.overlay.corners import count_panel, larger, phase_panel
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.overlay.panels import advice_panel, call_panel, caption_panel, flash_panel, ready_panel
from formcheck.feedback.overlay.posters import Poster, hang
from formcheck.feedback.overlay.silhouette import draw_silhouette
from formcheck.feedback.overlay.strips import LowerStrip, progress_strip, title_of
from formcheck.feedback.overlay.words import BEFORE, Flashed, advice_of, call_of, trust_of
from formcheck.pose.landmarks import Side
from formcheck.system.language import Words

EDGE = 16
GAP = 10


class Layout:
    """The plates of one moment, or a poster in their place.

    Parameters
    ----------
    canvas, snapshot
        Where to draw, and the session's snapshot.
    title, keys
        For the lower strip: name of the exercise; keys and what they do.
    words
        Translates everything.
    caption
        What is being said: it takes the place of what to do, which is said as well.
    mirror
        Whether the picture is shown as in a mirror.
    """

    def __init__(  # noqa: PLR0913 - all that is seen of a moment
        self,
        canvas: Canvas,
        snapshot: Snapshot,
        title: str,
        keys: Sequence[tuple[str, str]],
        words: Words,
        caption: str = "",
        *,
        mirror: bool = False,
    ) -> None:
        self._canvas, self._snapshot, self._words, self._caption = canvas, snapshot, words, caption
        self._title, self._keys, self._mirror = title, keys, mirror
        self._gap = canvas.px(GAP)
        edge = canvas.px(EDGE)
        self._area = Box(edge, edge, canvas.width - 2 * edge, canvas.height - 2 * edge)

    def plates(self, flashed: Flashed | None) -> tuple[list[Box], Box]:
        """Draw everything around the person; returns the boxes it took and the room between the strips."""
        canvas, snapshot, words = self._canvas, self._snapshot, self._words
        far = snapshot.sets is not None
        room = self._above_strip(trust_of(snapshot))
        if not far or snapshot.state not in BEFORE:
            strip = room._replace(h=canvas.px(44))
            progress_strip(canvas, snapshot, strip)
            room = Box(room.x, strip.bottom + self._gap, room.w, room.h - strip.h - self._gap)
        room = self._say(room, far=far)
        if snapshot.sets is not None and snapshot.state in BEFORE:
            # A side that is asked for has its own direction; who may choose sees the left one.
            turned = self._mirror is not (snapshot.sets.side is Side.RIGHT)
            draw_silhouette(canvas, snapshot.sets.silhouette, room, mirror=turned)
        left = count_panel(canvas, snapshot, room, words)
        right = Box(room.right, room.y, 0, 0)
        if not far or snapshot.state is State.EXERCISING:
            right = phase_panel(canvas, snapshot, room, words)
        taken = [left, right]
        if far and snapshot.state is State.READY and not self._caption:
            taken.append(ready_panel(canvas, room, words, beside=left))
        if flashed is not None:
            taken.append(flash_panel(canvas, flashed, self._between(left, right, room), words))
        return taken, room

    def poster(self, poster: Poster) -> None:
        """Draw a poster, and a warning to stop below it where there is one."""
        room, advice = self._above_strip(None), advice_of(self._snapshot)
        if advice is not None and (advice.sign is Severity.STOP or self._snapshot.notice):
            said = call_panel(self._canvas, advice, room, self._words)
            room = self._above(said, room)
        elif self._caption:
            room = self._above(caption_panel(self._canvas, self._caption, room), room)
        hang(self._canvas, poster, room)

    def _above_strip(self, trust: Label | None) -> Box:
        """Draw the lower strip; returns the room above it."""
        title, words = title_of(self._title, self._snapshot, self._words), self._words
        keys, area = tuple(self._keys), self._area
        foot = self._canvas.once(
            ("foot", title, keys, trust, words, area), lambda on: LowerStrip(on, title, keys, trust, words).draw(area)
        )
        return self._area._replace(h=foot.y - self._gap - self._area.y)

    def _say(self, room: Box, *, far: bool) -> Box:
        """Draw what to do at the foot of a room; returns the room above it."""
        canvas, snapshot, words = self._canvas, self._snapshot, self._words
        advice = advice_of(snapshot)
        first = snapshot.notice or (advice is not None and advice.sign is Severity.STOP)
        if self._caption and not first:
            return self._above(caption_panel(canvas, self._caption, room), room)
        if far and snapshot.state in BEFORE:
            return self._above(call_panel(canvas, call_of(snapshot), room, words), room)
        if advice is None:
            return room
        size = larger(snapshot)
        said = canvas.once(
            ("advice", advice, room, words, size), lambda on: advice_panel(on, advice, room, words, larger=size)
        )
        return self._above(said, room)

    def _above(self, said: Box, room: Box) -> Box:
        return room._replace(h=said.y - self._gap - room.y)

    def _between(self, left: Box, right: Box, room: Box) -> Box:
        """The room between the corner plates, or below them where the picture is narrow."""
        between = Box(left.right + self._gap, room.y, right.x - left.right - 2 * self._gap, room.h)
        if between.w >= self._canvas.px(420):
            return between
        below = max(left.bottom, right.bottom) + self._gap
        return Box(room.x, below, room.w, room.bottom - below)
