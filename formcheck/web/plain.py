"""Messages for the page: in them no place of the disk is named."""

import re
from pathlib import Path

_PLACE = re.compile(r"(?<![\w:/\\.])(?:[A-Za-z]:)?[\\/](?:[^\s\\/\"':;,]+[\\/])+")
"""The folders before the name of a file, from the root on."""


def plainly(message: str) -> str:
    """A message in which files have their names alone.

    >>> plainly('"/home/ann/clips/a.mp4" is no video')
    '"a.mp4" is no video'
    """
    return _PLACE.sub("", " ".join(message.replace(f"{Path.home()}/", "/home/me/").split()))
