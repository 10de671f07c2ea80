"""The places in which formcheck keeps things on this computer, and what kinds of things those are."""

import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from formcheck.output.history.store import history_path
from formcheck.system.folders import user_folder
from formcheck.system.language import later

SESSIONS = "sessions"
"""The folder of the live sessions, in that of the user."""
PAGE = "page"
"""The folder of whatever the page in the browser needs while it is open."""


class Kind(StrEnum):
    """Everything that is kept."""

    SESSIONS = later("sessions")
    HISTORY = later("history")
    SAFETY = later("safety answer")
    PERSON = later("year of birth and sex")
    CAMERA = later("last camera")
    DESK = later("desk companion")
    SETTINGS = later("settings")
    LEFTOVERS = later("leftovers")
    MODEL = later("pose model")


@dataclass(frozen=True, slots=True)
class Store:
    """The places in which formcheck keeps things.

    Attributes
    ----------
    data
        The folder of this user for everything that is to stay.
    history
        The file of past sessions.
    temporary
        The system's folder for temporary files.
    """

    data: Path
    history: Path
    temporary: Path

    @classmethod
    def of_this_user(cls) -> "Store":
        """Where this program keeps things for the user who runs it."""
        return cls(user_folder(), history_path(), Path(tempfile.gettempdir()))

    @property
    def sessions(self) -> Path:
        """Folder of the live sessions."""
        return self.data / SESSIONS

    @property
    def page(self) -> Path:
        """Folder of the page in the browser, which goes away with it."""
        return self.data / PAGE

    @property
    def models(self) -> Path:
        """Folder of the pose models that were fetched."""
        return self.data / "models"


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is of a kind: files or folders, and how large all of it is."""

    kind: Kind
    paths: tuple[Path, ...]
    size_bytes: int
