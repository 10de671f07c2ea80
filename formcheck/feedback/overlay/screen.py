"""The picture of every moment: the person with plates around, or a poster between exercises."""

from collections.abc import Sequence
from math import nan

import numpy as np

from formcheck.counting.snapshot import Snapshot, State
from formcheck.feedback.overlay.canvas import Canvas, Image
from formcheck.feedback.overlay.colours import INK
from formcheck.feedback.overlay.figure import angle_words, draw_arc, draw_figure, hip_of, write_angle
from formcheck.feedback.overlay.kept import Kept
from formcheck.feedback.overlay.layout import Layout
from formcheck.feedback.overlay.posters import Poster, lost, poster_of
from formcheck.feedback.overlay.words import Flash, Flashed
from formcheck.pose.landmarks import Pose
from formcheck.system.language import Words

_ENGLISH = Words()
SMALLEST = 100  # shorter side in pixels below which no letter could be read: only the skeleton is drawn


class Overlay:
    """Draws the snapshot of each moment on the picture it was taken from.

    The person lies on the floor some metres away, so what matters during a repetition is big and stands in the
    upper corners and on the edges; the middle stays free. In a session of sets, what to do before, between and after
    them is as large as can be. All sizes follow the picture's.

    Parameters
    ----------
    title
        Name of the exercise; where there are sets, each has its own.
    mirror
        Show the picture and the skeleton as in a mirror, as people expect of a camera that looks at them. Words
        are never mirrored, and left and right stay the person's own.
    keys
        Keys and what they do, e.g. ``[("q", "quit")]``, shown at the bottom.
    hip_angle
        Name of the measure whose value is written at the hip: degrees, 0 where trunk and thigh are in line.
    words
        Translates every word that is shown; all of them are given in English.

    Attributes
    ----------
    caption
        What is being said, translated already; empty for nothing.
    """

    def __init__(
        self,
        *,
        title: str,
        mirror: bool = False,
        keys: Sequence[tuple[str, str]] = (),
        hip_angle: str = "hip_extension_deg",
        words: Words = _ENGLISH,
    ) -> None:
        self.title = title
        self.mirror = mirror
        self.keys = tuple(keys)
        self.hip_angle = hip_angle
        self.words = words
        self.caption = ""
        self._flash = Flash()
        self._kept = Kept()

    def draw(self, image: Image, pose: Pose | None, snapshot: Snapshot, *, over: bool = False) -> Image:
        """The picture with everything on it.

        Frames are expected in the order of their time: a finished repetition is shown for 0.8 s of it.

        Parameters
        ----------
        image
            uint8 (height, width, 3), blue-green-red.
        pose
            Where the joints are in this picture, None for no person. Missing joints are left out.
        snapshot
            The session's snapshot of this moment.
        over
            Whether the picture itself may be drawn on; otherwise it is left as it is.

        Returns
        -------
        numpy.ndarray
            An array of the same shape.
        """
        canvas = Canvas(image, mirror=self.mirror, over=over, kept=self._kept)
        flashed = self._flash.update(snapshot)
        poster = poster_of(snapshot, self.words)
        if poster is None:
            self._draw_person(canvas, pose, snapshot, flashed)
        else:
            canvas.dim()
            self._draw_poster(canvas, poster, snapshot)
        return canvas.image

    def draw_lost(self, size: tuple[int, int], snapshot: Snapshot) -> Image:
        """A dark picture with what the session says, for a moment whose frame is missing.

        Parameters
        ----------
        size
            Width and height of the picture in pixels.
        snapshot
            The session's snapshot of this moment; its reason says why there is no frame.
        """
        canvas = Canvas(np.full((size[1], size[0], 3), INK, np.uint8))
        # The end is the end, with or without a camera.
        poster = poster_of(snapshot, self.words) if snapshot.state is State.DONE or not snapshot.reason else None
        self._draw_poster(canvas, poster or lost(snapshot, self.words), snapshot)
        return canvas.image

    def _draw_person(self, canvas: Canvas, pose: Pose | None, snapshot: Snapshot, flashed: Flashed | None) -> None:
        if pose is not None:
            draw_figure(canvas, pose, snapshot, mirror=self.mirror)
        if min(canvas.width, canvas.height) < SMALLEST:
            return
        angle = angle_words(snapshot.measures.get(self.hip_angle, nan))
        # An angle that may not be judged is not shown either: people would judge it.
        known = pose is not None and angle and snapshot.view.trusted
        hip = hip_of(canvas, pose, snapshot, mirror=self.mirror) if pose is not None and known else None
        if hip is not None:
            draw_arc(canvas, hip)
        taken, room = self._layout(canvas, snapshot).plates(flashed)
        if hip is not None:
            write_angle(canvas, hip, angle, taken, room)

    def _draw_poster(self, canvas: Canvas, poster: Poster, snapshot: Snapshot) -> None:
        if min(canvas.width, canvas.height) >= SMALLEST:
            self._layout(canvas, snapshot).poster(poster)

    def _layout(self, canvas: Canvas, snapshot: Snapshot) -> Layout:
        title = snapshot.sets.name if snapshot.sets is not None and snapshot.sets.name else self.title
        return Layout(canvas, snapshot, title, self.keys, self.words, self.caption, mirror=self.mirror)
