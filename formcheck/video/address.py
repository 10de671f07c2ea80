"""Addresses of network cameras: told from other words, and shown without their secrets."""

import re

from formcheck.errors import DeviceError

SCHEMES = ("http", "https", "rtsp")

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
        raise DeviceError(f"{masked(text)}: expected an address with {', '.join(SCHEMES)}, found {found[1]}")
    return found is not None


def masked(address: str) -> str:
    """An address fit to be shown: without name, password, and what follows a question mark.

    Parameters
    ----------
    address
        Of a network camera; it need not be well formed.
    """
    shown = re.sub(r"(?<=://).*@", "***@", address)
    return re.sub(r"[?#].*", "?***", shown)
