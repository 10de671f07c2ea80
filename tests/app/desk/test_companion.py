"""When the companion asks, when it does not, and what it takes for a break."""

from datetime import time, timedelta
from itertools import pairwise

from formcheck.app.desk.companion import Companion
from formcheck.app.desk.event import LEFT, Kind
from formcheck.app.desk.hours import Hours
from formcheck.app.desk.situation import Answer, Busy, Seen
from tests.app.desk.days import MORNING, Spell, played, told


def test_it_asks_after_45_minutes_once_more_after_50_and_then_not_before_45_more() -> None:
    assert told(played(Companion(), [Spell(120)])) == [
        "09:45 ask: sat for 45 minutes",
        "09:50 ask_again: sat for 50 minutes",
        "10:35 ask: sat for 95 minutes",
        "10:40 ask_again: sat for 100 minutes",
    ]


def test_a_call_silences_it_and_it_asks_a_minute_after() -> None:
    day = [Spell(40), Spell(30, types=False, busy=Busy.MICROPHONE), Spell(5)]
    assert told(played(Companion(), day)) == [
        "09:45 held_back: another program uses the microphone",
        "10:11 ask: sat for 71 minutes",
    ]


def test_who_listens_in_a_call_and_touches_no_key_has_no_break() -> None:
    day = [Spell(20), Spell(20, types=False, busy=Busy.MICROPHONE), Spell(10)]
    assert told(played(Companion(glances=False), day)) == ["09:45 ask: sat for 45 minutes"]


def test_who_reads_and_is_seen_sitting_has_no_break() -> None:
    day = [Spell(20), Spell(20, types=False), Spell(8)]
    assert told(played(Companion(), day)) == ["09:45 ask: sat for 45 minutes"]


def test_without_a_camera_five_minutes_without_a_key_are_a_break_nobody_has_seen() -> None:
    events = played(Companion(glances=False), [Spell(20), Spell(6, types=False), Spell(40)])
    assert told(events) == ["09:26 break: no_input"]
    assert [event.verified for event in events if event.kind is Kind.BREAK] == [False]
    assert told(played(Companion(glances=False), [Spell(20), Spell(4, types=False), Spell(24)])) == [
        "09:45 ask: sat for 45 minutes"
    ]


def test_an_empty_picture_for_three_minutes_is_a_break_that_was_seen() -> None:
    (event,) = (
        event
        for event in played(Companion(), [Spell(21), Spell(8, Seen.AWAY, types=False), Spell(10)])
        if event.kind is Kind.BREAK
    )
    assert event.how == LEFT and event.verified
    assert (event.ended_after_s, event.sat_s) == (490, 1250)  # from the last key to the first one


def test_a_locked_screen_and_a_computer_that_slept_are_breaks() -> None:
    day = [Spell(30), Spell(10, types=False, locked=True), Spell(30), Spell(60, asleep=True), Spell(30)]
    assert told(played(Companion(glances=False), day)) == ["09:40 break: locked", "11:10 break: asleep"]


def test_a_moment_of_a_locked_screen_is_none() -> None:
    assert told(played(Companion(), [Spell(30), Spell(2, types=False, locked=True), Spell(14)])) == [
        "09:45 ask: sat for 45 minutes"
    ]


def test_nothing_is_asked_right_after_waking() -> None:
    assert told(played(Companion(), [Spell(44), Spell(90, asleep=True), Spell(40)])) == ["11:14 break: asleep"]


def test_standing_is_a_change_of_posture_but_no_break() -> None:
    day = [Spell(30), Spell(20, Seen.STANDING), Spell(18)]
    assert told(played(Companion(), day)) == ["10:05 ask: sat for 45 minutes"]


def test_half_an_hour_of_standing_still_is_told_too() -> None:
    assert told(played(Companion(), [Spell(10), Spell(40, Seen.STANDING)])) == [
        "09:40 stood_long: stood for 30 minutes"
    ]


def test_later_hour_and_off_put_it_off() -> None:
    for answer, asked_at in ((Answer.LATER, "09:55"), (Answer.HOUR, "10:45"), (Answer.OFF, None)):
        companion = Companion(glances=False)
        played(companion, [Spell(45)])
        now = MORNING + timedelta(minutes=45)
        companion.answer(now, answer)
        asks = [event for event in played(companion, [Spell(120)], now) if event.kind is Kind.ASK]
        assert (f"{asks[0].time:%H:%M}" if asks else None) == asked_at


def test_an_accepted_break_that_was_seen_begins_anew_and_one_that_was_not_is_asked_again() -> None:
    companion = Companion(glances=False)
    played(companion, [Spell(45)])
    now = MORNING + timedelta(minutes=46)
    companion.accept()
    *_, event = companion.took(now, now + timedelta(minutes=1), "squats")
    assert event.verified and companion.state.sat_s == 0
    companion.accept()
    companion.missed(now, "somebody sat there all the time")
    asked = [event.time for event in played(companion, [Spell(30)], now) if event.kind is Kind.ASK]
    assert asked == [now + timedelta(minutes=10)]


def test_outside_of_working_hours_nothing_is_asked_and_nothing_looked_at() -> None:
    hours = Hours(time(13), time(17), frozenset(range(5)))
    events = played(Companion(hours), [Spell(250)])
    assert min(event.time for event in events).hour == 13


def test_the_camera_looks_at_most_every_five_minutes_and_never_in_a_call_or_before_a_locked_screen() -> None:
    day = [Spell(30), Spell(30, busy=Busy.CAMERA), Spell(30, types=False, locked=True), Spell(30)]
    looks = [event.time for event in played(Companion(), day) if event.kind is Kind.GLANCE]
    assert all(after - before >= timedelta(minutes=5) for before, after in pairwise(looks))
    assert not [look for look in looks if MORNING + timedelta(minutes=30) < look <= MORNING + timedelta(minutes=90)]
    assert len(looks) == 12


def test_a_clock_that_is_set_back_loses_nothing() -> None:
    companion = Companion(glances=False)
    played(companion, [Spell(30)])
    before_s = companion.state.sat_s
    played(companion, [Spell(1)], MORNING - timedelta(hours=1))
    assert companion.state.sat_s >= before_s


def test_sitting_and_standing_are_told_as_spells_that_end_with_a_change_or_a_break() -> None:
    day = [Spell(20), Spell(20, Seen.STANDING), Spell(20), Spell(10, types=False, locked=True), Spell(10)]
    spells = [event for event in played(Companion(), day) if event.kind is Kind.SPELL]
    assert [(f"{spell.began:%H:%M}", f"{spell.time:%H:%M}", spell.how) for spell in spells] == [
        ("09:00", "09:20", "sitting"),
        ("09:20", "09:40", "standing"),
        ("09:40", "10:00", "sitting"),
    ]
