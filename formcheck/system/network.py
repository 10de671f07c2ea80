"""Where this computer is found in its networks."""

import socket
from contextlib import suppress

_ELSEWHERE = ("10.255.255.255", 9)
"""Nothing is sent there: the system only says by which of its addresses it would."""


def addresses() -> list[str]:
    """Addresses of this computer in its networks, the one that it uses by itself first."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(_ELSEWHERE)
        found.append(asking.getsockname()[0])
    with suppress(OSError):
        found += [str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [one for one in dict.fromkeys(found) if not one.startswith(("127.", "0."))]
