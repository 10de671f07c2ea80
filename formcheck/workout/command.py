"""What the person may want of a session while it runs, by a key, a button, or with the hands."""

from collections.abc import Sequence
from enum import StrEnum
from threading import Lock


class Command(StrEnum):
    """One thing to want.

    NEXT leaves the set for the next one, AGAIN does it again from its beginning, PAUSE pauses, or goes on. TAKE_BACK
    takes the last count back, ADD counts one that was missed; each undoes the other. ANEW throws the session away and
    begins again, once it has been said twice; END ends it.
    """

    NEXT = "next"
    AGAIN = "again"
    PAUSE = "pause"
    TAKE_BACK = "take_back"
    ADD = "add"
    ANEW = "anew"
    END = "end"


class Controls:
    """Where windows, pages and whatever else has buttons leave what is wanted; any thread may ask.

    The session takes it with its next moment, as it takes gestures from the pose.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: list[Command] = []

    def ask(self, command: Command) -> None:
        """Want something."""
        with self._lock:
            self._asked.append(command)

    def take(self) -> Sequence[Command]:
        """What has been asked for since the last call, in this order."""
        with self._lock:
            asked, self._asked = self._asked, []
        return asked
