"""Days at the desk, from the history file: spells of sitting and standing, and breaks."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as Clock  # noqa: N812 - a time of the day, not a moment
from enum import StrEnum
from math import ceil

from formcheck.output.history.file import HistoryFile, transaction

LONG_S, VERY_LONG_S = 30 * 60.0, 60 * 60.0
UPRIGHT_S = 120 * 60.0
"""Two hours upright in a working day: where an expert statement would have people begin (Buckley 2015)."""
DAYS = 7
TICKS = 6


class What(StrEnum):
    """What a stretch of time was; the values are those of the file."""

    SITTING = "sitting"
    STANDING = "standing"
    BREAK = "break"
    UNVERIFIED_BREAK = "unverified_break"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time at the desk, or away from it."""

    began: datetime
    ended: datetime
    what: What

    @property
    def lasted_s(self) -> float:
        """Seconds."""
        return (self.ended - self.began).total_seconds()


@dataclass(frozen=True, slots=True)
class DeskDay:
    """One day, as far as the companion ran.

    Attributes
    ----------
    day
        The date at which its stretches began.
    stretches
        In the order of time.
    """

    day: date
    stretches: tuple[Stretch, ...]

    def of(self, what: str) -> list[Stretch]:
        """Those of one kind."""
        return [stretch for stretch in self.stretches if stretch.what == what]

    @property
    def sat_s(self) -> float:
        """Seconds of sitting."""
        return sum(stretch.lasted_s for stretch in self.of(What.SITTING))

    @property
    def longest_s(self) -> float:
        """Seconds of the longest sitting without a break or a change."""
        return max((stretch.lasted_s for stretch in self.of(What.SITTING)), default=0.0)

    def longer_than(self, seconds: float) -> int:
        """How many times sitting lasted longer."""
        return sum(stretch.lasted_s > seconds for stretch in self.of(What.SITTING))

    @property
    def upright_s(self) -> float:
        """Seconds of standing, and of breaks that were seen."""
        return sum(stretch.lasted_s for what in (What.STANDING, What.BREAK) for stretch in self.of(what))

    def hour(self, time: datetime) -> float:
        """Hours since the day began; past 24 on the next one."""
        return (time - datetime.combine(self.day, Clock(), time.tzinfo)).total_seconds() / 3600


def hours_of(days: Sequence[DeskDay]) -> tuple[int, int]:
    """From which full hour to which there is something on any of the days."""
    hours = [day.hour(time) for day in days for one in day.stretches for time in (one.began, one.ended)]
    return int(min(hours, default=0)), min(ceil(max(hours, default=24)), 24)


def ticks(first: int, last: int) -> list[int]:
    """Full hours between two, a few."""
    step = next(step for step in (1, 2, 3, 6) if (last - first) / step <= TICKS)
    return [hour for hour in range(first, last + 1) if hour % step == 0]


class DeskDays:
    """The days of a history file."""

    def __init__(self, file: HistoryFile) -> None:
        self._file = file

    def add(self, stretch: Stretch) -> None:
        """Keep one more.

        Raises
        ------
        HistoryError
            The file cannot be written.
        """
        row = stretch.began.isoformat(), stretch.ended.isoformat(), stretch.what.value
        with self._file.opened(make=True) as connection, transaction(connection):
            connection.execute("INSERT OR REPLACE INTO desk (began, ended, what) VALUES (?, ?, ?)", row)

    def lately(self, today: date) -> list[DeskDay]:
        """The last days at which it ran, the newest first.

        Raises
        ------
        HistoryError
            The file cannot be read.
        """
        if not self._file.is_begun():
            return []
        first = (today - timedelta(days=DAYS - 1)).isoformat()
        with self._file.opened() as connection:
            rows = connection.execute("SELECT began, ended, what FROM desk WHERE began >= ? ORDER BY began", (first,))
            with self._file.damage_told():
                stretches = [_stretch(row) for row in rows]
        return [_day(day, stretches) for day in sorted({s.began.date() for s in stretches}, reverse=True)]

    def on(self, day: date) -> DeskDay | None:
        """One of the last days; None where it did not run.

        Raises
        ------
        HistoryError
            The file cannot be read.
        """
        return next((one for one in self.lately(day) if one.day == day), None)


def _stretch(row: sqlite3.Row) -> Stretch:
    return Stretch(datetime.fromisoformat(row["began"]), datetime.fromisoformat(row["ended"]), What(row["what"]))


def _day(day: date, stretches: Sequence[Stretch]) -> DeskDay:
    return DeskDay(day, tuple(stretch for stretch in stretches if stretch.began.date() == day))
