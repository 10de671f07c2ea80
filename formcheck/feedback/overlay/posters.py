"""What fills the whole picture between exercises: rest, pause, the end, a camera that sends nothing."""

from collections.abc import Callable
from math import ceil, isfinite, nan
from typing import NamedTuple

from formcheck.counting.results import Counts
from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.counting.summary import Unfinished
from formcheck.feedback.offers import stopped
from formcheck.feedback.overlay import signs
from formcheck.feedback.overlay.canvas import Box, Canvas, Spot
from formcheck.feedback.overlay.colours import GREY, WHITE, YELLOW, Colour
from formcheck.feedback.overlay.labels import HEADLINES, LEGS, Label
from formcheck.feedback.overlay.lettering import Paragraph, fitted
from formcheck.system.language import Words

SMALLEST_PX = 9


class Line(NamedTuple):
    """One text of a poster: its letter size in a picture 720 pixels high, and in how many lines it may be broken."""

    text: str
    size: float
    colour: Colour = WHITE
    most: int = 1


class Poster(NamedTuple):
    """Lines below each other in the middle of the picture, and a sign above them."""

    lines: tuple[Line, ...]
    sign: Callable[[Canvas, Spot, float], None] | None = None


def poster_of(snapshot: Snapshot, words: Words) -> Poster | None:
    """The poster for a moment; None while the person is to be seen, and where there are no sets."""
    if snapshot.sets is None:
        return None
    if snapshot.state is State.DONE:
        return _done(snapshot.counts, snapshot.sets.unfinished, words)
    if snapshot.sets.offer is not None:
        lines = Line(words(snapshot.sets.routine), 100, GREY, 2), Line(stopped(words, snapshot.sets.offer), 92, most=3)
        return Poster((*lines, Line(words(snapshot.reason), 92, YELLOW, most=3)))
    if isfinite(snapshot.sets.ends_in_s):
        return _stopping(snapshot, words)
    if snapshot.state is State.RESTING:
        return _rest(snapshot.sets, words) if isfinite(snapshot.sets.rest_left_s) else _pause(snapshot.reason, words)
    return None


def lost(snapshot: Snapshot, words: Words) -> Poster:
    """The poster for a moment without a picture: why there is none."""
    reason = snapshot.reason or HEADLINES.get(snapshot.state, "")
    return Poster((Line(words(reason), 104, most=4),), signs.camera)


def _rest(sets: SetProgress, words: Words) -> Poster:
    lines = [Line(words(Label.REST), 100, GREY), Line(str(ceil(max(sets.rest_left_s, 0))), 380)]
    if sets.routine:
        lines.append(Line(words(sets.name), 84))
    if sets.total > 1:
        lines.append(Line(words(Label.SET, number=sets.number, total=sets.total), 84))
    if sets.side in LEGS:
        lines.append(Line(words(LEGS[sets.side]), 84, YELLOW))
    return Poster(tuple(lines))


def _pause(reason: str, words: Words) -> Poster:
    return Poster((Line(words(Label.PAUSE), 190), Line(words(reason), 92, most=3)))


def _stopping(snapshot: Snapshot, words: Words) -> Poster:
    left_s = snapshot.sets.ends_in_s if snapshot.sets is not None else nan
    lines = (Line(words(Label.STOPPING), 84, GREY), Line(str(ceil(max(left_s, 0))), 300))
    return Poster((*lines, Line(words(snapshot.reason), 92, YELLOW, most=3)))


def _done(counts: Counts, unfinished: Unfinished | None, words: Words) -> Poster:
    lines = [Line(words(Label.DONE), 170)]
    if unfinished is not None:
        lines = [Line(words(Label.STOPPED), 170)]
        if unfinished.done:
            lines.append(Line(words(Label.STOPPED_AFTER, done=unfinished.done, total=unfinished.total), 90))
    if counts.reps or not counts.timed:
        lines.append(Line(words(Label.COUNTED, count=counts.reps), 90))
    if counts.reps:
        good = words(Label.GOOD, count=counts.good)
        if counts.judged < counts.reps:
            good = words(Label.GOOD_OF, count=counts.good, judged=counts.judged)
        lines.append(Line(good, 90) if counts.judged else Line(words(Label.UNJUDGED), 72, GREY))
    if counts.timed:
        lines.append(Line(words(Label.TIMED, count=counts.timed), 72, GREY))
    if counts.left or counts.right:
        lines.append(Line(words(Label.SIDES, left=counts.left, right=counts.right), 72, GREY))
    return Poster(tuple(lines), signs.tick if unfinished is None else None)


def hang(canvas: Canvas, poster: Poster, room: Box) -> None:
    """Draw a poster in the middle of a room: all its letters smaller where they are too many for its height."""
    share = canvas.height / 720
    gap, sign = round(44 * share), round(60 * share) if poster.sign is not None else 0
    texts = _set(poster, room, share)
    while _height(texts, gap, sign) > room.h and texts[-1].size_px > SMALLEST_PX:
        share, gap, sign = 0.93 * share, round(0.93 * gap), round(0.93 * sign)
        texts = _set(poster, room, share)
    while texts and _height(texts, gap, sign) > room.h:
        texts.pop()
    if not texts:
        return
    x, y = room.middle[0], room.y + (room.h - _height(texts, gap, sign)) / 2
    if poster.sign is not None:
        poster.sign(canvas, (x, y + sign), sign)
        y += 2 * sign + gap
    for text, line in zip(texts, poster.lines, strict=False):
        canvas.write(text, (x, y), line.colour, align=0.5)
        y += text.height + gap


def _set(poster: Poster, room: Box, share: float) -> list[Paragraph]:
    sizes = (max(SMALLEST_PX, round(line.size * share)) for line in poster.lines)
    return [
        fitted(line.text, size, SMALLEST_PX, room.w, line.most) for line, size in zip(poster.lines, sizes, strict=True)
    ]


def _height(texts: list[Paragraph], gap: int, sign: int) -> int:
    """Of everything below each other, in pixels."""
    return sum(text.height for text in texts) + gap * (len(texts) - 1) + (2 * sign + gap if sign else 0)
