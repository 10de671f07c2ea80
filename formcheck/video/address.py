"""Addresses of network cameras: recognised among other words, and shown without their secrets."""

import re

from formcheck.errors import DeviceError
from formcheck.system.language import tr

SCHEMES = ("http", "https", "rtsp", "rtsps")

_RESEMBLES = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
"""A path has one slash left of two; a single letter is a disk of Windows."""
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def is_address(text: str) -> bool:
    """Whether this is the address of a network camera.

    Raises
    ------
    DeviceError
        It is an address of another kind.
    """
    found = _ADDRESS.match(text)
    if found and found[1].lower() not in SCHEMES:
        raise DeviceError(
            tr(
                "{text}: expected an address with {all}, found {found}",
                text=masked(text),
                all=", ".join(SCHEMES),
                found=found[1],
            )
        )
    return found is not None


def resembles_address(text: str) -> bool:
    """Whether this looks like an address of any kind, given where none is wanted; also after it was a path."""
    return _RESEMBLES.match(text) is not None


def masked(text: str) -> str:
    """A text fit to be shown: of an address without name, password, and what follows a question mark or an equals sign.

    Parameters
    ----------
    text
        The address of a network camera, however badly typed. The name of a file stays as it is, unless it looks like
        an address with a password.
    """
    if _ADDRESS.search(text):
        text = re.sub(r"(?<=://).*@", "***@", text, flags=re.DOTALL)
        text = re.sub(r"[?#].*", "?***", text, flags=re.DOTALL)
        return re.sub(r"=[^&;/]*", "=***", text)  # some cameras want user=...&password=... as part of the path
    # One with its beginning forgotten or mistyped has the password in it all the same.
    text = re.sub(r"^.*:.*@", "***@", text, flags=re.DOTALL)
    return re.sub(r"\?.*=.*", "?***", text, flags=re.DOTALL)
