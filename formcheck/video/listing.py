"""The cameras of this computer by name: which there are, and which of them is meant."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from formcheck.errors import DeviceError
from formcheck.system.language import tr
from formcheck.video.capture import quiet_cv2

LINKS = Path("/dev/v4l/by-id")
"""Links of Linux that lead to the same camera wherever it is plugged in."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A camera as the system lists it.

    Attributes
    ----------
    number
        By which it is opened; another one after it was plugged in elsewhere.
    name
        What its maker calls it; two of a kind have the same.
    link
        A path that stays its own, on Linux; empty where there is none.
    """

    number: int
    name: str
    link: str = ""

    def __str__(self) -> str:
        return f"{self.number} ({self.name})" if self.name else str(self.number)


def listed() -> list[Listed]:
    """The cameras that the system lists, in the order of their numbers, whether they answer or not.

    Empty also where it cannot be asked.
    """
    cv2 = quiet_cv2()
    try:
        # Loaded only here: it brings the frameworks of macOS along.
        from cv2_enumerate_cameras import enumerate_cameras

        # In the order in which cv2 counts them, which no program of the system tells.
        by_system = {"linux": cv2.CAP_V4L2, "darwin": cv2.CAP_AVFOUNDATION, "win32": cv2.CAP_DSHOW}
        found = enumerate_cameras(by_system.get(sys.platform, cv2.CAP_ANY))
    except (ImportError, OSError, RuntimeError):  # NotImplementedError too: another system
        return []
    links = _links(LINKS)
    cameras = [Listed(one.index, str(one.name or ""), links.get(one.index, "")) for one in found]
    return sorted(cameras, key=lambda camera: camera.number)


def number_in(text: str) -> int | None:
    """The number in a text that names a camera by it: 4, /dev/video4, or a link of Linux that leads there."""
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    return _led_to(text) if text.startswith("/dev/") else None


def named(text: str, cameras: list[Listed]) -> Listed | None:
    """The camera that has this name, or this as a part of it; of several of a kind the first. None where none has.

    Raises
    ------
    DeviceError
        Cameras of different names have it.
    """
    wanted = " ".join(text.casefold().split())
    if not wanted:
        return None
    for fits in (wanted.__eq__, lambda name: wanted in name):
        found = [camera for camera in cameras if fits(" ".join(camera.name.casefold().split()))]
        if len({camera.name for camera in found}) > 1:
            raise DeviceError(
                tr('"{text}" may be {told}: give more of the name, or the number', text=text, told=told(found))
            )
        if found:
            return found[0]
    return None


def told(cameras: list[Listed]) -> str:
    """Cameras in a sentence."""
    return ", ".join(map(str, cameras))


def _links(folder: Path) -> dict[int, str]:
    found: dict[int, str] = {}
    try:
        links = sorted(folder.iterdir())
    except OSError:
        return found
    for link in links:
        number = _led_to(link)
        if number is not None:
            found.setdefault(number, str(link))
    return found


def _led_to(path: str | Path) -> int | None:
    found = re.fullmatch(r"video([0-9]{1,4})", Path(os.path.realpath(path)).name)
    return None if found is None else int(found[1])
