"""What is said, looked at and concluded in a day at the desk, with a desktop and looks of the test's own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from formcheck.app.desk.attendant import Attendant
from formcheck.app.desk.companion import Companion
from formcheck.app.desk.event import Kind
from formcheck.app.desk.shoulders import Shoulders, Taught
from formcheck.app.desk.situation import Busy, Seen
from tests.app.desk.days import MORNING, Spell, moments

SITS, STANDS = Shoulders(0.4, 0.3), Shoulders(0.8, 0.3)
SHOWN = {Seen.SITTING: SITS, Seen.STANDING: STANDS}


WORKING_DAY = [
    "09:45 ask: sat for 45 minutes",
    "09:50 held_back: another program uses the microphone",
    "10:16 ask_again: sat for 76 minutes",
    "10:17 break: squats",
    "11:20 break: locked",
    "12:30 ask: sat for 45 minutes",
    "12:35 quiet: later",
    "12:45 ask: sat for 60 minutes",
    "13:35 break: asleep",
    "14:20 held_back: a program fills the screen",
    "14:22 ask: sat for 47 minutes",
    "14:28 break: walk",
    "15:18 break: left",
    "16:03 ask: sat for 45 minutes",
    "16:04 quiet: off",
]


@dataclass
class FakeDesktop:
    """A computer that tells what it is set to."""

    idle: float = 0.0
    is_locked: bool = False
    busy: Busy | None = None
    low: bool = False
    notified: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    closed: bool = False

    def idle_s(self) -> float | None:
        return self.idle

    def locked(self) -> bool | None:
        return self.is_locked

    def camera_used(self) -> bool | None:
        return self.busy is Busy.CAMERA

    def microphone_used(self) -> bool | None:
        return self.busy is Busy.MICROPHONE

    def full_screen(self) -> bool | None:
        return self.busy is Busy.FULL_SCREEN

    def do_not_disturb(self) -> bool | None:
        return self.busy is Busy.DO_NOT_DISTURB

    def battery_low(self) -> bool | None:
        return self.low

    def notify(self, title: str, text: str, buttons: dict[str, str]) -> bool:
        self.notified.append(text)
        return True

    def pressed(self) -> list[str]:
        pressed, self.buttons = self.buttons, []
        return pressed

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeLook:
    """A look that has found something at once, or never."""

    finds: list[dict[str, Any]]
    failure: str | None = None
    lasts: bool = False
    was_ended: bool = False

    def found(self) -> list[dict[str, Any]]:
        finds, self.finds = self.finds, []
        return finds

    def ended(self) -> bool:
        return not self.lasts

    def end(self) -> None:
        self.was_ended = True


@dataclass
class Desk:
    """An attendant with a day to live through."""

    taught: Taught | None = field(default_factory=lambda: Taught(SITS, STANDS))
    camera: bool = True
    desktop: FakeDesktop = field(default_factory=FakeDesktop)
    said: list[str] = field(default_factory=list)
    looks: list[tuple[datetime, str]] = field(default_factory=list)
    breaks: dict[str, FakeLook] = field(default_factory=dict)
    remind: Callable[[], str] = str
    posture: Seen = Seen.SITTING
    now: datetime = MORNING
    moment: datetime = MORNING

    def __post_init__(self) -> None:
        begin = self._look if self.camera else None
        self.attendant = Attendant(
            Companion(glances=self.camera), self.desktop, begin, self.said.append, self.taught, self.remind
        )

    def _look(self, what: str) -> FakeLook:
        self.looks.append((self.moment, what))
        if what != "glance":
            return self.breaks[what]
        shown = SHOWN.get(self.posture)
        seen = None if shown is None else {"height": shown.height, "width": shown.width}
        return FakeLook([{"seen": seen}])

    def live(self, *spells: Spell) -> list[str]:
        told = []
        begin, touched = self.now, self.now - timedelta(seconds=self.desktop.idle)
        self.now += timedelta(minutes=sum(spell.minutes for spell in spells))
        for now, spell in moments(list(spells), begin, touched):
            self.moment, self.posture = now.time, spell.posture
            self.desktop.idle, self.desktop.is_locked = now.idle_s or 0.0, spell.locked
            self.desktop.busy = spell.busy
            events = self.attendant.listen(now.time) + self.attendant.tick(now.time)
            told += [
                f"{event.time:%H:%M} {event.kind}: {event.why}" for event in events if event.kind is not Kind.SPELL
            ]
        return told


def test_it_asks_aloud_and_by_a_notification_with_buttons() -> None:
    desk = Desk()
    assert desk.live(Spell(46)) == ["09:45 ask: sat for 45 minutes"]
    question = "45 minutes of sitting. Ten squats, or a short walk? Take the stairs."
    assert (desk.said, desk.desktop.notified) == ([question], [question])


def test_ten_squats_that_were_counted_are_a_break() -> None:
    desk = Desk(breaks={"squats": FakeLook([{"count": 4}, {"count": 10}])})
    desk.live(Spell(45.5))
    desk.desktop.buttons = ["squats"]
    assert desk.live(Spell(1)) == ["09:45 break: squats"]
    assert desk.said[-1] == "That was a break."


def test_that_a_check_up_is_due_is_said_once_a_day_after_a_break() -> None:
    squats = FakeLook([{"count": 10}])
    desk = Desk(breaks={"squats": squats}, remind=lambda: "A check-up is due.")
    for _ in range(2):
        desk.live(Spell(45.5))
        desk.breaks["squats"] = FakeLook([{"count": 10}])
        desk.desktop.buttons = ["squats"]
        desk.live(Spell(1))
    after = [text for text in desk.said if text.startswith("That was")]
    assert after == ["That was a break. A check-up is due.", "That was a break."]


def test_four_squats_are_none_and_it_asks_again() -> None:
    desk = Desk(breaks={"squats": FakeLook([{"count": 4}])})
    desk.live(Spell(45.5))
    desk.desktop.buttons = ["squats"]
    assert desk.live(Spell(12)) == [
        "09:45 no_break: 4 of 10: that was no break yet.",
        "09:55 ask: sat for 56 minutes",
    ]


@pytest.mark.parametrize(
    ("walked_s", "types", "why"), [(180.0, False, None), (20.0, False, "no walk"), (180.0, True, "no walk")]
)
def test_an_empty_picture_and_no_keys_for_three_minutes_are_a_walk(
    walked_s: float, types: bool, why: str | None
) -> None:
    look = FakeLook([{"gone_s": walked_s}], lasts=True)
    desk = Desk(breaks={"walk": look})
    desk.live(Spell(45.5))
    desk.desktop.buttons = ["walk"]
    desk.live(Spell(3.5, Seen.AWAY, types=types))
    look.lasts = False
    (told,) = desk.live(Spell(0.1, types=types))
    assert ("break: walk" in told) if why is None else (why in told)


def test_a_camera_that_does_not_open_is_told_and_nothing_is_concluded() -> None:
    desk = Desk(breaks={"squats": FakeLook([], failure="camera 0 is in use")})
    desk.live(Spell(45.5))
    desk.desktop.buttons = ["squats"]
    (told,) = desk.live(Spell(1))
    assert "I could not look: camera 0 is in use" in told


def test_glances_tell_standing_from_sitting() -> None:
    desk = Desk()
    assert desk.live(Spell(10), Spell(36, Seen.STANDING)) == ["09:40 stood_long: stood for 30 minutes"]
    assert desk.attendant.companion.state.posture is Seen.STANDING


def test_whoever_types_is_there_whatever_a_glance_shows() -> None:
    desk = Desk()
    assert desk.live(Spell(46, Seen.AWAY)) == ["09:45 ask: sat for 45 minutes"]


def test_without_a_camera_a_promise_puts_it_off_and_the_keys_tell() -> None:
    desk = Desk(camera=False)
    desk.live(Spell(45.5))
    desk.desktop.buttons = ["walk"]
    assert desk.live(Spell(6, types=False), Spell(1)) == ["09:45 quiet: later", "09:51 break: no_input"]
    assert desk.looks == []


def test_no_glance_on_a_low_battery_and_none_during_a_break() -> None:
    desk = Desk(breaks={"squats": FakeLook([], lasts=True)})
    desk.desktop.low = True
    desk.live(Spell(30))
    assert desk.looks == []
    desk.desktop.low = False
    desk.live(Spell(1))
    desk.attendant.answer(desk.now, "squats")
    before = len(desk.looks)
    desk.live(Spell(2))
    assert len(desk.looks) == before


def test_closing_ends_a_look_that_is_under_way() -> None:
    look = FakeLook([], lasts=True)
    desk = Desk(breaks={"squats": look})
    desk.live(Spell(1))
    desk.attendant.answer(desk.now, "squats")
    desk.attendant.close()
    assert look.was_ended and desk.desktop.closed


def test_a_working_day() -> None:
    walk = FakeLook([{"gone_s": 181.0}], lasts=True)
    desk = Desk(breaks={"squats": FakeLook([{"count": 10}]), "walk": walk})
    told = desk.live(Spell(50))  # 9:00 works, does not answer
    told += desk.live(Spell(25, types=False, busy=Busy.MICROPHONE), Spell(2))  # 9:50 a call
    desk.desktop.buttons = ["squats"]
    told += desk.live(Spell(28))  # 10:17
    told += desk.live(Spell(35, types=False, locked=True))  # 10:45 a meeting elsewhere
    told += desk.live(Spell(30), Spell(25, Seen.STANDING), Spell(20))  # 11:20
    desk.desktop.buttons = ["later"]
    told += desk.live(Spell(12))  # 12:35
    told += desk.live(Spell(48, asleep=True))  # 12:47 lunch
    told += desk.live(Spell(46, busy=Busy.FULL_SCREEN), Spell(4))  # 13:35 gives a talk
    desk.desktop.buttons = ["walk"]
    told += desk.live(Spell(3.5, Seen.AWAY, types=False))  # 14:25
    walk.lasts = False
    told += desk.live(Spell(0.5, Seen.AWAY, types=False))
    told += desk.live(Spell(40), Spell(9, Seen.AWAY, types=False), Spell(46))  # 14:29
    desk.desktop.buttons = ["off"]
    told += desk.live(Spell(60))  # 16:04
    assert told == WORKING_DAY


def test_a_day_is_the_same_again_after_the_program_was_ended() -> None:
    whole = Desk(camera=False).live(Spell(44), Spell(2))
    first = Desk(camera=False)
    first.live(Spell(44))
    second = Desk(camera=False, now=first.now)
    second.attendant.companion.state = first.attendant.companion.state
    assert second.live(Spell(2)) == whole
    assert first.now - MORNING == timedelta(minutes=44)
