"""The window of a live session: the picture with everything on it, and the keys."""

import os
import sys
from collections.abc import Callable

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.captions import Captions
from formcheck.feedback.drawing import Drawing
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.overlay.canvas import Image
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.screen import Screen, ScreenLostError
from formcheck.system.language import Words, later
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
        self._name = f"formcheck - {words(title)}"
        keys = [(words(key), does) for key, does in KEYS]
        self._drawing = Drawing(Overlay(title=title, mirror=mirror, keys=keys, words=words), captions or Captions())
        self._controls = controls or Controls()
        self.on_shown, self._on_lost = on_shown, on_lost
        self._screen: Screen | None = None
        self._lost = False
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the user has ended the session, by key or by closing the window."""
        return self._closed

    def wants_no_more(self) -> bool:
        """Whether this session is over for the user."""
        return self._closed

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Leave a moment to be drawn, in place of the last one if that is still waiting."""
        self._drawing.show(moment, snapshot)

    def run(self, ended: Callable[[], bool]) -> None:
        """Draw what comes and listen to the keys, until the window is closed or all has ended.

        Parameters
        ----------
        ended
            Whether nothing will come any more; asked some thirty times a second.
        """
        while not self._closed and not ended():
            news = self._drawing.take()
            if self._lost:
                continue
            try:
                if news is not None:
                    self._display(self._drawing.drawn(*news))
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
                self._drawing.overlay.mirror = not self._drawing.overlay.mirror
        self._closed = self._closed or screen.closed
