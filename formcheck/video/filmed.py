"""When a clip was filmed, as its container says."""

import re
from datetime import UTC, datetime
from pathlib import Path

from formcheck.errors import MissingLibraryError
from formcheck.video import ffmpeg

_LOCAL = re.compile(r"com\.apple\.quicktime\.creationdate *: *(\S+)")
"""With the time zone in which it was filmed."""
_CREATED = re.compile(r"\bcreation_time *: *(\S+)")
"""In UTC, whatever the time zone; some cameras write their own time and call it so, which nothing tells."""
_FIRST_YEAR = 1990
"""Before it nobody filmed such files: a clock that was never set stands at 1904, 1970 or 1980."""


def filmed_at(path: Path) -> datetime | None:
    """When a file was filmed, in the time zone that its container names, else in the local one; None if it says not."""
    try:
        _, log = ffmpeg.run(["-i", str(path.absolute())], patience_s=30.0)
    except MissingLibraryError:
        return None
    for found in [*_LOCAL.findall(log), *_CREATED.findall(log)]:
        try:
            at = datetime.fromisoformat(found)
        except ValueError:
            continue
        if at.year >= _FIRST_YEAR:
            named = at.tzinfo not in (None, UTC)
            return at if named else at.replace(tzinfo=UTC).astimezone()
    return None
