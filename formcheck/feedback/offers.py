"""What is asked of somebody whose routine was stopped before its end."""

from datetime import date
from enum import StrEnum

from formcheck.counting.summary import Offer
from formcheck.system.language import Words
from formcheck.system.language.local import day, weekday


class Stopped(StrEnum):
    """After how many exercises, and when."""

    TODAY = "You stopped after {done} of {total} today."
    YESTERDAY = "You stopped after {done} of {total} yesterday."
    WEEKDAY = "You stopped after {done} of {total} on {day}."


def stopped(words: Words, offer: Offer) -> str:
    """When it was stopped, and after how much of it."""
    when = {0: Stopped.TODAY, 1: Stopped.YESTERDAY}.get(offer.days_ago, Stopped.WEEKDAY)
    on = date.fromisoformat(offer.stopped_on)
    named = weekday(on) if offer.days_ago < 7 else day(on, "MMMMd")
    return words(when, done=offer.unfinished.done, total=offer.unfinished.total, day=named)
