"""The person in lines: the near side, the leg that works, and the angle at the hip."""

from collections.abc import Mapping
from math import atan2, degrees, hypot, isfinite
from typing import NamedTuple

from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.overlay.canvas import Box, Canvas, Spot
from formcheck.feedback.overlay.colours import GREY, INK, SKY, WHITE, YELLOW, Colour
from formcheck.feedback.overlay.lettering import CAP_HEIGHT, width_of
from formcheck.pose.landmarks import BONES, Pose, Side, index

LEG = frozenset({"hip", "knee", "ankle", "heel", "foot_index"})
SEEN = 0.5  # visibility below which a joint is a guess, and drawn as one


class Joints(NamedTuple):
    """The joints of one side that can be drawn, where they are on the canvas, and which of them are guesses."""

    at: Mapping[str, Spot]
    guessed: frozenset[str]


def joints_of(canvas: Canvas, pose: Pose, side: Side, *, mirror: bool) -> Joints:
    """Where the joints of one side (left or right) stand on the canvas; unknown and absurd ones are missing."""
    at: dict[str, Spot] = {}
    guessed: set[str] = set()
    across, down = canvas.width / pose.image_size[0], canvas.height / pose.image_size[1]
    for joint in {joint for bone in BONES for joint in bone}:
        row = index(joint, side)
        x, y = float(pose.image_px[row, 0]) * across, float(pose.image_px[row, 1]) * down
        # A joint several pictures away is no joint, and its coordinates would overflow those of OpenCV.
        if not (abs(x) < 4 * canvas.width and abs(y) < 4 * canvas.height):
            continue
        at[joint] = (canvas.width - 1 - x, y) if mirror else (x, y)
        if not pose.visibility[row] >= SEEN:
            guessed.add(joint)
    return Joints(at, frozenset(guessed))


def draw_figure(canvas: Canvas, pose: Pose, snapshot: Snapshot, *, mirror: bool) -> None:
    """The near side in white and the working leg in yellow; both sides, thin, until the near one is known."""
    near = snapshot.view.near
    if near not in (Side.LEFT, Side.RIGHT):
        for side in (Side.LEFT, Side.RIGHT):
            _limbs(canvas, joints_of(canvas, pose, side, mirror=mirror), BONES, GREY, 4)
        return
    working = snapshot.side
    leg = tuple(bone for bone in BONES if LEG.issuperset(bone))
    rest = tuple(bone for bone in BONES if bone not in leg)
    joints = joints_of(canvas, pose, near, mirror=mirror)
    if working is near.other:  # first, because the near side stands before it
        _limbs(canvas, joints_of(canvas, pose, working, mirror=mirror), leg, YELLOW, 9)
    _limbs(canvas, joints, leg, YELLOW if working is near else WHITE, 9)
    _limbs(canvas, joints, rest, WHITE, 9)


def _limbs(canvas: Canvas, joints: Joints, bones: tuple[tuple[str, str], ...], colour: Colour, width: float) -> None:
    at, guessed = joints
    drawn = [(a, b) for a, b in bones if a in at and b in at]
    core, edge = canvas.px(width), canvas.px(width) + 2 * canvas.px(3)
    ends = dict.fromkeys(joint for bone in drawn for joint in bone)  # in the same order each time
    canvas.lines([[at[a], at[b]] for a, b in drawn], INK, edge)
    for joint in ends:
        canvas.disc(at[joint], 0.85 * edge, INK)
    unsure = [bone for bone in drawn if not guessed.isdisjoint(bone)]
    canvas.lines([[at[a], at[b]] for a, b in unsure], GREY, max(1, core / 3))
    canvas.lines([[at[a], at[b]] for a, b in drawn if (a, b) not in unsure], colour, core)
    for joint in ends:
        canvas.disc(at[joint], 0.85 * core, GREY if joint in guessed else colour)


def hip_of(canvas: Canvas, pose: Pose, snapshot: Snapshot, *, mirror: bool) -> Mapping[str, Spot] | None:
    """Shoulder, hip and knee of the judged side, or None where one of them is missing."""
    side = snapshot.side if snapshot.side in (Side.LEFT, Side.RIGHT) else snapshot.view.near
    if side is None or side is Side.BOTH:
        return None
    at = joints_of(canvas, pose, side, mirror=mirror).at
    return at if {"shoulder", "hip", "knee"} <= at.keys() else None


def angle_words(extension_deg: float) -> str:
    """The angle between trunk and thigh to the nearest 5 degrees, e.g. "175°"; empty where it is unknown.

    Parameters
    ----------
    extension_deg
        0 where trunk and thigh are in line, negative when flexed.
    """
    return f"{5 * round((180 + extension_deg) / 5)}°" if isfinite(extension_deg) else ""


def draw_arc(canvas: Canvas, at: Mapping[str, Spot]) -> None:
    """The angle at the hip as an arc from the trunk to the thigh."""
    (sx, sy), (hx, hy), (kx, ky) = at["shoulder"], at["hip"], at["knee"]
    trunk, thigh = degrees(atan2(sy - hy, sx - hx)), degrees(atan2(ky - hy, kx - hx))
    span = (trunk, trunk + (thigh - trunk + 180) % 360 - 180)
    canvas.arc((hx, hy), canvas.px(38), span, INK, canvas.px(9))
    canvas.arc((hx, hy), canvas.px(38), span, SKY, canvas.px(4))


def write_angle(canvas: Canvas, at: Mapping[str, Spot], words: str, taken: list[Box], room: Box) -> None:
    """The angle in words beside the hip, on the side where there is no body; left out where there is no room.

    Parameters
    ----------
    canvas
        Where to draw.
    at
        Shoulder, hip and knee.
    words
        What to write.
    taken
        Boxes to keep clear of.
    room
        The box to stay in.
    """
    (sx, sy), (hx, hy), (kx, ky) = at["shoulder"], at["hip"], at["knee"]
    size = canvas.letters(36)
    w, h = width_of(words, size) + canvas.px(20), round(CAP_HEIGHT * size) + canvas.px(20)
    # Across the line from knee to shoulder, away from the inside of the angle; upwards when they are in line,
    # where the inside changes with every tremble.
    nx, ny = ky - sy, sx - kx
    length = hypot(nx, ny) or 1.0
    inside = (sx + kx - 2 * hx) * nx + (sy + ky - 2 * hy) * ny
    away = -1 if inside / length + 0.2 * ny > 0 else 1
    distance = canvas.px(30) + 0.5 * (w * abs(nx) + h * abs(ny)) / length
    x, y = hx + away * distance * nx / length, hy + away * distance * ny / length
    box = _placed(Box(round(x - w / 2), round(y - h / 2), w, h), taken, room)
    if not any(box.meets(other) for other in taken):
        canvas.panel(box, radius=10)
        canvas.line_in(box, words, size)


def _placed(box: Box, taken: list[Box], room: Box) -> Box:
    """The box moved below what it would cover, and into the room."""
    for other in taken:
        if box.meets(other):
            box = box._replace(y=other.bottom)
    x = max(room.x, min(box.x, room.right - box.w))
    return box._replace(x=x, y=max(room.y, min(box.y, room.bottom - box.h)))
