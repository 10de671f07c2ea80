"""Who is at the desk: somebody who sits, somebody who stands, or nobody, and how that is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from formcheck.app.desk.event import LEFT, Unseen
from formcheck.app.desk.hours import Pace
from formcheck.app.desk.situation import Busy, Seen, Situation


@dataclass(frozen=True, slots=True)
class Absence:
    """Nobody was there, as far as anybody can tell.

    Attributes
    ----------
    began, ended
        From the last key, the lock of the screen or the last look that showed somebody, to the next key.
    how
        How it is known; by the keys alone where the camera saw nothing.
    looked
        Whether it began with a look: then another one has to be due before the keys alone are believed.
    """

    began: datetime
    ended: datetime
    how: str
    looked: bool = False

    def is_break(self, pace: Pace) -> bool:
        """Whether it was long enough: what is known of the keys alone has to be longer."""
        least_s = pace.no_input_s if self.how is Unseen.NO_INPUT else pace.absent_s
        least_s += pace.glance_s if self.how is Unseen.NO_INPUT and self.looked else 0.0
        return (self.ended - self.began).total_seconds() >= least_s


class Presence:
    """Notices who leaves and comes back."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._left: datetime | None = None
        self._how: str = Unseen.NO_INPUT
        self._seen_there: datetime | None = None

    @property
    def left(self) -> datetime | None:
        """Since when nobody seems to be there; None while somebody is."""
        return self._left

    def update(self, now: Situation) -> Absence | None:
        """Take the next moment; an absence that has ended with it."""
        still_s = now.idle_s or 0.0
        # In a call or before a film one touches nothing; else whoever does not touch a key for long may have left.
        gone = now.away or (still_s >= self._pace.absent_s and now.busy in (None, Busy.DO_NOT_DISTURB))
        if not gone:
            return self.come_back(now.time - timedelta(seconds=still_s) if self._left else now.time)
        if self._left is None:
            self._left = now.time if now.away else now.time - timedelta(seconds=still_s)
            if self._seen_there is not None:
                self._left = max(self._left, self._seen_there)
            self._how = Unseen.NO_INPUT
        if now.away and self._how is Unseen.NO_INPUT:
            self._how = Unseen.LOCKED
        return None

    def saw(self, time: datetime, seen: Seen) -> None:
        """Take what a glance has shown: an empty picture is an absence, somebody with idle hands is none."""
        if seen is Seen.AWAY and self._left is not None:
            self._how = LEFT
        elif seen in (Seen.SITTING, Seen.STANDING):
            self._seen_there, self._left = time, None

    def come_back(self, time: datetime) -> Absence | None:
        """End an absence, if there is one."""
        if self._left is None:
            return None
        absence, self._left = (
            Absence(self._left, max(time, self._left), self._how, self._left == self._seen_there),
            None,
        )
        return absence
