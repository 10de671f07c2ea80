"""What comes of a moment at the desk: something to say, something to look at, something to write down."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What it is; the values are those of the files."""

    ASK = "ask"
    ASK_AGAIN = "ask_again"
    STOOD_LONG = "stood_long"
    HELD_BACK = "held_back"
    GLANCE = "glance"
    BREAK = "break"
    NO_BREAK = "no_break"
    QUIET = "quiet"
    SPELL = "spell"
    """Sitting, or standing, came to its end."""


class Unseen(StrEnum):
    """Breaks of which only a rest of the keys is known; the values are those of the files."""

    ASLEEP = "asleep"
    LOCKED = "locked"
    NO_INPUT = "no_input"


LEFT = "left"
"""How a break was taken whose empty picture the camera has seen without being asked to."""


@dataclass(frozen=True, slots=True)
class Event:
    """One of them.

    Attributes
    ----------
    time
        When it happens.
    kind
        What happens.
    sat_s
        Seconds of sitting since the last break.
    why
        In English, for the transcript.
    began
        Of a break and a spell: when it began; else when it happens.
    how
        Of a break: how it was taken, one of `Unseen`, `LEFT`, or the id of an offer. Of a spell: its posture.
    """

    time: datetime
    kind: Kind
    sat_s: float
    why: str
    began: datetime
    how: str | None = None

    @property
    def ended_after_s(self) -> float:
        """Seconds that it lasted."""
        return (self.time - self.began).total_seconds()

    @property
    def verified(self) -> bool:
        """Whether the camera has seen it."""
        return self.how is not None and self.how not in list(Unseen)
