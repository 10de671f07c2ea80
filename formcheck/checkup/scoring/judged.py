"""What a check-up says: every value against groups, against earlier ones, and left against right."""

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.checkup.record import Checkup, TestResult
from formcheck.checkup.scoring.band import Band, band
from formcheck.checkup.scoring.change import Change, changed, changed_class
from formcheck.checkup.scoring.norms import Norm, norms_of
from formcheck.checkup.scoring.person import Person
from formcheck.checkup.scoring.score import Score, scores
from formcheck.checkup.scoring.setup import Measured, alike, differences, measured, past
from formcheck.checkup.scoring.sides import Both, Sides, compare, next_first_side
from formcheck.checkup.scoring.trend import trend
from formcheck.pose.landmarks import SIDES, Side

MOST_TOLD = 2
"""So many changes are told: of nine numbers one differs by chance in 37 of 100 check-ups."""


@dataclass(frozen=True, slots=True)
class JudgedValue:
    """A value, where it lies, and what has become of it.

    Attributes
    ----------
    result
        As it was measured, with a value.
    band
        Where it lies among the groups; NONE where there are none, or where the test ended before the person did.
    change
        Against earlier ones that were measured alike; None where there are none.
    since_last
        Whether the last one is among these.
    otherwise
        Why it is not compared with the last one, in English sentences.
    slope
        How much more from one check-up to the next; None where it may be nothing.
    earlier
        Values that it is compared with, the oldest first.
    """

    result: TestResult
    band: Band
    change: Change | None = None
    since_last: bool = True
    otherwise: tuple[str, ...] = ()
    slope: float | None = None
    earlier: tuple[Measured, ...] = ()

    @property
    def value(self) -> float:
        """In the unit of the test."""
        assert self.result.value is not None
        return self.result.value

    @property
    def capped(self) -> bool:
        """Whether the test ended before the person did."""
        return self.result.best is not None and self.result.best.capped


@dataclass(frozen=True, slots=True)
class JudgedTest:
    """One test with both its sides.

    Attributes
    ----------
    score
        What its file says.
    values
        Those that were measured.
    missing
        Those that were not: left out, or not judged.
    groups
        What is published of the groups that the person is of.
    sides
        Left against right; None where they are not compared.
    first
        Whether it has a value for the first time.
    """

    score: Score
    values: tuple[JudgedValue, ...]
    missing: tuple[TestResult, ...]
    groups: tuple[Norm, ...]
    sides: Sides | None
    first: bool

    @property
    def band(self) -> Band:
        """Where the lower value lies."""
        order = (Band.FEWER, Band.LIKE, Band.MORE)
        return next((one for one in order if any(value.band is one for value in self.values)), Band.NONE)

    def of(self, side: Side | None) -> JudgedValue | None:
        """The value of a side; None where there is none."""
        return next((value for value in self.values if value.result.side == side), None)


@dataclass(frozen=True, slots=True)
class Judged:
    """All tests of a check-up, in its order, and the side that begins next time."""

    checkup: Checkup
    tests: tuple[JudgedTest, ...]
    person: Person
    next_first_side: Side
    number: int
    """Of the check-up, counted from 1."""

    @property
    def told(self) -> tuple[tuple[JudgedTest, JudgedValue], ...]:
        """The changes that are told: the two that are largest against their thresholds."""
        return self._real[:MOST_TOLD]

    @property
    def untold(self) -> bool:
        """Whether there are more that would be changes, were they alone."""
        return len(self._real) > MOST_TOLD

    @property
    def _real(self) -> tuple[tuple[JudgedTest, JudgedValue], ...]:
        every = [(test, value) for test in self.tests for value in test.values if value.change and value.change.real]
        return tuple(sorted(every, key=lambda one: -_size(one[1])))


def judged(checkup: Checkup, earlier: Sequence[Checkup], person: Person | None = None) -> Judged:
    """What a check-up says.

    Parameters
    ----------
    checkup
        What was measured.
    earlier
        All check-ups before it, the oldest first.
    person
        Whose it is; None where nothing is known of them.
    """
    person = person or Person()
    names = dict.fromkeys(one.test for one in checkup.results if one.test in scores())
    tests = tuple(_test(scores()[name], checkup, earlier, person) for name in names)
    return Judged(checkup, tests, person, next_first_side([*earlier, checkup]), len(earlier) + 1)


def _test(score: Score, checkup: Checkup, earlier: Sequence[Checkup], person: Person) -> JudgedTest:
    results = [one for one in checkup.results if one.test == score.id]
    groups = norms_of(score.id, person)
    found = [(measured(checkup, score.id, side), past(earlier, score.id, side)) for side in (None, *SIDES)]
    values = tuple(_value(now, before, score, groups) for now, before in found if now is not None)
    known = {value.result.side for value in values}
    missing = tuple({one.side: one for one in results if one.side not in known}.values())
    return JudgedTest(
        score, values, missing, groups, _sides(score, checkup, earlier), not any(before for _, before in found)
    )  # fmt: skip


def _value(now: Measured, before: Sequence[Measured], score: Score, groups: Sequence[Norm]) -> JudgedValue:
    reading = now.reading
    assert reading is not None
    like = [one for one in before if alike(now, one, score)]
    readings = [one.reading for one in like if one.reading is not None]
    change = None
    if score.change is not None:
        change = changed(reading, readings, score.change)
    elif score.classes is not None:
        change = changed_class(reading, readings, score.classes)
    return JudgedValue(
        now.result,
        band(reading.value, groups) if score.banded and not reading.capped else Band.NONE,
        change,
        since_last=bool(like) and like[-1] is before[-1],
        otherwise=tuple(differences(now, before[-1], score)) if before else (),
        slope=trend([one.value for one in (*readings, reading)]) if score.change is not None else None,
        earlier=tuple(like),
    )


def _sides(score: Score, checkup: Checkup, earlier: Sequence[Checkup]) -> Sides | None:
    now = _both(score, checkup)
    if score.sides is None or now is None:
        return None
    last = next((both for one in reversed(earlier) if (both := _both(score, one)) is not None), None)
    return compare(now, last, score.sides)


def _both(score: Score, checkup: Checkup) -> Both | None:
    """Both sides of one check-up, where they were measured alike."""
    left, right = (measured(checkup, score.id, side) for side in SIDES)
    if left is None or right is None or not alike(left, right, score):
        return None
    assert left.result.value is not None
    assert right.result.value is not None
    return Both(left.result.value, right.result.value)


def _size(value: JudgedValue) -> float:
    return 0.0 if value.change is None else value.change.size
