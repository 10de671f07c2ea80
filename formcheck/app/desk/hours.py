"""When the companion works, and after how long it asks."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours; default always.

    Attributes
    ----------
    begin, end
        Of the day's local time; the same one twice is the whole day, an end before its beginning is of the next day.
    days
        Days of the week, Monday 0.
    """

    begin: time = time(0)
    end: time = time(0)
    days: frozenset[int] = EVERY_DAY

    def hold(self, moment: datetime) -> bool:
        """Whether a moment lies within them."""
        now = moment.time()
        if self.begin < self.end:
            return moment.weekday() in self.days and self.begin <= now < self.end
        day = moment if now >= self.begin else moment - timedelta(days=1)
        return day.weekday() in self.days and (now >= self.begin or now < self.end)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take at the desk, in seconds.

    Ten squats, or three minutes on the feet, every 45 minutes lowered the glucose area by about a fifth (Gao 2024: 18
    young men, one day each). The rest are choices.

    Attributes
    ----------
    ask_s
        Sitting after which is asked.
    again_s
        So much later once more; then not before `ask_s` more.
    later_s, hour_s
        What an answer puts off.
    stand_s
        Standing still after which another change is due.
    grace_s
        After a call, a film or a talk.
    absent_s
        An absence this long is a break, as far as anybody can tell.
    no_input_s
        Without a camera so long without a key is a break, which nobody has seen.
    glance_s
        The camera looks no more often.
    """

    ask_s: float = 45 * 60.0
    again_s: float = 5 * 60.0
    later_s: float = 10 * 60.0
    hour_s: float = 60 * 60.0
    stand_s: float = 30 * 60.0
    grace_s: float = 60.0
    absent_s: float = 3 * 60.0
    no_input_s: float = 5 * 60.0
    glance_s: float = 5 * 60.0
