"""The camera that was used last, kept on this computer: where none is named, it is tried first."""

import json
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from formcheck.system.private_file import keep_private
from formcheck.system.textfile import UnreadableError, read_text
from formcheck.video.address import is_address, masked
from formcheck.video.listing import Listed

FILE = "camera.json"


def last_camera(folder: Path) -> str | None:
    """The camera used last, as `--camera` takes it; None where there is none, or it cannot be read."""
    try:
        found = json.loads(read_text(folder / FILE))["camera"]
    except (UnreadableError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def keep(folder: Path, camera: str) -> None:
    """Keep a camera; the folder is made if need be.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    if last_camera(folder) == camera:
        return
    keep_private(folder / FILE, f"{json.dumps({'camera': camera}, indent=2)}\n")


def lasting(spec: str | None, number: int | None, cameras: list[Listed]) -> str | None:
    """How a camera is found again next time; None where that has no sense, as of a file.

    Parameters
    ----------
    spec
        As it was given; an address may hold a password, which is left out.
    number
        Of a camera of this computer, as it was opened.
    cameras
        Those that the system lists.
    """
    if number is None:
        return without_secrets(spec) if spec is not None and is_address(spec) else None
    for camera in cameras:
        if camera.number == number:
            alone = sum(other.name == camera.name for other in cameras) == 1
            return camera.link or (camera.name if camera.name and alone else str(number))
    return str(number)


def without_secrets(address: str) -> str:
    """An address without name and password, and without whatever else may hide one."""
    parts = urlsplit(address)
    bare = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    # Some cameras want user=...&password=... as a part of the path.
    return bare if masked(bare) == bare else urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "/", "", ""))
