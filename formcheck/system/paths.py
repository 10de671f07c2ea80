"""Whether something is in a place, asked of any name: one too long, or in a folder that is closed, is no error here."""

import errno
import os
import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG

TEMPORARY_PREFIX = "formcheck-tmp-"
"""With which the name of every temporary folder begins, so that it can be known again and deleted."""


def is_name(path: Path) -> bool:
    """Whether a file can be called so at all: of some characters no name can be made."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


_IN_NO_NAME = re.compile(r'[\x00-\x1f<>:"|?*\ud800-\udfff]')
"""What some systems let in no name of a file."""
_LONGEST_NAME = 60


def safe_name(text: str) -> str:
    """The end of a path from anywhere as a name that a file can have here; perhaps empty."""
    return _IN_NO_NAME.sub("", text.replace("\\", "/").rpartition("/")[2]).strip(". ")[-_LONGEST_NAME:]


def is_there(path: Path) -> bool:
    """Whether there is anything, as far as can be seen; what cannot be looked at says why when it is opened."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def is_folder(path: Path) -> bool:
    """Whether there is a folder that can be seen."""
    return S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether there is a file that can be seen."""
    return S_ISREG(_mode(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # ValueError: with a zero in it, which no name has
        return 0
