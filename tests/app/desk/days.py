"""A scripted day at the desk: who does what from when to when, and what the companion makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from formcheck.app.desk.companion import Companion
from formcheck.app.desk.event import Event, Kind
from formcheck.app.desk.situation import Busy, Seen, Situation

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
TICK_S = 10.0


@dataclass(frozen=True)
class Spell:
    """Minutes of one thing.

    Attributes
    ----------
    minutes
        How long it lasts.
    posture
        What a glance would show.
    types
        Whether keys are touched.
    busy, locked, asleep
        A call or the like; a locked screen; a computer that is suspended.
    """

    minutes: float
    posture: Seen = Seen.SITTING
    types: bool = True
    busy: Busy | None = None
    locked: bool = False
    asleep: bool = False


def moments(
    spells: list[Spell], begin: datetime = MORNING, touched: datetime | None = None
) -> Iterator[tuple[Situation, Spell]]:
    """What a computer tells in each, every few seconds; a key was touched last when it began, or at a time before."""
    time, touched = begin, touched or begin
    for spell in spells:
        end = time + timedelta(minutes=spell.minutes)
        while time < end:
            time += timedelta(seconds=TICK_S)
            touched = time if spell.types else touched
            if not spell.asleep:
                idle_s = (time - touched).total_seconds()
                yield Situation(time, idle_s, spell.locked, spell.busy), spell


def played(companion: Companion, spells: list[Spell], begin: datetime = MORNING) -> list[Event]:
    """All that comes of a day; glances are answered with what is there, unless nothing could be told."""
    events = []
    for now, spell in moments(spells, begin):
        for event in companion.update(now):
            events.append(event)
            if event.kind is Kind.GLANCE:
                events += companion.saw(now.time, spell.posture)
    return events


def told(events: list[Event]) -> list[str]:
    """The transcript of a day, without glances and spells."""
    return [
        f"{event.time:%H:%M} {event.kind}: {event.why}"
        for event in events
        if event.kind not in (Kind.GLANCE, Kind.SPELL)
    ]
