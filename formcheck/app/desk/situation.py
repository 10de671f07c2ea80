"""What is known at one moment of a day at the desk, and what may be answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from formcheck.system.language import later


class Busy(StrEnum):
    """Why nobody wants to be spoken to now; nothing else is asked, so it is also what a day's page says."""

    CAMERA = later("another program uses the camera")
    MICROPHONE = later("another program uses the microphone")
    FULL_SCREEN = later("a program fills the screen")
    DO_NOT_DISTURB = later("notifications are turned off")


class Seen(StrEnum):
    """What a glance at the desk shows; the values are those of the files."""

    SITTING = "sitting"
    STANDING = "standing"
    AWAY = "away"
    UNSURE = "unsure"


class Answer(StrEnum):
    """What puts it off when it is time to get up; the values are what is typed. Else an offer is accepted."""

    LATER = "later"
    HOUR = "hour"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Situation:
    """One moment.

    Attributes
    ----------
    time
        With its time zone; what a sleeping computer missed lies between two moments.
    idle_s
        Seconds without a key or the mouse; None where this computer does not tell.
    away
        Whether the screen is locked.
    busy
        None where nothing speaks against a word.
    can_look
        Whether the camera may be opened: none is wanted, or the battery is low.
    """

    time: datetime
    idle_s: float | None = 0.0
    away: bool = False
    busy: Busy | None = None
    can_look: bool = True
