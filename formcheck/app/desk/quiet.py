"""When nobody wants to be asked: put off by an answer, or in a call, a film, a talk, and a moment after it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from formcheck.app.desk.hours import Pace
from formcheck.app.desk.situation import Answer, Busy, Situation


@dataclass(frozen=True, slots=True)
class Quiet:
    """Until when, and why.

    Attributes
    ----------
    end
        Until then by an answer; None where nothing was put off.
    answer
        The answer.
    busy, free_since
        What kept the person busy last, and when it was over; None while it lasts, or if nothing did.
    """

    end: datetime | None = None
    answer: Answer | None = None
    busy: Busy | None = None
    free_since: datetime | None = None

    def put_off(self, time: datetime, answer: Answer, pace: Pace) -> Self:
        """By an answer; to the end of the day where it says so."""
        seconds = {Answer.LATER: pace.later_s, Answer.HOUR: pace.hour_s}.get(answer)
        if seconds is not None:
            return replace(self, end=time + timedelta(seconds=seconds), answer=answer)
        midnight = datetime.combine(time.date() + timedelta(days=1), datetime.min.time(), time.tzinfo)
        return replace(self, end=midnight, answer=answer)

    def update(self, now: Situation) -> Self:
        """At every moment."""
        if now.busy is not None:
            return replace(self, busy=now.busy, free_since=None)
        if self.busy is not None and self.free_since is None:
            return replace(self, free_since=now.time)
        return self

    def asked(self) -> Self:
        """After somebody was asked: what was put off is done."""
        return replace(self, end=None, answer=None)

    def why(self, time: datetime, pace: Pace) -> str | None:
        """What the person is in, or has just come out of; None if nothing."""
        if self.busy is None:
            return None
        grace = self.free_since is not None and (time - self.free_since).total_seconds() < pace.grace_s
        return self.busy.value if self.free_since is None or grace else None

    def is_put_off(self, time: datetime) -> bool:
        """Whether the time of an answer has not come yet."""
        return self.end is not None and time < self.end

    def is_over(self, time: datetime) -> bool:
        """Whether something was put off, and its time has come."""
        return self.end is not None and time >= self.end
