"""The window of a live session: the picture with everything on it, and the keys."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from threading import Condition

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.captions import Captions
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.overlay.canvas import Image
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.screen import Screen, ScreenLostError
from formcheck.system.language import Words, later
from formcheck.system.native import import_cv2
from formcheck.workout.command import Command, Controls

KEYS = (
    ("q", Label.KEY_END),
    (later("space"), Label.KEY_PAUSE),
    ("n", Label.KEY_NEXT),
    ("b", Label.KEY_BACK),
    ("- +", Label.KEY_CORRECT),
    ("r", Label.KEY_AGAIN),
    ("m", Label.KEY_MIRROR),
    ("f", Label.KEY_FULL),
)
_QUIT = (ord("q"), ord("Q"), 27)
_COMMANDS = {
    "n": Command.NEXT, "b": Command.AGAIN, " ": Command.PAUSE, "r": Command.ANEW,
    "-": Command.TAKE_BACK, "+": Command.ADD, "=": Command.ADD,
}  # fmt: skip
"""By what is typed; on many keyboards plus is the key of the equals sign."""
_ENGLISH = Words()
LEAST_HEIGHT = 720
"""Smaller pictures are enlarged before anything is written on them, or the letters would be enlarged with them."""
IDLE_S = 0.03
"""Where nothing new comes, the window looks after its keys and its own picture this often."""


def display_available() -> bool:
    """Whether it is worth the try to open a window."""
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
    controls
        Where what is asked for by key goes.
    on_lost
        Called once where there is no window, or none any more: the session goes on without.
    """

    def __init__(  # noqa: PLR0913 - what it shows, and whom it tells
        self,
        title: str,
        *,
        mirror: bool,
        words: Words = _ENGLISH,
        captions: Captions | None = None,
        controls: Controls | None = None,
        on_shown: Callable[[Moment], None] | None = None,
        on_lost: Callable[[], object] = lambda: None,
    ) -> None:
        self._cv2 = import_cv2()
        self._name = f"formcheck - {words(title)}"
        self._overlay = Overlay(
            title=title, mirror=mirror, keys=[(words(key), does) for key, does in KEYS], words=words
        )
        self._captions, self._controls = captions or Captions(), controls or Controls()
        self.on_shown, self._on_lost = on_shown, on_lost
        self._size = (1280, 720)
        self._screen: Screen | None = None
        self._lost = False
        self._closed = False
        self._news = Condition()
        self._newest: tuple[Moment, Snapshot] | None = None

    @property
    def closed(self) -> bool:
        """Whether the user has ended the session, by key or by closing the window."""
        return self._closed

    def wants_no_more(self) -> bool:
        """Whether this session is over for the user."""
        return self._closed

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Leave a moment to be drawn, in place of the last one if that is still waiting."""
        with self._news:
            waiting = self._newest[1] if self._newest is not None else snapshot
            if snapshot.finished is None and waiting.finished is not None:
                snapshot = replace(snapshot, finished=waiting.finished)  # that it has ended has not been seen yet
            if snapshot.correction is None and waiting.correction is not None:
                snapshot = replace(snapshot, correction=waiting.correction)
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
            if self._lost:
                continue
            try:
                if news is not None:
                    self._display(self._drawn(*news))
                if self._screen is not None:
                    self._listen(self._screen)
            except ScreenLostError:
                self._lost = True
                self._on_lost()
            if news is not None and self.on_shown is not None:
                self.on_shown(news[0])

    def close(self) -> None:
        """Close the window; may be called twice."""
        self._closed = True
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.close()

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
        if self._screen is None:
            self._screen = Screen(self._name)
        self._screen.show(image)

    def _listen(self, screen: Screen) -> None:
        """Obey the keys."""
        for key in screen.pressed():
            self._closed = self._closed or key in _QUIT
            command = _COMMANDS.get(chr(key).lower())
            if command is not None:
                self._controls.ask(command)
            if key in (ord("m"), ord("M")):
                self._overlay.mirror = not self._overlay.mirror
        self._closed = self._closed or screen.closed
