"""What is on the disk: links are not followed, and what goes away meanwhile was never there."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def head(path: Path, length: int) -> bytes:
    """The first bytes of a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError:
        return b""


def inside(folder: Path, *, behind_link: bool = False) -> list[Path]:
    """What is in a folder; nothing where it cannot be seen, or where it is a link and none is followed."""
    try:
        return list(folder.iterdir()) if behind_link or is_folder(folder) else []
    except OSError:
        return []


def under(folder: Path) -> Iterator[Path]:
    """Everything in a folder, at any depth."""
    for place, folders, names in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *names))


def is_folder(path: Path) -> bool:
    """Whether it is a folder itself, and no link to one."""
    with suppress(OSError):
        return stat.S_ISDIR(path.lstat().st_mode)
    return False


def is_file(path: Path) -> bool:
    """Whether it is a file itself, and no link to one."""
    with suppress(OSError):
        return stat.S_ISREG(path.lstat().st_mode)
    return False


def is_closed(folder: Path) -> bool:
    """Whether it is there, and we may not look into it."""
    try:
        os.scandir(folder).close()
    except PermissionError:
        return True
    except OSError:
        return False
    return not os.access(folder, os.X_OK)  # without it, what is in it has names and nothing else


def size_bytes(path: Path) -> int:
    """Of a file, or of all files in a folder."""
    total = 0
    for one in (path, *under(path)):
        if is_file(one):
            with suppress(OSError):  # it has just gone
                total += one.lstat().st_size
    return total
