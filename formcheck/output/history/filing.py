"""Under which day and which name a clip is filed, in its report and in the history alike."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from formcheck.system.paths import is_name
from formcheck.video.filmed import filmed_at


@dataclass(frozen=True, slots=True)
class Filing:
    """What tells a clip from others.

    Attributes
    ----------
    uuid
        The same for the same content, wherever it lies and whenever it was copied there, also on another computer.
    file_id
        The same for whatever lies in this place.
    started_at
        When it was filmed, with the offset from UTC.
    """

    uuid: str
    file_id: str
    started_at: datetime


def filing_of(path: Path, filmed: datetime | None = None) -> Filing:
    """How a clip is filed.

    Parameters
    ----------
    path
        The clip.
    filmed
        When it was filmed; None for the time that its container names, else for that of the file's last change.

    Raises
    ------
    OSError
        The file cannot be looked at.
    """
    place, modified_s = path.resolve(), path.stat().st_mtime
    began = filmed or filmed_at(place) or datetime.fromtimestamp(int(modified_s))
    with place.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return Filing(
        str(uuid5(NAMESPACE_OID, content)), file_id(path), began.astimezone(began.tzinfo).replace(microsecond=0)
    )


def file_id(path: Path) -> str:
    """Tells files of one name apart by where they lie, without telling where that is."""
    if not is_name(path):
        return ""
    return hashlib.sha256(path.resolve().as_uri().encode()).hexdigest()[:16]
