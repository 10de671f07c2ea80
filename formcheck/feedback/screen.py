"""The window itself, in a process of its own: a display that fails ends that process, and not the session."""

import contextlib
import math
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from formcheck.feedback.overlay.canvas import Image
from formcheck.system.native import import_cv2

PATIENCE_S = 20.0
"""So long a window may take to show a picture, the first one with all that has to be loaded for it."""
WIDTH, HEIGHT = 1280, 900
"""A window is no larger to begin with; its frame has to fit onto the screen too."""
_LARGEST_PX = 1920 * 1200
_TURN_S = 0.004
_FULL = (ord("f"), ord("F"))


class ScreenLostError(Exception):
    """There is no window, or none any more."""


class Screen:
    """A resizable window that shows pictures and tells keys. It is opened with the first picture.

    Parameters
    ----------
    name
        What stands in its frame.
    """

    def __init__(self, name: str) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pixels = spawn.RawArray("B", _LARGEST_PX * 3)
        self._connection, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, self._pixels, name), name="window", daemon=True)
        self._process.start()
        theirs.close()
        self._keys: list[int] = []
        self.closed = False

    def show(self, image: Image) -> None:
        """Show a picture, and wait until it is on the screen.

        Raises
        ------
        ScreenLostError
            The display failed, or does not answer.
        """
        image = _fitted(image)
        np.frombuffer(self._pixels, np.uint8, image.size)[:] = image.reshape(-1)
        try:
            self._connection.send(image.shape)
            while not self.closed:
                if not self._connection.poll(PATIENCE_S):
                    raise ScreenLostError
                if self._take(self._connection.recv()):
                    return
        except (OSError, EOFError) as error:
            raise ScreenLostError from error

    def pressed(self) -> list[int]:
        """Keys since the last call."""
        try:
            while not self.closed and self._connection.poll():
                self._take(self._connection.recv())
        except (OSError, EOFError) as error:
            raise ScreenLostError from error
        keys, self._keys = self._keys, []
        return keys

    def close(self) -> None:
        """Close the window; may be called twice."""
        with contextlib.suppress(OSError):
            self._connection.close()  # which ends the process
        self._process.join(1.0)
        if self._process.is_alive():
            self._process.kill()

    def _take(self, said: object) -> bool:
        """Note what the window says; whether it is that a picture has come to the screen."""
        if isinstance(said, int):
            self._keys.append(said)
        self.closed = self.closed or said == "closed"
        return said == "shown"


def _fitted(image: Image) -> Image:
    """A picture no larger than the memory both processes share."""
    height, width = image.shape[:2]
    if width * height <= _LARGEST_PX:
        return image
    scale = math.sqrt(_LARGEST_PX / (width * height))
    cv2 = import_cv2()
    fitted: Image = cv2.resize(image, (int(width * scale), int(height * scale)), interpolation=cv2.INTER_AREA)
    return fitted


def _serve(connection: Connection, pixels: Any, name: str) -> None:  # noqa: ANN401 - a raw array has no type
    """The other process: show what comes, tell what is pressed, until the session hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the session
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a display complains of, the session says in its own words
    with contextlib.suppress(OSError, EOFError):
        shape = connection.recv()
        cv2 = import_cv2()
        cv2.namedWindow(name, cv2.WINDOW_NORMAL | cv2.WINDOW_KEEPRATIO | cv2.WINDOW_GUI_NORMAL)
        scale = min(WIDTH / shape[1], HEIGHT / shape[0])
        cv2.resizeWindow(name, round(shape[1] * scale), round(shape[0] * scale))
        full = False
        while True:
            if shape is not None:
                cv2.imshow(name, np.frombuffer(pixels, np.uint8, math.prod(shape)).reshape(shape))
            key = cv2.waitKey(1) & 0xFF
            if shape is not None:
                connection.send("shown")
            if key in _FULL:
                full = not full
                cv2.setWindowProperty(name, cv2.WND_PROP_FULLSCREEN, cv2.WINDOW_FULLSCREEN if full else 0)
            elif key != 0xFF:
                connection.send(key)
            if _is_gone(cv2, name):
                connection.send("closed")
                return
            shape = connection.recv() if connection.poll(_TURN_S) else None


def _is_gone(cv2: Any, name: str) -> bool:  # noqa: ANN401 - cv2 is loaded late
    """Whether the user has clicked the window away: the property falls to 0 then; some backends raise instead."""
    try:
        return bool(cv2.getWindowProperty(name, cv2.WND_PROP_VISIBLE) < 1)
    except cv2.error:
        return True
