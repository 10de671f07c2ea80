"""Messages for the page: in them no place of the disk is named."""

import io
import re
from collections.abc import Callable
from pathlib import Path

_PLACE = re.compile(r"(?<![\w:/\\.])(?:[A-Za-z]:)?[\\/](?:[^\s\\/\"':;,]+[\\/])+")
"""The folders before the name of a file, from the root on."""


def plainly(message: str) -> str:
    """A message in which files have their names alone.

    >>> plainly('"/home/ann/clips/a.mp4" is no video')
    '"a.mp4" is no video'
    """
    return _PLACE.sub("", " ".join(message.replace(f"{Path.home()}/", "/home/me/").split()))


class Notes(io.TextIOBase):
    """A stream whose lines are told to the page."""

    def __init__(self, take: Callable[[str], object]) -> None:
        self._take = take

    def write(self, text: str) -> int:
        """Take some lines."""
        for line in filter(None, map(str.strip, text.splitlines())):
            self._take(plainly(line))
        return len(text)
