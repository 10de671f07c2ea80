"""The plates in the upper corners: the count on the left, phase and hold ring on the right."""

from collections.abc import Sequence
from typing import NamedTuple

from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.exercises.schema import Direction
from formcheck.feedback.overlay import signs
from formcheck.feedback.overlay.canvas import Box, Canvas
from formcheck.feedback.overlay.colours import GREY, WHITE, YELLOW, Colour
from formcheck.feedback.overlay.labels import HEADLINES, LEGS, Label, phase_label
from formcheck.feedback.overlay.lettering import CAP_HEIGHT, fitted, width_of
from formcheck.feedback.overlay.words import BEFORE
from formcheck.system.language import Words
from formcheck.system.language.local import brief, number

PAD = 14
FAR = 1.35


class Row(NamedTuple):
    """One line of the count's plate; `size` is its letter size for a picture whose shorter side is 720 pixels."""

    text: str
    size: float
    colour: Colour = WHITE


def count_panel(canvas: Canvas, snapshot: Snapshot, room: Box, words: Words) -> Box:
    """The repetitions, big, in the room's upper left corner: of the set, where there are sets.

    Rows for which the room is too low are left out, the last one first. Before it begins nothing is counted yet, and
    only the plan is shown.
    """
    rows = _of_all(snapshot, words) if snapshot.sets is None else _of_set(snapshot.sets, snapshot.state, words)
    if not rows:
        return Box(room.x, room.y, 0, 0)
    pad, gap = canvas.px(PAD), canvas.px(17)
    heights = [round(CAP_HEIGHT * canvas.letters(row.size)) for row in rows]
    while len(rows) > 1 and sum(heights) + gap * len(rows) + 2 * pad > room.h:  # what is said below matters more
        rows.pop()
        heights.pop()
    box = Box(
        room.x,
        room.y,
        corner_width(canvas, snapshot, words),
        sum(heights) + gap * (len(rows) - 1) + 2 * pad + canvas.px(6),
    )
    return canvas.once(("count", *rows, box), lambda on: _rows(on, rows, box))


def _rows(canvas: Canvas, rows: Sequence[Row], box: Box) -> Box:
    pad, y = canvas.px(PAD), box.y + canvas.px(PAD) + canvas.px(3)
    canvas.panel(box)
    for row in rows:
        height = round(CAP_HEIGHT * canvas.letters(row.size))
        line = Box(box.x + pad, y, box.w - 2 * pad, height)
        canvas.line_in(line, row.text, canvas.letters(row.size), row.colour)
        y += height + canvas.px(17)
    return box


def larger(snapshot: Snapshot) -> float:
    """How much larger words are than for a person before the screen: sets are done on the mat, metres away."""
    return 1.0 if snapshot.sets is None else FAR


def corner_width(canvas: Canvas, snapshot: Snapshot, words: Words) -> int:
    """Width of the plates in the upper corners; in tiny pictures what the smallest letters need."""
    longest = width_of(words(Label.ATTEMPTS, count=12), canvas.letters(26))
    return max(canvas.px(226 * larger(snapshot)), longest + 2 * canvas.px(PAD))


def _of_all(snapshot: Snapshot, words: Words) -> list[Row]:
    """All repetitions; below them the leg, the repetitions of each side and the attempts, where there are any."""
    counts, rows = snapshot.counts, [Row(str(snapshot.counts.reps), 148)]
    if snapshot.side in LEGS:
        rows.append(Row(words(LEGS[snapshot.side]), 38, YELLOW))
    if counts.left or counts.right:
        rows.append(Row(words(Label.SIDES_SHORT, left=counts.left, right=counts.right), 32))
    if counts.attempts:
        label = Label.ATTEMPTS if counts.attempts > 1 else Label.ATTEMPT
        rows.append(Row(words(label, count=counts.attempts), 26, GREY))
    return rows


def _of_set(sets: SetProgress, state: State, words: Words) -> list[Row]:
    """What is done of the set and how much is wanted, the leg that is asked for, and which set it is."""
    rows = [] if state in BEFORE else [Row(str(sets.done), 190)]
    if rows and sets.target:
        rows.append(Row(words(Label.TARGET, target=sets.target), 62))
    if sets.side in LEGS:
        rows.append(Row(words(LEGS[sets.side]), 56, YELLOW))
    if sets.total > 1:
        rows.append(Row(words(Label.SET, number=sets.number, total=sets.total), 48))
    return rows


def phase_panel(canvas: Canvas, snapshot: Snapshot, room: Box, words: Words) -> Box:
    """While exercising the phase and the hold ring, else the state in words; in the room's upper right corner."""
    w, grown = corner_width(canvas, snapshot, words), larger(snapshot)
    corner = Box(room.right - w, room.y, w, 0)
    if snapshot.state is not State.EXERCISING:
        headline = words(HEADLINES[snapshot.state])
        return canvas.once(("headline", headline, corner), lambda on: _headline(on, headline, corner))
    pad, head = canvas.px(PAD), canvas.px(grown * 64)
    ring = canvas.px(grown * 136) if snapshot.hold_target_s > 0 else 0
    box = corner._replace(h=head + (ring + pad if ring else 0))
    row = Box(box.x + pad, box.y, box.w - 2 * pad, head)
    key = ("phase", snapshot.phase, snapshot.direction, words, grown, box)
    canvas.once(key, lambda on: _phase(on, snapshot, box, row, words))
    if ring:
        aim = words(Label.HOLD_TARGET, seconds=brief(snapshot.hold_target_s))
        _hold(canvas, snapshot, Box(box.x + (box.w - ring) // 2, box.y + head, ring, ring), aim)
    return box


def _phase(canvas: Canvas, snapshot: Snapshot, box: Box, row: Box, words: Words) -> Box:
    canvas.panel(box)
    grown = larger(snapshot)
    sign, deeper = canvas.px(grown * 17), snapshot.direction is Direction.DEEPER
    signs.phase(canvas, (row.x + sign, row.middle[1]), sign, snapshot.phase, deeper=deeper)
    indent = 2 * sign + canvas.px(8)
    word = Box(row.x + indent, row.y, row.w - indent, row.h)
    canvas.line_in(word, words(phase_label(snapshot.phase, snapshot.direction)), canvas.letters(grown * 42))
    return box


def _headline(canvas: Canvas, headline: str, corner: Box) -> Box:
    pad = canvas.px(18)
    text = fitted(headline, canvas.letters(38), 9, corner.w - 2 * canvas.px(PAD), 2)
    box = corner._replace(h=text.height + 2 * pad)
    canvas.panel(box)
    canvas.write(text, (box.middle[0], box.y + pad), align=0.5)
    return box


def _hold(canvas: Canvas, snapshot: Snapshot, box: Box, aim: str) -> None:
    """The ring, in it the seconds held, below them a tick or what is asked for."""
    signs.ring(canvas, box.middle, box.w / 2, snapshot.hold_s / snapshot.hold_target_s)
    x, y = box.middle
    inner, size = round(0.64 * box.w), canvas.letters(24 * larger(snapshot))
    chord = round(0.9 * inner)  # of the ring, at the feet of the lower letters
    reached, fits = snapshot.hold_s >= snapshot.hold_target_s, fitted(aim, size, max(9, round(0.8 * size)), chord).whole
    # Cut, not rounded: 2.0 must not stand there before two seconds are over.
    seconds = number(int(snapshot.hold_s * 10 + 1e-6) / 10, 1)
    lifted = 0.17 * inner if reached or fits else 0  # in a tiny picture the seconds stand alone
    upper = Box(round(x - inner / 2), round(y - 0.25 * inner - lifted), inner, round(0.5 * inner))
    canvas.line_in(upper, seconds, canvas.letters(42 * larger(snapshot)))
    if reached:
        signs.tick(canvas, (x, y + 0.4 * box.w / 2), 0.12 * box.w)
    elif fits:
        low = Box(round(x - chord / 2), round(y + 0.14 * inner), chord, round(0.28 * inner))
        canvas.line_in(low, aim, size, GREY)
