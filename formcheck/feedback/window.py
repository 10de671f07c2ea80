"""The window of a live session: the picture with everything on it, and the keys."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Condition

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.captions import Captions
from formcheck.feedback.language import Words
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.overlay.canvas import Image
from formcheck.feedback.overlay.labels import Label
from formcheck.system.native import import_cv2
from formcheck.workout.command import Command

KEYS = (
    ("q", Label.KEY_END),
    ("r", Label.KEY_AGAIN),
    ("m", Label.KEY_MIRROR),
    ("space", Label.KEY_PAUSE),
    ("n", Label.KEY_NEXT),
    ("b", Label.KEY_BACK),
)
_QUIT = (ord("q"), ord("Q"), 27)
_COMMANDS = {ord("n"): Command.NEXT, ord("b"): Command.AGAIN, ord(" "): Command.PAUSE}
_ENGLISH = Words()
LEAST_HEIGHT = 720
"""Smaller pictures are enlarged before anything is written on them, or the letters would be enlarged with them."""
IDLE_S = 0.03
"""Where nothing new comes, the window looks after its keys and its own picture this often."""


def display_available() -> bool:
    """Whether a window can be opened; without a display cv2 would end the whole program."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Window:
    """A resizable window between two threads.

    The main thread, to which windows belong on every system, calls `run` and `close`; the thread of the session calls
    all the rest and is never kept waiting: of the moments that come while one is drawn, only the newest is drawn next.

    Parameters
    ----------
    title
        Name of the exercise, shown in the window's frame and in the picture.
    mirror
        Whether the picture is shown as in a mirror, to begin with.
    words
        Translates every word that is shown.
    captions
        What is being said: it stands on the picture as well.
    on_shown
        Called by the main thread with every moment right after it has come to the screen.
    """

    def __init__(
        self,
        title: str,
        *,
        mirror: bool,
        words: Words = _ENGLISH,
        captions: Captions | None = None,
        on_shown: Callable[[Moment], None] | None = None,
    ) -> None:
        self._cv2 = import_cv2()
        self._name = f"formcheck - {words(title)}"
        self._overlay = Overlay(title=title, mirror=mirror, keys=KEYS, words=words)
        self._captions = captions or Captions()
        self.on_shown = on_shown
        self._size = (1280, 720)
        self._open = False
        self._closed = False
        self._restart = False
        self._commands: list[Command] = []
        self._news = Condition()
        self._newest: tuple[Moment, Snapshot] | None = None

    @property
    def closed(self) -> bool:
        """Whether the user has ended the session, by key or by closing the window."""
        return self._closed

    def restarted(self) -> bool:
        """Whether the user has asked to start again since the last call."""
        with self._news:
            asked, self._restart = self._restart, False
            if asked:
                self._newest = None  # it belongs to what has been forgotten
                self._commands.clear()
        return asked

    def commands(self) -> Sequence[Command]:
        """What else the user has asked for by key since the last call."""
        with self._news:
            given, self._commands = self._commands, []
        return given

    def wants_no_more(self) -> bool:
        """Whether this session is over: ended or to be started again."""
        return self._closed or self._restart

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Leave a moment to be drawn, in place of the last one if that is still waiting."""
        with self._news:
            waiting = self._newest[1].finished if self._newest is not None else None
            if snapshot.finished is None and waiting is not None:
                snapshot = replace(snapshot, finished=waiting)  # that it has ended has not been seen yet
            self._newest = moment, snapshot
            self._news.notify()

    def run(self, ended: Callable[[], bool]) -> None:
        """Draw what comes and listen to the keys, until the window is closed or all has ended.

        Parameters
        ----------
        ended
            Whether nothing will come any more; asked some thirty times a second.
        """
        while not self._closed and not ended():
            news = self._take()
            if news is not None:
                self._display(self._drawn(*news))
            if self._open:
                self._listen()
            if news is not None and self.on_shown is not None:
                self.on_shown(news[0])

    def close(self) -> None:
        """Close the window; may be called twice."""
        self._closed = True
        if self._open:
            self._open = False
            self._cv2.destroyAllWindows()

    def _take(self) -> tuple[Moment, Snapshot] | None:
        """What has come, waiting for it a short while."""
        with self._news:
            self._news.wait_for(lambda: self._newest is not None, IDLE_S)
            news, self._newest = self._newest, None
        return news

    def _drawn(self, moment: Moment, snapshot: Snapshot) -> Image:
        frame, pose = moment.frame, moment.pose
        self._overlay.caption = self._captions.current
        if frame is None:
            return self._overlay.draw_lost(self._size, snapshot)
        image: Image = frame.image
        self._size = frame.size
        if frame.size[1] < LEAST_HEIGHT:
            self._size = round(frame.size[0] * LEAST_HEIGHT / frame.size[1]), LEAST_HEIGHT
            image = self._cv2.resize(image, self._size, interpolation=self._cv2.INTER_LINEAR)
            pose = pose and pose.scaled(self._size)
        return self._overlay.draw(image, pose, snapshot)

    def _display(self, image: Image) -> None:
        cv2 = self._cv2
        if not self._open:
            cv2.namedWindow(self._name, cv2.WINDOW_NORMAL | cv2.WINDOW_KEEPRATIO | cv2.WINDOW_GUI_NORMAL)
            width, height = self._size
            scale = min(1280 / width, 900 / height)
            cv2.resizeWindow(self._name, round(width * scale), round(height * scale))
            self._open = True
        cv2.imshow(self._name, image)

    def _listen(self) -> None:
        """Let the window paint itself, and obey the keys."""
        cv2 = self._cv2
        key = cv2.waitKey(1) & 0xFF
        # The property falls to 0 where the user clicks the window away; some backends raise instead.
        try:
            gone = cv2.getWindowProperty(self._name, cv2.WND_PROP_VISIBLE) < 1
        except cv2.error:
            gone = True
        self._closed = gone or key in _QUIT
        if key in (ord("r"), ord("R")):
            with self._news:
                self._restart = True
        command = _COMMANDS.get(ord(chr(key).lower()))
        if command is not None:
            with self._news:
                self._commands.append(command)
        if key in (ord("m"), ord("M")):
            self._overlay.mirror = not self._overlay.mirror
