"""Carries out what the companion decides: asks, looks, and says what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from formcheck.app.desk.companion import Companion
from formcheck.app.desk.event import Event, Kind
from formcheck.app.desk.offers import Offer, offers
from formcheck.app.desk.shoulders import Shoulders, Taught, posture
from formcheck.app.desk.situation import Answer, Busy, Seen, Situation
from formcheck.app.desk.words import TITLE, buttons, praise, question
from formcheck.system.desktop.protocol import Desktop
from formcheck.system.language import tr

KEYS_S = 30.0
"""Whoever comes back touches a key before the camera has seen them."""


class Look(Protocol):
    """What looks for us, beside this program."""

    def found(self) -> list[dict[str, Any]]:
        """What it has found since the last call."""

    def ended(self) -> bool:
        """Whether nothing more will come."""

    @property
    def failure(self) -> str | None:
        """Why it failed."""

    def end(self) -> None:
        """End it."""


@dataclass
class _UnderWay:
    look: Look
    name: str
    offer: Offer
    began: datetime
    count: int = 0
    gone_s: float = 0.0


class Attendant:
    """One person's, for as long as the program runs.

    Parameters
    ----------
    companion, desktop
        Who decides, and what this computer tells.
    begin_look
        Begins to look: a glance, or what an offer asks for by its id; None where no camera is wanted.
    say
        Says a sentence aloud.
    taught
        What sitting and standing look like; None before that was shown.
    remind
        One sentence for somebody who has just taken a break, once a day; empty for none.
    """

    def __init__(
        self,
        companion: Companion,
        desktop: Desktop,
        begin_look: Callable[[str], Look] | None,
        say: Callable[[str], object],
        taught: Taught | None = None,
        remind: Callable[[], str] = str,
    ) -> None:
        self.companion, self.desktop, self.taught = companion, desktop, taught
        self._begin_look, self._say = begin_look, say
        self._remind, self._reminded = remind, date.min
        self._glance: Look | None = None
        self._break: _UnderWay | None = None

    @property
    def doing(self) -> str | None:
        """Id of the offer that was accepted and is under way; None where none is."""
        return None if self._break is None else self._break.name

    def tick(self, time: datetime) -> list[Event]:
        """Take the next moment; what came of it, and is worth keeping."""
        now = self._situation(time)
        events = self._take_glance(now) + self._take_break(now)
        for event in self.companion.update(now):
            self._carry_out(event)
            if event.kind is not Kind.GLANCE:
                events.append(event)
        return events

    def listen(self, time: datetime) -> list[Event]:
        """Take the buttons that were pressed."""
        return [event for word in self.desktop.pressed() for event in self.answer(time, word)]

    def answer(self, time: datetime, word: str) -> list[Event]:
        """Take what the person answers, an `Answer` or the id of an offer, which is looked at where that is wanted."""
        offer = offers().get(word)
        if offer is None:
            return self.companion.answer(time, Answer(word))
        if self._break is not None:
            return []
        if self._begin_look is None:
            # Nobody looks: the keys will tell, and it is asked again if they do not.
            return self.companion.answer(time, Answer.LATER)
        self._end_glance()
        self.companion.accept()
        self._break = _UnderWay(self._begin_look(word), word, offer, time)
        return []

    def close(self) -> None:
        """End what runs beside."""
        self._end_glance()
        if self._break is not None:
            self._break.look.end()
        self.desktop.close()

    def _situation(self, time: datetime) -> Situation:
        desktop = self.desktop
        busy = None
        looks = self._glance is not None or self._break is not None
        if not looks and desktop.camera_used():
            busy = Busy.CAMERA
        elif desktop.microphone_used():
            busy = Busy.MICROPHONE
        elif desktop.full_screen():
            busy = Busy.FULL_SCREEN
        elif desktop.do_not_disturb():
            busy = Busy.DO_NOT_DISTURB
        can_look = self._begin_look is not None and not looks and not desktop.battery_low()
        return Situation(time, desktop.idle_s(), bool(desktop.locked()), busy, can_look)

    def _carry_out(self, event: Event) -> None:
        if event.kind is Kind.GLANCE and self._begin_look is not None:
            self._glance = self._begin_look("glance")
        elif event.kind in (Kind.ASK, Kind.ASK_AGAIN, Kind.STOOD_LONG):
            self.desktop.notify(TITLE, question(event), buttons())
            self._say(question(event))

    def _take_glance(self, now: Situation) -> list[Event]:
        glance, events = self._glance, list[Event]()
        if glance is None or not glance.ended():
            return events
        for found in glance.found():
            seen = None if found["seen"] is None else Shoulders(**found["seen"])
            shown = Seen.UNSURE if found.get("dark") else posture(seen, self.taught, now.idle_s)
            events += self.companion.saw(now.time, shown)
        self._glance = None
        return events

    def _end_glance(self) -> None:
        glance, self._glance = self._glance, None
        if glance is not None:
            glance.end()

    def _take_break(self, now: Situation) -> list[Event]:
        under_way = self._break
        if under_way is None:
            return []
        ended = under_way.look.ended()
        for found in under_way.look.found():
            under_way.count = found.get("count", under_way.count)
            under_way.gone_s = found.get("gone_s", under_way.gone_s)
        if not ended:
            return []
        self._break = None
        why_not = self._why_not(under_way, now)
        if why_not is not None:
            self._say(why_not)
            return self.companion.missed(now.time, why_not)
        self._say(f"{praise()} {self._reminder(now.time.date())}".strip())
        return self.companion.took(under_way.began, now.time, under_way.name)

    def _reminder(self, today: date) -> str:
        if self._reminded == today:
            return ""
        self._reminded = today
        return self._remind()

    def _why_not(self, under_way: _UnderWay, now: Situation) -> str | None:
        """Why what was accepted was no break; None if it was one."""
        offer, failure = under_way.offer, under_way.look.failure
        if failure is not None:
            return tr("I could not look: {why}", why=failure)
        if offer.counted is not None:
            done, asked = under_way.count, offer.counted.reps
            return None if done >= asked else tr("{done} of {asked}: that was no break yet.", done=done, asked=asked)
        if offer.gone is not None:
            lasts_s = offer.gone.lasts_s
            no_keys = now.idle_s is None or now.idle_s >= lasts_s - KEYS_S
            return None if under_way.gone_s >= lasts_s and no_keys else tr(offer.none)
        assert offer.routine is not None
        lasted_s = (now.time - under_way.began).total_seconds()
        return None if lasted_s >= offer.routine.lasts_s else tr(offer.none)
