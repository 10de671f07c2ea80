"""Where everything stands on the picture."""

from collections.abc import Sequence
from math import nan

from formcheck.landmarks import Pose
from formcheck.overlay.canvas import Box, Canvas, Image
from formcheck.overlay.figure import angle_words, draw_arc, draw_figure, hip_of, write_angle
from formcheck.overlay.panels import advice_panel, corner_width, count_panel, flash_panel, phase_panel
from formcheck.overlay.strips import LowerStrip, progress_strip
from formcheck.overlay.words import Flash, Flashed, advice_of
from formcheck.snapshot import Snapshot

SMALLEST = 100  # shorter side in pixels below which no letter could be read: only the skeleton is drawn
EDGE = 16
GAP = 10


class Overlay:
    """Draws what a session tells of each moment on the picture it was taken from.

    The person lies on the floor some metres away, so what matters during a repetition is big and stands in the
    upper corners and on the edges; the middle stays free. All sizes follow the picture's shorter side.

    Parameters
    ----------
    title
        Name of the exercise.
    mirror
        Show the picture and the skeleton as in a mirror, as people expect of a camera that looks at them. Words
        are never mirrored, and left and right stay the person's own.
    keys
        Keys and what they do, e.g. ``[("q", "quit")]``, shown at the bottom.
    hip_angle
        Name of the measure whose value is written at the hip: degrees, 0 where trunk and thigh are in line.
    """

    def __init__(
        self,
        *,
        title: str,
        mirror: bool = False,
        keys: Sequence[tuple[str, str]] = (),
        hip_angle: str = "hip_extension_deg",
    ) -> None:
        self.title = title
        self.mirror = mirror
        self.keys = tuple(keys)
        self.hip_angle = hip_angle
        self._flash = Flash()

    def draw(self, image: Image, pose: Pose | None, snapshot: Snapshot) -> Image:
        """The picture with everything on it.

        Frames are expected in the order of their time: a finished repetition is shown for 0.8 s of it.

        Parameters
        ----------
        image
            uint8 (height, width, 3), blue-green-red; it is left as it is.
        pose
            Where the joints are in this picture, None for nobody. Missing joints are left out.
        snapshot
            What the session tells of this moment.

        Returns
        -------
        numpy.ndarray
            A new array of the same shape.
        """
        canvas = Canvas(image, mirror=self.mirror)
        flashed = self._flash.update(snapshot)
        if pose is not None:
            draw_figure(canvas, pose, snapshot, mirror=self.mirror)
        if min(canvas.width, canvas.height) >= SMALLEST:
            words = angle_words(snapshot.measures.get(self.hip_angle, nan))
            # An angle that may not be judged is not shown either: people would judge it.
            known = pose is not None and words and snapshot.view.trusted
            hip = hip_of(canvas, pose, snapshot, mirror=self.mirror) if pose is not None and known else None
            if hip is not None:
                draw_arc(canvas, hip)
            taken, room = self._plates(canvas, snapshot, flashed)
            if hip is not None:
                write_angle(canvas, hip, words, taken, room)
        return canvas.image

    def _plates(self, canvas: Canvas, snapshot: Snapshot, flashed: Flashed | None) -> tuple[list[Box], Box]:
        """Draw all that is made of words; returns the boxes it took and the room between the strips."""
        edge, gap, wide = canvas.px(EDGE), canvas.px(GAP), canvas.width - 2 * canvas.px(EDGE)
        top = Box(edge, edge, wide, canvas.px(44))
        progress_strip(canvas, snapshot, top)
        foot = LowerStrip(canvas, snapshot, self.title, self.keys).draw(top._replace(h=canvas.height - 2 * edge))
        room = Box(edge, top.bottom + gap, wide, foot.y - top.bottom - 2 * gap)
        corner = Box(room.x, room.y, corner_width(canvas), 0)
        count = count_panel(canvas, snapshot, corner)
        phase = phase_panel(canvas, snapshot, corner._replace(x=room.right - corner.w))
        taken = [count, phase]
        advice = advice_of(snapshot)
        if advice is not None:
            said = advice_panel(canvas, advice, room)
            room = room._replace(h=said.y - gap - room.y)
        if flashed is not None:
            taken.append(flash_panel(canvas, flashed, _middle(canvas, count, phase, room)))
        return taken, room


def _middle(canvas: Canvas, left: Box, right: Box, room: Box) -> Box:
    """The room between the corner plates, or below them where the picture is narrow."""
    gap = canvas.px(GAP)
    between = Box(left.right + gap, room.y, right.x - left.right - 2 * gap, room.h)
    if between.w >= canvas.px(420):
        return between
    below = max(left.bottom, right.bottom) + gap
    return Box(room.x, below, room.w, room.bottom - below)
