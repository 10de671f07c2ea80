"""Texts from which is taken what tells who somebody is: names of person and computer, and places on the disk."""

import getpass
import os
import platform
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

LEFT_OUT = "***"
"""What stands in the place of a name."""
_PLACE = re.compile(r"(?<![\w.:/\\])(?:~|[A-Za-z]:|\\\\[^\s\\/\"':;,]+)?(?:[\\/][^\s\\/\"':;,()]+)+[\\/]?")
"""A place on the disk, from the root or the home folder on."""
_VARIABLES = ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME", "USERDOMAIN")


def nameless(text: str, own: Iterable[str] = ()) -> str:
    """A text in which names and places are left out.

    Parameters
    ----------
    text
        What may be read by anybody afterwards.
    own
        What else in it is the person's own, such as what they call a device.
    """
    for place in sorted({*own, str(Path.home())} - {"", "/"}, key=len, reverse=True):
        text = text.replace(place, LEFT_OUT)
    text = _PLACE.sub(LEFT_OUT, text)
    for name in sorted(_names(), key=len, reverse=True):
        # As a word of its own: who is called "an" or "pi" is not in "mediapipe".
        text = re.sub(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", LEFT_OUT, text, flags=re.IGNORECASE)
    return text


def _names() -> set[str]:
    """What the person and the computer are called, as far as the system knows."""
    found = {os.environ.get(variable, "") for variable in _VARIABLES} | {Path.home().name}
    with suppress(OSError, KeyError, ImportError):  # a user whom no list of users knows
        found.add(getpass.getuser())
        if sys.platform != "win32":
            import pwd

            found.update(pwd.getpwuid(os.getuid()).pw_gecos.replace(",", " ").split())
    host = platform.node()
    return {name for name in {*found, host, host.partition(".")[0]} if len(name) > 1}
