"""A day at the desk, moment by moment: sums up sitting, asks when it is time, and knows a break when there is one.

Nothing here reads a clock or looks at the computer: moments, glances and answers come in, events go out.
"""

from dataclasses import dataclass, field
from datetime import datetime

from formcheck.app.desk.event import Event, Kind, Unseen
from formcheck.app.desk.hours import Hours, Pace
from formcheck.app.desk.presence import Presence
from formcheck.app.desk.quiet import Quiet
from formcheck.app.desk.situation import Answer, Busy, Seen, Situation


@dataclass
class State:
    """What has to outlive the program.

    Attributes
    ----------
    last, since
        The last moment, and when the spell of sitting or standing began that lasts still.
    posture
        What was seen last; sitting where nothing is looked at.
    sat_s, stood_s
        Seconds of sitting since the last break, and of standing since the last change.
    asked, asked_at_s
        How often was asked since the last break, 2 at most, and at how many seconds of sitting the last time.
    quiet
        Whether and why nothing is to be asked.
    """

    last: datetime | None = None
    since: datetime | None = None
    posture: Seen = Seen.SITTING
    sat_s: float = 0.0
    stood_s: float = 0.0
    asked: int = 0
    asked_at_s: float = 0.0
    quiet: Quiet = field(default_factory=Quiet)


class Companion:
    """Follows one person's day.

    Parameters
    ----------
    hours, pace
        When it works, and after how long it asks.
    glances
        Whether the camera may look now and then.
    state
        Of an earlier run of the program.
    """

    def __init__(
        self, hours: Hours | None = None, pace: Pace | None = None, *, glances: bool = True, state: State | None = None
    ) -> None:
        self.hours, self.pace, self._glances = hours or Hours(), pace or Pace(), glances
        self.state = state or State()
        self._presence = Presence(self.pace)
        self._accepted = False
        self._unsure_s = 0.0  # of nobody at the desk, as long as it may still turn out that somebody sat there
        self._looked: datetime | None = None
        self._held_back: str | None = None

    def update(self, now: Situation) -> list[Event]:
        """Take the next moment; what comes of it, in order."""
        state, last = self.state, self.state.last
        state.last = now.time
        passed_s = 0.0 if last is None else (now.time - last).total_seconds()
        if passed_s < 0:  # the clock was set back
            return []
        state.since = state.since or now.time
        state.quiet = state.quiet.update(now)
        events = []
        if last is not None and passed_s >= self.pace.absent_s:  # the computer was asleep
            self._presence.come_back(now.time)
            events += self._break(last, now.time, Unseen.ASLEEP)
            passed_s = 0.0
        absence = self._presence.update(now)
        if absence is not None and absence.is_break(self.pace) and not self._accepted:
            events += self._break(absence.began, absence.ended, absence.how)
        elif self._presence.left is not None:
            self._doubt((now.time - self._presence.left).total_seconds(), passed_s)
        else:
            self._sum_up(passed_s)
        if self.hours.hold(now.time) and not self._accepted and not now.away:
            events += self._glance(now)
            events += self._ask(now) if self._presence.left is None else []
        return events

    def saw(self, time: datetime, seen: Seen) -> list[Event]:
        """Take what a glance has shown."""
        self._presence.saw(time, seen)
        if seen not in (Seen.SITTING, Seen.STANDING):
            return []
        self._sum_up(0.0)
        if seen is self.state.posture:
            return []
        spell = self._spell(time)
        self.state.posture, self.state.stood_s, self.state.since = seen, 0.0, time
        return spell

    def answer(self, time: datetime, answer: Answer) -> list[Event]:
        """Take what was answered; it puts off what is due."""
        self.state.quiet = self.state.quiet.put_off(time, answer, self.pace)
        return [self._event(time, Kind.QUIET, answer.value)]

    def accept(self) -> None:
        """A break has begun; its end is told with `took` or `missed`."""
        self._accepted = True

    def took(self, began: datetime, ended: datetime, how: str) -> list[Event]:
        """Take a break that was seen."""
        self._accepted = False
        self._presence.saw(ended, Seen.SITTING)  # it is no absence as well
        return self._break(began, ended, how)

    def missed(self, time: datetime, why: str) -> list[Event]:
        """Take the end of an accepted break that was none: it is asked again a little later."""
        self._accepted = False
        self.state.quiet = self.state.quiet.put_off(time, Answer.LATER, self.pace)
        return [self._event(time, Kind.NO_BREAK, why)]

    def _doubt(self, gone_s: float, passed_s: float) -> None:
        """Take back what was summed up since the last key: perhaps nobody has sat there since."""
        if self._unsure_s == 0 and self.state.posture is not Seen.STANDING:
            self.state.sat_s = max(0.0, self.state.sat_s - (gone_s - passed_s))
        self._unsure_s = gone_s

    def _sum_up(self, passed_s: float) -> None:
        passed_s, self._unsure_s = passed_s + self._unsure_s, 0.0
        if self.state.posture is Seen.STANDING:
            self.state.stood_s += passed_s
        else:
            self.state.sat_s += passed_s

    def _break(self, began: datetime, ended: datetime, how: str) -> list[Event]:
        events = [*self._spell(began), Event(ended, Kind.BREAK, self.state.sat_s, str(how), began, how)]
        self.state = State(last=self.state.last, since=ended, quiet=self.state.quiet.asked())
        self._unsure_s = 0.0
        return events

    def _spell(self, ended: datetime) -> list[Event]:
        """The spell of sitting or standing that ends now."""
        since, posture = self.state.since, self.state.posture
        if since is None or since >= ended:
            return []
        return [Event(ended, Kind.SPELL, self.state.sat_s, posture.value, since, posture.value)]

    def _ask(self, now: Situation) -> list[Event]:
        state = self.state
        due = self._due(now.time)
        if due is None or state.quiet.is_put_off(now.time):
            return []
        why_not = state.quiet.why(now.time, self.pace)
        news, self._held_back = why_not != self._held_back, why_not
        if why_not is not None:
            return [self._event(now.time, Kind.HELD_BACK, why_not)] if news else []
        if due is Kind.STOOD_LONG:
            event = self._event(now.time, due, f"stood for {state.stood_s / 60:.0f} minutes")
            state.stood_s = 0.0
            return [event]
        state.asked, state.asked_at_s = 2 if due is Kind.ASK_AGAIN else 1, state.sat_s
        state.quiet = state.quiet.asked()
        return [self._event(now.time, due, f"sat for {state.sat_s / 60:.0f} minutes")]

    def _due(self, time: datetime) -> Kind | None:
        state, pace = self.state, self.pace
        if state.posture is Seen.STANDING:
            return Kind.STOOD_LONG if state.stood_s >= pace.stand_s else None
        if state.quiet.is_over(time):
            return Kind.ASK
        since_s = state.sat_s - state.asked_at_s
        if state.asked == 1:
            return Kind.ASK_AGAIN if since_s >= pace.again_s else None
        return Kind.ASK if since_s >= pace.ask_s else None

    def _glance(self, now: Situation) -> list[Event]:
        if not self._glances or not now.can_look or now.busy not in (None, Busy.DO_NOT_DISTURB):
            return []
        if self._looked is not None and (now.time - self._looked).total_seconds() < self.pace.glance_s:
            return []
        self._looked = now.time
        return [self._event(now.time, Kind.GLANCE, "to see who is there")]

    def _event(self, time: datetime, kind: Kind, why: str) -> Event:
        return Event(time, kind, self.state.sat_s, why, time)
