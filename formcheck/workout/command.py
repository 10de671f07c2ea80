"""What the person may want of a workout while it runs, by a key or with the hands."""

from enum import StrEnum


class Command(StrEnum):
    """NEXT leaves the set for the next one, AGAIN does it again from its beginning, PAUSE pauses, or goes on."""

    NEXT = "next"
    AGAIN = "again"
    PAUSE = "pause"
