"""Whether two values were measured alike; those that were not are kept and shown, and not compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formcheck.checkup.record import Checkup, TestResult
from formcheck.checkup.scoring.change import Reading
from formcheck.checkup.scoring.score import Score
from formcheck.pose.landmarks import Side
from formcheck.system.language import later


@dataclass(frozen=True, slots=True)
class Measured:
    """A value that was measured, and with which pose model."""

    result: TestResult
    model: str

    @property
    def reading(self) -> Reading | None:
        """The value; None where there is none."""
        best = self.result.best
        return None if best is None or best.value is None else Reading(best.value, best.capped)


def measured(checkup: Checkup, test: str, side: Side | None) -> Measured | None:
    """What a check-up has of a test and a side; None where it has no value."""
    found = [one for one in checkup.results if one.test == test and one.side == side and one.value is not None]
    return Measured(found[-1], checkup.model) if found else None


def past(earlier: Sequence[Checkup], test: str, side: Side | None) -> list[Measured]:
    """The values of earlier check-ups, the oldest first."""
    return [found for one in earlier if (found := measured(one, test, side)) is not None]


def differences(one: Measured, other: Measured, score: Score) -> Iterator[str]:
    """What was otherwise, in English sentences; what is not known of either is taken for alike."""
    if one.model != other.model:
        yield later("It was seen by another pose model than last time.")
    if None not in (one.result.view, other.result.view) and one.result.view != other.result.view:
        yield later("It was seen from another side than last time.")
    yield from _placed_otherwise(one.result, other.result, score)


def alike(one: Measured, other: Measured, score: Score) -> bool:
    """Whether two values may be compared."""
    return not any(differences(one, other, score))


def _placed_otherwise(one: TestResult, other: TestResult, score: Score) -> Iterator[str]:
    here, there = (result.best.setup if result.best is not None else {} for result in (one, other))
    for name, within in score.setup.items():
        if name in here and name in there and abs(here[name] - there[name]) > within.at_most:
            yield within.say
