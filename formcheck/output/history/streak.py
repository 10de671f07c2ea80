"""Days with something done, one after the other."""

from collections.abc import Collection
from datetime import date, timedelta

DAY = timedelta(days=1)


def streak(days: Collection[date], today: date) -> int:
    """Consecutive days with something done, up to today, or up to yesterday where today is still to come."""
    known = set(days)
    day = today if today in known else today - DAY
    count = 0
    while day in known:
        count += 1
        day -= DAY
    return count
