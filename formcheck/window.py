"""The window of a live session: the picture with everything on it, and the keys."""

import os
import sys

from formcheck.frame import Frame
from formcheck.moment import Moment
from formcheck.overlay import Overlay
from formcheck.snapshot import Snapshot
from formcheck.system import import_cv2

KEYS = (("q", "end"), ("r", "start again"), ("m", "mirror"))
_QUIT = (ord("q"), ord("Q"), 27)
LEAST_HEIGHT = 720
"""Smaller pictures are enlarged before anything is written on them, or the letters would be enlarged with them."""


def display_available() -> bool:
    """Whether a window can be opened; without a display cv2 would end the whole program."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Window:
    """A resizable window; belongs to the main thread.

    Parameters
    ----------
    title
        Name of the exercise, shown in the window's frame and in the picture.
    mirror
        Whether the picture is shown as in a mirror, to begin with.
    """

    def __init__(self, title: str, *, mirror: bool) -> None:
        self._cv2 = import_cv2()
        self._name = f"formcheck - {title}"
        self._overlay = Overlay(title=title, mirror=mirror, keys=KEYS)
        self._open = False
        self._closed = False
        self._restart = False

    @property
    def closed(self) -> bool:
        """Whether the user has ended the session, by key or by closing the window."""
        return self._closed

    def restarted(self) -> bool:
        """Whether the user has asked to start again since the last call."""
        asked, self._restart = self._restart, False
        return asked

    def wants_no_more(self) -> bool:
        """Whether this session is over: ended or to be started again."""
        return self._closed or self._restart

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Draw one moment and listen to the keys."""
        if moment.frame is None or self._closed:
            return
        frame, pose = moment.frame, moment.pose
        if frame.size[1] < LEAST_HEIGHT:
            scale = LEAST_HEIGHT / frame.size[1]
            size = (round(frame.size[0] * scale), LEAST_HEIGHT)
            image = self._cv2.resize(frame.image, size, interpolation=self._cv2.INTER_LINEAR)
            pose = pose and pose.scaled(size)
        else:
            image = frame.image
        self._draw(frame, self._overlay.draw(image, pose, snapshot))

    def close(self) -> None:
        """Close the window; may be called twice."""
        self._closed = True
        if self._open:
            self._open = False
            self._cv2.destroyAllWindows()

    def _draw(self, frame: Frame, image: object) -> None:
        cv2 = self._cv2
        if not self._open:
            cv2.namedWindow(self._name, cv2.WINDOW_NORMAL | cv2.WINDOW_KEEPRATIO | cv2.WINDOW_GUI_NORMAL)
            width, height = frame.size
            scale = min(1280 / width, 900 / height)
            cv2.resizeWindow(self._name, round(width * scale), round(height * scale))
            self._open = True
        cv2.imshow(self._name, image)
        key = cv2.waitKey(1) & 0xFF
        # The property falls to 0 where the user clicks the window away; some backends raise instead.
        try:
            gone = cv2.getWindowProperty(self._name, cv2.WND_PROP_VISIBLE) < 1
        except cv2.error:
            gone = True
        self._closed = gone or key in _QUIT
        self._restart = self._restart or key in (ord("r"), ord("R"))
        if key in (ord("m"), ord("M")):
            self._overlay.mirror = not self._overlay.mirror
