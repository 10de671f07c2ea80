"""The plates around the person: count, phase with hold ring, advice, flash. Each tells which box it took."""

from formcheck.landmarks import Side
from formcheck.overlay import signs
from formcheck.overlay.canvas import Box, Canvas
from formcheck.overlay.colours import GREEN, GREY, ORANGE, WHITE, YELLOW
from formcheck.overlay.lettering import CAP_HEIGHT, Paragraph, fitted, width_of
from formcheck.overlay.words import HEADLINES, Advice, Flashed, Sign
from formcheck.snapshot import Snapshot, State, Verdict

PAD = 14


def corner_width(canvas: Canvas) -> int:
    """Width of the plates in the upper corners; in tiny pictures what the smallest letters need."""
    return max(canvas.px(226), width_of("12 attempts", canvas.letters(26)) + 2 * canvas.px(PAD))


def count_panel(canvas: Canvas, snapshot: Snapshot, corner: Box) -> Box:
    """The repetitions, big; below them the leg, the repetitions of each side and the attempts, where there are any."""
    counts, pad = snapshot.counts, canvas.px(PAD)
    rows = [(str(counts.reps), canvas.letters(148), WHITE)]
    if snapshot.side in (Side.LEFT, Side.RIGHT):
        rows.append((f"{snapshot.side.upper()} leg", canvas.letters(38), YELLOW))
    if counts.left or counts.right:
        rows.append((f"L {counts.left} · R {counts.right}", canvas.letters(32), WHITE))
    if counts.attempts:
        rows.append((f"{counts.attempts} attempt{'s' * (counts.attempts > 1)}", canvas.letters(26), GREY))
    heights = [round(CAP_HEIGHT * size) for _, size, _ in rows]
    gap = canvas.px(17)
    box = corner._replace(h=sum(heights) + gap * (len(rows) - 1) + 2 * pad + canvas.px(6))
    canvas.panel(box)
    y = box.y + pad + canvas.px(3)
    for (text, size, colour), height in zip(rows, heights, strict=True):
        canvas.line_in(Box(box.x + pad, y, box.w - 2 * pad, height), text, size, colour)
        y += height + gap
    return box


def phase_panel(canvas: Canvas, snapshot: Snapshot, corner: Box) -> Box:
    """While exercising the phase and the hold ring, else the state in words."""
    if snapshot.state is not State.EXERCISING:
        return _headline(canvas, HEADLINES[snapshot.state], corner)
    pad, head = canvas.px(PAD), canvas.px(64)
    ring = canvas.px(136) if snapshot.hold_target_s > 0 else 0
    box = corner._replace(h=head + (ring + pad if ring else 0))
    canvas.panel(box)
    sign = canvas.px(17)
    row = Box(box.x + pad, box.y, box.w - 2 * pad, head)
    signs.phase(canvas, (row.x + sign, row.middle[1]), sign, snapshot.phase)
    indent = 2 * sign + canvas.px(8)
    word = Box(row.x + indent, row.y, row.w - indent, row.h)
    canvas.line_in(word, snapshot.phase.value.upper(), canvas.letters(42))
    if ring:
        _hold(canvas, snapshot, Box(box.x + (box.w - ring) // 2, box.y + head, ring, ring))
    return box


def _headline(canvas: Canvas, words: str, corner: Box) -> Box:
    pad = canvas.px(18)
    text = fitted(words, canvas.letters(38), 9, corner.w - 2 * canvas.px(PAD), 2)
    box = corner._replace(h=text.height + 2 * pad)
    canvas.panel(box)
    canvas.write(text, (box.middle[0], box.y + pad), align=0.5)
    return box


def _hold(canvas: Canvas, snapshot: Snapshot, box: Box) -> None:
    """The ring, in it the seconds held, below them a tick or what is asked for."""
    signs.ring(canvas, box.middle, box.w / 2, snapshot.hold_s / snapshot.hold_target_s)
    x, y = box.middle
    inner = round(0.64 * box.w)
    aim, size = f"of {snapshot.hold_target_s:g} s", canvas.letters(24)
    reached, told = snapshot.hold_s >= snapshot.hold_target_s, width_of(aim, size) <= 1.1 * inner
    # Cut, not rounded: 2.0 must not stand there before two seconds are over.
    seconds = f"{int(snapshot.hold_s * 10 + 1e-6) / 10:.1f}"
    lifted = 0.17 * inner if reached or told else 0  # in a tiny picture the seconds stand alone
    upper = Box(round(x - inner / 2), round(y - 0.25 * inner - lifted), inner, round(0.5 * inner))
    canvas.line_in(upper, seconds, canvas.letters(42))
    if reached:
        signs.tick(canvas, (x, y + 0.4 * box.w / 2), 0.12 * box.w)
    elif told:
        low = Box(round(x - inner / 2), round(y + 0.14 * inner), inner, round(0.28 * inner))
        canvas.line_in(low, aim, size, GREY)


def advice_panel(canvas: Canvas, advice: Advice, room: Box) -> Box:
    """One or two lines and a sign, in the middle of the lower edge of the room, no wider than the words need."""
    pad, sign = canvas.px(18), canvas.px(26)
    indent = 2 * sign + pad
    width = room.w - indent - 2 * pad
    text = fitted(advice.text, canvas.letters(46), canvas.letters(40), width)
    if len(text.lines) != 1 or text.lines[0].endswith("…"):
        # A picture that stands upright has room for a third line, and none for long ones.
        lines = 3 if canvas.height > canvas.width else 2
        text = fitted(advice.text, canvas.letters(40), canvas.letters(24), width, lines)
    w, h = text.width + indent + 2 * pad, max(2 * sign, text.height) + 2 * pad
    box = Box(room.x + (room.w - w) // 2, room.bottom - h, w, h)
    canvas.panel(box, opacity=0.8)
    at = (box.x + pad + sign, box.middle[1])
    if advice.sign is Sign.TO_DO:
        signs.pointer(canvas, at, sign)
    elif advice.sign is Sign.CAMERA:
        signs.camera(canvas, at, sign)
    else:
        signs.severity(canvas, at, sign, advice.sign)
    canvas.write(text, (box.x + pad + indent, box.middle[1] - text.height / 2))
    return box


def flash_panel(canvas: Canvas, flashed: Flashed, room: Box) -> Box:
    """A tick and the new count, or an arrow short of its line and what was missing; at the top of the room."""
    rep = flashed.rep.verdict is Verdict.REP
    pad, sign, edge = canvas.px(22), canvas.px(40), canvas.px(5)
    indent = 2 * sign + pad
    text = _flash_text(canvas, flashed, room.w - indent - 2 * pad)
    w, h = text.width + indent + 2 * pad, max(2 * sign, text.height) + 2 * pad
    box = Box(room.x + (room.w - w) // 2, room.y, w, h)
    canvas.panel(box, colour=GREEN if rep else ORANGE, opacity=1.0, radius=18)
    canvas.panel(Box(box.x + edge, box.y + edge, w - 2 * edge, h - 2 * edge), opacity=1.0)
    (signs.tick if rep else signs.nearly)(canvas, (box.x + pad + sign, box.middle[1]), 0.85 * sign)
    canvas.write(text, (box.x + pad + indent, box.middle[1] - text.height / 2))
    return box


def _flash_text(canvas: Canvas, flashed: Flashed, width: int) -> Paragraph:
    head = str(flashed.reps) if flashed.rep.verdict is Verdict.REP else "almost"
    smallest = canvas.letters(24)
    if flashed.reason:
        reason = flashed.reason.replace(" ", "\N{NO-BREAK SPACE}")  # "almost: not / high enough" reads badly
        return fitted(f"{head}: {reason}", canvas.letters(48), smallest, width, 2)
    return fitted(head, canvas.letters(92), smallest, width)
