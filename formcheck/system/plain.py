"""Messages for the page, in which no place of the disk is named, and messages from it."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PLACE = re.compile(r"(?<![\w:/\\.])(?:[A-Za-z]:)?[\\/](?:[^\s\\/\"':;,]+[\\/])+")
"""The folders before the name of a file, from the root on."""


def plainly(message: str) -> str:
    """A message in which files have their names alone.

    >>> plainly('"/home/ann/clips/a.mp4" is no video')
    '"a.mp4" is no video'
    """
    return _PLACE.sub("", " ".join(message.replace(f"{Path.home()}/", "/home/me/").split()))


def understood(text: str | bytes) -> dict[str, Any] | None:
    """What the page says; None where it is nothing that our page would say.

    >>> understood('{"ask": "pause"}'), understood("[1]"), understood("{")
    ({'ask': 'pause'}, None, None)
    """
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


class Notes(io.TextIOBase):
    """A stream whose lines are told to the page."""

    def __init__(self, take: Callable[[str], object]) -> None:
        self._take = take

    def write(self, text: str) -> int:
        """Take some lines."""
        for line in filter(None, map(str.strip, text.splitlines())):
            self._take(plainly(line))
        return len(text)
