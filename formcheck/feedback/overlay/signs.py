"""Small drawn signs. Each says by its shape what its colour says, for those who cannot tell the colours apart."""

from math import cos, pi, sin

from formcheck.counting.snapshot import Phase
from formcheck.exercises.severity import Severity
from formcheck.feedback.overlay.canvas import Canvas, Spot
from formcheck.feedback.overlay.colours import DIM, GREEN, GREY, INK, ORANGE, RED, SKY, WHITE, YELLOW, Colour


def severity(canvas: Canvas, at: Spot, r: float, level: Severity) -> None:
    """An "i" in a circle for a tip, "!" in a triangle for something to mend, a barred octagon for stop."""
    x, y = at
    if level is Severity.TIP:
        canvas.disc(at, r, SKY)
        canvas.disc((x, y - 0.45 * r), 0.16 * r, INK)
        canvas.line([(x, y - 0.1 * r), (x, y + 0.55 * r)], INK, 0.28 * r)
    elif level is Severity.FIX:
        canvas.polygon([(x, y - 1.1 * r), (x + 1.15 * r, y + 0.9 * r), (x - 1.15 * r, y + 0.9 * r)], YELLOW)
        canvas.line([(x, y - 0.45 * r), (x, y + 0.25 * r)], INK, 0.26 * r)
        canvas.disc((x, y + 0.62 * r), 0.15 * r, INK)
    else:
        corners = [(x + 1.08 * r * cos(a), y + 1.08 * r * sin(a)) for a in (pi / 8 + i * pi / 4 for i in range(8))]
        canvas.polygon(corners, WHITE)
        canvas.polygon([(x + 0.88 * (px - x), y + 0.88 * (py - y)) for px, py in corners], RED)
        canvas.line([(x - 0.5 * r, y), (x + 0.5 * r, y)], WHITE, 0.34 * r)


def pointer(canvas: Canvas, at: Spot, r: float) -> None:
    """An arrow to the right: something to do before it can begin."""
    x, y = at
    canvas.line([(x - 0.8 * r, y), (x + 0.6 * r, y)], WHITE, 0.3 * r)
    canvas.line([(x + 0.1 * r, y - 0.6 * r), (x + 0.75 * r, y), (x + 0.1 * r, y + 0.6 * r)], WHITE, 0.3 * r)


def camera(canvas: Canvas, at: Spot, r: float, colour: Colour = ORANGE) -> None:
    """A camera: what it sees does not allow a judgement."""
    x, y = at
    left, right, top, foot = x - r, x + 0.35 * r, y - 0.6 * r, y + 0.6 * r
    canvas.polygon([(left, top), (right, top), (right, foot), (left, foot)], colour)
    canvas.polygon([(x + 0.45 * r, y), (x + r, y - 0.5 * r), (x + r, y + 0.5 * r)], colour)


def tick(canvas: Canvas, at: Spot, r: float, colour: Colour = GREEN) -> None:
    """A tick: reached, or in order."""
    x, y = at
    foot = (x - 0.2 * r, y + 0.6 * r)
    canvas.line([(x - 0.75 * r, y + 0.05 * r), foot, (x + 0.8 * r, y - 0.6 * r)], colour, 0.36 * r)


def nearly(canvas: Canvas, at: Spot, r: float) -> None:
    """An arrow that stops short of a line: tried and not reached."""
    x, y = at
    canvas.line([(x - 0.85 * r, y - 0.85 * r), (x + 0.85 * r, y - 0.85 * r)], WHITE, 0.2 * r)
    canvas.line([(x, y + 0.95 * r), (x, y - 0.2 * r)], ORANGE, 0.3 * r)
    canvas.line([(x - 0.5 * r, y + 0.2 * r), (x, y - 0.35 * r), (x + 0.5 * r, y + 0.2 * r)], ORANGE, 0.3 * r)


def phase(canvas: Canvas, at: Spot, r: float, part: Phase, *, deeper: bool = False) -> None:
    """Arrow up, two bars, arrow down, the other way round where it goes down first; a dot for rest."""
    x, y = at
    if part is Phase.REST:
        canvas.disc(at, 0.5 * r, GREY)
    elif part is Phase.HOLD:
        for side in (-0.42, 0.42):
            canvas.line([(x + side * r, y - 0.6 * r), (x + side * r, y + 0.6 * r)], GREEN, 0.42 * r)
    else:
        up = -r if (part is Phase.LIFT) is not deeper else r
        colour = SKY if part is Phase.LIFT else ORANGE
        canvas.line([(x, y - 0.85 * up), (x, y + 0.2 * up)], colour, 0.36 * r)
        canvas.polygon([(x - 0.8 * r, y + 0.05 * up), (x + 0.8 * r, y + 0.05 * up), (x, y + 0.95 * up)], colour)


def ring(canvas: Canvas, at: Spot, r: float, filled: float) -> None:
    """A ring that fills clockwise from the top; `filled` from 0 to 1. It turns whole and green when full."""
    thickness = 0.24 * r
    middle = r - thickness / 2
    canvas.ring(at, middle, GREEN if filled >= 1 else DIM, thickness)
    if 0 < filled < 1:
        canvas.arc(at, middle, (-90, -90 + 360 * filled), SKY, thickness)
