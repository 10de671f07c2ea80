"""The plates with words about the movement: advice, the call before it begins, the flash. Each returns its box."""

from formcheck.exercises.severity import Severity
from formcheck.feedback.overlay import signs
from formcheck.feedback.overlay.canvas import Box, Canvas
from formcheck.feedback.overlay.colours import GREEN, ORANGE, YELLOW
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.overlay.lettering import Paragraph, fitted
from formcheck.feedback.overlay.words import AdviceLine, Flashed, Sign
from formcheck.system.language import Words

CALL = 83  # letters whose capitals are 60 pixels high: read from three metres on a small laptop


def advice_panel(canvas: Canvas, advice: AdviceLine, room: Box, words: Words, *, larger: float = 1) -> Box:
    """One or two lines and a sign, in the middle of the lower edge of the room, no wider than the words need.

    Parameters
    ----------
    canvas, advice, room, words
        Where and what to write.
    larger
        How much larger than for a person who sits before the screen.
    """
    pad, sign = canvas.px(18), canvas.px(26 * larger)
    indent = 2 * sign + pad
    width, said = room.w - indent - 2 * pad, words(advice.text)
    text = fitted(said, canvas.letters(46 * larger), canvas.letters(40 * larger), width)
    if not text.whole:
        # A picture that stands upright has room for a third line, and none for long ones.
        lines = 3 if canvas.height > canvas.width else 2
        text = fitted(said, canvas.letters(40 * larger), canvas.letters(24), width, lines)
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


def call_panel(canvas: Canvas, call: AdviceLine, room: Box, words: Words) -> Box:
    """What to do before it can begin, as large as can be, on the lower edge of the room."""
    pad = canvas.px(26)
    sign = canvas.px(48) if isinstance(call.sign, Severity) else 0
    indent = 2 * sign + pad if sign else 0
    text = _large(canvas, words(call.text), room.w - indent - 2 * pad)
    w, h = text.width + indent + 2 * pad, max(2 * sign, text.height) + 2 * pad
    box = Box(room.x + (room.w - w) // 2, room.bottom - h, w, h)
    canvas.panel(box, opacity=0.8)
    if isinstance(call.sign, Severity):
        signs.severity(canvas, (box.x + pad + sign, box.middle[1]), sign, call.sign)
    canvas.write(text, (box.middle[0] + indent / 2, box.y + (h - text.height) / 2), align=0.5)
    return box


def caption_panel(canvas: Canvas, said: str, room: Box) -> Box:
    """What is being said, as large as what to do before it begins, on the lower edge of the room."""
    pad = canvas.px(22)
    text = _large(canvas, said, room.w - 2 * pad)
    w, h = text.width + 2 * pad, text.height + 2 * pad
    box = Box(room.x + (room.w - w) // 2, room.bottom - h, w, h)
    canvas.panel(box, opacity=0.8)
    canvas.write(text, (box.middle[0], box.y + pad), YELLOW, align=0.5)
    return box


def _large(canvas: Canvas, text: str, width: int) -> Paragraph:
    """Few lines of large letters, rather one more than smaller ones; smaller where even that does not do."""
    most = 7 if canvas.height > canvas.width else 4
    for lines in range(1, most + 1):
        paragraph = fitted(text, canvas.letters(1.2 * CALL if lines == 1 else CALL), canvas.letters(CALL), width, lines)
        if paragraph.whole:
            return paragraph
    return fitted(text, canvas.letters(CALL), canvas.letters(24), width, most)


def ready_panel(canvas: Canvas, room: Box, words: Words, *, beside: Box) -> Box:
    """That it can begin: a tick and one large word, on the lower edge of the room, beside the count."""
    pad, sign = canvas.px(40), canvas.px(58)
    indent = 2 * sign + pad
    text = fitted(words(Label.READY), canvas.letters(150), 9, room.w - indent - 2 * pad)
    w, h = text.width + indent + 2 * pad, max(2 * sign, text.height) + 2 * pad
    box = Box(room.x + (room.w - w) // 2, room.bottom - h, w, h)
    if box.meets(beside):
        box = box._replace(x=min(beside.right + canvas.px(10), room.right - w))
    canvas.panel(box, opacity=0.8)
    signs.tick(canvas, (box.x + pad + sign, box.middle[1]), sign)
    canvas.write(text, (box.x + pad + indent, box.y + (h - text.height) / 2))
    return box


def flash_panel(canvas: Canvas, flashed: Flashed, room: Box, words: Words) -> Box:
    """A tick and the new count, or an arrow short of its line and what was missing; at the top of the room."""
    pad, sign, edge = canvas.px(22), canvas.px(40), canvas.px(5)
    indent = 2 * sign + pad
    text = _flash_text(canvas, flashed, room.w - indent - 2 * pad, words)
    w, h = text.width + indent + 2 * pad, max(2 * sign, text.height) + 2 * pad
    box = Box(room.x + (room.w - w) // 2, room.y, w, h)
    canvas.panel(box, colour=GREEN if flashed.counted else ORANGE, opacity=1.0, radius=18)
    canvas.panel(Box(box.x + edge, box.y + edge, w - 2 * edge, h - 2 * edge), opacity=1.0)
    sign_of = signs.tick if flashed.counted else signs.nearly
    sign_of(canvas, (box.x + pad + sign, box.middle[1]), 0.85 * sign)
    canvas.write(text, (box.x + pad + indent, box.middle[1] - text.height / 2))
    return box


def _flash_text(canvas: Canvas, flashed: Flashed, width: int, words: Words) -> Paragraph:
    head, reason = flashed.words(words)
    smallest = canvas.letters(24)
    if reason:
        reason = reason.replace(" ", "\N{NO-BREAK SPACE}")  # "almost: not / high enough" reads badly
        return fitted(f"{head}: {reason}", canvas.letters(48), smallest, width, 2)
    return fitted(head, canvas.letters(92), smallest, width)
