"""The last times of one test as a line, with the band within which a new value is no more than chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from formcheck.checkup.scoring import Judged, JudgedTest, JudgedValue
from formcheck.checkup.scoring.saying import shown
from formcheck.output.history.checkup_steps import Past
from formcheck.pose.landmarks import Side
from formcheck.system.language.local import day

WIDTH, HEIGHT = 280, 116
LEFT, RIGHT, TOP, FOOT = 34, 12, 8, 22
MOST = 8
"""So many of the last check-ups are drawn."""
KINDS: dict[Side | None, str] = {None: "own", Side.LEFT: "left", Side.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class Point:
    """A value in the picture; hollow where it is not compared with the last one."""

    x: float
    y: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One side: its points, and the corners of the band of chance around what the last value is compared with."""

    kind: str
    points: tuple[Point, ...]
    band: tuple[Point, Point] | None

    @property
    def path(self) -> str:
        """Through all points."""
        return " ".join(f"{one.x:g},{one.y:g}" for one in self.points)


@dataclass(frozen=True, slots=True)
class Course:
    """The picture: its lines, the numbers beside it with their heights, and the dates under it with their places."""

    lines: tuple[Line, ...]
    marks: tuple[tuple[str, float], ...]
    dates: tuple[tuple[str, float, str], ...]

    @property
    def banded(self) -> bool:
        """Whether any of it has a band."""
        return any(line.band is not None for line in self.lines)


def course(test: JudgedTest, past: Past) -> Course | None:
    """The last times up to this one; None where it is the first, or a matter of yes and no.

    Parameters
    ----------
    test
        As it is judged now.
    past
        All check-ups up to this one, the oldest first.
    """
    lately = [one for one in past if _of(one[1], test) is not None][-MOST:]
    if len(lately) < 2 or not test.values or test.values[0].result.unit == "passed":
        return None
    frame = _Frame(test, lately)
    lines = tuple(_line(value, test, lately, frame) for value in test.values)
    days = [kept.started_at.date() for kept, _ in lately]
    return Course(lines, tuple(frame.marks(test)), tuple(_dates(days, frame)))


class _Frame:
    """Where values and check-ups lie in the picture."""

    def __init__(self, test: JudgedTest, lately: Past) -> None:
        values = [value.value for _, judged in lately for value in _values(judged, test)]
        for value in test.values:
            if (band := _band(value, test)) is not None:
                values += band
        first, last = test.score.axis
        step = max(test.score.round_to, 5.0)
        self.low = max(floor(min(values) / step) * step, first)
        self.high = max(min(ceil(max(values) / step) * step, last), self.low + step)
        self._count = len(lately)

    def x(self, place: float) -> float:
        return round(LEFT + place * (WIDTH - LEFT - RIGHT) / (self._count - 1), 1)

    def y(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return round(TOP + (self.high - inside) / (self.high - self.low) * (HEIGHT - TOP - FOOT), 1)

    def marks(self, test: JudgedTest) -> Iterator[tuple[str, float]]:
        for value in (self.low, self.high):
            yield shown(test.score.zero + value, test), self.y(value)


def _line(value: JudgedValue, test: JudgedTest, lately: Past, frame: _Frame) -> Line:
    like = [id(one.result) for one in value.earlier]
    points = []
    for place, (_, judged) in enumerate(lately):
        for one in _values(judged, test):
            if one.result.side == value.result.side:
                hollow = one.result is not value.result and id(one.result) not in like
                points.append(Point(frame.x(place), frame.y(one.value), hollow))
    band = _band(value, test)
    corners = None
    if band is not None and value.change is not None:
        begins = max(len(lately) - 1 - value.change.count, 0) - 0.15
        corners = Point(max(frame.x(begins), LEFT), frame.y(band[1])), Point(WIDTH - RIGHT + 6, frame.y(band[0]))
    return Line(KINDS[value.result.side], tuple(points), corners)


def _band(value: JudgedValue, test: JudgedTest) -> tuple[float, float] | None:
    """From where to where a new value is no more than chance; None where there is nothing to compare with."""
    change = value.change
    if change is None or test.score.change is None:  # classes have none
        return None
    return change.base - change.threshold, change.base + change.threshold


def _of(judged: Judged, test: JudgedTest) -> JudgedTest | None:
    return next((one for one in judged.tests if one.score.id == test.score.id and one.values), None)


def _values(judged: Judged, test: JudgedTest) -> tuple[JudgedValue, ...]:
    found = _of(judged, test)
    return () if found is None else found.values


def _dates(days: Sequence[date], frame: _Frame) -> Iterator[tuple[str, float, str]]:
    """The first and the last, and what has room between."""
    last = len(days) - 1
    for place in sorted({0, last} if last != 2 else {0, 1, 2}):
        anchor = "start" if place == 0 else "end" if place == last else "middle"
        yield day(days[place], "MMMd"), frame.x(place), anchor
